import Glibc

/// Folders whose entries survive a crash.
public enum DurableFolder {
  /// Makes a folder and those it lies in, for this user only, and brings their names to the disk.
  ///
  /// - Throws: `DiskError` where that can't be done; what was made for it is then removed.
  public static func make(
    _ path: String,
    through disk: any JournalDisk = SystemDisk()
  ) throws(DiskError) {
    var made: [String] = []
    do throws(DiskError) {
      for folder in ancestry(of: path) where try makeOne(folder) {
        made.append(folder)
        try sync(JournalFile.folder(of: folder), through: disk)
      }
    } catch {
      for folder in made.reversed() { rmdir(folder) }
      throw error
    }
  }

  /// Brings the entries of a folder to the disk.
  ///
  /// - Throws: `DiskError` where that can't be done.
  public static func sync(
    _ path: String,
    through disk: any JournalDisk = SystemDisk()
  ) throws(DiskError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError(errno) }
    defer { close(descriptor) }
    if let problem = disk.bring(folder: descriptor) { throw DiskError(problem) }
  }

  /// Removes a file, so that no crash brings it back.
  ///
  /// - Throws: `DiskError` where it can't be removed, or might come back.
  public static func remove(
    _ path: String,
    through disk: any JournalDisk = SystemDisk()
  ) throws(DiskError) {
    guard unlink(path) == 0 else { throw DiskError(errno) }
    do throws(DiskError) {
      try sync(JournalFile.folder(of: path), through: disk)
    } catch {
      throw .unsynced(reason: error.reason)
    }
  }

  /// Makes a folder in one that exists; false where it was there.
  private static func makeOne(_ path: String) throws(DiskError) -> Bool {
    guard mkdir(path, 0o700) != 0 else { return true }
    let number = errno
    var status = stat()
    guard stat(path, &status) == 0 else { throw DiskError(number) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw DiskError(ENOTDIR) }
    return false
  }

  /// Returns a folder and all that it lies in, the outermost first.
  private static func ancestry(of path: String) -> [String] {
    var folders: [String] = []
    for part in path.split(separator: "/") {
      let parent = folders.last.map { $0 + "/" } ?? (path.hasPrefix("/") ? "/" : "")
      folders.append(parent + part)
    }
    return folders
  }
}
