import FoundationEssentials
import Glibc
import Journal
import Values

/// The folder in which sessions are saved, each in a journal of its own.
public struct SessionFolder: Sendable, Equatable {
  private static let ending = ".journal"
  /// The longest name in bytes.
  static let maximumNameLength = 64

  let path: String

  /// Creates the folder's description; the folder itself is made when it is needed.
  public init(path: String) { self.path = path }

  /// Returns the folder that these environment variables lead to.
  public static func standard(in environment: [String: String]) -> SessionFolder? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return SessionFolder(path: state + "/tabletop/sessions")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return SessionFolder(path: home + "/.local/state/tabletop/sessions")
  }

  /// Whether a session may have this name: letters, digits, `.`, `_` and `-`, the first of them
  /// a letter or a digit.
  public static func isName(_ text: String) -> Bool {
    guard (1...maximumNameLength).contains(text.utf8.count), let first = text.utf8.first else {
      return false
    }
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: false
      }
    }
    return isAlphanumeric(first)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  /// Returns the file of a session.
  func file(_ name: String) -> String { "\(path)/\(name)\(Self.ending)" }

  /// Whether there is a session of this name.
  func has(_ name: String) -> Bool { Self.isName(name) && access(file(name), F_OK) == 0 }

  /// Makes the folder, for this user only.
  func make() throws(JournalError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .unopenable(path: path, reason: "this folder can't be made")
    }
  }

  /// Brings the names of the sessions to the disk; false where that can't be done.
  func sync() -> Bool {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return SystemDisk().sync(folder: descriptor) == 0
  }

  /// Returns a name that no session has yet: the day, and a number.
  func freeName(on time: Timestamp) -> String {
    let day = String(time.description.prefix(10))
    var number = 1
    while has("\(day)-\(number)") { number += 1 }
    return "\(day)-\(number)"
  }

  /// Returns the names of the saved sessions, the one last written first.
  public func names() -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let names = files.filter { $0.hasSuffix(Self.ending) }
      .map { String($0.dropLast(Self.ending.utf8.count)) }.filter(Self.isName)
    let dated = names.map { (name: $0, time: changed($0)) }
    return dated.sorted { ($0.time, $1.name) > ($1.time, $0.name) }.map(\.name)
  }

  /// Removes a session that nobody has open; false where that can't be done.
  func delete(_ name: String) -> Bool {
    // Whoever can open it for writing is the only one.
    guard let opened = try? JournalWriter.open(path: file(name)) else { return false }
    return withExtendedLifetime(opened.writer) { remove(name) }
  }

  /// Removes the file of a session that this program has open.
  func remove(_ name: String) -> Bool { unlink(file(name)) == 0 }

  /// Returns when a session was last written, in nanoseconds.
  func changed(_ name: String) -> Int {
    var status = stat()
    guard stat(file(name), &status) == 0 else { return 0 }
    return status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
  }
}
