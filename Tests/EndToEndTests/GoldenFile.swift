import Foundation
import Testing

/// A scenario with what `tabletop run` prints for it and how it ends, in the files beside it.
///
/// `NAME.exit` holds the status; `NAME.out` and `NAME.err` hold the two streams and are absent
/// where nothing was printed. Run the tests with `TABLETOP_RECORD=1` to write them anew, and read
/// the difference before you commit it.
struct GoldenFile: CustomTestStringConvertible, Sendable {
  /// What a scenario here is meant to do.
  enum Kind: String, CaseIterable, Sendable { case failing, invalid, passing }

  private static let ending = ".scenario.yaml"

  let kind: Kind
  let name: String

  var testDescription: String { "\(kind)/\(name)" }
  var fileName: String { name + Self.ending }
  var folder: URL { Self.folder(kind) }

  static func folder(_ kind: Kind) -> URL {
    Program.root.appending(path: "Tests/EndToEndTests/\(kind.rawValue)")
  }

  /// All scenarios of a kind, ordered by the bytes of their names.
  static func all(_ kind: Kind) -> [GoldenFile] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder(kind).path)
    return (names ?? []).filter { $0.hasSuffix(ending) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { GoldenFile(kind: kind, name: String($0.dropLast(ending.count))) }
  }

  /// Whether the recordings are to be written instead of compared.
  static let records = ProcessInfo.processInfo.environment["TABLETOP_RECORD"] == "1"

  /// What stands in one of the files beside the scenario.
  func recorded(_ part: String) -> String? {
    (try? Data(contentsOf: url(part))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes what a run printed beside the scenario.
  func record(_ run: Run) throws {
    for (part, text) in [
      ("exit", "\(run.status)\n"), ("out", run.output), ("err", run.errors),
    ] {
      if text.isEmpty {
        try? FileManager.default.removeItem(at: url(part))
      } else {
        try Data(text.utf8).write(to: url(part))
      }
    }
  }

  private func url(_ part: String) -> URL { folder.appending(path: "\(name).\(part)") }
}
