import Documents
import Reporters
import Scenarios
import Values

/// Reports as the tests need them, made as a program that reads JSON reports gets them.
enum Reports {
  /// A case with a text in every place that can hold foreign text.
  static func json(_ text: String, index: Int, outcome: String = "failed") -> JSONValue {
    let value = JSONValue.string(text)
    let call: JSONValue = [
      "arguments": ["reason": value], "by": "model", "changed": [value],
      "changes": [["new": value, "old": value, "path": value]], "id": "call-1",
      "outcome": "failed", "reason": value, "tool": value,
    ]
    let problem: JSONValue = [
      "caret": 0, "code": "TT209", "column": 3, "help": value, "kind": "text", "label": value,
      "length": 4, "line": 7, "message": value, "notes": [value], "outcome": "failed",
      "source": value, "why": value,
    ]
    let step: JSONValue = [
      "at": "2025-01-15T09:00:00Z", "calls": [call], "expectations": [problem], "id": value,
      "index": 0, "inject": ["kind": "message", "text": value], "injects": [value], "line": 5,
      "notes": [value], "participant": value, "role": "IT", "said": value, "text": value,
      "user": "a@b", "verb": "say",
    ]
    return [
      "audit_head": "00", "file": .string("folder/\(text).scenario.yaml"),
      "id": .string("case \(index) \(text)"), "index": .integer(index), "kind": "story", "line": 1,
      "name": .string("case \(index) \(text)"), "outcome": .string(outcome),
      "params": ["p": value], "reason": value, "roles": ["IT", "OPS"], "steps": [step],
      "tags": [value], "why": value,
    ]
  }

  static func run(_ cases: [JSONValue], policy: String = "00") throws -> RunReport {
    try RunReport(
      JSONWriter.bytes([
        "cases": .array(cases), "model": "offline", "policy": .string(policy), "seed": 0,
        "tool": "tabletop", "tool_version": "0", "version": 1,
      ])
    )
  }

  static func text(_ run: RunReport, _ reporter: any Reporter) -> String {
    var reporter = reporter
    return reporter.whole(run.cases, incomplete: run.incomplete)
  }

  /// Every format but the console's, by name.
  static func all(_ header: RunHeader) -> [(String, any Reporter)] {
    [
      ("json", JSONReporter(header: header)), ("jsonl", JSONLinesReporter(header: header)),
      ("junit", JUnitReporter(header: header)), ("tap", TAPReporter(header: header)),
      ("github", GitHubReporter()), ("markdown", MarkdownReporter(header: header)),
      ("html", HTMLReporter(header: header)),
      ("console", ConsoleReporter(style: Style(color: false), detail: .verbose)),
    ]
  }
}
