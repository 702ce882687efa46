import Documents
import Foundation
import FoundationXML
import Reporters
import Scenarios
import Testing
import Values

@Suite("Hostile text in a report")
struct HostileTextTests {
  private static let run = try? Reports.run(
    HostileText.all.enumerated().map { Reports.json($1, index: $0) }
  )

  private func text(_ format: String) throws -> String {
    let run = try #require(Self.run)
    let reporter = try #require(Reports.all(run.header).first { $0.0 == format }?.1)
    return Reports.text(run, reporter)
  }

  @Test("is 500 strings and more, in every field of a case")
  func count() throws {
    #expect(try #require(Self.run).cases.count >= 500)
  }

  @Test("comes back from JSON as it was")
  func json() throws {
    let text = try text("json")
    let again = try RunReport(Array(text.utf8))
    #expect(again.cases == Self.run?.cases)
    #expect(try Reports.text(again, JSONReporter(header: #require(Self.run).header)) == text)
    #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == HostileText.all.count + 2)
  }

  @Test("stays inside its line of events")
  func events() throws {
    let lines = try text("jsonl").utf8.split(separator: UInt8(ascii: "\n"))
    let types = try lines.map { try JSONReader.read(Array($0))["type"]?.text }
    #expect(types.count { $0 == "case.started" } == HostileText.all.count)
    #expect(types.allSatisfy { $0?.contains(".") == true || $0 == "expectation" })
  }

  @Test("comes back from JUnit but for what XML can't hold")
  func junit() throws {
    let parser = XMLParser(data: Data(try text("junit").utf8))
    let reader = NameReader()
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.names.count == HostileText.all.count)
    for (name, text) in zip(reader.names, HostileText.all) {
      // Bytes: a text may join the character before it.
      #expect(
        Array(name.utf8.suffix(Self.allowed(text).utf8.count)) == Array(Self.allowed(text).utf8)
      )
    }
  }

  @Test("starts no line of a TAP report but indented diagnostics and descriptions")
  func tap() throws {
    let lines = try text("tap").split(separator: "\n", omittingEmptySubsequences: false)
    var tests = 0
    for line in lines.dropLast() {
      #expect(!line.unicodeScalars.contains { SafeText.isUnsafe($0) })
      if line.wholeMatch(of: /not ok [0-9]+ - case [0-9]+ .*/) != nil {
        tests += 1
        continue
      }
      let known = /TAP version 14|1\.\.[0-9]+|# (Subtest: case|audit head|[0-9]+ passed).*| {4,}.*/
      #expect(line.wholeMatch(of: known) != nil, "\(line)")
    }
    #expect(tests == HostileText.all.count)
    #expect(try text("tap").hasPrefix("TAP version 14\n1..600\n"))
  }

  @Test("starts no command of GitHub's runner, and is what annotations say")
  func github() throws {
    let lines = try text("github").split(separator: "\n")
    #expect(lines.count == 10)
    for line in lines {
      #expect(line.hasPrefix("::error "))
      #expect(!line.contains("\r"))
    }
    #expect(
      lines[9] == "::error title=tabletop::and 591 more, which the log and the other reports have"
    )
  }

  @Test("is not seen by terminals and logs as anything but text")
  func console() throws {
    let text = try text("console")
    #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
    #expect(!text.contains("##"))
    let lines = text.split(separator: "\n")
    #expect(lines.filter { $0.wholeMatch(of: /[0-9]+ passed, [0-9]+ failed.*/) != nil }.count == 1)
    #expect(lines.last == "0 passed, 600 failed")
  }

  @Test("makes no element of the page, no attribute and no script")
  func html() throws {
    let page = try text("html")
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "<style").count == 2)
    #expect(!page.contains("<img"))
    #expect(!page.contains("onerror=alert(1)>"))
    let known: Set = [
      "a", "b", "body", "br", "button", "caption", "circle", "code", "details", "div", "footer",
      "h1", "h2", "h3", "head", "header", "html", "input", "label", "li", "line", "main", "meta",
      "nav", "option", "p", "path", "pre", "rect", "script", "section", "select", "small", "span",
      "style", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
    ]
    for match in page.matches(of: /<\/?([A-Za-z][^\s>\/]*)/) {
      #expect(known.contains(String(match.1)), "\(match.1)")
    }
    #expect(!page.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
  }

  @Test("opens no block of Markdown and ends none")
  func markdown() throws {
    for line in try text("markdown").split(separator: "\n").prefix(200) {
      let known = /## tabletop: .*|\| .* \||### .*|And [0-9]+ more.*/
      #expect(line.wholeMatch(of: known) != nil, "\(line)")
    }
  }

  /// What XML 1.0 can hold of a text.
  private static func allowed(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0x7E, 0x80...0xFFFD, 0x10000...: output.append(scalar)
      default: output.append("\u{FFFD}")
      }
    }
    return String(output)
  }
}

private final class NameReader: NSObject, XMLParserDelegate {
  var names: [String] = []

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "testcase" { names.append(attributes["name"] ?? "") }
  }
}
