import Documents
import Testing

@Suite("Where every scalar of a text stands")
struct ScalarSpanPropertyTests {
  private static let texts = [
    "v: plain text with = signs",
    "v: plain\n  over  three\n\n  lines",
    "v: 'single quoted, no escapes'",
    "v: 'single\n  over\n\n  lines'",
    "v: \"double\n  over\n\n\n  lines\"",
    "v: |\n  literal\n\n    indented\n  text  \n",
    "v: |+\n\n  literal\n\n\n",
    "v: >\n  folded\n  text\n\n  with\n   more\n\n  parts\n",
    "v: >-\n\n   folded\n\n",
    "a:\n  - v\n  - b: |\n      été 日本\n      👩‍🚒\n    c: 'd\n\n       e'\n",
    "[ a , 'b' , \"c\n d\" , {e: f\n  g, h: \"i\"} ]",
  ]

  @Test("is a place that shows this scalar, or ends a line", arguments: texts)
  func shows(text: String) throws {
    let file = SourceFile(path: "a", text: text)
    var open = [try YAMLReader.read(file).get()]
    var count = 0
    while let node = open.popLast() {
      open += node.items ?? []
      open += (node.entries ?? []).flatMap { [$0.key, $0.value] }
      for (offset, scalar) in (node.scalar ?? "").unicodeScalars.enumerated() {
        let start = node.span(ofScalars: offset..<(offset + 1)).start
        let line = Array(file.line(start.line).unicodeScalars)
        let shown = start.column <= line.count ? line[start.column - 1] : "\n"
        let endsLine = line.dropFirst(start.column - 1).allSatisfy { $0 == " " }
        let isBreak = scalar == "\n" || scalar == " "
        #expect(shown == scalar || (isBreak && endsLine), "\(offset) of \(node)")
        count += 1
      }
    }
    #expect(count > 5)
  }
}
