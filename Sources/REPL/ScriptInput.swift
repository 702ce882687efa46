import CEdit
import Glibc

/// Cuts bytes into lines as they come from a descriptor: a line is there as soon as its end is.
final class ScriptInput {
  /// What stands between two ends of lines.
  enum Line: Equatable {
    /// The line.
    case text(String)
    /// It has more bytes than any line may have.
    case tooLong
    /// It is not UTF-8.
    case notText
  }

  private let descriptor: Int32
  private var bytes: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  /// How far no end of a line was found.
  private var searched = 0
  private var isOver = false

  /// Creates the input from a descriptor.
  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Returns the next line, without its end; waits until it is there.
  func next() -> Line? {
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { (start, searched) = (end + 1, end + 1) }
        return line(bytes[start..<end])
      }
      searched = bytes.count
      guard bytes.count - start <= ScriptLines.maximumBytes else { return .tooLong }
      if isOver || !fill() {
        isOver = true
        guard start < bytes.count else { return nil }
        defer { start = bytes.count }
        return line(bytes[start...])
      }
    }
  }

  /// Reads more; false at the end.
  private func fill() -> Bool {
    if start > 0 {
      bytes.removeFirst(start)
      (start, searched) = (0, searched - start)
    }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += buffer.prefix(count)
        return true
      }
      guard count < 0, errno == EINTR || errno == EAGAIN else { return false }
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if errno == EAGAIN { poll(&ready, 1, -1) }
    }
  }

  private func line(_ bytes: ArraySlice<UInt8>) -> Line {
    let isWindows = bytes.last == UInt8(ascii: "\r")
    let content = isWindows ? bytes.dropLast() : bytes
    guard content.count <= ScriptLines.maximumBytes else { return .tooLong }
    return String(validating: content, as: UTF8.self).map { .text($0) } ?? .notText
  }
}
