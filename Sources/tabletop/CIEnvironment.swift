import Glibc

/// The variables of the environment that the program honours.
enum CIEnvironment {
  /// Returns a variable's value; nil where it isn't set or is empty.
  static func text(_ name: String) -> String? { Environment[name] }

  /// Returns a variable's value where it is a whole number.
  static func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

  /// Whether a CI system runs the program.
  static var isCI: Bool { text("CI").map { $0 != "false" && $0 != "0" } ?? false }

  /// Whether GitHub Actions runs the program, and reads commands in what it prints.
  static var isGitHub: Bool { text("GITHUB_ACTIONS") == "true" }

  /// The current folder below the work tree that GitHub checked out, with a slash at its end.
  static var folderInWorkspace: String {
    guard let workspace = text("GITHUB_WORKSPACE"), let raw = getcwd(nil, 0) else { return "" }
    defer { free(raw) }
    let folder = String(cString: raw)
    let root = workspace.hasSuffix("/") ? workspace : workspace + "/"
    return folder.hasPrefix(root) ? String(folder.dropFirst(root.count)) + "/" : ""
  }

  /// Returns a word that nobody can have guessed.
  static func randomToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
