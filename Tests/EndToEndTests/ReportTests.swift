import Foundation
import FoundationXML
import Testing

@Suite("A report")
struct ReportTests {
  private static func report(_ format: String) throws -> Data {
    let run = try Program.run(
      ["run", "passing", "failing", "-r", format],
      in: Program.root.appending(path: "Tests/EndToEndTests")
    )
    #expect(run.status == 1)
    #expect(run.errors.isEmpty)
    return Data(run.output.utf8)
  }

  private static func json() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: report("json")) as? [String: Any])
  }

  @Test("in JSON has the keys of the contract")
  func keys() throws {
    let report = try Self.json()
    let top: Set = [
      "version", "tool", "tool_version", "seed", "model", "policy", "summary", "cases",
      "audit_head", "coverage",
    ]
    #expect(Set(report.keys) == top)
    #expect(Set(try #require(report["coverage"] as? [String: Any]).keys) == ["tools", "fields"])
    #expect(
      Set(try #require(report["summary"] as? [String: Any]).keys) == [
        "passed", "failed", "errors", "skipped", "cases", "turns", "calls", "denied",
      ]
    )
    #expect((report["policy"] as? String)?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    #expect((report["audit_head"] as? String)?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    for element in try #require(report["cases"] as? [[String: Any]]) {
      let keys: Set = ["id", "file", "line", "name", "params", "tags", "outcome", "steps"]
      #expect(keys.isSubset(of: element.keys))
    }
  }

  @Test("in JSON has the keys of the contract in steps, calls and expectations")
  func innerKeys() throws {
    let cases = try #require(try Self.json()["cases"] as? [[String: Any]])
    let steps = cases.flatMap { $0["steps"] as? [[String: Any]] ?? [] }
    #expect(!steps.isEmpty)
    for step in steps {
      let keys: Set = ["index", "line", "verb", "at", "calls", "text", "expectations"]
      #expect(keys.isSubset(of: step.keys))
      let acts = ["say", "call"].contains(step["verb"] as? String)
      #expect(!acts || Set(["participant", "user", "role"]).isSubset(of: step.keys))
      for call in step["calls"] as? [[String: Any]] ?? [] {
        #expect(Set(["id", "tool", "arguments", "outcome", "changed"]).isSubset(of: call.keys))
        let denied = call["outcome"] as? String == "denied"
        #expect(!denied || Set(["missing", "held_by"]).isSubset(of: call.keys))
      }
      for expectation in step["expectations"] as? [[String: Any]] ?? [] {
        #expect(Set(["kind", "line", "column", "outcome"]).isSubset(of: expectation.keys))
        let failed = expectation["outcome"] as? String == "failed"
        #expect(!failed || expectation["message"] != nil)
      }
    }
  }

  @Test("in JSON names a step that has an id")
  func stepIdentifiers() throws {
    let cases = try #require(try Self.json()["cases"] as? [[String: Any]])
    let steps = try #require(
      cases.first { $0["id"] as? String == "tt201-denied-allowed" }?["steps"] as? [[String: Any]]
    )
    #expect(steps.first?["id"] as? String == "request")
  }

  @Test("in JSON is sorted by keys")
  func sorted() throws {
    let data = try Self.report("json")
    let text = String(decoding: data, as: UTF8.self)
    for object in KeyOrder.objects(of: text) {
      #expect(object == object.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  @Test("has the same counts in JSON and in JUnit, and an element for every case")
  func counts() throws {
    let report = try Self.json()
    let summary = try #require(report["summary"] as? [String: Int])
    let cases = try #require(report["cases"] as? [[String: Any]])
    let outcomes = Dictionary(grouping: cases) { $0["outcome"] as? String ?? "" }.mapValues(\.count)
    #expect(summary["cases"] == cases.count)
    #expect(summary["passed"] == outcomes["passed"])
    #expect(summary["failed"] == outcomes["failed"])
    #expect(summary["errors"] == outcomes["error"])
    #expect(summary["skipped"] == outcomes["skipped"])

    let elements = Elements()
    let parser = XMLParser(data: try Self.report("junit"))
    parser.delegate = elements
    #expect(parser.parse())
    #expect(elements.counts["testcase"] == cases.count)
    #expect(elements.failed == summary["failed"])
    #expect(elements.counts["error"] == summary["errors"])
    #expect(elements.counts["skipped"] == summary["skipped"])
    for (key, count) in [
      ("tests", "cases"), ("failures", "failed"), ("errors", "errors"), ("skipped", "skipped"),
    ] {
      #expect(elements.root[key] == summary[count].map(String.init))
      #expect(elements.sum(key) == summary[count])
    }
    // GitLab keeps the first of two cases that have the same class and name.
    #expect(Set(elements.names).count == elements.names.count)
  }

  @Test("goes to its file, and the results still to standard output")
  func file() throws {
    let folder = GoldenFile.folder(.passing)
    try Program.withFolder([:]) { place in
      let path = place.appending(path: "report.json")
      let run = try Program.run(
        ["run", "call.scenario.yaml", "-r", "json=\(path.path)"],
        in: folder
      )
      #expect(run.status == 0)
      #expect(run.errors.isEmpty)
      #expect(try JSONSerialization.jsonObject(with: Data(contentsOf: path)) is [String: Any])
    }
  }
}

/// Counts elements, and keeps what the counts are to agree with.
private final class Elements: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var root: [String: String] = [:]
  var suites: [[String: String]] = []
  var names: [String] = []
  /// The number of cases with one failure or more.
  var failed = 0
  private var isFailed = false

  func sum(_ key: String) -> Int { suites.reduce(0) { $0 + (Int($1[key] ?? "") ?? 0) } }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
    switch name {
    case "testsuites": root = attributes
    case "testsuite": suites.append(attributes)
    case "failure":
      if !isFailed { failed += 1 }
      isFailed = true
    case "testcase":
      isFailed = false
      names.append("\(attributes["classname"] ?? "") \(attributes["name"] ?? "")")
    default: break
    }
  }
}

/// The keys of each object of a JSON text, in the order in which they stand.
private enum KeyOrder {
  static func objects(of text: String) -> [[String]] {
    var done: [[String]] = []
    var open: [[String]?] = []
    for token in text.matches(of: /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}\[\]]/) {
      switch token.0 {
      case "{": open.append([])
      case "[": open.append(nil)
      case "}", "]": if let last = open.popLast(), let keys = last { done.append(keys) }
      default:
        guard token.2 != nil, let key = token.1, let last = open.indices.last else { continue }
        open[last]?.append(String(key))
      }
    }
    return done
  }
}
