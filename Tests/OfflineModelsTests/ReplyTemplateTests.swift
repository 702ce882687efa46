import Testing
import Values

@testable import OfflineModels

@Suite("Reply templates")
struct ReplyTemplateTests {
  private let result: JSONValue = [
    "count": 1, "all": 3, "same": 3, "state": "partial_outage", "none": [],
    "cost": .number(12500.5),
    "rows": [
      ["at": "2025-01-15T09:00:00Z", "text": "first"],
      ["at": "2025-01-15T09:01:00Z", "text": "second"],
    ],
  ]

  @Test(
    "are filled from a result",
    arguments: [
      ("{state|words}, {cost|money}", "partial outage, $12,500.50"),
      ("{count|# line} of {all|# line}", "1 line of 3 lines"),
      ("a[, {missing}][; {state}]", "a; partial_outage"),
      ("[count=1|one][count!=1|many]", "one"),
      ("[all=same|equal][all!=same|different]", "equal"),
      ("[none=none|nothing][state!=none|, something]", "nothing, something"),
      ("[count!=all|[state=partial_outage|both]]", "both"),
      ("rows:{rows*:\n  at|time text}", "rows:\n  09:00:00 first\n  09:01:00 second"),
      ("unclosed {state", "unclosed partial_outage"),
      ("[count=1|unclosed", "unclosed"),
    ]
  )
  func filled(_ template: String, _ text: String) {
    #expect(ReplyTemplate(template).filled(with: result) == text)
  }
}
