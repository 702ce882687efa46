import AccessControl
import IncidentTools
// expect: 'authorization' is borrowed and cannot be consumed
nonisolated(unsafe) var kept: Authorization<RestartService>?
func keep(_ authorization: borrowing Authorization<RestartService>) { kept = authorization }
