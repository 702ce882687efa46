import Documents
import Glibc
import REPL
import Scenarios
import Values

extension Configuration {
  /// Puts settings into a file; its other lines, comments among them, stay as they are.
  ///
  /// - Throws: `SettingsProblem` where the file can't be written; it is then as it was.
  static func keep(
    _ changes: [(key: String, value: String)],
    in path: String
  ) throws(SettingsProblem) {
    var old = ""
    do throws(ScenarioFinderError) {
      old = String(decoding: try ScenarioFinder.contents(path), as: UTF8.self)
    } catch {
      guard access(path, F_OK) != 0 else { throw SettingsProblem("\(path) can't be read.") }
      makeFolder(of: path)
    }
    try replace(path, with: Redactor.shared.redacted(text(changes, in: old)))
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

  private static func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      mkdir(folder, 0o700)
    }
  }

  /// Writes beside the file and puts the result in its place, so that none is ever half there.
  private static func replace(_ path: String, with text: String) throws(SettingsProblem) {
    let new = path + ".new"
    let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw SettingsProblem("\(path) can't be written: \(String(cString: strerror(errno))).")
    }
    let bytes = Array(text.utf8)
    let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    let isWhole = count == bytes.count && fsync(file) == 0
    close(file)
    guard isWhole, rename(new, path) == 0 else {
      unlink(new)
      throw SettingsProblem("\(path) can't be written: \(String(cString: strerror(errno))).")
    }
  }
}
