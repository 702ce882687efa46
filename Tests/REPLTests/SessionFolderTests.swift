import FoundationEssentials
import Glibc
import Journal
import Synchronization
import Testing
import Values

@testable import REPL

/// A disk that counts what it is asked, and fails at some of it.
final class CountingDisk: JournalDisk {
  enum Call: Sendable { case write, folder }

  private let counts = Mutex<[Call: Int]>([:])
  private let failures: [Call: Int]

  /// Creates a disk that fails at the n-th call of some kinds, the first being 1.
  init(failing failures: [Call: Int] = [:]) { self.failures = failures }

  func count(of call: Call) -> Int { counts.withLock { $0[call, default: 0] } }

  private func fails(_ call: Call) -> Bool {
    let count = counts.withLock {
      $0[call, default: 0] += 1
      return $0[call]
    }
    guard count == failures[call] else { return false }
    errno = EIO
    return true
  }

  func size(of file: Int32) -> Int { SystemDisk().size(of: file) }

  func lock(_ file: Int32) -> Int32 { SystemDisk().lock(file) }

  func read(_ bytes: UnsafeMutableRawBufferPointer, from file: Int32, at offset: Int) -> Int {
    SystemDisk().read(bytes, from: file, at: offset)
  }

  /// Writes at most ten bytes at once.
  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) -> Int {
    guard !fails(.write) else { return -1 }
    let some = UnsafeRawBufferPointer(rebasing: bytes.prefix(10))
    return SystemDisk().write(some, to: file, at: offset)
  }

  func sync(_ file: Int32) -> Int32 { SystemDisk().sync(file) }

  func sync(folder: Int32) -> Int32 { fails(.folder) ? -1 : SystemDisk().sync(folder: folder) }

  func cut(_ file: Int32, at offset: Int) -> Int32 { SystemDisk().cut(file, at: offset) }
}

@Suite("The folder of saved sessions")
struct SessionFolderTests {
  private let record: JSONValue = ["do": "begin"]

  private func withFolder(_ body: (String) throws -> Void) rethrows {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("is brought to the disk with all that it lies in, and with each session's name")
  func begins() throws {
    try withFolder { path in
      let disk = CountingDisk()
      let folder = SessionFolder(path: path + "/state/sessions", disk: disk)
      // Three folders are made, and one file.
      _ = try folder.begin("drill", with: [record])
      #expect(disk.count(of: .folder) == 4)
      _ = try folder.begin("other", with: [record])
      #expect(disk.count(of: .folder) == 5)
      #expect(Set(folder.names()) == ["drill", "other"])
    }
  }

  @Test("holds no session of which the first records could not be written", arguments: 1...20)
  func unbegun(_ number: Int) {
    withFolder { path in
      let disk = CountingDisk(failing: [.write: number])
      let folder = SessionFolder(path: path, disk: disk)
      let writer = try? folder.begin("drill", with: [record, record])
      #expect((writer == nil) == (disk.count(of: .write) == number))
      #expect(folder.names() == (writer == nil ? [] : ["drill"]))
    }
  }

  @Test("loses a deleted session for good, or says that it may come back")
  func deletes() throws {
    try withFolder { path in
      let disk = CountingDisk(failing: [.folder: 5])
      let folder = SessionFolder(path: path, disk: disk)
      _ = try folder.begin("a", with: [record])
      #expect(disk.count(of: .folder) == 2)
      #expect(folder.delete("a") == nil)
      #expect(disk.count(of: .folder) == 3)
      _ = try folder.begin("b", with: [record])
      #expect(
        folder.delete("b") == "b is deleted, but a crash may undo it: Input/output error."
      )
      #expect(folder.names().isEmpty)
    }
  }

  @Test("doesn't delete a session that is open")
  func keepsOpen() throws {
    try withFolder { path in
      let folder = SessionFolder(path: path)
      let writer = try folder.begin("a", with: [record])
      #expect(folder.delete("a") == "a is open in another tabletop, or can't be deleted.")
      #expect(folder.names() == ["a"])
      withExtendedLifetime(writer) {}
    }
  }

  @Test("gives a session another name for good, or leaves it the old one", arguments: 3...5)
  func renames(_ number: Int) throws {
    try withFolder { path in
      let disk = CountingDisk(failing: [.folder: number])
      let folder = SessionFolder(path: path, disk: disk)
      let writer = try folder.begin("old", with: [record])
      #expect(folder.rename("old", to: "new") == (number == 5))
      #expect(folder.names() == [number == 5 ? "new" : "old"])
      withExtendedLifetime(writer) {}
    }
  }
}
