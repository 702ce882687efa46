import AccessControl
import Documents
import FoundationEssentials
import Glibc
import Reporters
import Scenarios
import Values

/// Which cases failed when the program last ran in this folder.
///
/// It is kept in the user's state folder; where that can't be written, nothing is remembered.
struct LastRun {
  /// What tells a case from all others.
  struct Name: Hashable {
    let file: String
    let id: String
  }

  private static let mostBytes = 16_000_000
  private static let mostNames = 100_000

  /// Returns the cases that failed; nil where no run is known.
  static func failed() -> Set<Name>? {
    guard let path, let size = size(of: path), size <= mostBytes,
      let data = FileManager.default.contents(atPath: path),
      let json = try? JSONReader.read([UInt8](data)), let names = json["failed"]?.elements
    else { return nil }
    return Set(
      names.compactMap { element in
        guard let file = element["file"]?.text, let id = element["id"]?.text else { return nil }
        return Name(file: file, id: id)
      }
    )
  }

  private var played: Set<Name> = []
  private var failed: Set<Name> = []

  /// Takes note of a case.
  mutating func add(_ report: CaseReport) {
    let name = Name(file: report.file, id: report.id)
    if report.outcome.isBad, failed.count < Self.mostNames { failed.insert(name) }
    played.insert(name)
  }

  /// Keeps what failed, and what failed before and was not played now.
  func save() {
    guard let path = Self.path else { return }
    let old = (Self.failed() ?? []).subtracting(played)
    let names = old.union(failed).sorted { ($0.file, $0.id) < ($1.file, $1.id) }
    let json: JSONValue = [
      "failed": .array(names.map { ["file": .string($0.file), "id": .string($0.id)] }),
      "version": 1,
    ]
    let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
    try? FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    // A new file takes the old one's place at once, so that two runs never mix theirs.
    let draft = path + ".\(getpid())"
    guard
      FileManager.default.createFile(
        atPath: draft,
        contents: Data(Redactor.shared.redacted(JSONWriter.bytes(json))),
        attributes: [.posixPermissions: 0o600]
      )
    else {
      unlink(draft)
      return
    }
    if rename(draft, path) != 0 { unlink(draft) }
  }

  private static var path: String? {
    // A home that doesn't exist is not made.
    let home = Environment["HOME"].flatMap {
      FileManager.default.fileExists(atPath: $0) ? $0 + "/.local/state" : nil
    }
    guard let state = Environment["XDG_STATE_HOME"] ?? home, state.hasPrefix("/"),
      let raw = getcwd(nil, 0)
    else { return nil }
    defer { free(raw) }
    let folder = Digest(of: Array(String(cString: raw).utf8)).description.prefix(16)
    return "\(state)/tabletop/last-run-\(folder).json"
  }

  private static func size(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
  }
}
