import Documents
import Glibc
import Synchronization
import Values

/// Where results go: standard output.
///
/// Everything else goes to standard error.
enum Output {
  private static let failure = Atomic<Int32>(0)

  /// The number of the error because of which a result could not be written; 0 where all could.
  static var problem: Int32 { failure.load(ordering: .relaxed) }

  /// Writes a result; no secret leaves with it.
  static func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes the bytes of a result; no secret leaves with them.
  static func write(_ bytes: [UInt8]) {
    guard problem == 0, !put(Redactor.shared.redacted(bytes), into: STDOUT_FILENO) else { return }
    failure.store(errno, ordering: .relaxed)
  }

  /// Writes a message about the program itself; neither a secret nor anything that a terminal
  /// would obey leaves with it.
  static func complain(_ text: String) { draw(SafeText.block(text) + "\n") }

  /// Writes text of this program's own to standard error, with what a terminal obeys.
  static func draw(_ text: String) {
    _ = put(Redactor.shared.redacted(Array(text.utf8)), into: STDERR_FILENO)
  }

  /// Opens a file to write to without waiting for whoever may read it; negative with `errno` set
  /// where that can't be done.
  static func open(_ path: String, _ mode: Int32, _ rights: mode_t = 0o644) -> Int32 {
    // A named pipe that nobody reads would keep the program waiting, even for signals.
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | mode, rights)
    guard file >= 0 else { return file }
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK)
    return file
  }

  /// Writes text to a file, in one piece.
  ///
  /// - Throws: `ExitStatus` where the file can't be written.
  static func write(_ text: String, toFile path: String) throws {
    let file = try ReportFile(path: path)
    file.write(text)
    try file.finish()
  }

  /// Puts all of some bytes into an open file as they are; false where that isn't possible.
  ///
  /// Whoever calls it has taken the secrets out.
  static func put(_ bytes: [UInt8], into file: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        guard errno == EAGAIN else { return false }
        var ready = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      offset += written
    }
    return true
  }

  /// Whether colours are wanted, by the conventions of NO_COLOR and FORCE_COLOR.
  static func wantsColor(_ choice: String) -> Bool {
    switch choice {
    case "always": return true
    case "never": return false
    default:
      if Environment["FORCE_COLOR"] != nil || Environment["CLICOLOR_FORCE"] != nil { return true }
      if Environment["NO_COLOR"] != nil { return false }
      if Environment["CLICOLOR"] == "0" { return false }
      return isatty(STDOUT_FILENO) == 1 && Environment["TERM"] != "dumb"
    }
  }
}
