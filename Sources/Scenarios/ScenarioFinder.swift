import Documents
import FoundationEssentials
import Glibc
import Values

/// Why no scenario files were found where they were looked for.
public struct ScenarioFinderError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String
  /// Whether the paths are fine and there is simply nothing.
  public let isEmpty: Bool
}

/// Where a scenario file is, before it is read.
public struct FoundScenario: Sendable {
  /// The path as it is shown to people.
  public let path: String

  let base: ScenarioFinder.Base

  /// Reads the file.
  ///
  /// - Throws: `ScenarioFinderError` where it can't be read.
  public func read() throws(ScenarioFinderError) -> ScenarioFile {
    // A key that this program knows is no part of a case: its calls are hashed, kept and told.
    let folder = base.isSearched ? base.folder : nil
    let bytes = Redactor.shared.redacted(try ScenarioFinder.contents(path, inside: folder))
    let below = base.folder.isEmpty ? path : String(path.dropFirst(base.folder.count + 1))
    let relative = ScenarioFinder.cleaned(below)
    return ScenarioFile(
      source: SourceFile(path: path, bytes: bytes),
      reportPath: base.shown.isEmpty ? relative : base.shown + "/" + relative,
      stem: String(relative.dropLast(ScenarioFinder.ending.count)),
      folder: ScenarioFinder.parent(of: path)
    )
  }
}

/// Finds and reads scenario files in files and folders.
public enum ScenarioFinder {
  /// How scenario files end.
  public static let ending = ".scenario.yaml"
  /// The largest file that is read, in bytes; one byte more is read to tell.
  private static let maximumBytes = YAMLLimits.standard.bytes

  /// Returns the scenario files at a path, sorted by name; folders are searched through.
  ///
  /// - Throws: `ScenarioFinderError` where the path doesn't exist or can't be read.
  public static func files(at path: String) throws(ScenarioFinderError) -> [ScenarioFile] {
    var files: [ScenarioFile] = []
    for found in try find(at: path) { files.append(try found.read()) }
    return files
  }

  /// Returns where the scenario files at a path are, sorted by name, and reads none of them.
  ///
  /// - Throws: `ScenarioFinderError` where the path doesn't exist or a folder can't be read.
  public static func find(at path: String) throws(ScenarioFinderError) -> [FoundScenario] {
    var isFolder = false
    guard exists(path, &isFolder) else {
      throw ScenarioFinderError(
        description: "there is no file or folder \(SafeText.quoted(path))",
        isEmpty: false
      )
    }
    let root = base(of: path, isFolder: isFolder)
    if !isFolder {
      guard path.hasSuffix(ending) else {
        throw ScenarioFinderError(
          description: "\(SafeText.quoted(path)) is not a scenario file, those end in \(ending)",
          isEmpty: false
        )
      }
      return [FoundScenario(path: path, base: root)]
    }
    return try names(below: path).filter { $0.hasSuffix(ending) }.map {
      FoundScenario(path: joined(path, $0), base: root)
    }
  }

  /// Returns the paths of the files at a path that end in one of some endings, sorted by name.
  ///
  /// - Throws: `ScenarioFinderError` where the path doesn't exist, or is a file of another kind.
  public static func paths(
    at path: String,
    endings: [String]
  ) throws(ScenarioFinderError) -> [String] {
    var isFolder = false
    guard exists(path, &isFolder) else {
      throw ScenarioFinderError(
        description: "there is no file or folder \(SafeText.quoted(path))",
        isEmpty: false
      )
    }
    func fits(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }
    if isFolder { return try names(below: path).filter(fits).map { joined(path, $0) } }
    guard fits(path) else {
      throw ScenarioFinderError(
        description: "\(SafeText.quoted(path)) ends in none of \(endings.joined(separator: ", "))",
        isEmpty: false
      )
    }
    return [path]
  }

