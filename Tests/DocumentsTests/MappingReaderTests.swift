import Documents
import Testing
import Values

@Suite("Mapping reader")
struct MappingReaderTests {
  private static let text = """
    name: no
    amount: -2.5e2
    times: 3
    exactly: false
    within: 1h30m
    at: "2025-01-15T09:00:00Z"
    kind: log
    tags: [014, 'true']
    with: [{a: b}]
    """

  private static func reader(
    _ text: String,
    _ found: inout Diagnostics
  ) throws -> MappingReader {
    let file = SourceFile(path: "a.yaml", text: text)
    let node = try YAMLReader.read(file).get()
    return MappingReader(
      node,
      in: file,
      what: "a step",
      keys: SampleStep.keys,
      diagnostics: &found
    )
  }

  @Test("reads each key as the type that is asked for")
  func values() throws {
    var found = Diagnostics()
    let reader = try Self.reader(Self.text, &found)
    #expect(reader.text("name", &found) == "no")
    #expect(reader.number("amount", &found) == -250)
    #expect(reader.integer("times", &found) == 3)
    #expect(reader.flag("exactly", &found) == false)
    #expect(reader.span("within", &found) == TimeSpan(seconds: 5_400))
    #expect(reader.time("at", &found) == Timestamp("2025-01-15T09:00:00Z"))
    #expect(reader.choice("kind", of: ["fault", "log"], &found) == "log")
    #expect(reader.texts("tags", &found) == ["014", "true"])
    #expect(reader.items("with", &found)?.count == 1)
    #expect(reader.require("name", &found)?.scalar == "no")
    #expect(reader.keySpan("times")?.start == SourcePosition(line: 3, column: 1))
    #expect(found.isEmpty)
  }

  @Test("says nothing about an absent key that is not required")
  func absent() throws {
    var found = Diagnostics()
    let reader = try Self.reader("name: a", &found)
    #expect(!reader.has("times"))
    #expect(reader.node("times") == nil)
    #expect(reader.keySpan("times") == nil)
    #expect(reader.integer("times", &found) == nil)
    #expect(reader.texts("tags", &found) == nil)
    #expect(reader.choice("kind", of: [], &found) == nil)
    #expect(found.isEmpty)
  }

  @Test("takes one text for a list only where that is allowed")
  func oneText() throws {
    var found = Diagnostics()
    let reader = try Self.reader("tags: inc", &found)
    #expect(reader.texts("tags", orOne: true, &found) == ["inc"])
    #expect(found.isEmpty)
    #expect(reader.texts("tags", &found) == nil)
    #expect(found.all.map(\.code) == ["TT012"])
  }

  @Test("is of no use, but harmless, without a mapping")
  func noMapping() throws {
    var found = Diagnostics()
    let reader = try Self.reader("[a]", &found)
    reader.require("name", &found)
    #expect(!reader.isMapping)
    #expect(!reader.has("name"))
    #expect(found.all.map(\.code) == ["TT008"])
  }

  @Test(
    "takes these for numbers, and their value",
    arguments: [("0", 0.0), ("-0", 0), ("10", 10), ("-7", -7), ("1.50", 1.5), ("2E+3", 2_000)]
  )
  func numbers(text: String, expected: Double) throws {
    var found = Diagnostics()
    #expect(try Self.reader("amount: \(text)", &found).number("amount", &found) == expected)
    #expect(found.isEmpty)
  }

  @Test(
    "takes these for no numbers",
    arguments: [
      "+", ".", "1.", ".5", "e5", "1e", "1e+", "1.e5", "--1", "1-", "00", "-01", "1.2.3",
      "0b1", "0o7", "1f", "inf", "nan", "Infinity", "١٢", "1\u{301}", "'1'", "|\n  1", "1 2",
    ]
  )
  func noNumbers(text: String) throws {
    var found = Diagnostics()
    let reader = try Self.reader("amount: \(text)\n", &found)
    #expect(reader.number("amount", &found) == nil)
    #expect(reader.integer("amount", &found) == nil)
    #expect(found.all.map(\.code) == ["TT012", "TT012"])
  }

  @Test("takes whole numbers up to the ends of their range, and no further")
  func range() throws {
    for (text, expected) in [("0", nil), ("1", 1), ("40", 40), ("41", nil)] as [(String, Int?)] {
      var found = Diagnostics()
      let reader = try Self.reader("times: \(text)", &found)
      #expect(reader.integer("times", range: 1...40, &found) == expected)
      #expect(found.isEmpty == (expected != nil))
    }
    var found = Diagnostics()
    let largest = try Self.reader("times: \(Int.max)", &found)
    #expect(largest.integer("times", &found) == .max)
    let tooLarge = try Self.reader("times: 9223372036854775808", &found)
    #expect(tooLarge.integer("times", &found) == nil)
    #expect(found.all.map(\.message) == ["`times` is too large a number"])
  }
}
