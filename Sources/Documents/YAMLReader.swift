/// Reads the part of YAML that needs no knowledge of YAML: mappings, lists and texts.
///
/// Nothing is guessed: `no`, `014` and `12:30` are texts. Anchors, aliases, tags, merge keys,
/// directives, complex keys and further documents are errors.
public enum YAMLReader {
  /// Reads a file, or says everything that is wrong with it.
  ///
  /// Codes: TT001 not YAML, TT002 empty, TT004 not allowed, TT005 a limit, TT006 not text,
  /// TT007 a duplicate key.
  public static func read(
    _ file: SourceFile,
    limits: YAMLLimits = .standard
  ) -> Result<YAMLNode, Diagnostics> {
    if let problem = sizeProblem(file, limits) ?? TextCheck.problem(in: file) {
      return .failure(Diagnostics([problem]))
    }
    var builder = YAMLTreeBuilder(file, limits: limits)
    file.content.withUnsafeBufferPointer { bytes in
      guard let stream = YAMLEventStream(reading: bytes) else { return }
      do throws(YAMLSyntaxError) {
        while !builder.isFinished { builder.handle(try stream.next()) }
      } catch {
        builder.add(error.diagnostic(in: file))
      }
    }
    guard builder.diagnostics.isEmpty else { return .failure(builder.diagnostics) }
    guard let root = builder.root, !(root.isNull && root.scalar == "") else {
      return .failure(Diagnostics([emptyProblem(file)]))
    }
    return .success(root)
  }

  private static func sizeProblem(_ file: SourceFile, _ limits: YAMLLimits) -> Diagnostic? {
    guard file.bytes.count > limits.bytes else { return nil }
    return Diagnostic(
      code: "TT005",
      file: file,
      span: SourceSpan(start: SourcePosition(line: 1, column: 1), length: 1),
      message: "this file is larger than \(limits.bytes) bytes",
      why: "it has \(file.bytes.count) bytes"
    )
  }

  private static func emptyProblem(_ file: SourceFile) -> Diagnostic {
    let isBlank = file.endOfContent == SourcePosition(line: 1, column: 1)
    return Diagnostic(
      code: "TT002",
      file: file,
      span: SourceSpan(start: SourcePosition(line: 1, column: 1), length: 1),
      message: isBlank ? "this file is empty" : "this file has no content"
    )
  }
}
