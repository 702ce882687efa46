import AccessControl
import Agent
import Values

/// Writes what the offline model says, from outcomes and the policy alone.
struct ReplyWriter {
  private let tools: [String: ToolDescription]
  private let order: [ToolDescription]
  private let matrix: PermissionMatrix

  init(tools: [ToolDescription], matrix: PermissionMatrix) {
    order = tools
    self.tools = Dictionary(tools.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.matrix = matrix
  }

  /// Tells what came of calls, one sentence each, in their order.
  func text(for calls: [PerformedCall]) -> String {
    calls.map(sentence).joined(separator: "\n")
  }

  private func sentence(_ call: PerformedCall) -> String {
    switch call.outcome {
    case .ok(let result): done(call.tool, result)
    case .denied(let denial): denied(call.tool, denial)
    case .declined(let reason):
      "\(capitalized(words(call.tool))) was declined: \(reason). Nothing was changed."
    case .invalid(let reason): "I could not do that: \(ended(reason))"
    case .failed(let reason): "That did not work: \(ended(reason)) Nothing was changed."
    }
  }

  /// A reason as a sentence, whatever mark it ends with.
  private func ended(_ reason: String) -> String {
    [".", "?", "!"].contains { reason.hasSuffix($0) } ? reason : reason + "."
  }

  private func done(_ tool: String, _ result: JSONValue) -> String {
    if let reply = tools[tool]?.reply { return ReplyTemplate(reply).filled(with: result) }
    let told = (result.members ?? [:])
      .filter { !["at", "call_id", "performed_by"].contains($0.key) }
      .sorted { $0.key < $1.key }
      .prefix(8).map { "\($0.key) \($0.value.text ?? JSONWriter.text($0.value))" }
    return "\(capitalized(words(tool))): \(told.joined(separator: ", "))."
  }

  private func denied(_ tool: String, _ denial: Denial) -> String {
    let next = denial.heldBy.first.map { " Ask \($0)." } ?? ""
    return "\(capitalized(words(tool))) was denied: \(denial.sentence)\(next)"
  }

  /// Answers what is not a request for a call: asks for what is missing, or explains.
  func answer(to plan: Plan, for request: ModelRequest) -> String {
    if !plan.clarifications.isEmpty {
      return plan.clarifications.map(question).joined(separator: "\n")
    }
    let role = request.session.role
    switch plan.topic ?? .other {
    case .greeting: return "Hello. \(abilities(of: role))"
    case .thanks: return "You're welcome."
    case .permissions: return plan.subject.flatMap(holders) ?? permissions(of: role)
    case .tools: return abilities(of: role)
    case .vocabulary(let word):
      return Glossary(matrix: matrix, tools: order).meaning(of: word)
        ?? "I have no definition of that at hand."
    case .hypothetical:
      return "I only act on what you ask for. Say it as a request and I will try it."
    case .refusal: return "All right, nothing was done."
    case .report: return "Noted. Nothing was called."
    case .other: return "I found nothing to do in that. \(abilities(of: role))"
    }
  }

  private func question(_ clarification: Clarification) -> String {
    let tool = tools[clarification.tool]
    let missing = clarification.missing.map { name in
      tool?.parameter(name).map { $0.summary.isEmpty ? name : $0.summary } ?? name
    }
    let isChoice = clarification.missing.allSatisfy { tool?.parameter($0)?.isRequired == false }
    let needs = missing.joined(separator: isChoice ? "; or " : "; and ")
    return "To \(words(clarification.tool)) I need to know: \(needs)?"
  }

  private func abilities(of role: Role) -> String {
    let names = order.filter { tool in tool.requires.allSatisfy { matrix.holds(role, $0) } }
      .map { words($0.name) }
    guard !names.isEmpty else { return "As \(role) I can use none of the tools." }
    return "For \(role) I can \(listed(names))."
  }

  /// Tells who may use a tool.
  private func holders(of name: String) -> String? {
    guard let tool = tools[name] else { return nil }
    let able = matrix.roles.filter { role in tool.requires.allSatisfy { matrix.holds(role, $0) } }
    let needed = tool.requires.map(\.name).sorted().joined(separator: " and ")
    guard !able.isEmpty else { return "No role can \(words(name)): it needs \(needed)." }
    return "\(listed(able.map(\.name))) can \(words(name)): it needs \(needed)."
  }

  /// Tells what a role may do, and what it would have to ask others for.
  private func permissions(of role: Role) -> String {
    let others = matrix.roles.filter { $0 != role }.compactMap { other -> String? in
      let extra = order.filter { tool in
        tool.requires.allSatisfy { matrix.holds(other, $0) }
          && !tool.requires.allSatisfy { matrix.holds(role, $0) }
      }
      return extra.isEmpty ? nil : "\(other) can \(listed(extra.map { words($0.name) }))."
    }
    return ([abilities(of: role)] + others).joined(separator: " ")
  }

  private func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private func words(_ tool: String) -> String {
    tool.split(separator: "_").joined(separator: " ")
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
