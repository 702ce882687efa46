import Values

/// Reads one mapping strictly; collects problems rather than stopping at the first.
public struct MappingReader {
  /// The mapping, or whatever stands in its place.
  public let node: YAMLNode
  /// The file that it is in.
  public let file: SourceFile
  /// Whether the node is a mapping at all.
  public let isMapping: Bool

  private let what: String
  private let entries: [YAMLEntry]
  private let unknownKeys: [String]
  /// Which entry is the first whose key has so many bytes, or as many as there is room for.
  ///
  /// Most keys that are asked for are told by this: those that are there, and those that aren't.
  private let firstByLength: SIMD32<UInt8>
  private static let none = UInt8.max

  /// Longer lists of valid names than this are not shown.
  static let longestList = 15

  /// Checks that the node is a mapping (TT008) with valid keys only (TT003).
  ///
  /// `what` names it in messages, as in "a step".
  public init(
    _ node: YAMLNode,
    in file: SourceFile,
    what: String,
    keys: [String],
    diagnostics: inout Diagnostics
  ) {
    self.node = node
    self.file = file
    self.what = what
    isMapping = node.entries != nil
    entries = node.entries ?? []
    var unknown: [String] = []
    var firstByLength = SIMD32<UInt8>(repeating: Self.none)
    for index in entries.indices {
      guard let name = entries[index].key.scalar else { continue }
      let length = Self.length(of: name)
      if firstByLength[length] == Self.none {
        firstByLength[length] = UInt8(min(index, Int(Self.none) - 1))
      }
      guard !keys.contains(where: { ASCIIText.isSame($0, name) }) else { continue }
      unknown.append(name)
      diagnostics.add(Self.unknownKey(entries[index].key, named: name, among: keys, in: file))
    }
    unknownKeys = unknown
    self.firstByLength = firstByLength
    guard !isMapping else { return }
    diagnostics.add(
      Diagnostic(
        code: "TT008",
        file: file,
        span: node.span,
        message: "\(what) must be a mapping, this is \(node.kind)"
      )
    )
  }

  /// Whether the key is there.
  public func has(_ key: String) -> Bool { index(key) != nil }

  /// Returns the value of a key.
  public func node(_ key: String) -> YAMLNode? { index(key).map { entries[$0].value } }

  /// Returns where a key stands.
  public func keySpan(_ key: String) -> SourceSpan? { index(key).map { entries[$0].key.span } }

  /// Finds a key by looking at each: there are few, and a dictionary costs more than that.
  private func index(_ key: String) -> Int? {
    let first = firstByLength[Self.length(of: key)]
    guard first != Self.none else { return nil }
    return entries.indices[Int(first)...].first { entries[$0].key.isText(key) }
  }

  private static func length(of key: String) -> Int {
    min(key.utf8.count, SIMD32<UInt8>.scalarCount - 1)
  }

  /// Whether there are keys that it can't have.
  public var hasUnknownKeys: Bool { !unknownKeys.isEmpty }

  /// Whether a key that it can't have looks like one of these.
  ///
  /// What is said of that key covers what is missing.
  public func mayMean(_ keys: [String]) -> Bool {
    unknownKeys.contains { !NearMatch.suggestions(for: $0, among: keys).isEmpty }
  }

  /// Returns the value of a key; adds TT009 if there is none.
  @discardableResult
  public func require(_ key: String, _ diagnostics: inout Diagnostics) -> YAMLNode? {
    if let node = node(key) { return node }
    guard isMapping, !mayMean([key]) else { return nil }
    diagnostics.add(
      Diagnostic(
        code: "TT009",
        file: file,
        span: node.span,
        message: "\(what) needs the key \(SafeText.quoted(key))"
      )
    )
    return nil
  }

  /// Returns "did you mean `a`?", else all names if they are few and there are any.
  static func hint(for text: String, among names: [String], called plural: String) -> String? {
    if let question = NearMatch.question(for: text, among: names) { return question }
    guard !names.isEmpty, names.count <= longestList else { return nil }
    return "\(plural) are \(names.joined(separator: ", "))"
  }

  private static func unknownKey(
    _ key: YAMLNode,
    named name: String,
    among keys: [String],
    in file: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      code: "TT003",
      file: file,
      span: key.span,
      message: "unknown key \(SafeText.quoted(name))",
      label: hint(for: name, among: keys, called: "valid keys")
    )
  }
}
