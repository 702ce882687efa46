import Documents
import Glibc

/// One line on a terminal that says how far a run has come; nothing elsewhere.
struct ProgressLine {
  private let isOn: Bool
  private let total: Int
  private let width: Int
  private var done = 0
  private var bad = 0
  private var drawn = ContinuousClock.now
  private var isVisible = false

  /// Creates a line; it shows only where standard error is a terminal and no CI system runs.
  init(total: Int, isWanted: Bool) {
    isOn =
      isWanted && total > 1 && isatty(STDERR_FILENO) == 1 && !Environment.isCI
      && Environment["TERM"] != "dumb"
    self.total = total
    width = max(20, min(200, Environment.number("COLUMNS") ?? 79))
  }

  /// Takes the line away, so that something else can be written.
  mutating func clear() {
    guard isVisible else { return }
    Output.draw("\r\u{1B}[K")
    isVisible = false
  }

  /// Counts a case, and shows the line again every tenth of a second.
  mutating func add(_ id: String, isBad: Bool) {
    done += 1
    if isBad { bad += 1 }
    guard done < total else { return }
    show("\(done)/\(total)  \(bad) failed  \(SafeText.line(id))")
  }

  /// Shows a text, where the last one is a tenth of a second old.
  mutating func show(_ text: String) {
    guard isOn, drawn.duration(to: .now) > .milliseconds(100) else { return }
    drawn = .now
    isVisible = true
    Output.draw("\r\u{1B}[K" + String(text.unicodeScalars.prefix(width - 1)))
  }
}
