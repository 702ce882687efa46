import Documents
import CEdit
import FoundationEssentials
import Glibc
import Journal
import Values

/// A line that was typed, and in which role.
public struct TypedLine: Sendable, Equatable {
  /// The line.
  public let text: String
  /// The role's name; nil before there was one.
  public let role: String?
}

/// The lines that were typed, kept for next time: one JSON object a line, for this user only.
///
/// Several programs may write it at once: each adds whole lines, under a lock.
public struct HistoryFile: Sendable {
  /// The most lines that are kept.
  static let maximumLines = 1_000
  /// The longest line that is kept, in bytes.
  private static let maximumBytes = 8_192

  private let path: String?
  private let disk: any JournalDisk
  private let lock: @Sendable (Int32) -> Int32

  /// Creates the history in a file; without one, nothing is kept.
  public init(path: String?) { self.init(path: path, disk: SystemDisk()) }

  /// Creates the history on a disk; `lock` waits for the lock as `flock(2)` does.
  init(
    path: String?,
    disk: any JournalDisk,
    lock: @escaping @Sendable (Int32) -> Int32 = { flock($0, LOCK_EX) }
  ) {
    self.path = path
    self.disk = disk
    self.lock = lock
  }

  /// Whether a line is kept: not where it begins with a space, or is very long.
  static func keeps(_ line: String) -> Bool {
    guard let first = line.unicodeScalars.first, first != " " else { return false }
    return line.utf8.count <= maximumBytes
  }

  /// Returns the lines, oldest first, without what a terminal must not get; none where there is
  /// no file.
  ///
  /// A file that has grown too long is cut to its newest lines.
  public func lines() -> [String] { typed().map(\.text) }

  /// Returns the lines with the roles in which they were typed.
  public func typed() -> [TypedLine] {
    guard let path, let data = FileManager.default.contents(atPath: path) else { return [] }
    let all = data.split(separator: UInt8(ascii: "\n"))
    if all.count > Self.maximumLines { cut(path) }
    return all.suffix(Self.maximumLines).compactMap { line in
      let value = try? JSONReader.read(Array(line))
      return value?["line"]?.text.map {
        let text = String(String.UnicodeScalarView($0.unicodeScalars.filter(SafeText.isSafe)))
        return TypedLine(text: text, role: value?["role"]?.text)
      }
    }
  }

  /// Adds a line; what can't be written is forgotten.
  func append(_ line: String, as role: String? = nil) {
    let line = Redactor.shared.redacted(line)
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
    guard isLocked(file) else { return }
    let size = disk.size(of: file)
    guard size >= 0 else { return }
    var members: [String: JSONValue] = ["line": .string(line)]
    if let role { members["role"] = .string(role) }
    let bytes = JSONWriter.bytes(.object(members)) + [UInt8(ascii: "\n")]
    // Half a line would spoil the next one too.
    if disk.put(bytes, into: file, at: size) != nil { _ = disk.shorten(file, to: size) }
  }

  /// Leaves the newest lines in the file.
  private func cut(_ path: String) {
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    guard isLocked(file), let data = FileManager.default.contents(atPath: path) else { return }
    let kept = data.split(separator: UInt8(ascii: "\n")).suffix(Self.maximumLines)
      .flatMap { Array($0) + [UInt8(ascii: "\n")] }
    // The old lines go only when the newest stand in front of them.
    guard disk.put(kept, into: file, at: 0) == nil else { return }
    _ = disk.shorten(file, to: kept.count)
  }

  /// Waits until no other program writes it; false where that can't be told.
  private func isLocked(_ file: Int32) -> Bool {
    while lock(file) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }
}
