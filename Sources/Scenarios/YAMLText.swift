public import Values

/// Writes values so that a scenario file reads them back as they are.
public enum YAMLText {
  private static let words: Set<String> = ["null", "true", "false", "yes", "no", "on", "off"]

  /// Returns a value in one line, as it may stand anywhere in a scenario.
  public static func flow(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): scalar(text)
    case .array(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map { "\(scalar($0.key)): \(flow($0.value))" }
        .joined(separator: ", ") + "}"
    default: JSONWriter.text(value)
    }
  }

  /// Returns a text that is to be taken literally: bare where that is harmless, else in quotes.
  ///
  /// A dollar sign is doubled: a single one would name a variable.
  public static func scalar(_ text: String) -> String {
    let literal = text.replacing("$", with: "$$")
    let isBare =
      text.utf8.allSatisfy { isBareByte($0) } && !text.isEmpty
      && !words.contains(text.lowercased()) && text.utf8.first != UInt8(ascii: "-")
      && text.utf8.first != UInt8(ascii: " ") && text.utf8.last != UInt8(ascii: " ")
      && text.utf8.first != UInt8(ascii: "*")
    return isBare ? literal : JSONWriter.text(.string(literal))
  }

  private static func isBareByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: " _./-+$@*=()".utf8.contains(byte)
    }
  }
}
