import AccessControl
import Agent
import Exercises
import Foundation
import HTTPTransport
import Incidents
import OpenAIModels
import Synchronization
import Testing
import Values
import WireServer

@testable import REPL
@testable import tabletop

/// A turn in which money is approved, while the connection to the model breaks off somewhere.
///
/// The first request of a turn is answered with a call, the second, which has its outcome, with
/// words. The server asks for the call again unless it is told that it was made: what is lost
/// shows as money approved twice, or never.
@Suite("A turn whose connection breaks off")
struct RetryTests {
  /// Where it breaks off: in the answer with this number, so far into it.
  struct Cut: Sendable, CustomTestStringConvertible {
    /// The points of both answers, each with the texts that it begins and ends with.
    static let points: [(answer: Int, name: String, start: String, end: String)] = [
      (0, "head", "HTTP/1.1", "\r\n\r\n"), (0, "created", "event: response.created\n", "\n\n"),
      (0, "call", "event: response.output_item.done\n", "\n\n"),
      (0, "completed", "event: response.completed\n", "\n\n"), (0, "end", "0\r\n\r\n", "\r\n\r\n"),
      (1, "head", "HTTP/1.1", "\r\n\r\n"),
      (1, "words", "event: response.output_text.delta\n", "\n\n"),
      (1, "completed", "event: response.completed\n", "\n\n"), (1, "end", "0\r\n\r\n", "\r\n\r\n"),
    ]
    /// Before the point, in the middle of what it consists of, and after it.
    static let sides = ["before", "at", "after"]

    let point: Int
    let side: Int
    /// Whether the connection is reset, or ends politely.
    let isReset: Bool

    var testDescription: String {
      let point = Self.points[point]
      return "\(Self.sides[side]) \(point.name) of answer \(point.answer + 1)"
        + (isReset ? ", reset" : "")
    }

    static let all: [Cut] = points.indices.flatMap { point in
      sides.indices.flatMap { side in
        [false, true].map { Cut(point: point, side: side, isReset: $0) }
      }
    }

    /// Returns how many bytes of an answer are sent.
    func count(of bytes: [UInt8]) -> Int {
      let mark = Self.points[point]
      // Scalars: a line end of two is one character.
      let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
      guard
        let start = Self.place(of: mark.start, in: text, from: 0),
        let last = Self.place(of: mark.end, in: text, from: start)
      else { return 0 }
      let end = last + mark.end.unicodeScalars.count
      return [start, (start + end) / 2, end][side]
    }

    /// Returns where a text begins in a longer one, all of it ASCII.
    private static func place(
      of mark: String,
      in text: [Unicode.Scalar],
      from start: Int
    ) -> Int? {
      let mark = Array(mark.unicodeScalars)
      guard start + mark.count <= text.count else { return nil }
      return (start...(text.count - mark.count)).first {
        text[$0..<($0 + mark.count)].elementsEqual(mark)
      }
    }
  }

  /// What is done after a turn that failed.
  enum Repeat: String, CaseIterable, Sendable {
    /// The same is said again.
    case again
    /// The turn is taken back, and played anew.
    case retry
    /// The session is ended, another program goes on with it, and the same is said again.
    case resume
  }

  private static let words = "Approve 500 dollars for a replica of the database."

  /// An answer, byte for byte as it goes over the wire.
  private static func answer(to request: WireRequest) -> [UInt8] {
    let input = request.json["input"]?.elements ?? []
    let isTold = input.contains { $0["type"] == "function_call_output" }
    let arguments =
      "{\"incident_id\":\"INC-001\",\"amount\":500,\"justification\":\"replica\"}"
    let body =
      isTold
      ? ResponsesEvents.answer(.text(["It is ", "approved."]))
      : ResponsesEvents.answer(
        .call(id: "call_1", name: "approve_emergency_spending", arguments: [arguments])
      )
    let size = String(body.utf8.count, radix: 16)
    return Array(
      ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "\(size)\r\n\(body)\r\n0\r\n\r\n").utf8
    )
  }

  /// Nothing here takes long, but what runs beside it may keep it waiting.
  private static let patient = HTTPTimeouts(
    connect: .seconds(3600),
    idle: .seconds(3600),
    total: .seconds(3600)
  )

  /// A server that breaks off once, and counts.
  private static func server(_ cut: Cut) throws -> WireServer {
    let isCut = Mutex(false)
    return try WireServer { request in
      let bytes = answer(to: request)
      let input = request.json["input"]?.elements ?? []
      let isTold = input.contains { $0["type"] == "function_call_output" }
      let isNow = isCut.withLock { isCut in
        guard !isCut, Cut.points[cut.point].answer == (isTold ? 1 : 0) else { return false }
        isCut = true
        return true
      }
      guard isNow else { return WireReply(status: nil, steps: [.bytes(bytes)]) }
      let part = Array(bytes[..<cut.count(of: bytes)])
      return WireReply(status: nil, steps: [.bytes(part)] + (cut.isReset ? [.reset] : []))
    }
  }

  private func session(
    _ server: WireServer,
    _ definition: WorldDefinition,
    in folder: URL
  ) async throws -> REPLSession {
    let model = OpenAIModel(
      try #require(LiveModelName("openai:m")),
      at: try OpenAIEndpoint(address: try HTTPAddress(server.base), key: nil),
      briefing: ModelBriefing(definition.policy),
      transport: OpenAIModel.Transport(try HTTPClient(), timeouts: Self.patient, sleep: { _ in })
    )
    var options = REPLOptions(interactive: true)
    options.limits = TurnLimits(modelTime: Self.patient.total)
    options.approved = ["all"]
    options.sessions = SessionFolder(path: folder.path)
    options.saving = .named("drill")
    let session = REPLSession(
      definition: definition,
      model: model,
      options: options,
      now: { definition.world.clock },
      write: { _ in }
    )
    let opened = await session.startSaving()
    #expect(opened.problem == [])
    _ = await session.submit(":role finance")
    return session
  }

  @Test(
    "has its effect exactly once, wherever that was and however it goes on",
    arguments: Cut.all,
    Repeat.allCases
  )
  func once(_ cut: Cut, _ kind: Repeat) async throws {
    let server = try Self.server(cut)
    defer { server.stop() }
    let definition = try SmallWorld().definition()
    let folder = FileManager.default.temporaryDirectory.appending(path: "retry-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    var first: REPLSession? = try await session(server, definition, in: folder)
    let result = await first?.submit(Self.words)
    let asked = server.requests.count
    var last = first
    if result?.ending != .done {
      switch kind {
      case .again: #expect(await first?.submit(Self.words).ending == .done)
      case .retry: #expect(await first?.submit(":retry").ending == .done)
      case .resume:
        last = nil
        first = nil
        last = try await session(server, definition, in: folder)
        #expect(await last?.submit(Self.words).ending == .done)
      }
    } else {
      // A turn that held was sent again at most once, and only where nothing had been answered.
      #expect(asked <= 3)
    }
    let exercise = try #require(await last?.snapshot.exercise)
    #expect(exercise.world.approvals.count == 1)
    #expect(exercise.world.approvals.map(\.amount) == [500])
    let approvals = exercise.calls.filter { $0.call.tool == "approve_emergency_spending" }
    #expect(approvals.map(\.call.outcome.word) == ["ok"])
    #expect(server.requests.count <= 4)
  }

  @Test("is tried at nine points, on three sides of each, in three ways")
  func count() {
    #expect(Cut.points.count == 9 && Cut.all.count == 9 * 3 * 2 && Repeat.allCases.count == 3)
  }
}
