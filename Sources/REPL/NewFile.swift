import Documents
import Glibc

/// Why a file was not written.
public struct NewFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence.
  public let description: String
  /// Whether the file is there, without its end.
  public let isCutOff: Bool
}

/// Writes files that people name at the prompt or in an argument.
public enum NewFile {
  /// Writes a new file, or one that may be replaced.
  ///
  /// - Throws: `NewFileError`.
  public static func write(
    _ text: String,
    to path: String,
    replaces: Bool = false
  ) throws(NewFileError) {
    let shown = SafeText.line(path)
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | (replaces ? O_TRUNC : O_EXCL)
    let file = open(path, flags, 0o644)
    guard file >= 0 else {
      let reason =
        errno == EEXIST
        ? "\(shown) exists. Add --force to replace it."
        : "\(shown) can't be written: \(String(cString: strerror(errno)))."
      throw NewFileError(description: reason, isCutOff: false)
    }
    defer { close(file) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw NewFileError(
          description: "Not all of \(shown) could be written.",
          isCutOff: true
        )
      }
      bytes = bytes.dropFirst(count)
    }
  }
}

extension LineResult {
  /// What a line ends with that can't write a file.
  init(_ error: NewFileError) {
    self.init(ending: error.isCutOff ? .undecided : .usage, problem: [error.description])
  }
}
