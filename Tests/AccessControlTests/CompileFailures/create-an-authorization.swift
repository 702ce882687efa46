@testable import AccessControl
import IncidentTools
// expect: inaccessible due to 'fileprivate' protection level
func forge(_ attribution: Attribution, _ matrix: PermissionMatrix) {
  _ = Authorization<RestartService>(attribution: attribution, tool: "x", matrix: matrix)
}
