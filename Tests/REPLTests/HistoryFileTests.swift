import FoundationEssentials
import Glibc
import Journal
import Synchronization
import Testing

@testable import REPL

@Suite("The file of typed lines")
struct HistoryFileTests {
  private func withFile(_ body: (String) throws -> Void) rethrows {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/tabletop/history.jsonl")
  }

  @Test("keeps lines as they were typed, for this user only")
  func keeps() throws {
    try withFile { path in
      let history = HistoryFile(path: path)
      #expect(history.lines().isEmpty)
      let lines = [":role it", "one\ntwo", "größe \"東京\" \\"]
      for line in lines { history.append(line) }
      #expect(HistoryFile(path: path).lines() == lines)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect("\(mode ?? 0)" == "384")
    }
  }

  @Test(
    "leaves out what begins with a space, nothing, and very long lines",
    arguments: [(" secret", false), ("", false), ("x", true)]
  )
  func leavesOut(_ line: String, _ expected: Bool) {
    #expect(HistoryFile.keeps(line) == expected)
    #expect(!HistoryFile.keeps(String(repeating: "x", count: 8_193)))
  }

  @Test("is cut to its newest 1,000 lines, whatever else stands in it")
  func cut() throws {
    try withFile { path in
      let history = HistoryFile(path: path)
      for number in 1...1_003 { history.append("line \(number)") }
      #expect(history.lines().first == "line 4")
      #expect(history.lines().count == 1_000)
      let data = try #require(FileManager.default.contents(atPath: path))
      #expect(data.split(separator: UInt8(ascii: "\n")).count == 1_000)
    }
  }

  @Test("gives back nothing that a terminal must not get, and skips what is no line of it")
  func harmless() throws {
    try withFile { path in
      HistoryFile(path: path).append("x")
      let text = "{\"line\":\"a\\u001b[2Jb\\u202ec\"}\nrubbish\n{\"line\":1}\n"
      try Data(text.utf8).write(to: URL(filePath: path))
      #expect(HistoryFile(path: path).lines() == ["a[2Jbc"])
    }
  }

  @Test("is left alone where it can't be locked, and is locked again where a signal interrupts")
  func unlocked() throws {
    try withFile { path in
      for number in 1...1_002 { HistoryFile(path: path).append("line \(number)") }
      let before = try #require(FileManager.default.contents(atPath: path))
      let unlockable = HistoryFile(path: path, disk: SystemDisk()) { _ in
        errno = ENOLCK
        return -1
      }
      unlockable.append("lost")
      #expect(unlockable.lines().first == "line 3")
      #expect(FileManager.default.contents(atPath: path) == before)
      let times = Mutex(0)
      let interrupted = HistoryFile(path: path, disk: SystemDisk()) { file in
        errno = EINTR
        let isFirst = times.withLock {
          $0 += 1
          return $0 == 1
        }
        return isFirst ? -1 : flock(file, LOCK_EX)
      }
      interrupted.append("kept")
      #expect(interrupted.lines().last == "kept")
    }
  }

  @Test("holds a line whole or not at all, whichever write fails", arguments: 1...5)
  func torn(_ number: Int) {
    withFile { path in
      HistoryFile(path: path).append("before")
      // Ten bytes are written at once.
      let line = "a line of some length"
      HistoryFile(path: path, disk: CountingDisk(failing: [.write: number])).append(line)
      HistoryFile(path: path).append("behind")
      let isWhole = number == 5
      let expected = ["before"] + (isWhole ? [line] : []) + ["behind"]
      #expect(HistoryFile(path: path).lines() == expected)
    }
  }
}
