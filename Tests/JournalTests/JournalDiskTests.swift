import AccessControl
import Foundation
import Synchronization
import Testing
import Values

@testable import Journal

/// A disk on which one kind of call goes wrong: each closure may answer in the system's place.
struct PatchedDisk: JournalDisk {
  var onSize: @Sendable () -> Int? = { nil }
  var onLock: @Sendable () -> Int32? = { nil }
  var onRead: @Sendable (UnsafeMutableRawBufferPointer) -> Int? = { _ in nil }
  var onWrite: @Sendable (UnsafeRawBufferPointer) -> Int? = { _ in nil }
  var onSync: @Sendable () -> Int32? = { nil }
  /// Gets the folder's path.
  var onFolder: @Sendable (String) -> Int32? = { _ in nil }
  var onCut: @Sendable () -> Int32? = { nil }

  func size(of file: Int32) -> Int { onSize() ?? SystemDisk().size(of: file) }

  func lock(_ file: Int32) -> Int32 { onLock() ?? SystemDisk().lock(file) }

  func read(_ bytes: UnsafeMutableRawBufferPointer, from file: Int32, at offset: Int) -> Int {
    onRead(bytes) ?? SystemDisk().read(bytes, from: file, at: offset)
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) -> Int {
    onWrite(bytes) ?? SystemDisk().write(bytes, to: file, at: offset)
  }

  func sync(_ file: Int32) -> Int32 { onSync() ?? SystemDisk().sync(file) }

  func sync(folder: Int32) -> Int32 {
    let link = "/proc/self/fd/\(folder)"
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) ?? ""
    return onFolder(path) ?? SystemDisk().sync(folder: folder)
  }

  func cut(_ file: Int32, at offset: Int) -> Int32 {
    onCut() ?? SystemDisk().cut(file, at: offset)
  }
}

/// A disk that never does more than one byte of what it is asked.
struct SlowDisk: JournalDisk {
  private let disk = SystemDisk()

  func size(of file: Int32) -> Int { disk.size(of: file) }

  func lock(_ file: Int32) -> Int32 { disk.lock(file) }

  func read(_ bytes: UnsafeMutableRawBufferPointer, from file: Int32, at offset: Int) -> Int {
    disk.read(UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(1)), from: file, at: offset)
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) -> Int {
    disk.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(1)), to: file, at: offset)
  }

  func sync(_ file: Int32) -> Int32 { disk.sync(file) }

  func sync(folder: Int32) -> Int32 { disk.sync(folder: folder) }

  func cut(_ file: Int32, at offset: Int) -> Int32 { disk.cut(file, at: offset) }
}

/// Fails with an error number: what each of the calls returns then.
func failing<Number: SignedInteger>(_ number: Int32) -> Number {
  errno = number
  return -1
}

