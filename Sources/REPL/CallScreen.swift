import Documents
import AccessControl
import Exercises
import Incidents
import Values

/// Writes calls: one numbered line with the outcome in one word, and what there is to say below.
struct CallScreen {
  /// How many changed facts are listed under a call.
  private static let listedChanges = 12

  /// What the person looking may see.
  let disclosure: Disclosure
  /// Colours.
  let style: Style
  /// The role at the prompt; a call in another one says so.
  let viewer: Role

  /// Creates a screen for a role, which is the one at the prompt unless it was borrowed.
  init(disclosure: Disclosure, style: Style, viewer: Role? = nil) {
    self.disclosure = disclosure
    self.style = style
    self.viewer = viewer ?? disclosure.role
  }

  /// Returns a call's line, such as `  1  run_diagnostics  target=Redis   ok`.
  func line(_ trace: CallTrace) -> String {
    let call = trace.call
    guard Layout.current.hasColumns else { return sentence(trace) }
    let number = String(trace.number)
    var left = String(repeating: " ", count: max(0, 3 - number.count)) + number
    left += "  " + SafeText.line(call.tool)
    let arguments = arguments(of: call)
    if !arguments.isEmpty { left += "  " + arguments }
    let role = call.attribution.session.role
    let suffix = role == viewer ? "" : "  as \(role)"
    left = DisplayWidth.cut(left, to: Screen.outcomeColumn - 2 - suffix.utf8.count) + suffix
    return DisplayWidth.padded(left, to: Screen.outcomeColumn)
      + style.outcome(Self.word(call.outcome))
  }

  /// Returns a call as a sentence that needs no columns.
  private func sentence(_ trace: CallTrace) -> String {
    let role = trace.call.attribution.session.role
    let head = "Call \(trace.number) \(Self.word(trace.call.outcome).lowercased()): "
    let arguments = arguments(of: trace.call)
    return
      (head + SafeText.line(trace.call.tool) + (arguments.isEmpty ? "" : " " + arguments)
      + (role == viewer ? "" : ", as \(role)"))
  }

  /// Returns a call's line and, below it, the reason or the changes.
  func block(_ trace: CallTrace) -> [String] {
    Screen.fitted(line(trace)) + reason(trace.call) + changes(trace.changes)
  }

  /// Returns the lines for facts that changed; those the role may not see are only counted.
  func changes(_ changes: [WorldChange]) -> [String] {
    let visible = changes.filter { disclosure.shows($0.path) }
    var lines = visible.prefix(Self.listedChanges).flatMap {
      Screen.wrapped("changed  " + Self.text($0), indent: 14, first: "     ")
    }
    if visible.count > Self.listedChanges {
      lines.append("     and \(visible.count - Self.listedChanges) more")
    }
    let hidden = changes.filter { !disclosure.shows($0.path) }
    guard !hidden.isEmpty else { return lines }
    var permissions: [Permission] = []
    for change in hidden {
      for permission in disclosure.missing(toRead: change.path)
      where !permissions.contains(permission) { permissions.append(permission) }
    }
    return lines
      + Screen.wrapped(
        "changed  \(Screen.count(hidden.count, "fact")) \(disclosure.hidden(permissions))",
        indent: 14,
        first: "     "
      )
  }

  /// Returns a change as `PATH  old -> new`.
  static func text(_ change: WorldChange) -> String {
    let path = SafeText.line(change.path.description)
    return "\(path)  \(text(change.old)) -> \(text(change.new))"
  }

  private func arguments(of call: PerformedCall) -> String {
    let missing = disclosure.missing(toRead: call)
    guard missing.isEmpty else { return "arguments hidden" }
    let parameters = disclosure.policy.tool(call.tool)?.parameters ?? []
    let names =
      (parameters.filter { !$0.isTakenFromContext } + parameters.filter(\.isTakenFromContext))
      .map(\.name)
    // What the context filled in comes last: it is the first to be cut.
    let order =
      names.filter { !call.filledFromContext.contains($0) }
      + call.arguments.keys.filter {
        !names.contains($0) && !call.filledFromContext.contains($0)
      }.sorted() + call.filledFromContext.sorted()
    let line = ToolCallLine.text(tool: "", arguments: call.arguments, order: order)
    return SafeText.line(String(line.drop { $0 == " " }))
  }

  /// Returns why a call did not do what it was to do; for others' calls only where it may be read.
  private func reason(_ call: PerformedCall) -> [String] {
    switch call.outcome {
    case .ok: return []
    case .denied(let denial): return Screen.wrapped(denial.sentence, indent: 5)
    case .declined(let reason):
      guard disclosure.missing(toRead: call).isEmpty else { return [] }
      let words = SafeText.line(reason.prefix(1).uppercased() + reason.dropFirst())
      return Screen.wrapped("\(words). Nothing was changed.", indent: 5)
    case .invalid(let reason), .failed(let reason):
      guard disclosure.missing(toRead: call).isEmpty else { return [] }
      return Screen.wrapped(SafeText.line(reason), indent: 5)
    }
  }

  /// Returns a value as one short line.
  static func text(_ value: JSONValue?) -> String {
    guard let value else { return "none" }
    let text = value.text ?? JSONWriter.text(value)
    return DisplayWidth.cut(SafeText.line(text), to: 60)
  }

  private static func word(_ outcome: ToolOutcome) -> String {
    if case .denied = outcome { return "DENIED" }
    return outcome.word
  }
}
