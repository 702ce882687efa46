import Values

/// Lays out text in lines of at most eighty columns.
enum Screen {
  /// The width that every screen of the program keeps to.
  static let width = 80
  /// The column in which the word for a call's outcome begins.
  static let outcomeColumn = 66

  /// Returns rows as a table: columns as wide as their widest cell, two spaces apart.
  static func table(_ rows: [[String]], indent: Int = 2) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    let margin = String(repeating: " ", count: indent)
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : DisplayWidth.padded(cell, to: widths[column])
      }
      return margin + cells.joined(separator: "  ")
    }
  }

  /// Returns words in lines with a margin, later lines under the first.
  static func wrapped(_ text: String, indent: Int, first: String? = nil) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = first ?? margin
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      // No terminal may break a line itself: what follows would stand at its left edge.
      for part in pieces(String(word), of: width - indent) {
        if !isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(part) > width {
          lines.append(line)
          (line, isEmpty) = (margin, true)
        }
        if isEmpty, part.isEmpty { continue }
        if isEmpty, DisplayWidth.of(line) + DisplayWidth.of(part) > width {
          lines.append(line)
          line = margin
        }
        line += (isEmpty ? "" : " ") + part
        isEmpty = false
      }
    }
    return lines + [line]
  }

  /// Returns a word in pieces of at most this many columns.
  private static func pieces(_ word: String, of width: Int) -> [String] {
    guard DisplayWidth.of(word) > width else { return [word] }
    var pieces = [String.UnicodeScalarView()]
    var used = 0
    for scalar in word.unicodeScalars {
      let columns = DisplayWidth.of(scalar)
      if used + columns > width {
        pieces.append(String.UnicodeScalarView())
        used = 0
      }
      pieces[pieces.count - 1].append(scalar)
      used += columns
    }
    return pieces.map(String.init)
  }

  /// Returns labels and values, the values under each other and wrapped.
  static func card(_ rows: [(label: String, value: String)], indent: Int = 2) -> [String] {
    let widest = rows.map { DisplayWidth.of($0.label) }.max() ?? 0
    let margin = String(repeating: " ", count: indent)
    return rows.flatMap { row in
      wrapped(
        row.value,
        indent: indent + widest + 2,
        first: margin + DisplayWidth.padded(row.label, to: widest) + "  "
      )
    }
  }

  /// Returns two texts, the second of them ending at a column.
  static func spread(_ left: String, _ right: String, to end: Int) -> String {
    let room = end - DisplayWidth.of(right)
    return DisplayWidth.padded(DisplayWidth.cut(left, to: room - 2), to: room) + right
  }

  /// Returns an amount of dollars, such as `$25,000`.
  static func money(_ amount: Double) -> String {
    guard amount.magnitude < 1e15 else { return "$" + JSONWriter.text(.number(amount)) }
    let cents = Int((amount.magnitude * 100).rounded())
    var digits = String(cents / 100)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    let rest = cents % 100
    return (amount < 0 ? "-$" : "$") + groups.joined(separator: ",")
      + (rest == 0 ? "" : (rest < 10 ? ".0" : ".") + String(rest))
  }

  /// Returns a count with its noun.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
