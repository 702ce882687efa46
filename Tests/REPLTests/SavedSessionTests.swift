import AccessControl
import Agent
import Exercises
import Foundation
import Incidents
import Journal
import Synchronization
import Testing
import Values

@testable import REPL

/// A session that is saved in a folder of its own, on a clock that the test moves.
private final class Desk: Sendable {
  let folder: String
  private let seconds = Mutex(0)
  private let screen = Transcript()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID())").path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func wait(_ seconds: Int) { self.seconds.withLock { $0 += seconds } }

  /// Starts a program, as it were.
  func start(
    _ saving: SessionSaving,
    role: String? = "CSM",
    model: any Model = ScriptedModel([])
  ) async throws -> (session: REPLSession, result: LineResult) {
    let session = REPLSession(
      definition: try defaultWorld(),
      model: model,
      options: {
        var options = REPLOptions(role: role.flatMap { Role($0) })
        options.sessions = SessionFolder(path: folder)
        options.saving = saving
        options.approved = ["all"]
        return options
      }(),
      now: { nine.advanced(by: self.seconds.withLock { $0 }) },
      write: { self.screen.add($0) }
    )
    return (session, await session.startSaving())
  }

  func type(_ line: String, in session: REPLSession) async -> (text: String, result: LineResult) {
    screen.clear()
    let result = await session.submit(line)
    return (screen.text, result)
  }

  /// Returns the exercise without what writes it down, which would stay open.
  func kept(of session: REPLSession) async -> Exercise {
    var exercise = await session.snapshot.exercise
    exercise.keep(in: nil, after: 0)
    return exercise
  }

  func files() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}

@Suite("A saved session")
struct SavedSessionTests {
  private let desk: Desk
  private let model = ScriptedModel([
    ModelResponse(calls: [
      ProposedCall(
        id: "n",
        tool: "notify_affected_customers",
        arguments: .values(["message": "we know"])
      )
    ]),
    ModelResponse(text: "They are told."),
  ])

  init() throws { desk = try Desk() }

  private func play(_ session: REPLSession) async {
    for line in [
      "tell them", ":clock +15m", ":as it restart_service service=Redis", ":role finance",
      "approve_emergency_spending amount=12000 justification=replica", ":role ops --user olga",
    ] { _ = await desk.type(line, in: session) }
  }

