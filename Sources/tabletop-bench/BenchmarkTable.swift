/// The results, as a table in Markdown.
struct BenchmarkTable {
  private var rows: [[String]] = []

  /// Adds a row: what was measured, what it took, and how that compares.
  mutating func add(_ what: String, _ result: String, _ ratio: String = "") {
    rows.append([what, result, ratio])
  }

  /// The table as text.
  var markdown: String {
    let head = [["what", "took", "compared"], ["---", "---", "---"]]
    return (head + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  /// Returns a number of seconds in the unit that suits it.
  static func time(_ seconds: Double) -> String {
    switch seconds {
    case 1...: number(seconds, 2) + " s"
    case 1e-3..<1: number(seconds * 1e3, seconds < 0.1 ? 1 : 0) + " ms"
    case 1e-6..<1e-3: number(seconds * 1e6, seconds < 1e-4 ? 1 : 0) + " µs"
    default: number(seconds * 1e9, 0) + " ns"
    }
  }

  /// Returns a ratio with two digits behind the point.
  static func ratio(_ value: Double) -> String { number(value, 2) }

  /// Returns a number of bytes in megabytes.
  static func megabytes(_ bytes: Int) -> String { number(Double(bytes) / 1e6, 0) + " MB" }

  private static func number(_ value: Double, _ digits: Int) -> String {
    let factor = [1.0, 10, 100][digits]
    let whole = Int((value * factor).rounded())
    guard digits > 0 else { return String(whole) }
    let rest = String(whole % Int(factor))
    return "\(whole / Int(factor))." + String(repeating: "0", count: digits - rest.count) + rest
  }
}
