import Glibc

/// The calls by which a journal uses its disk, apart so that tests can let each of them fail.
public protocol JournalDisk: Sendable {
  /// Returns how many bytes a file has as `fstat(2)` tells it, or -1 with `errno` set.
  func size(of file: Int32) -> Int

  /// Locks a file for this program alone as `flock(2)` does, without waiting: returns 0, or -1 with
  /// `errno` set.
  func lock(_ file: Int32) -> Int32

  /// Reads as `pread(2)` does: returns how many bytes were read, or -1 with `errno` set.
  func read(_ bytes: UnsafeMutableRawBufferPointer, from file: Int32, at offset: Int) -> Int

  /// Writes as `pwrite(2)` does: returns how many bytes were taken, or -1 with `errno` set.
  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) -> Int

  /// Brings a file's data to the disk as `fdatasync(2)` does: returns 0, or -1 with `errno` set.
  func sync(_ file: Int32) -> Int32

  /// Brings the entries of a folder to the disk as `fsync(2)` does.
  func sync(folder: Int32) -> Int32

  /// Cuts a file off as `ftruncate(2)` does: returns 0, or -1 with `errno` set.
  func cut(_ file: Int32, at offset: Int) -> Int32
}

/// The system's own calls.
public struct SystemDisk: JournalDisk {
  /// Creates it.
  public init() {}

  /// Calls `fstat(2)`.
  public func size(of file: Int32) -> Int {
    var status = stat()
    return fstat(file, &status) == 0 ? Int(status.st_size) : -1
  }

  /// Calls `flock(2)`.
  public func lock(_ file: Int32) -> Int32 { flock(file, LOCK_EX | LOCK_NB) }

  /// Calls `pread(2)`.
  public func read(
    _ bytes: UnsafeMutableRawBufferPointer,
    from file: Int32,
    at offset: Int
  ) -> Int {
    pread(file, bytes.baseAddress, bytes.count, off_t(offset))
  }

  /// Calls `pwrite(2)`.
  public func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int) -> Int {
    pwrite(file, bytes.baseAddress, bytes.count, off_t(offset))
  }

  /// Calls `fdatasync(2)`.
  public func sync(_ file: Int32) -> Int32 { fdatasync(file) }

  /// Calls `fsync(2)`.
  public func sync(folder: Int32) -> Int32 { fsync(folder) }

  /// Calls `ftruncate(2)`.
  public func cut(_ file: Int32, at offset: Int) -> Int32 { ftruncate(file, off_t(offset)) }
}
