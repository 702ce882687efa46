import Agent
import Cassettes
import Glibc
import Journal
import Scenarios
import Values

/// Where recordings of live models are read and written in a run.
struct RecordingPlan: Sendable {
  /// The folder of `--record`.
  var recordFolder: String?
  /// The folder of `--replay`.
  var replayFolder: String?
  /// Whether live models answer where a recording would, and are recorded anew.
  var isLive = false

  /// Whether live models' answers come from recordings.
  var isReplaying: Bool { replayFolder != nil }

  /// Whether nothing was asked for.
  var isUnused: Bool { recordFolder == nil && replayFolder == nil && !isLive }

  /// What a recording is wanted for.
  enum Purpose {
    case read
    case write
  }

  /// Whether the folder of `--replay` has a recording for a case that names no live model.
  func replays(_ scenario: ScenarioCase) -> Bool {
    replayFolder != nil && access(file(to: .read, for: scenario), R_OK) == 0
  }

  /// Returns where a live model's answers are written to; nil where they aren't.
  func target(for scenario: ScenarioCase) -> String? {
    guard recordFolder != nil || isLive else { return nil }
    return file(to: .write, for: scenario)
  }

  /// Returns the file of a case's recording: in the folder that was named, or beside the scenario.
  func file(to purpose: Purpose, for scenario: ScenarioCase) -> String {
    let named = purpose == .write ? recordFolder ?? replayFolder : replayFolder
    guard let named else {
      let last = scenario.id.split(separator: "/").last.map(String.init) ?? scenario.id
      let folder = scenario.file.folder
      return (folder.isEmpty ? "" : folder + "/") + CassetteFile.name(for: last)
    }
    return named + "/" + CassetteFile.name(for: scenario.id)
  }
}

/// Cassettes on disk.
enum CassetteFile {
  /// The largest cassette that is read, in bytes.
  static let maximumBytes = 67_108_864

  /// Returns the file's name for a case: what no file name should have is percent-encoded.
  static func name(for id: String) -> String {
    var name = ""
    for byte in id.utf8 {
      let isKept =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_=,[]@+ ".utf8.contains(byte) || (byte == 0x2E && !name.isEmpty)
      let digits = String(byte, radix: 16, uppercase: true)
      name += isKept ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
    }
    return String(name.prefix(200)) + ".cassette.jsonl"
  }

  /// Makes the folder that recordings are to be written to; false where nothing can be put there.
  static func makeFolder(_ path: String) -> Bool {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      mkdir(made, 0o755)
    }
    return access(path, W_OK | X_OK) == 0
  }

  /// Reads a cassette: a regular file, not through a symbolic link.
  ///
  /// - Throws: `ModelError` where there is none, or it can't be read.
  static func read(_ path: String) throws(ModelError) -> Cassette {
    let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      throw ModelError(
        errno == ENOENT
          ? "there is no cassette \(path); record one with --record and a live --model"
          : "the cassette \(path) can't be read: \(String(cString: strerror(errno)))"
      )
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= maximumBytes
    else { throw ModelError("the cassette \(path) is no file of at most \(maximumBytes) bytes") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes {
        Glibc.read(file, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else {
        throw ModelError("the cassette \(path) can't be read: \(String(cString: strerror(errno)))")
      }
      if more == 0 { break }
      count += more
    }
    guard let text = String(validating: bytes.prefix(count), as: UTF8.self) else {
      throw ModelError("the cassette \(path) is not UTF-8")
    }
    do throws(CassetteError) {
      return try Cassette(text: text)
    } catch {
      throw ModelError("\(path): \(error)")
    }
  }

  /// Writes a cassette, in one piece: what was there before stays until the new one is complete.
  ///
  /// - Throws: `ModelError` where it can't be written.
  static func write(_ cassette: Cassette, to path: String) throws(ModelError) {
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o755) }
    let bytes = Redactor.shared.redacted(Array(cassette.text.utf8))
    do throws(DiskError) {
      try DurableFile.replace(path, with: bytes, mode: 0o644)
    } catch {
      throw ModelError("the cassette \(path) \(error.told(of: "written"))")
    }
  }
}
