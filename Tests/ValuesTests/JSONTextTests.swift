import Testing
import Values

@Suite("JSON text")
struct JSONTextTests {
  @Test(
    "holds nothing that a terminal obeys, and reads back the same",
    arguments: [
      0x00, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029,
      0x202A,
      0x202E, 0x2066, 0x2069,
    ]
  )
  func obeyed(_ value: UInt32) throws {
    let text = "é—\(try #require(Unicode.Scalar(value)))b"
    let written = JSONWriter.text(.string(text))
    let digits = String(value, radix: 16)
    let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    #expect(written == "\"é—\(escape)b\"" || value == 0)
    #expect(try JSONReader.read(written) == .string(text))
  }

  @Test(
    "leaves other letters as they are",
    arguments: ["é", "ß", "—", "…", "👩‍💻", "ن", "文", "\u{A0}"]
  )
  func plain(_ text: String) { #expect(JSONWriter.text(.string(text)) == "\"\(text)\"") }
}
