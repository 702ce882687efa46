import Documents
import Glibc

/// Why a file of a folder can't be had.
struct ConfinedFolderError: Error, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  let description: String
}

/// A scenario's folder: worlds and fragments are regular files inside it, and nothing else is read.
struct ConfinedFolder {
  /// A file's path.
  struct Path {
    /// As people write it.
    let shown: String
    /// Without links and dots.
    let real: String
  }

  private let folder: String

  /// Creates a folder; an empty path is the current one.
  init(_ folder: String) { self.folder = folder }

  /// Returns the path of a file by its name as another file of the folder writes it.
  ///
  /// - Throws: `ConfinedFolderError` where it leads outside, or there is no such file.
  func path(
    of name: String,
    from place: String,
    what: String = "fragment"
  )
    throws(ConfinedFolderError) -> Path
  {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.hasPrefix("/"), !parts.contains(".."), !name.utf8.contains(0) else {
      throw ConfinedFolderError(
        description:
          "\(SafeText.quoted(name)) lies outside the scenario's folder, \(what)s lie inside it"
      )
    }
    let shown = place.isEmpty ? name : place + "/" + name
    guard let real = Self.realPath(shown) else {
      throw ConfinedFolderError(description: "there is no \(what) file \(SafeText.quoted(shown))")
    }
    guard Self.realPath(shown, inside: folder) != nil else {
      throw ConfinedFolderError(
        description: "\(SafeText.quoted(name)) leads outside the scenario's folder"
      )
    }
    return Path(shown: shown, real: real)
  }

  /// Returns the bytes of a regular file, up to one past the limit.
  ///
  /// - Throws: `ConfinedFolderError` where it is something else, or can't be read.
  func contents(_ path: Path) throws(ConfinedFolderError) -> [UInt8] {
    let file = open(path.real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ConfinedFolderError(
        description: "\(SafeText.quoted(path.shown)) is not a regular file"
      )
    }
    let limit = YAMLLimits.standard.bytes + 1
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while count < limit {
      let read = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(file, buffer.baseAddress?.advanced(by: count), limit - count)
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw unreadable(path) }
      if read == 0 { break }
      count += read
    }
    return Array(bytes.prefix(count))
  }

  private func unreadable(_ path: Path) -> ConfinedFolderError {
    ConfinedFolderError(description: "\(SafeText.quoted(path.shown)) can't be read")
  }

  /// Returns a path without links and dots; nil where it leads outside a folder.
  static func realPath(_ path: String, inside folder: String) -> String? {
    guard let real = realPath(path), let root = realPath(folder.isEmpty ? "." : folder),
      real.utf8.starts(with: (root + "/").utf8)
    else { return nil }
    return real
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
