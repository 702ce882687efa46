import Documents
import AccessControl
import Exercises
import Values

extension REPLSession {
  /// Lists the tools of a role, or all of them.
  func listTools(_ arguments: String) -> LineResult {
    var words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    let isAll = words.contains("--all")
    words.removeAll { $0 == "--all" }
    guard words.count <= 1 else { return .usage("Say at most one role: :tools [ROLE] [--all]") }
    var role = session?.role
    if let name = words.first {
      guard let named = policy.matrix.role(named: name) else { return unknownRole(name) }
      role = named
    }
    guard let role else { return noRole }
    let allowed = policy.gate.tools(allowedTo: role)
    let tools = isAll ? policy.tools : allowed
    show(["\(role) can use \(allowed.count) of \(policy.tools.count) tools"])
    // All tools with all columns don't fit on the screen.
    var rows = [["tool", "needs"] + (isAll ? ["may", "asks"] : ["changes", "asks"])]
    for tool in tools {
      let isMarked =
        isAll
        ? policy.gate.decide(tool: tool.name, as: role) == .allowed : tool.effect == .write
      rows.append([
        tool.name, list(tool.requires.map(\.name)), isMarked ? "yes" : "-",
        tool.consent == nil ? "-" : "yes",
      ])
    }
    show(Screen.table(rows, hasHeader: true))
    let others = policy.tools.count - allowed.count
    let hint = isAll || others == 0 ? "" : "    :tools --all for the other \(others)"
    show([":tool NAME for arguments and an example" + hint])
    return .done
  }

  /// Shows a tool.
  func showTool(_ name: String) -> LineResult {
    guard !name.isEmpty else { return .usage("Which tool? :tool NAME; :tools --all lists them.") }
    guard let tool = policy.tool(name) else { return unknownTool(name) }
    show(Screen.wrapped("\(tool.name) - \(SafeText.line(tool.summary))", indent: 2, first: ""))
    let roles = policy.matrix.roles.filter {
      policy.gate.decide(tool: tool.name, as: $0) == .allowed
    }
    var rows = [
      (label: "needs", value: list(tool.requires.map(\.name))),
      (label: "may call it", value: list(roles.map(\.name))),
      (label: "changes", value: tool.effect == .write ? "yes" : "nothing"),
      (label: "asks", value: Self.consent(of: tool)),
    ]
    for parameter in tool.parameters {
      let must =
        parameter.isTakenFromContext
        ? "; left out, the incident in focus" : parameter.isRequired ? "" : "; optional"
      let summary = parameter.summary.isEmpty ? "" : " - " + parameter.summary
      let words = parameter.kind.phrase + must + summary
      rows.append((label: parameter.name, value: SafeText.line(words)))
    }
    if let example = tool.examples.first {
      rows.append((label: "for example", value: SafeText.line(example)))
    }
    show(Screen.card(rows))
    return .done
  }

  private static func consent(of tool: ToolDescription) -> String {
    switch tool.consent {
    case nil: "no"
    case .confirm?: "yes, before it runs (:approvals)"
    case .typed(let parameter)?: "yes, and the \(parameter) has to be typed (:approvals)"
    }
  }

  /// Shows which role holds which permission.
  func showMatrix() -> LineResult {
    let matrix = policy.matrix
    var rows = [["permission"] + matrix.roles.map(\.name)]
    var grants = 0
    for permission in matrix.permissions {
      let held = matrix.roles.map { matrix.holds($0, permission) }
      grants += held.count { $0 }
      rows.append([permission.name] + held.map { $0 ? "yes" : "-" })
    }
    show(Screen.table(rows, hasHeader: true))
    let own = session.map { " Your column: \($0.role)." } ?? ""
    show([
      Screen.count(matrix.permissions.count, "permission") + ", "
        + Screen.count(grants, "grant") + "." + own
    ])
    return .done
  }

  /// Answers whether a role may use a tool.
  func answerCan(_ arguments: String) -> LineResult {
    let words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    guard (1...2).contains(words.count) else {
      return .usage("Say which tool, and maybe which role: :can TOOL [ROLE]")
    }
    var role = session?.role
    if words.count == 2 {
      guard let named = policy.matrix.role(named: words[1]) else { return unknownRole(words[1]) }
      role = named
    }
    guard let role else { return noRole }
    guard let tool = policy.tool(words[0]),
      let decision = policy.gate.decide(tool: words[0], as: role)
    else { return unknownTool(words[0]) }
    switch decision {
    case .allowed:
      show(["yes - \(role) holds \(list(tool.requires.map(\.name), " and "))"])
      return .done
    case .denied(let denial):
      // The question changes nothing, so the sentence about that is left out.
      let sentence = denial.sentence.replacing(" Nothing was changed.", with: "")
      show(["no - \(sentence)"])
      return .no("\(role) may not use \(tool.name)")
    }
  }

  /// Returns what to say about a name that is no tool.
  func unknownTool(_ name: String) -> LineResult {
    let near = NearMatch.suggestions(for: name, among: policy.tools.map(\.name))
    let shown = DisplayWidth.cut(SafeText.line(name), to: 40)
    let hint =
      near.isEmpty ? ":tools --all lists them." : "Did you mean \(list(near, " or "))?"
    return .usage("No tool \(shown). \(hint)")
  }
}
