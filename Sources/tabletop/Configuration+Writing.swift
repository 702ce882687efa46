import Documents
import Glibc
import Journal
import REPL
import Scenarios
import Values

extension Configuration {
  /// Puts settings into a file; its other lines, comments among them, stay as they are.
  ///
  /// - Throws: `SettingsProblem` where the file can't be written; it is then as it was, or
  ///   the words say that a crash may undo what was written.
  static func keep(
    _ changes: [(key: String, value: String)],
    in path: String
  ) throws(SettingsProblem) {
    var old = ""
    do throws(ScenarioFinderError) {
      old = String(decoding: try ScenarioFinder.contents(path), as: UTF8.self)
    } catch {
      guard access(path, F_OK) != 0 else { throw SettingsProblem("\(path) can't be read.") }
    }
    let new = Array(Redactor.shared.redacted(text(changes, in: old)).utf8)
    do throws(DiskError) {
      if old.isEmpty { try DurableFile.makeFolder(of: path) }
      try DurableFile.replace(path, with: new)
    } catch {
      throw SettingsProblem("\(path) \(error.told(of: "written")).")
    }
  }

  /// Returns a file's text with settings in the place of those it had, the new ones at its end.
  static func text(_ changes: [(key: String, value: String)], in old: String) -> String {
    var lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    if lines.isEmpty {
      lines.append("# tabletop: flags, environment and projects come before these")
    }
    for (key, value) in changes {
      let line = "\(key): \(written(value, for: key))"
      if let index = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) {
        lines[index] = line
      } else {
        lines.append(line)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func written(_ value: String, for key: String) -> String {
    let bare = ["temperature", "max_tokens", "idle_timeout", "turn_timeout", "plain"]
    return bare.contains(key) ? value : JSONWriter.text(.string(value))
  }
}
