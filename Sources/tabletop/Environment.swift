import Glibc

/// What surrounds the program: its variables, an empty one of which counts as not set.
enum Environment {
  /// Gives a variable's value.
  static subscript(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The variables that say where state is kept.
  static var stateVariables: [String: String] {
    var variables: [String: String] = [:]
    for name in ["HOME", "XDG_STATE_HOME"] { variables[name] = Environment[name] }
    return variables
  }

  /// Returns a variable's value where it is a whole number.
  static func number(_ name: String) -> Int? { Environment[name].flatMap { Int($0) } }

  /// Whether a variable switches something on.
  static func isOn(_ name: String) -> Bool { Environment[name].map { $0 != "0" } ?? false }

  /// Whether a CI system runs the program.
  static var isCI: Bool { isOn("CI") && Environment["CI"] != "false" }

  /// Whether GitHub Actions runs the program, and reads commands in what it prints.
  static var isGitHub: Bool { Environment["GITHUB_ACTIONS"] == "true" }

  /// The current folder below the work tree that GitHub checked out, with a slash at its end.
  static var folderInWorkspace: String {
    guard let workspace = Environment["GITHUB_WORKSPACE"], let raw = getcwd(nil, 0) else {
      return ""
    }
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
