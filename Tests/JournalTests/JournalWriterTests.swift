import AccessControl
import Foundation
import Testing
import Values

@testable import Journal

@Suite("The writer of a journal")
struct JournalWriterTests {
  @Test("keeps what it accepted, and goes on where the last one ended")
  func goesOn() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      do {
        let writer = try JournalWriter.create(path: path)
        for value in ten.prefix(4) { try writer.append(value) }
        #expect(writer.count == 4)
      }
      let (writer, contents) = try JournalWriter.open(path: path)
      #expect(contents.records.compactMap(\.value) == Array(ten.prefix(4)))
      for value in ten.dropFirst(4) { try writer.append(value) }
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(ten)))
      #expect(writer.head == JournalContents(journal(ten))?.head)
    }
  }

  @Test("stops where somebody removes or changes its file while it is open")
  func changed() throws {
    try withFolder { folder in
      for (number, change) in ["", "x"].enumerated() {
        let path = folder + "/\(number).journal"
        let writer = try JournalWriter.create(path: path)
        try writer.append(ten[0])
        if change.isEmpty {
          try FileManager.default.removeItem(atPath: path)
        } else {
          try Data(try Data(contentsOf: URL(filePath: path)).dropLast(5))
            .write(to: URL(filePath: path), options: [])
        }
        let reason =
          change.isEmpty
          ? "its file was removed while it was open" : "its file was changed by something else"
        #expect(throws: JournalError.stopped(reason: reason)) { try writer.append(ten[1]) }
        #expect(writer.failure == reason)
        #expect(throws: JournalError.stopped(reason: reason)) { try writer.append(ten[2]) }
        #expect(writer.count == 1)
      }
    }
  }

  @Test("is the only one")
  func locked() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      let writer = try JournalWriter.create(path: path)
      #expect(throws: JournalError.locked(path: path)) { try JournalWriter.open(path: path) }
      #expect(throws: JournalError.unopenable(path: path, reason: "File exists")) {
        try JournalWriter.create(path: path)
      }
      try writer.append(ten[0])
      #expect(try JournalContents.read(path: path).records.count == 1)
    }
  }

  @Test("lets only this user read what it writes")
  func mode() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      _ = try JournalWriter.create(path: path)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("drops a record that was never finished, at whatever byte it broke off")
  func torn() throws {
    try withFolder { folder in
      let bytes = journal(ten)
      let last = lineStarts(bytes)[10]
      for length in stride(from: last, to: bytes.count, by: 7) {
        let path = folder + "/\(length).journal"
        try Data(bytes.prefix(length)).write(to: URL(filePath: path))
        let (writer, contents) = try JournalWriter.open(path: path)
        #expect(contents.records.count == 9)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes[..<last]))
        try writer.append(ten[9])
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.allSatisfy { $0.hasSuffix(".journal") })
    }
  }

  @Test("keeps apart what no crash explains before it goes on")
  func damaged() throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      var bytes = journal(ten)
      let start = lineStarts(bytes)[6]
      bytes[start + 80] ^= 1
      try Data(bytes).write(to: URL(filePath: path))
      let (writer, contents) = try JournalWriter.open(path: path)
      #expect(contents.records.count == 5)
      #expect(contents.tail == .damaged(bytes: bytes.count - start))
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes[..<start]))
      try writer.append(ten[5])
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal(Array(ten[..<6]))))
      let aside = URL(filePath: "\(path).damaged-\(start)")
      #expect(try Data(contentsOf: aside) == Data(bytes[start...]))
    }
  }

  @Test("begins anew where not even the first line was finished", arguments: [0, 1, 18])
  func headless(_ length: Int) throws {
    try withFolder { folder in
      let path = folder + "/a.journal"
      try Data(journal([]).prefix(length)).write(to: URL(filePath: path))
      let (writer, contents) = try JournalWriter.open(path: path)
      #expect(contents.records.isEmpty)
      try writer.append(ten[0])
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(journal([ten[0]])))
    }
  }

  @Test("refuses what is no journal, a link, a folder and a pipe")
  func refuses() throws {
    try withFolder { folder in
      let text = folder + "/text"
      try Data("tabletop: 1\n".utf8).write(to: URL(filePath: text))
      #expect(throws: JournalError.notAJournal(path: text)) { try JournalWriter.open(path: text) }
      #expect(throws: JournalError.notAJournal(path: text)) {
        try JournalContents.read(path: text)
      }
      let link = folder + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: text)
      #expect(throws: JournalError.self) { try JournalWriter.open(path: link) }
      #expect(throws: JournalError.self) { try JournalWriter.create(path: link) }
      #expect(throws: JournalError.self) { try JournalWriter.open(path: folder) }
      let pipe = folder + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(throws: JournalError.unopenable(path: pipe, reason: "not a regular file")) {
        try JournalContents.read(path: pipe)
      }
    }
  }

  @Test(
    "accepts nothing after the n-th write or sync failed, and what it accepted is there",
    arguments: FailingDisk.Kind.allCases,
    [true, false]
  )
  func failing(_ kind: FailingDisk.Kind, _ isLasting: Bool) throws {
    for number in 1...11 {
      try withFolder { folder in
        let path = folder + "/a.journal"
        let disk = FailingDisk(kind, at: number, isLasting: isLasting)
        var accepted: [JSONValue] = []
        var refused = 0
        if let writer = try? JournalWriter.create(path: path, disk: disk) {
          for value in ten {
            do {
              try writer.append(value)
              accepted.append(value)
              #expect(refused == 0)
            } catch {
              refused += 1
            }
          }
          #expect((writer.failure != nil) == (refused > 0))
        }
        // A short write that is followed by another one is no failure.
        #expect((refused > 0 || accepted.isEmpty) == (kind != .shortWrite || isLasting))
        // Of a journal that could not be begun, nothing is left.
        guard access(path, F_OK) == 0 else {
          #expect(accepted.isEmpty)
          return
        }
        let contents = try JournalContents.read(path: path)
        #expect(contents.records.compactMap(\.value) == accepted)
        #expect(contents.tail == nil)
      }
    }
  }

  @Test("says why nothing is written any more")
  func reason() throws {
    try withFolder { folder in
      let writer = try JournalWriter.create(
        path: folder + "/a.journal",
        disk: FailingDisk(.sync, at: 2, isLasting: false)
      )
      let error = JournalError.stopped(reason: "Input/output error")
      for _ in 0..<3 { #expect(throws: error) { try writer.append(ten[0]) } }
      #expect("\(error)" == "the journal can't be written: Input/output error")
      #expect(writer.failure == "Input/output error")
    }
  }
}
