import AccessControl
import Agent
import Exercises
import Foundation
import Incidents
import Testing

@testable import REPL

@Suite("A terminal that belongs to one participant")
struct LockedTerminalTests {
  /// Begins or goes on with the session `drill` of a folder.
  private func session(
    in folder: URL,
    as role: String?,
    user: String? = nil,
    insists: Bool = false,
    isLocked: Bool = false
  ) async throws -> REPLSession {
    var options = REPLOptions(role: role.flatMap(Role.init), user: user)
    options.approved = ["all"]
    options.sessions = SessionFolder(path: folder.path)
    options.saving = .named("drill")
    options.insistsOnRole = insists || isLocked
    options.isLocked = isLocked
    let session = REPLSession(
      definition: try defaultWorld(),
      model: try offlineModel.get(),
      options: options,
      now: { nine },
      write: { _ in }
    )
    #expect(await session.startSaving().ending == .done)
    return session
  }

  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "locked-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  @Test(
    "lets nobody take another session, role or time, nor take back what others did",
    arguments: [
      ":role it", ":as it restart Redis", ":resume drill", ":fork drill", ":fork", ":reset",
      ":session new", ":session delete drill", ":session rename mine", ":clock +1h",
      ":inject message from Legal: stop", ":undo", ":undo 2", ":retry", ":edit",
      ":record --all /nonexistent/x", ":approvals auto",
    ]
  )
  func locked(_ line: String) async throws {
    try await withFolder { folder in
      do {
        let others = try await session(in: folder, as: "FINANCE")
        _ = await others.submit("approve_emergency_spending amount=10 justification=x")
        _ = await others.submit("what does it cost?")
      }
      let session = try await session(in: folder, as: "CSM", isLocked: true)
      let result = await session.submit(line)
      #expect(result.ending == .no || result.ending == .usage, "\(result)")
      #expect(result.problem.joined().contains("is locked here"), "\(result.problem)")
      #expect(await session.session?.role.name == "CSM")
      #expect(await session.snapshot.exercise.world.approvals.count == 1)
    }
  }

  @Test("takes back and records what the participant did")
  func own() async throws {
    try await withFolder { folder in
      let session = try await session(in: folder, as: "IT", isLocked: true)
      _ = await session.submit("restart_service service=Redis")
      let file = folder.appending(path: "own.scenario.yaml").path
      #expect(await session.submit(":record --all \(file)").ending == .done)
      #expect(await session.submit(":undo").ending == .done)
      #expect(await session.snapshot.exercise.calls.isEmpty)
    }
  }

  @Test("is the participant's whatever role the session was left in, and so it is recorded")
  func resumed() async throws {
    try await withFolder { folder in
      do { _ = try await session(in: folder, as: "IT").submit("restart_service service=Redis") }
      let session = try await session(in: folder, as: "CSM", user: "cora", isLocked: true)
      #expect(await session.session?.role.name == "CSM")
      #expect(await session.session?.user == "cora")
      _ = await session.submit("restart_service service=CDN")
      let calls = await session.snapshot.exercise.calls
      #expect(calls.map(\.call.outcome.word) == ["ok", "denied"])
      #expect(calls.last?.requester.user == "cora")
    }
  }

  @Test("or anybody's: a session is gone on with in its own role, unless another one is asked for")
  func role() async throws {
    try await withFolder { folder in
      do { _ = try await session(in: folder, as: "IT").submit("restart_service service=Redis") }
      do {
        let own = try await session(in: folder, as: "CSM")
        #expect(await own.session?.role.name == "IT")
      }
      do {
        let other = try await session(in: folder, as: "CSM", insists: true)
        #expect(await other.session?.role.name == "CSM")
      }
      let user = try await session(in: folder, as: nil, user: "mallory", insists: true)
      #expect(await user.session?.user == "mallory")
    }
  }
}
