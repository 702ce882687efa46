/// Keeps the scalars of the line that was asked for last, so that long lines are read once.
struct LineCache {
  let file: SourceFile
  private var number = 0
  private var scalars: [Unicode.Scalar] = []

  init(_ file: SourceFile) {
    self.file = file
  }

  mutating func line(_ wanted: Int) -> [Unicode.Scalar] {
    if wanted != number {
      number = wanted
      scalars = Array(file.line(wanted).unicodeScalars)
    }
    return scalars
  }
}

/// Finds where the scalars of a text stand in the file, by walking both side by side.
struct ScalarLayout {
  let style: YAMLEvent.Style
  let start: SourcePosition
  let end: SourcePosition

  private var row = 0
  private var line: [Unicode.Scalar] = []
  private var column = 0
  private var rowEnd = 0
  private var indentation = 0

  init(style: YAMLEvent.Style, start: SourcePosition, end: SourcePosition) {
    self.style = style
    self.start = start
    self.end = end
  }

  /// Returns the stretches in which text and file run in step; none for a plain text of one line.
  mutating func segments(
    of scalar: YAMLEvent.Scalar,
    in lines: inout LineCache
  ) -> [TextSegment] {
    if start.line == end.line {
      if style == .plain { return [] }
      let isVerbatim = end.column - start.column - 2 == scalar.count
      if style != .block, isVerbatim {
        let first = SourcePosition(line: start.line, column: start.column + 1)
        return [TextSegment(offset: 0, start: first)]
      }
    }
    let scalars = Array(scalar.text.unicodeScalars)
    begin(scalars, &lines)
    var segments = [TextSegment(offset: 0, start: position)]
    for offset in scalars.indices {
      if skipEscapedLineEnd(&lines) {
        segments.append(TextSegment(offset: offset, start: position))
      }
      if column < rowEnd {
        let width = min(width, rowEnd - column)
        column += width
        guard width != 1 else { continue }
      } else {
        guard row < end.line else { break }
        enterNextRow(&lines)
        let next = offset + 1
        if next < scalars.count, scalars[next] != "\n" { skipBlankRows(&lines) }
      }
      segments.append(TextSegment(offset: offset + 1, start: position))
    }
    return segments
  }

  private var position: SourcePosition { SourcePosition(line: row, column: column + 1) }

  private mutating func begin(_ scalars: [Unicode.Scalar], _ lines: inout LineCache) {
    switch style {
    case .block:
      enter(start.line, &lines)
      indentation = blockIndentation(scalars, &lines)
      enterNextRow(&lines)
    case .plain, .singleQuoted, .doubleQuoted:
      enter(start.line, &lines)
      column = start.column - (style == .plain ? 1 : 0)
      rowEnd = contentEnd
    }
  }

  private mutating func enter(_ row: Int, _ lines: inout LineCache) {
    self.row = row
    line = lines.line(row)
  }

  private mutating func enterNextRow(_ lines: inout LineCache) {
    enter(row + 1, &lines)
    let blanks = line.prefix { $0 == " " || $0 == "\t" }.count
    column = style == .block ? indentation : blanks
    rowEnd = contentEnd
  }

  private mutating func skipBlankRows(_ lines: inout LineCache) {
    while column >= rowEnd, row < end.line { enterNextRow(&lines) }
  }

  /// Passes a backslash at the end of a line, which joins two lines without a space.
  private mutating func skipEscapedLineEnd(_ lines: inout LineCache) -> Bool {
    guard style == .doubleQuoted, column == rowEnd - 1, row < end.line,
      line[column] == "\\"
    else { return false }
    enterNextRow(&lines)
    return true
  }

  private var contentEnd: Int {
    guard style != .block else { return line.count }
    guard row < end.line else {
      return min(line.count, end.column - (style == .plain ? 1 : 2))
    }
    return (line.lastIndex { $0 != " " && $0 != "\t" } ?? -1) + 1
  }

  private func blockIndentation(_ scalars: [Unicode.Scalar], _ lines: inout LineCache) -> Int {
    let kept = scalars.drop { $0 == "\n" }.prefix { $0 == " " }.count
    var number = start.line + 1
    while number < end.line, !lines.line(number).contains(where: { $0 != " " }) { number += 1 }
    return max(0, lines.line(number).prefix { $0 == " " }.count - kept)
  }

  /// How many scalars of the file the next scalar of the text takes.
  private var width: Int {
    guard column + 1 < line.count else { return 1 }
    switch (style, line[column]) {
    case (.singleQuoted, "'"): return 2
    case (.doubleQuoted, "\\"):
      switch line[column + 1] {
      case "x": return 4
      case "u": return 6
      case "U": return 10
      default: return 2
      }
    default: return 1
    }
  }
}