@Suite("A disk that fails a journal")
struct JournalDiskTests {
  @Test("is asked again where a signal interrupted it")
  func interrupted() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      let times = Mutex(0)
      let isInterrupted: @Sendable () -> Bool = {
        times.withLock {
          $0 += 1
          return $0 % 2 == 1
        }
      }
      let disk = PatchedDisk(
        onRead: { _ in isInterrupted() ? failing(EINTR) : nil },
        onWrite: { _ in isInterrupted() ? failing(EINTR) : nil }
      )
      do {
        let writer = try JournalWriter.create(path: path, disk: disk)
        for value in ten { try writer.append(value) }
      }
      let (_, contents) = try JournalWriter.open(path: path, disk: disk)
      #expect(contents.records.compactMap(\.value) == ten)
    }
  }

  @Test("may take and give a byte at a time")
  func slow() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      do {
        let writer = try JournalWriter.create(path: path, disk: SlowDisk())
        for value in ten { try writer.append(value) }
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(ten)))
      let (_, contents) = try JournalWriter.open(path: path, disk: SlowDisk())
      #expect(contents.records.compactMap(\.value) == ten)
    }
  }

  @Test("holds less than it did when reading began: what is left is read")
  func shrinking() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      let bytes = journal(ten)
      try Data(bytes).write(to: URL(filePath: path))
      let disk = PatchedDisk(onRead: { _ in
        truncate(path, off_t(bytes.count - 7)) == 0 ? nil : failing(EIO)
      })
      let (writer, contents) = try JournalWriter.open(path: path, disk: disk)
      #expect(contents.records.count == 9)
      try writer.append(ten[9])
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
    }
  }

  @Test("can't be read: the journal is not opened, and says why")
  func unreadable() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      try Data(journal(ten)).write(to: URL(filePath: path))
      let disk = PatchedDisk(onRead: { _ in failing(EIO) })
      #expect(throws: JournalError.unopenable(path: path, reason: "Input/output error")) {
        try JournalWriter.open(path: path, disk: disk)
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(ten)))
    }
  }

  @Test("can't tell how large the journal is: it is not opened, nor taken for an empty one")
  func unmeasurable() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      try Data(journal(ten)).write(to: URL(filePath: path))
      let disk = PatchedDisk(onSize: { failing(EIO) })
      #expect(throws: JournalError.unopenable(path: path, reason: "Input/output error")) {
        try JournalWriter.open(path: path, disk: disk)
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(ten)))
    }
  }

  @Test("can't lock: nobody else is said to write, and nothing is written")
  func unlockable() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      try Data(journal(ten)).write(to: URL(filePath: path))
      let disk = PatchedDisk(onLock: { failing(ENOLCK) })
      #expect(throws: JournalError.unopenable(path: path, reason: "No locks available")) {
        try JournalWriter.open(path: path, disk: disk)
      }
      let new = folder + "/b.journal"
      #expect(throws: JournalError.unopenable(path: new, reason: "No locks available")) {
        try JournalWriter.create(path: new, disk: disk)
      }
    }
  }

  @Test("gives the lock of a file that was removed meanwhile: nothing is written where it is lost")
  func removedBeforeLocked() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      try Data(journal(ten)).write(to: URL(filePath: path))
      let disk = PatchedDisk(onLock: { unlink(path) == 0 ? nil : failing(EIO) })
      #expect(throws: JournalError.unopenable(path: path, reason: "No such file or directory")) {
        try JournalWriter.open(path: path, disk: disk)
      }
    }
  }

  @Test("doesn't keep the name of what is put aside: the damaged journal stays as it is")
  func asideWithoutName() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      var bytes = journal(ten)
      bytes[lineStarts(bytes)[5] + 9] ^= 1
      try Data(bytes).write(to: URL(filePath: path))
      let disk = PatchedDisk(onFolder: { _ in failing(EIO) })
      #expect(throws: JournalError.stopped(reason: "its folder can't be synced")) {
        try JournalWriter.open(path: path, disk: disk)
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
      #expect(try files(in: folder) == ["a.journal"])
    }
  }

  @Test("failed while damage was put aside: it is put aside again, and nothing is overwritten")
  func asideAgain() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      var bytes = journal(ten)
      let start = lineStarts(bytes)[5]
      bytes[start + 9] ^= 1
      try Data(bytes).write(to: URL(filePath: path))
      let aside = "\(path).damaged-\(start)"
      try Data("half of it".utf8).write(to: URL(filePath: aside))
      let (_, contents) = try JournalWriter.open(path: path)
      #expect(contents.validBytes == start)
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes.prefix(start)))
      #expect(try Data(contentsOf: URL(filePath: aside)) == Data("half of it".utf8))
      #expect(try Data(contentsOf: URL(filePath: aside + "-2")) == Data(bytes.dropFirst(start)))
    }
  }

  @Test("takes no byte of a record: the disk is full")
  func full() throws {
    try withFolder { folder in
      let isFull = Mutex(false)
      let disk = PatchedDisk(onWrite: { _ in
        guard isFull.withLock({ $0 }) else { return nil }
        // What an earlier call left there says nothing of this one.
        errno = EINTR
        return 0
      })
      let writer = try JournalWriter.create(path: folder + "/a.journal", disk: disk)
      try writer.append(ten[0])
      isFull.withLock { $0 = true }
      #expect(throws: JournalError.stopped(reason: "No space left on device")) {
        try writer.append(ten[1])
      }
      #expect(writer.count == 1)
    }
  }

  @Test("doesn't keep the name of a new journal: there is none")
  func folder() throws {
    try withFolder { folder in
      let disk = PatchedDisk(onFolder: { _ in failing(EIO) })
      #expect(throws: JournalError.stopped(reason: "its folder can't be synced")) {
        try JournalWriter.create(path: folder + "/a.journal", disk: disk)
      }
    }
  }

  @Test("can't begin a journal: no file is left, and the next try begins it")
  func unbegun() throws {
    let disks = [
      PatchedDisk(onLock: { failing(ENOLCK) }), PatchedDisk(onWrite: { _ in failing(EIO) }),
      PatchedDisk(onSync: { failing(EIO) }), PatchedDisk(onFolder: { _ in failing(EIO) }),
      PatchedDisk(onSync: { failing(EIO) }, onCut: { failing(EIO) }),
    ]
    let original = try #require(JournalContents(journal(ten)))
    for disk in disks {
      try withFolder { folder in
        let path = folder + "/a.journal"
        #expect(throws: JournalError.self) { try JournalWriter.create(path: path, disk: disk) }
        #expect(try files(in: folder) == [])
        #expect(throws: JournalError.self) {
          try JournalWriter.create(path: path, copying: original, disk: disk)
        }
        #expect(try files(in: folder) == [])
        _ = try JournalWriter.create(path: path, copying: original)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(ten)))
      }
    }
  }

  @Test("gives the lock of a new journal to somebody else: the file is theirs, and stays")
  func lockedByAnother() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      let disk = PatchedDisk(onLock: { failing(EWOULDBLOCK) })
      #expect(throws: JournalError.locked(path: path)) {
        try JournalWriter.create(path: path, disk: disk)
      }
      let names = try files(in: folder)
      #expect(names == ["a.journal"])
    }
  }

  @Test("can't begin a journal whose name another file got meanwhile: that file stays")
  func renamedWhileBegun() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      let disk = PatchedDisk(onWrite: { _ in
        unlink(path)
        return FileManager.default.createFile(atPath: path, contents: nil) ? failing(EIO) : nil
      })
      #expect(throws: JournalError.stopped(reason: "Input/output error")) {
        try JournalWriter.create(path: path, disk: disk)
      }
      let names = try files(in: folder)
      #expect(names == ["a.journal"])
    }
  }

  @Test(
    "can't take back a record: this is said, and a torn one is dropped, a whole one found",
    arguments: [
      (FailingDisk.Kind.shortWrite, true, "No space left on device", "Read-only file system", 1),
      (.sync, true, "Input/output error", "Read-only file system", 2),
      (.sync, true, "Input/output error", "Input/output error", 1),
    ]
  )
  func untaken(
    _ kind: FailingDisk.Kind,
    _ isLasting: Bool,
    _ reason: String,
    _ problem: String,
    _ found: Int
  ) throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      let error = JournalError.stopped(
        reason: "\(reason); what was being written may be in it all the same, "
          + "as it can't be taken back: \(problem)"
      )
      do {
        let disk = FailingDisk(
          kind,
          at: 3,
          isLasting: isLasting,
          isCutting: problem != "Read-only file system"
        )
        let writer = try JournalWriter.create(path: path, disk: disk)
        try writer.append(ten[0])
        #expect(throws: error) { try writer.append(ten[1]) }
        #expect(throws: error) { try writer.append(ten[2]) }
        #expect(writer.count == 1)
      }
      let (writer, contents) = try JournalWriter.open(path: path)
      #expect(contents.records.compactMap(\.value) == Array(ten.prefix(found)))
      for value in ten.dropFirst(found) { try writer.append(value) }
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(ten)))
    }
  }

  @Test("is asked again to sync and to cut where a signal interrupted it")
  func interruptedSync() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      try Data(journal(ten).dropLast(3)).write(to: URL(filePath: path))
      let times = Mutex(0)
      let isInterrupted: @Sendable () -> Int32? = {
        times.withLock {
          $0 += 1
          return $0 % 2 == 1 ? failing(EINTR) : nil
        }
      }
      let disk = PatchedDisk(
        onSync: isInterrupted,
        onFolder: { _ in isInterrupted() },
        onCut: isInterrupted
      )
      do {
        let (writer, _) = try JournalWriter.open(path: path, disk: disk)
        try writer.append(ten[9])
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(ten)))
      _ = try JournalWriter.create(path: folder + "/b.journal", disk: disk)
    }
  }

  @Test("can't cut off what a crash left: the journal is not gone on with")
  func uncut() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      let torn = Data(journal(ten).dropLast(3))
      try torn.write(to: URL(filePath: path))
      let disk = PatchedDisk(onCut: { failing(EROFS) })
      #expect(throws: JournalError.stopped(reason: "Read-only file system")) {
        try JournalWriter.open(path: path, disk: disk)
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == torn)
    }
  }

  @Test(
    "has the folder of a file synced, wherever that lies",
    arguments: [("a", "."), ("/a", "/"), ("b/a", "b"), ("/b/a", "/b"), ("./a", ".")]
  )
  func folders(_ path: String, _ folder: String) {
    #expect(JournalFile.folder(of: path) == folder)
  }

  @Test("holds more than is read: the file is refused unread, at one byte more than the limit")
  func tooLarge() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      try Data().write(to: URL(filePath: path))
      let limit = JournalFrame.maximumFile
      #expect(truncate(path, off_t(limit + 1)) == 0)
      let error = JournalError.tooLarge(path: path, bytes: limit + 1, limit: limit)
      #expect(throws: error) { try JournalContents.bytes(path: path) }
      #expect("\(error)" == "\(path) has 268435457 bytes, at most 268435456 are read")
      #expect(truncate(path, off_t(limit)) == 0)
      let bytes = try JournalContents.bytes(path: path)
      #expect(bytes.count == limit)
    }
  }

  @Test("is not asked to take a record that is too long, nor refused one that is not")
  func tooLong() throws {
    try withFolder { folder in
      let writer = try JournalWriter.create(path: folder + "/a.journal")
      let limit = JournalFrame.maximumPayload
      try writer.append(.string(String(repeating: "x", count: limit - 2)))
      let error = JournalError.recordTooLong(bytes: limit + 1, limit: limit)
      #expect(throws: error) {
        try writer.append(.string(String(repeating: "x", count: limit - 1)))
      }
      #expect("\(error)" == "a record of 16777217 bytes, at most 16777216 are written")
      #expect(writer.count == 1)
      try writer.append(ten[0])
      #expect(writer.count == 2)
    }
  }
}
