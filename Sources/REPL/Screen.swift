import Documents
import Values

/// Lays out text in lines that fit the screen.
enum Screen {
  /// The width that every screen of the program keeps to.
  static var width: Int { Layout.current.width }
  /// The column in which the word for a call's outcome begins.
  static var outcomeColumn: Int { width - 14 }

  /// Returns rows as a table: columns as wide as their widest cell, two spaces apart.
  ///
  /// Without room for columns, or for a screen reader, each row is a sentence.
  static func table(_ rows: [[String]], indent: Int = 2, hasHeader: Bool = false) -> [String] {
    guard Layout.current.hasColumns else { return sentences(rows, hasHeader: hasHeader) }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    let whole = widths.reduce(indent + 2 * max(0, count - 1), +)
    if width < 80, whole > width { return sentences(rows, hasHeader: hasHeader) }
    let margin = String(repeating: " ", count: indent)
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : DisplayWidth.padded(cell, to: widths[column])
      }
      return margin + cells.joined(separator: "  ")
    }
  }

  private static func sentences(_ rows: [[String]], hasHeader: Bool) -> [String] {
    let cells = rows.map { $0.map { String($0.drop { $0 == " " }) } }
    guard hasHeader, let header = cells.first else {
      return cells.map { row in
        row.filter { !$0.isEmpty }.map { $0 == "*" ? "current" : $0 }.joined(separator: ", ")
      }
    }
    return cells.dropFirst().map { row in
      let rest = zip(header, row).dropFirst().map { "\($0) \($1 == "-" ? "no" : $1)" }
      return (row.first ?? "") + ": " + rest.joined(separator: ", ")
    }
  }

  /// Returns a line in which nothing but the program's own colours can act on the terminal.
  ///
  /// Foreign text is made harmless where it is read; this is for what was forgotten there.
  static func guarded(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: SafeText.isUnsafe) else { return line }
    let parts = line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
    var safe = SafeText.block(String(parts.first ?? ""))
    for part in parts.dropFirst() {
      let code = part.unicodeScalars.prefix { $0 == "[" || $0 == ";" || ("0"..."9").contains($0) }
      let isColor = code.first == "[" && part.unicodeScalars.dropFirst(code.count).first == "m"
      safe += (isColor ? "\u{1B}" : "\u{FFFD}") + SafeText.block(String(part))
    }
    return safe
  }

  /// Returns a line that ends where the screen does; a narrow screen shows the rest below.
  static func cut(_ line: String) -> String {
    width < 80 ? line : DisplayWidth.cut(line, to: width)
  }

  /// Returns a line in as many as the screen needs, later ones under the first.
  ///
  /// Where the terminal broke it, foreign text could stand at the left edge.
  static func fitted(_ line: String) -> [String] {
    guard DisplayWidth.visible(line) > width else { return [line] }
    let margin = line.prefix { $0 == " " }
    return wrapped(
      String(line.dropFirst(margin.count)),
      indent: min(margin.count, width / 2),
      first: String(margin)
    )
  }

  /// Returns words in lines with a margin, later lines under the first.
  static func wrapped(_ text: String, indent: Int, first: String? = nil) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = first ?? margin
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      // No terminal may break a line itself: what follows would stand at its left edge.
      for part in pieces(String(word), of: max(8, width - indent)) {
        if !isEmpty, DisplayWidth.visible(line) + 1 + DisplayWidth.visible(part) > width {
          lines.append(line)
          (line, isEmpty) = (margin, true)
        }
        if isEmpty, part.isEmpty { continue }
        if isEmpty, line != margin,
          DisplayWidth.visible(line) + DisplayWidth.visible(part) > width
        {
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
    guard DisplayWidth.visible(word) > width else { return [word] }
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
    guard Layout.current.hasColumns else {
      return rows.flatMap { wrapped($0.value, indent: 2, first: $0.label + ": ") }
    }
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
    guard Layout.current.hasColumns else { return left + ", " + right }
    let room = min(end, width) - DisplayWidth.of(right)
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
