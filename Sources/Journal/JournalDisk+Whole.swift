import Glibc

/// The calls done to their end, however often a signal interrupts them or a write is short.
///
/// Each returns nil, or the number of the error.
extension JournalDisk {
  /// Writes all of some bytes.
  public func put(_ bytes: [UInt8], into file: Int32, at offset: Int) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(UnsafeRawBufferPointer(rebasing: buffer[written...]), to: file, at: offset + written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : ENOSPC }
      written += count
    }
    return nil
  }

  /// Brings a file's data to the disk.
  public func bring(_ file: Int32) -> Int32? { Self.problem { sync(file) } }

  /// Brings the entries of a folder to the disk.
  public func bring(folder: Int32) -> Int32? { Self.problem { sync(folder: folder) } }

  /// Leaves only the beginning of a file.
  public func shorten(_ file: Int32, to size: Int) -> Int32? {
    Self.problem { cut(file, at: size) }
  }

  private static func problem(_ call: () -> Int32) -> Int32? {
    while call() != 0 {
      let number = errno
      guard number == EINTR else { return number }
    }
    return nil
  }
}
