/// One problem in one place of a file, for people.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How a problem is announced.
  public enum Severity: String, Sendable, Hashable {
    /// The file can't be used as it stands.
    case error
    /// The file is fine; what it expects did not happen.
    case failed
    /// The file can be used, and is hardly meant as it stands.
    case warning
  }

  /// How the problem is announced.
  public let severity: Severity
  /// The stable code, such as `TT101`.
  public let code: String
  /// The file's path as people see it.
  public let path: String
  /// Where in the file.
  public let span: SourceSpan
  /// One sentence, lower case, without a full stop.
  public var message: String
  /// What stands after the carets.
  public var label: String?
  /// Why this is a problem.
  public var why: String?
  /// What to write instead.
  public var help: String?
  /// Further remarks, one line each.
  public var notes: [String]
  /// The line as it was at creation, cut to a window round the span where it is long.
  public let sourceLine: String

  /// The index of the first caret in ``sourceLine``.
  let caret: Int

  /// The most scalars of a source line that are shown.
  static let longestLine = 160

  /// Creates a diagnostic and keeps the line that it points at.
  public init(
    severity: Severity = .error,
    code: String,
    file: SourceFile,
    span: SourceSpan,
    message: String,
    label: String? = nil,
    why: String? = nil,
    help: String? = nil,
    notes: [String] = []
  ) {
    self.severity = severity
    self.code = code
    path = file.path
    self.span = span
    self.message = message
    self.label = label
    self.why = why
    self.help = help
    self.notes = notes
    (sourceLine, caret) = file.excerpt(at: span.start, width: Self.longestLine)
  }
}
