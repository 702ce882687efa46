import AccessControl
import Agent
import Exercises
import Foundation
import Incidents
import Journal
import Testing
import Values

/// A model that many sessions share: what it proposes depends on the request alone.
///
/// Ten calls a turn, in two answers of five; each bears the user's name and the turn's number.
private struct SharedModel: Model {
  let name = "shared"

  func respond(
    to request: ModelRequest,
    emit: (ModelEvent) -> Void
  ) async throws(ModelError) -> ModelResponse {
    await Task.yield()
    guard request.round < 2 else { return ModelResponse(text: "done, \(request.session.user)") }
    let calls = (0..<5).map { number in
      let id = "\(request.session.user)/\(request.turn)/\(request.round * 5 + number)"
      return ProposedCall(
        id: id,
        tool: ReferenceModel.names[(request.turn + request.round * 5 + number) % 13],
        arguments: .values(Self.arguments(request.turn + request.round * 5 + number, id))
      )
    }
    await Task.yield()
    return ModelResponse(calls: calls)
  }

  private static func arguments(_ number: Int, _ id: String) -> [String: JSONValue] {
    switch ReferenceModel.names[number % 13] {
    case "restart_service": ["service": "Redis"]
    case "run_diagnostics": ["target": "Redis"]
    case "view_system_logs": ["system": "Redis"]
    case "create_incident": ["title": .string(id), "affected_systems": ["CDN"]]
    case "update_priority": ["incident_id": "INC-001", "priority": "P2"]
    case "update_business_impact": ["incident_id": "INC-001", "summary": .string(id)]
    case "allocate_resources":
      ["incident_id": "INC-001", "resource": "compute", "quantity": 1]
    case "approve_emergency_spending":
      ["incident_id": "INC-001", "amount": 10, "justification": .string(id)]
    case "notify_affected_customers": ["incident_id": "INC-001", "message": .string(id)]
    case "view_customer_details": ["customer": "CUST-0001"]
    default: ["incident_id": "INC-001"]
    }
  }
}

/// Keeps the records of many exercises in one journal, each under its user's name.
private struct SharedRecorder: ExerciseRecorder {
  let user: String
  let writer: JournalWriter

  func record(
    _ record: ExerciseRecord,
    after revision: Int?
  ) throws(RecordingError) -> Int {
    do {
      return try writer.append(["of": .string(user), "record": record.json]).sequence
    } catch {
      throw RecordingError("\(error)")
    }
  }
}

/// The system's disk, but for waiting: what is tried here is order and not durability.
private struct HastyDisk: JournalDisk {
  private let disk = SystemDisk()

  func size(of file: Int32) -> Int { disk.size(of: file) }

  func lock(_ file: Int32) -> Int32 { disk.lock(file) }

  func read(_ bytes: UnsafeMutableRawBufferPointer, from file: Int32, at offset: Int) -> Int {
    disk.read(bytes, from: file, at: offset)
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) -> Int {
    disk.write(bytes, to: file, at: offset)
  }

  func sync(_ file: Int32) -> Int32 { 0 }

  func sync(folder: Int32) -> Int32 { 0 }

  func cut(_ file: Int32, at offset: Int) -> Int32 { disk.cut(file, at: offset) }
}

@Suite("Sessions that run at the same time")
struct ConcurrentSessionTests {
  /// How many; 200 by hand, under the thread sanitizer, with `TABLETOP_CONCURRENT`.
  private static let count = Environment.number("TABLETOP_CONCURRENT") ?? 20
  private static let turns = 5
  private static let calls = 50

  private static func user(_ number: Int) -> String { "user-\(number)-" }

  /// Plays five turns of ten calls, each turn in another role.
  private static func play(
    _ number: Int,
    _ definition: WorldDefinition,
    _ recorder: (any ExerciseRecorder)?
  ) async throws -> Exercise {
    var exercise = Exercise(
      policy: definition.policy,
      world: definition.world,
      incident: "INC-001"
    )
    exercise.keep(in: recorder, after: 0)
    for turn in 0..<turns {
      let role = try #require(Role(Cast.names[(number + turn) % Cast.names.count]))
      let session = try #require(Session(user: user(number), role: role))
      var result = TurnResult()
      try await exercise.say("turn \(turn)", as: session, to: SharedModel(), result: &result)
    }
    return exercise
  }

  @Test("keep their own order, come out as if alone, and hold nothing of one another")
  func isolation() async throws {
    let definition = try SmallWorld().definition()
    let path = FileManager.default.temporaryDirectory.appending(path: "together-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try JournalWriter.create(path: path, disk: HastyDisk())
    let together = try await withThrowingTaskGroup(of: (Int, Exercise).self) { group in
      for number in 0..<Self.count {
        group.addTask {
          let recorder = SharedRecorder(user: Self.user(number), writer: writer)
          return (number, try await Self.play(number, definition, recorder))
        }
      }
      return try await group.reduce(into: [Int: Exercise]()) { $0[$1.0] = $1.1 }
    }
    let kept = try JournalContents.read(path: path)
    #expect(kept.tail == nil)
    #expect(kept.records.map(\.sequence) == Array(1...kept.records.count))
    var texts: [String: [String]] = [:]
    for record in kept.records {
      let of = try #require(record.value?["of"]?.text)
      texts[of, default: []].append(JSONWriter.text(record.value?["record"] ?? .null))
    }
    #expect(texts.count == Self.count)
    var outcomes: Set<String> = []
    for number in 0..<Self.count {
      let exercise = try #require(together[number])
      let user = Self.user(number)
      let ids = (1...Self.turns).flatMap { turn in (0..<10).map { "\(user)/\(turn)/\($0)" } }
      #expect(exercise.thread.items.compactMap(\.proposed?.id) == ids)
      #expect(exercise.calls.map(\.number) == Array(1...Self.calls))
      #expect(exercise.calls.count == Self.calls)
      #expect(exercise.audit.calls == Self.calls)
      #expect(exercise.calls.allSatisfy { $0.call.attribution.session.user == user })
      outcomes.formUnion(exercise.calls.map(\.call.outcome.word))
      // Nothing of another: the user's name is in all texts of calls, and ends with a hyphen.
      let foreign = (texts[user] ?? []).filter {
        $0.contains("user-")
          && $0.components(separatedBy: "user-").dropFirst()
            .contains { !$0.hasPrefix("\(number)-") }
      }
      #expect(foreign.isEmpty)
      let alone = try await Self.play(number, definition, nil)
      #expect(exercise.world == alone.world)
      #expect(exercise.audit == alone.audit)
      #expect(exercise.thread == alone.thread)
    }
    #expect(outcomes.isSuperset(of: ["ok", "denied"]))
  }
}

extension ThreadItem {
  /// The call that this proposes.
  fileprivate var proposed: ProposedCall? {
    guard case .toolCall(let call) = content else { return nil }
    return call
  }
}
