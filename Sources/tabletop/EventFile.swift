import ArgumentParser
import Glibc
import Synchronization
import Values

/// A file that gets the events of the prompt, for this user only.
enum EventFile {
  /// Opens a file to add events to, and returns what adds one.
  ///
  /// - Throws: `ValidationError` where it can't be written.
  static func open(_ path: String) throws -> @Sendable (String) -> Void {
    let file = Output.open(path, O_APPEND, 0o600)
    guard file >= 0 else {
      throw ValidationError("\(path) can't be written: \(String(cString: strerror(errno)))")
    }
    let isComplete = Mutex(true)
    return { line in
      guard !Output.put(Redactor.shared.redacted(Array(line.utf8)), into: file) else { return }
      let wasComplete = isComplete.withLock { isComplete in
        defer { isComplete = false }
        return isComplete
      }
      if wasComplete { Output.complain("tabletop: \(path) can't be written any more") }
    }
  }
}
