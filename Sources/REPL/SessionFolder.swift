import FoundationEssentials
import Glibc
import Journal
import Values

/// The folder in which sessions are saved, each in a journal of its own.
public struct SessionFolder: Sendable {
  private static let ending = ".journal"
  /// The longest name in bytes.
  static let maximumNameLength = 64

  let path: String
  private let disk: any JournalDisk

  /// Creates the folder's description; the folder itself is made when it is needed.
  public init(path: String) { self.init(path: path, disk: SystemDisk()) }

  /// Creates the description of a folder on a disk.
  init(path: String, disk: any JournalDisk) {
    self.path = path
    self.disk = disk
  }

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

  /// Makes the folder, for this user only, so that no crash loses it.
  func make() throws(JournalError) {
    do throws(DiskError) {
      try DurableFolder.make(path, through: disk)
    } catch {
      throw .unopenable(path: path, reason: "this folder \(error.told(of: "made"))")
    }
  }

  /// Begins the journal of a session with these records, all of them or none.
  func begin(_ name: String, with records: [JSONValue]) throws(JournalError) -> JournalWriter {
    try make()
    let writer = try JournalWriter.create(path: file(name), disk: disk)
    do throws(JournalError) {
      for record in records { try writer.append(record) }
      return writer
    } catch {
      // The session would be listed, and nothing of it was confirmed.
      try? remove(name)
      throw error
    }
  }

  /// Opens the journal of a session to go on with it.
  func open(_ name: String) throws(JournalError) -> (JournalWriter, JournalContents) {
    let (writer, contents) = try JournalWriter.open(path: file(name), disk: disk)
    return (writer, contents)
  }

  /// Gives a session that this program has open another name; false where it keeps the old one.
  func rename(_ old: String, to name: String) -> Bool {
    guard link(file(old), file(name)) == 0 else { return false }
    // The old name goes only when the new one is there to stay.
    guard sync(), unlink(file(old)) == 0 else {
      unlink(file(name))
      return false
    }
    guard sync() else {
      if link(file(name), file(old)) == 0 { unlink(file(name)) }
      return false
    }
    return true
  }

  /// Brings the names of the sessions to the disk; false where that can't be done.
  private func sync() -> Bool { (try? DurableFolder.sync(path, through: disk)) != nil }

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

  /// Removes a session that nobody has open; returns what is to be said where that fails.
  func delete(_ name: String) -> String? {
    // Whoever can open it for writing is the only one.
    guard let (writer, _) = try? open(name) else {
      return "\(name) is open in another tabletop, or can't be deleted."
    }
    defer { withExtendedLifetime(writer) {} }
    do throws(DiskError) {
      try remove(name)
      return nil
    } catch {
      return "\(name) \(error.told(of: "deleted"))."
    }
  }

  /// Removes the file of a session that this program has open.
  func remove(_ name: String) throws(DiskError) {
    try DurableFolder.remove(file(name), through: disk)
  }

  /// Returns when a session was last written, in nanoseconds.
  func changed(_ name: String) -> Int {
    var status = stat()
    guard stat(file(name), &status) == 0 else { return 0 }
    return status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
  }
}
