/// Why a file can't be laid out anew without losing something.
public struct FormattingError: Error, Sendable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String
}

/// Lays a YAML file out in one way: order of keys, indentation, spaces; comments stay.
///
/// Only the layout changes: the result is read again and must say the same, or there is none.
public struct YAMLFormatter {
  /// Returns the order of a mapping's keys, by the keys and `-` that lead to it; nil to keep it.
  public typealias KeyOrder = (_ path: [String]) -> [String]?

  private let file: SourceFile
  private let lines: [String]
  private let order: KeyOrder

  private init(_ file: SourceFile, order: @escaping KeyOrder) {
    self.file = file
    self.order = order
    let count = file.bytes.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    lines = (1...count).map(file.line)
  }

  /// Returns the file's text in canonical layout.
  ///
  /// - Throws: `Diagnostics` where it is no sound YAML, `FormattingError` where it can't be kept.
  public static func format(_ file: SourceFile, order: @escaping KeyOrder) throws -> String {
    let root = try YAMLReader.read(file).get()
    let formatter = YAMLFormatter(file, order: order)
    let text = formatter.text(of: root)
    let again = SourceFile(path: file.path, text: text)
    guard case .success(let other) = YAMLReader.read(again), other.says(sameAs: root),
      formatter.comments == YAMLFormatter(again, order: order).comments
    else {
      throw FormattingError(
        description: "\(SafeText.line(file.path)) can't be laid out anew without a change of what"
          + " it says, so it is left as it is"
      )
    }
    return text
  }

  /// What looks like a comment on a line of its own, in any order.
  private var comments: [String] {
    lines.map(Self.trimmed).filter { $0.hasPrefix("#") }.sorted()
  }

  private func text(of root: YAMLNode) -> String {
    let end = lines.count + 1
    var output: [String] = []
    var first = root.span.start.line
    while first > 1, isRemark(first - 1) { first -= 1 }
    output += (1..<root.span.start.line).map { Self.trimmed(line($0)) }
    var last = end
    while last - 1 > root.span.start.line, isRemark(last - 1, atMost: 0) { last -= 1 }
    if root.entries != nil, isBlock(root) {
      output += mapping(root, to: last, indent: 0, path: [])
    } else {
      output += (root.span.start.line..<last).map { Self.trimmedEnd(line($0)) }
    }
    output += (last..<end).map { Self.trimmed(line($0)) }
    return Self.collapsed(output).joined(separator: "\n") + "\n"
  }

  // MARK: Block collections

  private struct Part {
    var remarks: [String]
    let key: String
    let lines: [String]
  }

