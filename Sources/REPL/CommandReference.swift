/// The commands of the prompt as documentation, made from the table that also makes the help.
public enum CommandReference {
  /// A Markdown table, one row a command.
  public static var markdown: String {
    let rows = CommandTable.all.map { command in
      let usage = ":\(command.name)" + (command.arguments.isEmpty ? "" : " \(command.arguments)")
      return "| `\(usage.replacing("|", with: "\\|"))` | \(command.summary) |"
    }
    return (["| at the prompt | does |", "|---|---|"] + rows).map { $0 + "\n" }.joined()
  }

  /// The commands as sections of a manual page.
  public static var manual: String {
    CommandTable.all.map { command in
      let usage = ":\(command.name)" + (command.arguments.isEmpty ? "" : " \(command.arguments)")
      let text = ([command.summary + "."] + command.detail).joined(separator: " ")
      return ".TP\n.B \"\(escaped(usage))\"\n\(escaped(text))\n"
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
  }
}
