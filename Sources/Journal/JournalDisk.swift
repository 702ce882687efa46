import Glibc

/// The two calls by which records reach the disk, apart so that tests can let them fail.
public protocol JournalDisk: Sendable {
  /// Writes as `write(2)` does: returns how many bytes were taken, or -1 with `errno` set.
  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int

  /// Brings a file's data to the disk as `fdatasync(2)` does: returns 0, or -1 with `errno` set.
  func sync(_ file: Int32) -> Int32
}

/// The system's own calls.
public struct SystemDisk: JournalDisk {
  /// Creates it.
  public init() {}

  /// Calls `write(2)`.
  public func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int {
    Glibc.write(file, bytes.baseAddress, bytes.count)
  }

  /// Calls `fdatasync(2)`.
  public func sync(_ file: Int32) -> Int32 { fdatasync(file) }
}
