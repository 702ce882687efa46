import Foundation
import Synchronization
import Testing

@testable import Journal

/// The folders that were brought to the disk, in order.
private final class Synced: Sendable {
  private let paths = Mutex<[String]>([])

  var all: [String] { paths.withLock { $0 } }

  var disk: PatchedDisk {
    PatchedDisk(onFolder: { path in
      self.paths.withLock { $0.append(path) }
      return nil
    })
  }
}

private let failingFolders = PatchedDisk(onFolder: { _ in failing(EIO) })

@Suite("A folder whose entries survive a crash")
struct DurableFolderTests {
  @Test("is made with all that it lies in, for this user, each name brought to the disk, once")
  func make() throws {
    try withFolder { folder in
      let synced = Synced()
      let path = folder + "/a/b//c"
      try DurableFolder.make(path, through: synced.disk)
      #expect(synced.all == [folder, folder + "/a", folder + "/a/b"])
      for made in ["/a", "/a/b", "/a/b/c"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + made)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
      }
      try DurableFolder.make(path, through: synced.disk)
      #expect(synced.all.count == 3)
    }
  }

  @Test("is not there at all where its name can't be brought to the disk")
  func unsynced() throws {
    try withFolder { folder in
      let fails = Mutex(0)
      let disk = PatchedDisk(onFolder: { _ in
        fails.withLock {
          $0 += 1
          return $0 == 2 ? failing(EIO) : nil
        }
      })
      #expect(throws: DiskError.failed(reason: "Input/output error")) {
        try DurableFolder.make(folder + "/a/b/c", through: disk)
      }
      let names = try files(in: folder)
      #expect(names == [])
    }
  }

  @Test("is not made where a file is in the way")
  func blocked() throws {
    try withFolder { folder in
      try Data().write(to: URL(filePath: folder + "/a"))
      for path in ["/a", "/a/b"] {
        #expect(throws: DiskError.failed(reason: "Not a directory")) {
          try DurableFolder.make(folder + path)
        }
      }
    }
  }

  @Test("loses a file for good, or says that it may come back")
  func remove() throws {
    try withFolder { folder in
      let path = folder + "/a"
      let synced = Synced()
      try Data().write(to: URL(filePath: path))
      try DurableFolder.remove(path, through: synced.disk)
      #expect(synced.all == [folder])
      #expect(throws: DiskError.failed(reason: "No such file or directory")) {
        try DurableFolder.remove(path, through: synced.disk)
      }
      try Data().write(to: URL(filePath: path))
      let error = DiskError.unsynced(reason: "Input/output error")
      #expect(throws: error) { try DurableFolder.remove(path, through: failingFolders) }
      let names = try files(in: folder)
      #expect(names == [])
      #expect(
        error.told(of: "deleted") == "is deleted, but a crash may undo it: Input/output error"
      )
    }
  }
}

@Suite("A file that is replaced as a whole")
struct DurableFileTests {
  private func withFile(_ body: (_ folder: String, _ path: String) throws -> Void) throws {
    try withFolder { folder in
      let path = folder + "/a"
      try Data("old".utf8).write(to: URL(filePath: path))
      try body(folder, path)
    }
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test("holds the new bytes before its folder is brought to the disk, also on a slow disk")
  func replace() throws {
    try withFile { folder, path in
      let seen = Mutex<[String]>([])
      let disk = PatchedDisk(onFolder: { synced in
        let text = (try? self.text(path)) ?? ""
        seen.withLock { $0.append("\(synced) \(text)") }
        return nil
      })
      try DurableFile.replace(path, with: Array("new".utf8), through: disk)
      #expect(seen.withLock { $0 } == ["\(folder) new"])
      try DurableFile.replace(path, with: Array("slow".utf8), through: SlowDisk())
      let kept = try text(path)
      #expect(kept == "slow")
      let names = try files(in: folder)
      #expect(names == ["a"])
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("is as it was where a call fails, and the reason is that call's")
  func fails() throws {
    let cases: [(PatchedDisk, String)] = [
      (PatchedDisk(onWrite: { _ in failing(ENOSPC) }), "No space left on device"),
      (PatchedDisk(onWrite: { _ in 0 }), "No space left on device"),
      (PatchedDisk(onSync: { failing(EIO) }), "Input/output error"),
    ]
    for (disk, reason) in cases {
      try withFile { folder, path in
        #expect(throws: DiskError.failed(reason: reason)) {
          try DurableFile.replace(path, with: Array("new".utf8), through: disk)
        }
        let kept = try text(path)
        #expect(kept == "old")
        let names = try files(in: folder)
        #expect(names == ["a"])
      }
    }
  }

  @Test("can't take the place of a folder, and leaves nothing beside it")
  func folder() throws {
    try withFile { folder, path in
      let error = DiskError.failed(reason: "Is a directory")
      try FileManager.default.createDirectory(
        atPath: folder + "/b",
        withIntermediateDirectories: true
      )
      #expect(throws: error) { try DurableFile.replace(folder + "/b", with: []) }
      let names = try files(in: folder)
      #expect(names == ["a", "b"])
      #expect(error.told(of: "written") == "can't be written: Is a directory")
    }
  }

  @Test("holds the new bytes where its folder can't be brought to the disk, and this is said")
  func unsynced() throws {
    try withFile { _, path in
      #expect(throws: DiskError.unsynced(reason: "Input/output error")) {
        try DurableFile.replace(path, with: Array("new".utf8), through: failingFolders)
      }
      let kept = try text(path)
      #expect(kept == "new")
    }
  }
}
