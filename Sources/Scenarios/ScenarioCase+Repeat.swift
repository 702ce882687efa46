extension ScenarioCase {
  /// Whether it is a cell of a grid.
  public var isCell: Bool {
    switch body {
    case .cell: true
    case .story: false
    }
  }
}

/// The command that plays just one case.
public enum RepeatCommand {
  /// Returns the command, safe to paste into a shell.
  public static func text(
    path: String,
    id: String,
    line: Int,
    isCell: Bool,
    hasParams: Bool
  )
    -> String
  {
    let place = quoted(path) + (isCell ? ":\(line)" : "")
    return "tabletop run \(place)" + (isCell || hasParams ? " -k \(quoted(id, always: true))" : "")
  }

  /// Quotes a word for a shell where it needs it.
  private static func quoted(_ word: String, always: Bool = false) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "/._-+@%,:".utf8.contains(byte)
      }
    }
    guard always || !isPlain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
