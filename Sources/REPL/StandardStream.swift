internal import CEdit
import Glibc
import Values

/// Where the program writes.
enum StandardStream: Int32, Sendable {
  /// What was asked for.
  case output = 1
  /// What went wrong.
  case errors = 2

  /// Writes all of a text; ends the program where that can't be done, quietly where nobody reads
  /// any more.
  func write(_ text: String) {
    let bytes = Array(Redactor.shared.redacted(text).utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(rawValue, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count >= 0 {
        offset += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno != EINTR {
        guard errno != EPIPE, self == .output else { exit(141) }
        let reason = String(cString: strerror(errno))
        Self.errors.write("tabletop: not all could be written to standard output: \(reason)\n")
        exit(3)
      }
    }
  }
}
