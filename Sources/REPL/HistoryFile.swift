import FoundationEssentials
import Glibc
import Values

/// The lines that were typed, kept for next time: one JSON object a line, for this user only.
struct HistoryFile: Sendable {
  /// The most lines that are read back.
  static let maximumLines = 1_000
  /// The longest line that is kept, in bytes.
  private static let maximumBytes = 8_192

  private let path: String?

  init(path: String?) { self.path = path }

  /// Returns the lines, oldest first; none where there is no file.
  func lines() -> [String] {
    guard let path, let data = FileManager.default.contents(atPath: path) else { return [] }
    return data.split(separator: UInt8(ascii: "\n")).suffix(Self.maximumLines).compactMap { line in
      (try? JSONReader.read(Array(line)))?["line"]?.text
    }
  }

  /// Whether a line is kept: not where it begins with a space, or is very long.
  static func keeps(_ line: String) -> Bool {
    guard let first = line.unicodeScalars.first, first != " " else { return false }
    return line.utf8.count <= maximumBytes
  }

  /// Adds a line; what can't be written is forgotten.
  func append(_ line: String) {
    guard let path, Self.keeps(line) else { return }
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      try? FileManager.default.createDirectory(
        atPath: String(path[..<slash]),
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    }
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let bytes = JSONWriter.bytes(["line": .string(line)]) + [UInt8(ascii: "\n")]
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}
