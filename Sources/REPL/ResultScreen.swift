import Documents
import Values

/// Writes what a tool returned, as names and values.
enum ResultScreen {
  /// The members that every result carries, and that the call's line tells already.
  private static let attribution: Set<String> = ["at", "call_id", "performed_by"]

  /// Returns a result's lines.
  static func lines(_ result: JSONValue, indent: Int = 5) -> [String] {
    guard let members = result.members else { return scalar("", result, indent) }
    return object(members.filter { !attribution.contains($0.key) }, indent)
  }

  private static func object(_ members: [String: JSONValue], _ indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let simple = members.filter { text($0.value) != nil }.map { DisplayWidth.of($0.key) }
    let width = simple.max() ?? 0
    return members.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
      let name = SafeText.line(name)
      if let text = text(value) {
        return Screen.wrapped(
          text,
          indent: indent + width + 2,
          first: margin + DisplayWidth.padded(name, to: width) + "  "
        )
      }
      if let members = value.members {
        return [margin + name] + object(members, indent + 2)
      }
      return [margin + name] + (value.elements ?? []).flatMap { scalar("- ", $0, indent + 2) }
    }
  }

  private static func scalar(_ mark: String, _ value: JSONValue, _ indent: Int) -> [String] {
    let parts = (value.members ?? [:]).sorted { $0.key < $1.key }
      .map { text($0.value) ?? SafeText.line(JSONWriter.text($0.value)) }
    let words =
      value.members == nil
      ? text(value) ?? SafeText.line(JSONWriter.text(value)) : parts.joined(separator: "  ")
    return Screen.wrapped(
      words,
      indent: indent + mark.utf8.count,
      first: String(repeating: " ", count: indent) + mark
    )
  }

  /// Returns a value that fits on a line; nil for lists of objects, and objects.
  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .object(let members): members.isEmpty ? "none" : nil
    case .array(let elements):
      elements.isEmpty
        ? "none"
        : elements.contains { $0.members != nil || $0.elements != nil }
          ? nil : elements.compactMap(text).joined(separator: ", ")
    case .string(let string): SafeText.line(string)
    default: JSONWriter.text(value)
    }
  }
}
