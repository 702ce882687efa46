import Documents
import Values

extension ScenarioReader {
  /// The most cases one file may make.
  static let maximumCases = 1_000

  /// Reads the file's variables and their values.
  mutating func vars(_ node: YAMLNode?) -> [String: String] {
    guard let node else { return [:] }
    guard let entries = node.entries else {
      report("TT012", node.span, "`vars` must be a mapping from names to values")
      return [:]
    }
    var values: [String: String] = [:]
    for entry in entries {
      guard let name = entry.key.scalar, let value = entry.value.scalar else {
        report("TT012", entry.value.span, "a variable's value must be a scalar")
        continue
      }
      checkName(name, entry.key.span)
      values[name] = value
    }
    return values
  }

  /// Returns the parameters of each case: the rows, or the product of the matrix.
  mutating func parameters(of top: MappingReader) -> [[(String, String)]] {
    if let rows = top.node("rows") {
      if let matrix = top.keySpan("matrix") {
        report("TT010", matrix, "a scenario has `matrix` or `rows`, not both")
      }
      return (rows.items ?? []).map { scalars(of: $0) }
    }
    guard let matrix = top.node("matrix") else { return [[]] }
    var cases: [[(String, String)]] = [[]]
    for entry in matrix.entries ?? [] {
      guard let name = entry.key.scalar, let values = entry.value.items?.compactMap(\.scalar),
        !values.isEmpty
      else {
        report("TT012", entry.value.span, "a matrix maps each name to a list of values")
        continue
      }
      checkName(name, entry.key.span)
      cases = cases.flatMap { row in values.map { row + [(name, $0)] } }
      guard cases.count <= Self.maximumCases else {
        report("TT005", entry.key.span, "more than \(Self.maximumCases) cases in one file")
        return [[]]
      }
    }
    let excluded = (top.node("exclude")?.items ?? []).map { scalars(of: $0) }
    return cases.filter { row in
      !excluded.contains { pattern in
        !pattern.isEmpty && pattern.allSatisfy { item in row.contains { $0 == item } }
      }
    }
  }

  private mutating func scalars(of node: YAMLNode) -> [(String, String)] {
    guard let entries = node.entries else {
      report("TT012", node.span, "this must be a mapping from names to values")
      return []
    }
    return entries.compactMap { entry in
      guard let name = entry.key.scalar, let value = entry.value.scalar else { return nil }
      return (name, value)
    }
  }

  private mutating func checkName(_ name: String, _ span: SourceSpan) {
    let isSound =
      name.utf8.first.map(Self.isLetter) ?? false
      && name.utf8.allSatisfy { Self.isLetter($0) || (0x30...0x39).contains($0) }
    if !isSound {
      report("TT109", span, "a variable's name is a letter, then letters, digits or _")
    }
  }

  /// Puts the values of variables in place of `$name`; `$$` stands for a dollar sign.
  ///
  /// A dollar sign before anything but a letter or a brace is itself, so amounts need no care.
  mutating func filled(_ text: String, _ node: YAMLNode, from start: Int = 0) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "$", index + 1 < scalars.count else {
        result.append(scalars[index])
        index += 1
        continue
      }
      if scalars[index + 1] == "$" {
        result.append("$")
        index += 2
      } else if let (name, end) = variable(in: scalars, at: index) {
        if let value = variables[name] {
          result.append(contentsOf: value.unicodeScalars)
        } else {
          report(
            "TT109",
            node.span(ofScalars: start + index..<start + end),
            "there is no variable `\(name)`",
            label: NearMatch.question(for: name, among: variables.keys.sorted()),
            help: "write $$ for a dollar sign"
          )
        }
        index = end
      } else {
        result.append("$")
        index += 1
      }
    }
    return String(result)
  }

  private func variable(in scalars: [Unicode.Scalar], at start: Int) -> (String, Int)? {
    let isBraced = scalars[start + 1] == "{"
    var index = start + (isBraced ? 2 : 1)
    var name = String.UnicodeScalarView()
    while index < scalars.count, let byte = UInt8(exactly: scalars[index].value),
      Self.isLetter(byte) || (!name.isEmpty && (0x30...0x39).contains(byte))
    {
      name.append(scalars[index])
      index += 1
    }
    guard !name.isEmpty else { return nil }
    if isBraced {
      guard index < scalars.count, scalars[index] == "}" else { return nil }
      index += 1
    }
    return (String(name), index)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// Returns the text of a scalar with its variables in place.
  mutating func text(_ node: YAMLNode?, _ name: String) -> String? {
    guard let node, let text = ScalarReader.text(node, named: name, in: source, &diagnostics)
    else { return nil }
    return filled(text, node)
  }
}
