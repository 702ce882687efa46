import AccessControl
import Exercises
import Incidents
import Testing
import Values

/// Makes JSON text, right and wrong, from random numbers.
private struct TextMaker {
  var random: SplitMix64

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private mutating func space() -> String { pick(["", "", "", " ", "\n", "\t \r\n"]) }

  mutating func string() -> String {
    let pieces = [
      "a", "Redis", "INC-001", "é", "e\u{301}", "\\u0041", "\\n", "\\\"", "\\\\", "\u{202E}",
      "\\ud83d\\ude00", "\u{10FFFF}", "\\u0000", "P1", "compute",
    ]
    return "\"" + (0..<Int.random(in: 0...3, using: &random)).map { _ in pick(pieces) }.joined()
      + "\""
  }

  mutating func number() -> String {
    pick([
      "0", "1", "-1", "1.5", "1e3", "1E-2", "9223372036854775807", "9223372036854775808",
      "-9223372036854775808", "1e308", "0.1", "-0", "12000",
    ])
  }

  mutating func value(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
    case 0, 1: return string()
    case 2, 3: return number()
    case 4: return pick(["true", "false", "null"])
    case 5:
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        space() + value(depth + 1) + space()
      }
      return "[" + elements.joined(separator: ",") + "]"
    default: return object(depth + 1)
    }
  }

  mutating func object(_ depth: Int) -> String {
    let names = [
      "incident_id", "service", "amount", "justification", "quantity", "resource", "priority",
      "role", "user", "affected_systems", "title", "", "x",
    ]
    let members = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      space() + "\"\(pick(names))\"" + space() + ":" + space() + value(depth) + space()
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// Returns an object's text with one byte changed, left out or put in.
  mutating func broken() -> [UInt8] {
    var bytes = Array(object(0).utf8)
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.remove(at: place)
    default: bytes.insert(pick(Array("{}[],:\"0e-".utf8)), at: place)
    }
    return bytes
  }
}

@Suite("Arguments as text")
struct ArgumentTextTests {
  private static let count = Environment.number("TABLETOP_ARGUMENTS") ?? 100_000

  @Test("read as a value have one form, which reads as the same value")
  func oneForm() throws {
    var maker = TextMaker(random: SplitMix64(seed: 7))
    var accepted = 0
    for _ in 0..<Self.count {
      let bytes = Bool.random(using: &maker.random) ? Array(maker.object(0).utf8) : maker.broken()
      guard let value = try? JSONReader.read(bytes) else { continue }
      accepted += 1
      let form = JSONWriter.bytes(value)
      let again = try JSONReader.read(form)
      if again != value || JSONWriter.bytes(again) != form {
        Issue.record("\(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(accepted > Self.count / 4 && accepted < Self.count * 9 / 10, "\(accepted)")
  }

  @Test("do what the same arguments do as values, and nothing where they can't be read")
  func asValues() throws {
    let definition = try SmallWorld().definition()
    let exercise = Exercise(policy: definition.policy, world: definition.world)
    let tools = SmallWorld.policy.tools.map(\.name)
    var maker = TextMaker(random: SplitMix64(seed: 8))
    var ran = 0
    for number in 0..<(Self.count / 20) {
      let text = String(
        decoding: number.isMultiple(of: 2) ? Array(maker.object(0).utf8) : maker.broken(),
        as: UTF8.self
      )
      let tool = tools[number % tools.count]
      for name in Cast.names {
        let session = try Cast.session(name)
        var first = exercise
        let trace = first.call(tool, .text(text), as: session)
        if trace.call.bodyRan { ran += 1 }
        var second = exercise
        guard let members = (try? JSONReader.read(text))?.members else {
          #expect(!trace.call.bodyRan && first.world == exercise.world, "\(text)")
          continue
        }
        #expect(second.call(tool, .values(members), as: session) == trace, "\(tool) \(text)")
        #expect(first.world == second.world)
      }
    }
    #expect(ran > 0)
  }

  @Test(
    "are refused where readers differ",
    arguments: [
      #"{"service": "Redis", "service": "CDN"}"#, #"{"service": "Redis",}"#,
      "\u{FEFF}{\"service\": \"Redis\"}", #"{"service": NaN}"#, #"{"service": 1e999}"#,
      #"{"service": "\ud800"}"#, #"{'service': 'Redis'}"#, #"{"service": "Redis"} {}"#,
      #"["service"]"#, #""service""#, #"{"service": "Redis" /* */}"#,
      "{\"service\": \"Re\u{0}dis\"}",
      #"{"service": 01}"#, #"{"service": "Redis", "ser\u0076ice": "CDN"}"#,
    ]
  )
  func refused(_ text: String) throws {
    let definition = try SmallWorld().definition()
    var exercise = Exercise(policy: definition.policy, world: definition.world)
    let trace = exercise.call("restart_service", .text(text), as: try Cast.session("IT"))
    #expect(trace.call.outcome.word == "invalid")
    #expect(exercise.world == definition.world)
  }

  @Test("may have 65,536 bytes", arguments: [-1, 0, 1])
  func limit(_ more: Int) throws {
    let definition = try SmallWorld().definition()
    var exercise = Exercise(policy: definition.policy, world: definition.world)
    let text = #"{"service": "Redis"}"#
    let padded = text + String(repeating: " ", count: 65_536 - text.utf8.count + more)
    let trace = exercise.call("restart_service", .text(padded), as: try Cast.session("IT"))
    #expect(
      trace.call.outcome.word == (more > 0 ? "invalid" : "ok")
    )
    if more > 0 {
      #expect(trace.call.outcome == .invalid(reason: "arguments longer than 65536 bytes"))
    }
  }
}