  /// Returns the lines of a mapping whose last line comes before `end`.
  private func mapping(
    _ node: YAMLNode,
    to end: Int,
    indent: Int,
    path: [String],
    dash: Bool = false
  ) -> [String] {
    let entries = node.entries ?? []
    var parts: [Part] = []
    for (index, entry) in entries.enumerated() {
      let start = entry.key.span.start
      let next = index + 1 < entries.count ? entries[index + 1].key.span.start : nil
      let stop =
        next.map { self.lead(before: $0.line, after: entry.value, column: $0.column) } ?? end
      let lead =
        index == 0
        ? start.line
        : self.lead(before: start.line, after: entries[index - 1].value, column: start.column)
      parts.append(
        Part(
          remarks: remarks(lead..<start.line, indent: indent),
          key: entry.key.scalar ?? "",
          lines: self.entry(entry, to: stop, indent: indent, path: path)
        )
      )
    }
    if let order = order(path) {
      func rank(_ part: Part) -> Int { order.firstIndex(of: part.key) ?? order.count }
      let sorted = parts.enumerated().sorted {
        (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
      }
      parts = sorted.map(\.element)
    }
    var output: [String] = []
    for (index, part) in parts.enumerated() {
      var lines = part.lines
      var remarks = part.remarks
      if dash {
        if index == 0 {
          lines[0] = Self.spaces(indent - 2) + "- " + lines[0].dropFirst(indent)
          remarks = remarks.filter { !$0.isEmpty }
            .map { Self.spaces(indent - 2) + Self.trimmed($0) }
        }
      } else if index == 0, path.isEmpty {
        remarks = remarks.drop { $0.isEmpty }.map { $0 }
      }
      output += remarks + lines
    }
    return output
  }

  private func entry(_ entry: YAMLEntry, to end: Int, indent: Int, path: [String]) -> [String] {
    let key = entry.key.span.start
    let value = entry.value
    let head = Self.spaces(indent) + token(entry.key) + ":"
    let colon = key.column - 1 + entry.key.span.length
    let after = suffix(key.line, from: colon)
    let rest = Self.trimmedEnd(after.hasPrefix(":") ? String(after.dropFirst()) : after)
    if value.span.start.line == key.line, !(value.isNull && value.scalar == "") {
      return inline(value, head + " ", from: key.line, to: end, shift: indent - (key.column - 1))
    }
    let first = head + (Self.trimmed(rest).isEmpty ? "" : rest)
    guard value.span.start.line > key.line, isBlock(value) else {
      return [first] + shifted(key.line + 1..<end, by: indent - (key.column - 1))
    }
    // Remarks between the key and its first part.
    let start = value.span.start.line
    let remarks = remarks(key.line + 1..<start, indent: indent + 2)
    let name = entry.key.scalar ?? ""
    return [first] + remarks
      + (value.items == nil
        ? mapping(value, to: end, indent: indent + 2, path: path + [name])
        : sequence(value, to: end, indent: indent + 2, path: path + [name]))
  }

  private func sequence(_ node: YAMLNode, to end: Int, indent: Int, path: [String]) -> [String] {
    let items = node.items ?? []
    let column = node.span.start.column
    var output: [String] = []
    for (index, item) in items.enumerated() {
      let start = item.span.start.line
      let next = index + 1 < items.count ? items[index + 1].span.start.line : nil
      let stop = next.map { lead(before: $0, after: item, column: column) } ?? end
      if index > 0 {
        let lead = lead(before: start, after: items[index - 1], column: column)
        output += remarks(lead..<start, indent: indent)
      }
      if item.entries != nil, isBlock(item) {
        output += mapping(item, to: stop, indent: indent + 2, path: path + ["-"], dash: true)
      } else {
        let shift = indent + 2 - (item.span.start.column - 1)
        output += inline(item, Self.spaces(indent) + "- ", from: start, to: stop, shift: shift)
      }
    }
    return output
  }

  // MARK: What stands on its key's line

  private func inline(
    _ node: YAMLNode,
    _ head: String,
    from line: Int,
    to end: Int,
    shift: Int
  ) -> [String] {
    let rest = Self.trimmedEnd(suffix(line, from: node.span.start.column - 1))
    let more = shifted(line + 1..<end, by: shift)
    guard node.scalar == nil, let flow = flow(node), let length = Self.flowLength(rest) else {
      return [head + rest] + more
    }
    return [head + flow + rest.dropFirst(length)] + more
  }

  /// Returns a list or mapping in brackets as it is written here; nil where it spans lines.
  private func flow(_ node: YAMLNode) -> String? {
    let line = node.span.start.line
    func text(_ node: YAMLNode) -> String? {
      guard node.span.start.line == line else { return nil }
      switch node.content {
      case .scalar(let text, _, let isBlock):
        return isBlock || text.isEmpty && node.isNull ? nil : token(node)
      case .sequence(let items):
        let texts = items.compactMap(text)
        return texts.count == items.count ? "[" + texts.joined(separator: ", ") + "]" : nil
      case .mapping(let entries):
        let texts = entries.compactMap { entry in
          text(entry.value).map { token(entry.key) + ": " + $0 }
        }
        guard texts.count == entries.count else { return nil }
        // In a list, one key with its value may stand without braces.
        let start = suffix(line, from: node.span.start.column - 1)
        return start.hasPrefix("{") ? "{" + texts.joined(separator: ", ") + "}" : texts.first
      }
    }
    return text(node)
  }

  /// Returns how long the brackets are that a text begins with; nil where they don't end in it.
  private static func flowLength(_ text: String) -> Int? {
    var depth = 0
    var quote: Character?
    var isEscaped = false
    for (index, character) in text.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "{" || character == "[" {
        depth += 1
      } else if character == "}" || character == "]" {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return nil
  }

  // MARK: Lines

  private func line(_ number: Int) -> String { lines[number - 1] }

  /// Whether a line is blank or a comment, which is no further in than some column.
  private func isRemark(_ number: Int, atMost indent: Int = .max) -> Bool {
    guard number >= 1, number <= lines.count else { return false }
    let text = line(number)
    let trimmed = Self.trimmed(text)
    guard !trimmed.isEmpty else { return true }
    return trimmed.hasPrefix("#") && text.prefix { $0 == " " }.count <= indent
  }

  /// Returns the first of the remarks that stand right before a line.
  private func lead(before line: Int, after node: YAMLNode, column: Int) -> Int {
    let isText = node.endsInBlockText
    var first = line
    while isRemark(first - 1, atMost: isText ? column - 1 : .max), first - 1 > node.span.start.line
    {
      first -= 1
    }
    return first
  }

  private func remarks(_ range: Range<Int>, indent: Int) -> [String] {
    range.map { number in
      let text = Self.trimmed(line(number))
      return text.isEmpty ? "" : Self.spaces(indent) + text
    }
  }

  private func shifted(_ range: Range<Int>, by shift: Int) -> [String] {
    range.map { number in
      let text = line(number)
      if Self.trimmed(text).isEmpty { return "" }
      guard shift < 0 else { return Self.spaces(shift) + text }
      return String(text.dropFirst(min(-shift, text.prefix { $0 == " " }.count)))
    }
  }

  private func token(_ node: YAMLNode) -> String {
    let text = suffix(node.span.start.line, from: node.span.start.column - 1)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.prefix(node.span.length))
    return String(view)
  }

  /// Returns what stands on a line from a column on, counted in scalars from 0.
  private func suffix(_ number: Int, from column: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: line(number).unicodeScalars.dropFirst(column))
    return String(view)
  }

