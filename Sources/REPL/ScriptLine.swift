/// One line of a script, and where it stands.
public struct ScriptLine: Sendable {
  /// The file, or what stands for one.
  public let source: String
  /// The line's number, from 1.
  public let number: Int
  /// The line.
  public let text: String
  /// Why it can't be run, where it can't.
  public internal(set) var problem: String?

  /// Creates a line.
  public init(source: String, number: Int, text: String) {
    self.source = source
    self.number = number
    self.text = text
  }
}
