import AccessControl
import Agent
import OfflineModels
import Testing
import Values

@Suite("What the offline model says")
struct ReplyTests {
  private static let role = Role("IT")
  private static let other = Role("OPS")

  /// The answer to something that asks for no call.
  private func answer(_ text: String) async throws -> String {
    let it = try #require(Self.role), ops = try #require(Self.other)
    let matrix = try PermissionMatrix(
      roles: [it, ops],
      permissions: DefaultTools.permissions("view_incident", "restart_service", "update_priority"),
      grants: [
        it: Set(DefaultTools.permissions("view_incident", "restart_service")),
        ops: Set(DefaultTools.permissions("view_incident", "update_priority")),
      ]
    )
    let model = OfflineModel(
      tools: [DefaultTools.restartService, DefaultTools.updatePriority],
      matrix: matrix,
      catalog: TestWorld.catalog
    )
    let session = try #require(Session(user: "dana", role: it))
    let request = ModelRequest(session: session, text: text)
    return try await model.respond(to: request) { _ in }.text
  }
}
