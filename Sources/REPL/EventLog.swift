import Synchronization
import Values

/// Numbers the events of a program's run, and hands them to whoever follows.
///
/// Standard output gets them in the mode `jsonl`; a log file gets them whatever the mode.
final class EventLog: Sendable {
  private struct State {
    var count = 0
    var isOpen = false
    /// The calls that somebody was asked about and that have not ended, by their numbers.
    var asked: Set<Int> = []
  }

  private let state = Mutex(State())
  private let output: @Sendable (String) -> Void
  private let file: (@Sendable (String) -> Void)?

  /// Creates a log that writes to the screen, and to a file where there is one.
  init(output: @escaping @Sendable (String) -> Void, file: (@Sendable (String) -> Void)?) {
    self.output = output
    self.file = file
  }

  /// Whether events go to a file, whatever the mode.
  var hasFile: Bool { file != nil }

  /// Whether a session was begun and not yet ended.
  var isOpen: Bool { state.withLock(\.isOpen) }

  /// Says that a session begins or ends; false where that was so already.
  func setOpen(_ isOpen: Bool) -> Bool {
    state.withLock { state in
      defer { state.isOpen = isOpen }
      return state.isOpen != isOpen
    }
  }

  /// Notes that a person was asked about a call.
  func noteQuestion(about call: Int) { state.withLock { _ = $0.asked.insert(call) } }

  /// Ends a call, and returns whether a person was asked about it.
  func endQuestion(about call: Int) -> Bool { state.withLock { $0.asked.remove(call) != nil } }

  /// Writes an event with its number.
  func send(_ members: [String: JSONValue], onScreen: Bool) {
    state.withLock { state in
      state.count += 1
      var members = members
      members["seq"] = .integer(state.count)
      let line = JSONWriter.text(.object(members)) + "\n"
      if onScreen { output(line) }
      file?(line)
    }
  }
}
