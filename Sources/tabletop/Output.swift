import Glibc
import Synchronization
import Values
import Values

/// Where results go: standard output.
///
/// Everything else goes to standard error.
enum Output {
  private static let failed = Atomic<Bool>(false)

  /// Whether something could not be written because nobody reads it.
  static var hasFailed: Bool { failed.load(ordering: .relaxed) }

  /// Writes a result; no secret leaves with it.
  static func write(_ text: String) { write(Array(Redactor.shared.redacted(text).utf8)) }

  /// Writes the bytes of a result that holds no secret any more.
  static func write(_ bytes: [UInt8]) {
    if !write(bytes, to: STDOUT_FILENO) { failed.store(true, ordering: .relaxed) }
  }

  /// Writes a message about the program itself.
  static func complain(_ text: String, end: String = "\n") {
    _ = write(Array(Redactor.shared.redacted(text + end).utf8), to: STDERR_FILENO)
  }

  /// Writes text to a file, in one piece.
  ///
  /// - Throws: `ExitStatus` where the file can't be written.
  static func write(_ text: String, toFile path: String) throws {
    let file = try ReportFile(path: path)
    file.write(text)
    try file.finish()
  }

  /// Writes all of some bytes, without the secrets of this program; false where that isn't
  /// possible.
  static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    let redactor = Redactor.shared
    let bytes = redactor.isEmpty ? bytes : redactor.redacted(bytes)
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        return false
      }
      offset += written
    }
    return true
  }

  /// Whether colours are wanted, by the conventions of NO_COLOR and FORCE_COLOR.
  static func wantsColor(_ choice: String) -> Bool {
    func isSet(_ name: String) -> Bool {
      getenv(name).map { $0.pointee != 0 } ?? false
    }
    switch choice {
    case "always": return true
    case "never": return false
    default:
      if isSet("FORCE_COLOR") || isSet("CLICOLOR_FORCE") { return true }
      if isSet("NO_COLOR") { return false }
      if let value = getenv("CLICOLOR"), String(cString: value) == "0" { return false }
      let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
      return isatty(STDOUT_FILENO) == 1 && terminal != "dumb"
    }
  }
}
