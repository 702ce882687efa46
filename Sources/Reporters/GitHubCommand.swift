import Documents

/// Workflow commands of GitHub Actions, with foreign text that can't start one.
///
/// Source: the runner's `ActionCommand`: it reads lines that begin with `::` after white space, and
/// undoes these escapes only.
public enum GitHubCommand {
  /// Returns a command as a line; properties without a value are left out.
  public static func line(
    _ name: StaticString,
    _ properties: [(StaticString, String?)] = [],
    _ message: String
  ) -> String {
    let list = properties.compactMap { key, value in
      value.map { "\(key)=\(property($0))" }
    }
    return "::\(name)\(list.isEmpty ? "" : " " + list.joined(separator: ","))::\(data(message))\n"
  }

  /// Returns the line after which the runner reads no command until ``resume(_:)``.
  public static func stop(_ token: String) -> String { "::stop-commands::\(token)\n" }

  /// Returns the line after which the runner reads commands again.
  public static func resume(_ token: String) -> String { "::\(token)::\n" }

  private static func data(_ text: String) -> String {
    escaped(SafeText.block(text), more: false)
  }

  private static func property(_ text: String) -> String {
    escaped(SafeText.line(text), more: true)
  }

  private static func escaped(_ text: String, more: Bool) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": output += "%25"
      case "\r": output += "%0D"
      case "\n": output += "%0A"
      case ":" where more: output += "%3A"
      case "," where more: output += "%2C"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