  private func isBlock(_ node: YAMLNode) -> Bool {
    guard node.scalar == nil, node.items?.isEmpty != true, node.entries?.isEmpty != true else {
      return false
    }
    let first = suffix(node.span.start.line, from: node.span.start.column - 1).unicodeScalars.first
    return first != "{" && first != "["
  }

  private static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }

  private static func trimmed(_ text: String) -> String {
    String(trimmedEnd(text).drop { $0 == " " || $0 == "\t" })
  }

  private static func trimmedEnd(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }

  /// Leaves one of several blank lines, and none at the beginning and the end.
  private static func collapsed(_ lines: [String]) -> [String] {
    var output: [String] = []
    for line in lines where !line.isEmpty || !(output.last?.isEmpty ?? true) { output.append(line) }
    while output.last?.isEmpty == true { output.removeLast() }
    return output
  }
}

extension YAMLNode {
  /// Whether two nodes hold the same, whatever the order of keys and the place.
  func says(sameAs other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let text, let isPlain, _), .scalar(let otherText, let otherIsPlain, _)):
      text.utf8.elementsEqual(otherText.utf8) && isPlain == otherIsPlain
    case (.sequence(let items), .sequence(let others)):
      items.count == others.count && zip(items, others).allSatisfy { $0.says(sameAs: $1) }
    case (.mapping(let entries), .mapping(let others)):
      entries.count == others.count
        && entries.allSatisfy { entry in
          other[entry.key.scalar ?? ""].map { entry.value.says(sameAs: $0) } ?? false
        }
    default: false
    }
  }

  /// Whether the last of what is in it is a block of text, whose lines may look like comments.
  fileprivate var endsInBlockText: Bool {
    switch content {
    case .scalar(_, _, let isBlock): isBlock
    case .sequence(let items): items.last?.endsInBlockText ?? false
    case .mapping(let entries): entries.last?.value.endsInBlockText ?? false
    }
  }
}
