public import Values

/// Each of these returns nil if the key is absent, and if its value is wrong, after adding TT012.
extension MappingReader {
  /// Returns the value of a key as text.
  public func text(_ key: String, _ diagnostics: inout Diagnostics) -> String? {
    node(key).flatMap { ScalarReader.text($0, named: key, in: file, &diagnostics) }
  }

  /// Returns the value of a key as a whole number, within a range if one is given.
  public func integer(
    _ key: String,
    range: ClosedRange<Int>? = nil,
    _ diagnostics: inout Diagnostics
  ) -> Int? {
    node(key).flatMap {
      ScalarReader.integer($0, named: key, in: file, range: range, &diagnostics)
    }
  }

  /// Returns the value of a key as a number.
  public func number(_ key: String, _ diagnostics: inout Diagnostics) -> Double? {
    node(key).flatMap { ScalarReader.number($0, named: key, in: file, &diagnostics) }
  }

  /// Returns the value of a key as true or false.
  public func flag(_ key: String, _ diagnostics: inout Diagnostics) -> Bool? {
    node(key).flatMap { ScalarReader.flag($0, named: key, in: file, &diagnostics) }
  }

  /// Returns the value of a key as a length of time.
  public func span(_ key: String, _ diagnostics: inout Diagnostics) -> TimeSpan? {
    node(key).flatMap { ScalarReader.span($0, named: key, in: file, &diagnostics) }
  }

  /// Returns the value of a key as a point in time.
  public func time(_ key: String, _ diagnostics: inout Diagnostics) -> Timestamp? {
    node(key).flatMap { ScalarReader.time($0, named: key, in: file, &diagnostics) }
  }

  /// Returns the value of a key as one of these names, compared byte for byte.
  public func choice(
    _ key: String,
    of names: [String],
    _ diagnostics: inout Diagnostics
  ) -> String? {
    guard let node = node(key), let text = text(key, &diagnostics) else { return nil }
    if let name = names.first(where: { $0.utf8.elementsEqual(text.utf8) }) { return name }
    diagnostics.add(
      Diagnostic(
        code: "TT013",
        file: file,
        span: node.span,
        message: "\(SafeText.quoted(key)) can't be \(SafeText.quoted(text))",
        label: Self.hint(for: text, among: names, called: "valid values")
      )
    )
    return nil
  }

  /// Returns the value of a key as a list.
  public func items(_ key: String, _ diagnostics: inout Diagnostics) -> [YAMLNode]? {
    guard let node = node(key) else { return nil }
    if let items = node.items { return items }
    diagnostics.add(ScalarReader.mismatch(node, key, "a list", file))
    return nil
  }

  /// Returns the value of a key as a list of texts; one text alone only if `orOne` is set.
  public func texts(
    _ key: String,
    orOne: Bool = false,
    _ diagnostics: inout Diagnostics
  ) -> [String]? {
    guard let node = node(key) else { return nil }
    if orOne, let text = node.scalar, !node.isNull { return [text] }
    guard let items = node.items else {
      let kind = orOne ? "a text or a list of texts" : "a list of texts"
      let help = node.scalar != nil && !node.isNull ? "write it in brackets" : nil
      diagnostics.add(ScalarReader.mismatch(node, key, kind, file, help: help))
      return nil
    }
    let texts = items.compactMap { item -> String? in
      if let text = item.scalar, !item.isNull { return text }
      let found = "this part is \(item.kind)"
      diagnostics.add(ScalarReader.mismatch(item, key, "a list of texts", file, found: found))
      return nil
    }
    return texts.count == items.count ? texts : nil
  }
}
