/// The lines of a script as they come: each with its place, remarks left out, and the lines
/// between `"""` marks as one message.
public struct ScriptLines: Sequence, IteratorProtocol {
  /// The most bytes of one line, or of one message of several.
  static let maximumBytes = 1 << 20

  private let source: String
  private let read: () -> ScriptInput.Line?
  private var number = 0
  private var isOver = false

  /// Creates the lines of a script; each is read when it is asked for.
  init(source: String, read: @escaping () -> ScriptInput.Line?) {
    self.source = source
    self.read = read
  }

  /// Creates the lines of what a descriptor gives; they may come one by one over a long time.
  public init(descriptor: Int32, source: String) {
    let input = ScriptInput(descriptor: descriptor)
    self.init(source: source) { input.next() }
  }

  /// Returns the next line; nil at the end.
  public mutating func next() -> ScriptLine? {
    guard !isOver, let line = take() else { return nil }
    guard case .text(let text) = line else { return unusable(line, number) }
    guard let opening = ScriptText.opening(text) else {
      let isRemark = text.utf8.first == UInt8(ascii: "#")
      return ScriptLine(source: source, number: number, text: isRemark ? "" : text)
    }
    return block(opening)
  }

  private mutating func take() -> ScriptInput.Line? {
    guard let line = read() else {
      isOver = true
      return nil
    }
    number += 1
    guard number == 1, case .text(let text) = line, text.unicodeScalars.first == "\u{FEFF}" else {
      return line
    }
    return .text(String(text.unicodeScalars.dropFirst()))
  }

  private mutating func block(_ opening: String) -> ScriptLine {
    let first = number
    var lines = opening.isEmpty ? [] : [opening]
    var bytes = opening.utf8.count
    while let line = take() {
      guard case .text(let text) = line else { return unusable(line, number) }
      bytes += text.utf8.count + 1
      guard bytes <= Self.maximumBytes else { return unusable(.tooLong, first) }
      if let rest = ScriptText.closing(text) {
        if !rest.isEmpty { lines.append(rest) }
        return ScriptLine(source: source, number: first, text: lines.joined(separator: "\n"))
      }
      lines.append(text)
    }
    var line = ScriptLine(source: source, number: first, text: "")
    line.problem = "The message that \(ScriptText.fence) begins here has no end. Nothing was sent."
    return line
  }

  /// Returns what stands in the place of a line that can't be used; nothing after it is read, as
  /// it may be the middle of anything.
  private mutating func unusable(_ kind: ScriptInput.Line, _ number: Int) -> ScriptLine {
    isOver = true
    var line = ScriptLine(source: source, number: number, text: "")
    let what = kind == .notText ? "This is not UTF-8 text." : "A message has at most 1 MB."
    line.problem = what + " Nothing was sent to the agent."
    return line
  }
}
