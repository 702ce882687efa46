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
    let place = ShellWord.quoted(isCell ? "\(path):\(line)" : path)
    return "tabletop run \(place)" + (isCell || hasParams ? " -k \(ShellWord.quoted(id))" : "")
  }
}
