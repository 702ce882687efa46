import Glibc

/// An open file of a journal.
struct JournalFile {
  /// What it is opened for.
  enum Purpose {
    /// To look at it, while others may write.
    case reading
    /// To go on with it, alone.
    case writing
    /// To begin it; there must be no file of this name.
    case creating
  }

  let path: String
  let descriptor: Int32

  /// Opens a file; one that is to be written is locked.
  ///
  /// A link in its place, a folder or a pipe is refused.
  static func open(
    _ path: String,
    for purpose: Purpose,
    through disk: any JournalDisk = SystemDisk()
  ) throws(JournalError) -> JournalFile {
    let flags =
      switch purpose {
      case .reading: O_RDONLY | O_NONBLOCK
      case .writing: O_RDWR | O_NONBLOCK | O_NOFOLLOW
      case .creating: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW
      }
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unopenable(path: path, reason: reason(errno)) }
    let file = JournalFile(path: path, descriptor: descriptor)
    do throws(JournalError) {
      guard try file.status().st_mode & S_IFMT == S_IFREG else {
        throw .unopenable(path: path, reason: "not a regular file")
      }
      if purpose != .reading { try file.lock(through: disk) }
      return file
    } catch {
      // Who holds the lock of a new file found it, and goes on with it.
      if purpose == .creating, error != .locked(path: path) { file.remove(through: disk) }
      file.close()
      throw error
    }
  }

  /// Makes this program the only one that writes it.
  private func lock(through disk: any JournalDisk) throws(JournalError) {
    guard disk.lock(descriptor) == 0 else {
      guard errno != EWOULDBLOCK else { throw .locked(path: path) }
      throw .unopenable(path: path, reason: Self.reason(errno))
    }
    // Whoever held the lock until now may have removed the file: what is written to it would be
    // confirmed and be gone.
    guard try status().st_nlink > 0 else {
      throw .unopenable(path: path, reason: Self.reason(ENOENT))
    }
  }

  /// Says what somebody else did to the open file, which should have this many bytes; nil where
  /// nobody did anything.
  func change(fromSize size: Int) -> String? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return Self.reason(errno) }
    if status.st_nlink == 0 { return "its file was removed while it was open" }
    if Int(status.st_size) != size { return "its file was changed by something else" }
    return nil
  }

  private func status() throws(JournalError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unopenable(path: path, reason: Self.reason(errno))
    }
    return status
  }

  /// Returns everything in it.
  func bytes(through disk: any JournalDisk = SystemDisk()) throws(JournalError) -> [UInt8] {
    let size = disk.size(of: descriptor)
    guard size >= 0 else { throw .unopenable(path: path, reason: Self.reason(errno)) }
    guard size <= JournalFrame.maximumFile else {
      throw .tooLarge(path: path, bytes: size, limit: JournalFrame.maximumFile)
    }
    var bytes = [UInt8](repeating: 0, count: size)
    var count = 0
    // Somebody else may cut it off while it is read.
    var isAtEnd = size == 0
    while !isAtEnd {
      let read = bytes.withUnsafeMutableBytes { buffer in
        disk.read(
          UnsafeMutableRawBufferPointer(rebasing: buffer[count...]),
          from: descriptor,
          at: count
        )
      }
      if read < 0 {
        guard errno == EINTR else { throw .unopenable(path: path, reason: Self.reason(errno)) }
        continue
      }
      count += read
      isAtEnd = read == 0 || count == size
    }
    bytes.removeLast(size - count)
    return bytes
  }

  /// Closes it, which also gives up the lock.
  func close() { _ = Glibc.close(descriptor) }

  /// Brings the entry of a new file to the disk.
  func syncFolder(through disk: any JournalDisk) -> Bool {
    (try? DurableFolder.sync(Self.folder(of: path), through: disk)) != nil
  }

  /// Removes a file that could not be begun, unless another one has taken its name.
  ///
  /// Where that fails, an empty or torn journal is left, which can be opened.
  func remove(through disk: any JournalDisk) {
    var (named, opened) = (stat(), stat())
    guard lstat(path, &named) == 0, fstat(descriptor, &opened) == 0,
      named.st_dev == opened.st_dev, named.st_ino == opened.st_ino
    else { return }
    try? DurableFolder.remove(path, through: disk)
  }

  /// Returns the folder that a file lies in.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns the words for an error number.
  static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