  /// What is cut off a file's path to name it in reports and in case ids.
  struct Base: Sendable {
    /// The folder that was searched, or that holds the file.
    let folder: String
    /// What reports put in its place.
    let shown: String
    /// Whether files were found there by searching; a person named none of them.
    let isSearched: Bool
  }

  private static func base(of path: String, isFolder: Bool) -> Base {
    let folder = isFolder ? trimmed(path) : parent(of: path)
    guard folder.hasPrefix("/") else {
      return Base(folder: folder, shown: cleaned(folder), isSearched: isFolder)
    }
    let last = folder.split(separator: "/").last.map(String.init) ?? ""
    return Base(folder: folder, shown: last, isSearched: isFolder)
  }

  /// Reads a regular file up to one byte past the limit.
  ///
  /// With a folder, the file was found there, and must not be a link that leads elsewhere: whoever
  /// may add to the folder could have any file shown.
  ///
  /// - Throws: `ScenarioFinderError` where it can't be read.
  public static func contents(
    _ path: String,
    inside folder: String? = nil
  ) throws(ScenarioFinderError) -> [UInt8] {
    // Without O_NONBLOCK, opening a named pipe would wait for whoever writes into it.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    var file = open(path, flags | (folder == nil ? 0 : O_NOFOLLOW))
    if file < 0, errno == ELOOP, let folder {
      guard let real = ConfinedFolder.realPath(path, inside: folder) else {
        throw ScenarioFinderError(
          description: "\(SafeText.quoted(path)) is a link that leads outside its folder",
          isEmpty: false
        )
      }
      file = open(real, flags | O_NOFOLLOW)
    }
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return try contents(ofSpecial: path)
    }
    guard status.st_size <= maximumBytes * 8 else {
      return [UInt8](repeating: UInt8(ascii: "#"), count: maximumBytes + 1)
    }
    guard let bytes = bytes(of: file, expecting: Int(status.st_size)) else {
      throw unreadable(path)
    }
    return bytes
  }

  /// Reads what is no regular file, where the path is a link to it.
  private static func contents(
    ofSpecial path: String
  ) throws(ScenarioFinderError) -> [UInt8] {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else {
      throw ScenarioFinderError(
        description: "\(SafeText.quoted(path)) is not a regular file",
        isEmpty: false
      )
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    guard let bytes = bytes(of: file, expecting: 4_096) else { throw unreadable(path) }
    return bytes
  }

  private static func unreadable(_ path: String) -> ScenarioFinderError {
    ScenarioFinderError(description: "\(SafeText.quoted(path)) can't be read", isEmpty: false)
  }

  /// Reads an open file to its end, and at most eight times the limit; the size is only a hint.
  private static func bytes(of file: Int32, expecting size: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count <= maximumBytes * 8 {
      let room = bytes.isEmpty && size > 0 ? size + 1 : 4_096
      var count = 0
      bytes.append(contentsOf: repeatElement(0, count: room))
      repeat {
        count = bytes.withUnsafeMutableBytes { buffer in
          Glibc.read(file, buffer.baseAddress?.advanced(by: buffer.count - room), room)
        }
      } while count < 0 && errno == EINTR
      bytes.removeLast(room - max(0, count))
      if count < 0 { return nil }
      if count < room, count == 0 || bytes.count == size { return bytes }
    }
    return bytes
  }

  private static func names(below path: String) throws(ScenarioFinderError) -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    } catch {
      throw ScenarioFinderError(
        description: "the folder \(SafeText.quoted(path)) can't be read",
        isEmpty: false
      )
    }
  }

  private static func exists(_ path: String, _ isFolder: inout Bool) -> Bool {
    var flag = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &flag)
    isFolder = flag
    return exists
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    trimmed(folder) == "" ? "/" + name : trimmed(folder) + "/" + name
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }

  /// Returns the folder of a file; empty for a file in the current one.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// Takes `.` and empty parts out of a path.
  static func cleaned(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
