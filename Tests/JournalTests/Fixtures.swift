import AccessControl
import Foundation
import Synchronization
import Testing
import Values

@testable import Journal

/// A folder that is there for one test.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID())").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// The names of the files in a folder, sorted.
func files(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

/// The bytes of a journal with these records, without any file.
func journal(_ values: [JSONValue]) -> [UInt8] {
  var digest = Digest.zero
  var bytes = JournalFrame.header
  for value in values {
    let payload = JSONWriter.bytes(value)
    digest = digest.chained(with: payload)
    bytes += JournalFrame.line(payload, digest: digest)
  }
  return bytes
}

/// Ten records of different lengths.
let ten: [JSONValue] = (1...10).map { number in
  ["number": .integer(number), "text": .string(String(repeating: "é\n\"", count: number * 3))]
}

/// Where each line of a journal begins, and where the last one ends.
func lineStarts(_ bytes: [UInt8]) -> [Int] {
  [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
}

/// A disk that fails at one call of its kinds, once or from there on, and may cut off nothing.
final class FailingDisk: JournalDisk {
  enum Kind: Sendable, CaseIterable { case write, shortWrite, sync }

  let calls = Mutex(0)
  let kind: Kind
  let number: Int
  let isLasting: Bool
  let isCutting: Bool

  init(_ kind: Kind, at number: Int, isLasting: Bool, isCutting: Bool = true) {
    self.isCutting = isCutting
    self.kind = kind
    self.number = number
    self.isLasting = isLasting
  }

  private func fails(_ kind: Kind) -> Bool {
    guard kind == self.kind else { return false }
    return calls.withLock {
      $0 += 1
      return isLasting ? $0 >= number : $0 == number
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) -> Int {
    if fails(.write) {
      errno = EIO
      return -1
    }
    let isShort = fails(.shortWrite)
    let taken = SystemDisk().write(
      isShort ? UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)) : bytes,
      to: file,
      at: offset
    )
    guard isShort, isLasting else { return taken }
    errno = ENOSPC
    return calls.withLock { $0 > number } ? -1 : taken
  }

  func sync(_ file: Int32) -> Int32 {
    guard fails(.sync) else { return SystemDisk().sync(file) }
    errno = EIO
    return -1
  }

  func size(of file: Int32) -> Int { SystemDisk().size(of: file) }

  func lock(_ file: Int32) -> Int32 { SystemDisk().lock(file) }

  func read(_ bytes: UnsafeMutableRawBufferPointer, from file: Int32, at offset: Int) -> Int {
    SystemDisk().read(bytes, from: file, at: offset)
  }

  func sync(folder: Int32) -> Int32 { SystemDisk().sync(folder: folder) }

  func cut(_ file: Int32, at offset: Int) -> Int32 {
    guard !isCutting else { return SystemDisk().cut(file, at: offset) }
    errno = EROFS
    return -1
  }
}
