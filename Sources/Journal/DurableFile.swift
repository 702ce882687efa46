import Glibc

/// Files that are replaced as a whole: also after a crash they hold the old bytes or the new ones.
public enum DurableFile {
  /// Makes the folder that a file is to lie in, for this user only.
  ///
  /// - Throws: `DiskError` where that can't be done.
  public static func makeFolder(of path: String) throws(DiskError) {
    try DurableFolder.make(JournalFile.folder(of: path))
  }

  /// Puts bytes into a file in the place of those it had; a new file gets this mode.
  ///
  /// - Throws: `DiskError`: failed where the file is as it was.
  public static func replace(
    _ path: String,
    with bytes: [UInt8],
    mode: UInt32 = 0o600,
    through disk: any JournalDisk = SystemDisk()
  ) throws(DiskError) {
    let draft = path + ".new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw DiskError(errno) }
    // What cleaning up does to `errno` says nothing of what failed.
    var problem = disk.put(bytes, into: file, at: 0) ?? disk.bring(file)
    if close(file) != 0, problem == nil { problem = errno }
    if problem == nil, rename(draft, path) != 0 { problem = errno }
    if let problem {
      unlink(draft)
      throw DiskError(problem)
    }
    do throws(DiskError) {
      try DurableFolder.sync(JournalFile.folder(of: path), through: disk)
    } catch {
      throw .unsynced(reason: error.reason)
    }
  }
}