  @Test("goes on with world, conversation, record, role, user, clock and steps")
  func resumes() async throws {
    let before: Exercise
    do {
      let (session, _) = try await desk.start(.named("drill"), model: model)
      await play(session)
      before = await desk.kept(of: session)
    }
    desk.wait(86_400)
    let (session, result) = try await desk.start(.named("drill"), role: nil, model: model)
    #expect(result == .done)
    _ = await session.submit(":whoami")
    let after = await session.snapshot.exercise
    #expect(after.world == before.world)
    #expect(after.thread == before.thread)
    #expect(after.calls == before.calls)
    #expect(after.audit == before.audit)
    #expect(await session.session == Session(user: "olga", role: try #require(Role("OPS"))))
    #expect(await session.steps.map(\.name).count == 4)
    _ = await desk.type(":role finance", in: session)
    #expect(
      await desk.type(":undo", in: session).text == """
        removed call of approve_emergency_spending and 3 changes:
             changed  incidents.INC-001.approved_spending  12000 -> 0
             changed  approvals.count  1 -> 0
             changed  approvals.total  12000 -> 0

        """
    )
    #expect(await desk.type(":clock", in: session).text == "2025-01-15T09:15:00Z  15m ahead\n")
  }

  @Test("keeps what was planned, delivered or not, and what came is recorded")
  func plans() async throws {
    do {
      let (session, _) = try await desk.start(.named("drill"))
      for line in [
        ":inject +5m first", ":inject +30m second", ":inject second", ":clock +6m",
        "view_incident_details",
      ] { _ = await session.submit(line) }
    }
    let (session, _) = try await desk.start(.named("drill"), role: nil)
    let list = await desk.type(":inject", in: session).text.split(separator: "\n")
    #expect(list.map { $0.contains("delivered") } == [true, false])
    #expect(await desk.type(":clock +30m", in: session).text.contains("! 09:30:00 inject 2"))
    let path = desk.folder + "/x.scenario.yaml"
    let recorded = await desk.type(":record --all \(path)", in: session).text
    #expect(recorded.contains("replay     passed"))
    let file = try String(contentsOfFile: path, encoding: .utf8)
    #expect(file.components(separatedBy: "- inject: {message: second}").count == 3)
    #expect(file.contains("- inject: {message: first}"))
  }

  @Test("keeps what was done, and nothing of what the prompt looks up for itself")
  func looks() async throws {
    let (session, _) = try await desk.start(.named("drill"))
    _ = await session.prompt()
    _ = await session.completion()
    #expect(await session.journal?.extent == nil)
    _ = await desk.type("restart_service service=Redis", in: session)
    let records = await session.journal?.extent?.records
    _ = await session.prompt()
    _ = await session.completion()
    for line in [":dashboard", ":incidents", ":timeline", ":matrix", ":whoami"] {
      _ = await desk.type(line, in: session)
    }
    #expect(await session.journal?.extent?.records == records)
  }

  @Test("keeps what was taken back taken back")
  func undo() async throws {
    let before: Exercise
    do {
      let (session, _) = try await desk.start(.named("drill"), model: model)
      await play(session)
      _ = await desk.type(":role it", in: session)
      _ = await desk.type(":undo 3", in: session)
      _ = await desk.type("restart_service service=CDN", in: session)
      before = await desk.kept(of: session)
    }
    let (session, _) = try await desk.start(.named("drill"), model: model)
    let after = await session.snapshot.exercise
    #expect(after.world == before.world)
    #expect(after.calls == before.calls)
    #expect(after.world.outbox.count == 1)
    #expect(after.calls.count == 2)
    #expect(await session.steps.count == 2)
  }

  @Test("is whole after every record, and says so where a turn was cut off")
  func everyCut() async throws {
    do {
      let (session, _) = try await desk.start(.named("drill"), model: model)
      await play(session)
    }
    let path = desk.folder + "/drill.journal"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let whole = try #require(JournalContents(bytes))
    var notices: Set<String> = []
    for record in whole.records.dropFirst() {
      for length in [record.offset, record.offset + 100] {
        let copy = "cut\(length)"
        try Data(bytes.prefix(length)).write(
          to: URL(filePath: desk.folder + "/\(copy).journal")
        )
        let (session, result) = try await desk.start(.named(copy), model: model)
        #expect(result == .done)
        let exercise = await session.snapshot.exercise
        let kept = whole.records.prefix(record.sequence - 1).filter {
          $0.value?["do"]?.text == "call"
        }
        #expect(exercise.calls.count == kept.count)
        #expect(exercise.world.outbox.count <= 1)
        notices.formUnion(await session.notice)
      }
    }
    #expect(notices.contains { $0.contains("cut off after 0 calls") })
    #expect(notices.contains { $0.contains("cut off after 1 call;") })
    #expect(notices.contains { $0.contains("the last record was never finished") })
  }

  @Test("whose last turn was cut off can take it back")
  func cutOff() async throws {
    do {
      let (session, _) = try await desk.start(.named("drill"), model: model)
      _ = await desk.type("tell them", in: session)
    }
    let path = desk.folder + "/drill.journal"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let contents = try #require(JournalContents(bytes))
    let call = try #require(contents.records.first { $0.value?["do"]?.text == "call" })
    let next = contents.records[call.sequence].offset
    try Data(bytes.prefix(next)).write(to: URL(filePath: path))
    for _ in 0..<2 {
      let (session, result) = try await desk.start(.named("drill"), model: model)
      #expect(result == .done)
      #expect(await session.snapshot.exercise.world.outbox.count == 1)
      #expect(await session.steps.map(\.name) == ["turn 1"])
    }
    let (session, _) = try await desk.start(.named("drill"), model: model)
    _ = await desk.type(":undo", in: session)
    #expect(await session.snapshot.exercise.world.outbox.isEmpty)
  }

  @Test("makes no file before something happens, and a name of its day when it does")
  func lazily() async throws {
    let (session, _) = try await desk.start(.new(name: nil))
    _ = await desk.type(":role it", in: session)
    _ = await desk.type(":tools", in: session)
    #expect(desk.files() == [])
    _ = await desk.type("restart_service service=Redis", in: session)
    #expect(desk.files() == ["2025-01-15-1.journal"])
    let (other, _) = try await desk.start(.new(name: nil))
    _ = await desk.type("hello", in: other)
    #expect(desk.files() == ["2025-01-15-1.journal", "2025-01-15-2.journal"])
  }

  @Test("of which there is no more than the beginning of a file begins", arguments: [0, 5, 19, 60])
  func empty(_ length: Int) async throws {
    do {
      let (session, _) = try await desk.start(.named("drill"), model: model)
      _ = await desk.type("tell them", in: session)
    }
    let path = URL(filePath: desk.folder + "/drill.journal")
    try Data(try Data(contentsOf: path).prefix(length)).write(to: path)
    let (session, result) = try await desk.start(.named("drill"), model: model)
    #expect(result == .done)
    #expect(await session.snapshot.exercise.thread.turns == 0)
    _ = await desk.type("tell them", in: session)
    #expect(try JournalContents.read(path: path.path).records.count > 3)
  }

  @Test("is open in one program at a time; a copy is free")
  func locked() async throws {
    let (first, _) = try await desk.start(.named("drill"))
    _ = await desk.type("hello", in: first)
    let (_, refused) = try await desk.start(.named("drill"))
    #expect(
      refused.problem == [
        "drill is open in another tabletop (pid \(getpid())). :fork drill copies it."
      ]
    )
    let (second, _) = try await desk.start(.new(name: nil))
    let copied = await desk.type(":fork drill", in: second).text
    #expect(copied == "copied drill to drill-copy-2; you are in the copy now\n")
    _ = await desk.type("again", in: second)
    _ = await desk.type("and here", in: first)
    #expect(await second.snapshot.exercise.thread.turns == 2)
    #expect(
      await desk.type(":sessions", in: first).text.contains("*  drill         0s  2 turns  CSM")
    )
  }

  @Test("is refused where the world, the policy or the program differs")
  func otherWorld() async throws {
    do {
      let (session, _) = try await desk.start(.named("drill"), model: model)
      await play(session)
    }
    let path = URL(filePath: desk.folder + "/drill.journal")
    let contents = try JournalContents.read(path: path.path)
    func rewritten(_ change: (inout [String: JSONValue]) -> Void) throws {
      try FileManager.default.removeItem(at: path)
      let writer = try JournalWriter.create(path: path.path)
      for record in contents.records {
        var members = record.value?.members ?? [:]
        change(&members)
        try writer.append(.object(members))
      }
    }
    try rewritten { if $0["do"] == "session" { $0["policy"] = "0" } }
    #expect(
      try await desk.start(.named("drill")).result.problem == [
        "drill can't be resumed: it was played on another world or policy (`default`); --world"
          + " FILE takes the one it was played on.",
        "Its journal is as it was.",
      ]
    )
    try rewritten { if $0["outcome"] == "ok" { $0["result"] = "forged" } }
    let forged = try await desk.start(.named("drill")).result
    #expect(forged.problem.first?.contains("ended ok then and differs now") == true)
    try rewritten { if $0["do"] == "turn" { $0["parent"] = 99 } }
    #expect(try await desk.start(.named("drill")).result.ending == .undecided)
    try rewritten { if $0["do"] == "turn" { $0["text"] = nil } }
    #expect(try await desk.start(.named("drill")).result.ending == .undecided)
  }

  @Test("can be renamed, begun anew, deleted; names are checked")
  func manage() async throws {
    let (session, _) = try await desk.start(.named("drill"))
    _ = await desk.type("hello", in: session)
    #expect(await desk.type(":session rename tuesday", in: session).text.hasPrefix("this session"))
    _ = await desk.type("more", in: session)
    #expect(desk.files() == ["tuesday.journal"])
    #expect(await desk.type(":session delete tuesday", in: session).result.ending == .usage)
    #expect(await desk.type(":session new", in: session).result == .done)
    #expect(await session.snapshot.exercise.thread.turns == 0)
    #expect(await desk.type(":session delete tuesday", in: session).text == "deleted tuesday\n")
    #expect(desk.files() == [])
    for name in ["../x", ".x", "-x", "a/b", "a\u{301}", String(repeating: "a", count: 65)] {
      #expect(await desk.type(":session rename \(name)", in: session).result.ending == .usage)
      #expect(await desk.type(":resume \(name)", in: session).result.ending == .usage)
    }
    #expect(
      await desk.type(":resume nobody", in: session).result.problem == [
        "No session nobody. :sessions lists them."
      ]
    )
  }

  @Test("that can't be written any more says so, and nothing happens in it from then on")
  func full() async throws {
    let (session, _) = try await desk.start(.named("drill"))
    #expect(FileManager.default.createFile(atPath: desk.folder, contents: nil))
    let result = await desk.type("restart_service service=Redis", in: session).result
    #expect(result.ending == .undecided)
    #expect(result.problem.first?.hasPrefix("This session can't be saved any more:") == true)
    let exercise = await session.snapshot.exercise
    #expect(exercise.world.services.allSatisfy { $0.restarts == 0 })
    #expect(await desk.type("hello", in: session).result.ending == .undecided)
  }

  @Test("can't take back less than one step", arguments: [0, -1, Int.min])
  func steps(_ count: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "steps-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "s.journal").path
    let beginning = SavedSession.Beginning(world: "w", policy: "p", clock: nine)
    do {
      let writer = try JournalWriter.create(path: path)
      try writer.append(beginning.json)
      try writer.append(["do": "undo", "parent": 1, "steps": .integer(count)])
    }
    let contents = try JournalContents.read(path: path)
    #expect(contents.records.count == 2)
    let error = #expect(throws: ReplayError.self) {
      _ = try SavedSession(name: "s", contents: contents)
    }
    #expect(error?.description == "record 2 of s can't be understood")
  }
}
