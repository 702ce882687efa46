import AccessControl
import Agent
import Exercises
import Incidents
import Values

/// Holds one expectation against what was done.
enum ExpectationCheck {
  /// Returns why an expectation doesn't hold, or nil where it does.
  static func failure(of kind: Expectation.Kind, in evidence: Evidence) -> Failure? {
    switch kind {
    case .call(let matcher):
      CallCheck.failure(of: matcher, "call", in: evidence) {
        if case .ok = $0 { true } else { false }
      }
    case .denied(let matcher): DenialProof.failure(of: matcher, in: evidence)
    case .declined(let matcher):
      CallCheck.failure(of: matcher, "declined", in: evidence) {
        if case .declined = $0 { true } else { false }
      }
    case .failed(let matcher):
      CallCheck.failure(of: matcher, "failed", in: evidence) {
        if case .failed = $0 { true } else { false }
      }
    case .invalid(let matcher):
      CallCheck.failure(of: matcher, "invalid", in: evidence) {
        if case .invalid = $0 { true } else { false }
      }
    case .asked(let matcher): CallCheck.unasked(matcher, in: evidence)
    case .clarified(let tool, let missing): clarified(tool, missing, evidence)
    case .never(let matcher): CallCheck.unwanted(matcher, in: evidence)
    case .blocked(let matcher): CallCheck.unblocked(matcher, in: evidence)
    case .callCount(let count): callCount(count, evidence)
    case .calls(let order, let matchers): CallCheck.order(order, matchers, in: evidence)
    case .text(let matcher): text(matcher, evidence)
    case .toldHolder(let role): holder(role, evidence)
    case .told(let matcher): told(matcher, evidence)
    case .state(let path, let matcher): state(path, matcher, evidence)
    case .changed(let patterns): changed(patterns, evidence)
    case .sees(let role, let fields): FieldCheck.sees(fields, role, evidence)
    case .hidden(let role, let fields): FieldCheck.hidden(fields, role, evidence)
    case .handoff(let handoff): HandoffCheck.failure(of: handoff, in: evidence)
    case .budget(let budget): self.budget(budget, evidence)
    case .fact(let fact, let matcher): FactCheck.failure(of: fact, matcher, in: evidence.facts())
    case .inverted(let kind):
      failure(of: kind, in: evidence) == nil
        ? Failure(code: "TT299", message: "this holds, expected that it doesn't") : nil
    }
  }

  private static func callCount(_ expected: Matcher, _ evidence: Evidence) -> Failure? {
    guard !expected.accepts(.integer(evidence.calls.count)) else { return nil }
    return Failure(
      code: "TT212",
      message: "number \(evidence.calls.count) of calls, expected \(expected.phrase)"
    )
  }

  private static func text(_ matcher: Matcher, _ evidence: Evidence) -> Failure? {
    guard !matcher.accepts(.string(evidence.text)) else { return nil }
    return Failure(
      code: "TT209",
      message: "the agent said \(quoted(evidence.text)), expected \(matcher.phrase)"
    )
  }

  private static func holder(_ role: Role, _ evidence: Evidence) -> Failure? {
    let denials = evidence.calls.compactMap(\.denial)
    guard !denials.isEmpty else {
      return Failure(code: "TT209", message: "nothing was denied, so nobody was told of \(role)")
    }
    guard !denials.contains(where: { $0.heldBy.contains(role) }) else { return nil }
    let named = Set(denials.flatMap(\.heldBy)).map(\.name).sorted().joined(separator: ", ")
    return Failure(
      code: "TT209",
      message: "the denial names \(named.isEmpty ? "no role" : named), expected \(role)"
    )
  }

  private static func told(_ matcher: Matcher, _ evidence: Evidence) -> Failure? {
    let told = (evidence.calls.compactMap(\.denial?.sentence) + [evidence.text])
      .filter { !$0.isEmpty }.joined(separator: "\n")
    guard !matcher.accepts(.string(told)) else { return nil }
    return Failure(
      code: "TT209",
      message: "the person was told \(quoted(told)), expected \(matcher.phrase)"
    )
  }

  private static func state(
    _ path: WorldPath,
    _ matcher: Matcher,
    _ evidence: Evidence
  ) -> Failure? {
    let value = (try? evidence.after.value(at: path)) ?? nil
    guard !matcher.accepts(value) else { return nil }
    let actual = value.map { "\($0.typeName) \(JSONWriter.text($0))" } ?? "not there"
    return Failure(code: "TT207", message: "\(path) is \(actual), expected \(matcher.phrase)")
  }

  private static func changed(_ patterns: [WorldPath], _ evidence: Evidence) -> Failure? {
    let paths = evidence.after.world.changes(since: evidence.before).map(\.path)
    if patterns.isEmpty, paths.isEmpty, let call = evidence.calls.first(where: \.worldChanged) {
      return Failure(
        code: "TT208",
        message: "\(call.call.tool) changed the world, expected nothing"
      )
    }
    let unexpected = paths.filter { path in !patterns.contains { matches($0, path) } }
    if !unexpected.isEmpty {
      let names = unexpected.map(\.description).joined(separator: ", ")
      return Failure(
        code: "TT208",
        message: "\(names) changed, expected "
          + (patterns.isEmpty ? "no change" : "only \(list(patterns))")
      )
    }
    let idle = patterns.filter { pattern in !paths.contains { matches(pattern, $0) } }
    guard !idle.isEmpty else { return nil }
    return Failure(code: "TT208", message: "\(list(idle)) did not change, expected a change")
  }

  private static func matches(_ pattern: WorldPath, _ path: WorldPath) -> Bool {
    guard let last = pattern.parts.last, last.utf8.last == UInt8(ascii: "*") else {
      return pattern == path
    }
    let fixed = pattern.parts.count - 1
    return path.parts.count > fixed
      && path.parts[..<fixed] == pattern.parts[..<fixed]
      && path.parts[fixed].utf8.starts(with: last.utf8.dropLast())
  }

  private static func list(_ paths: [WorldPath]) -> String {
    paths.map(\.description).joined(separator: ", ")
  }

  private static func budget(_ budget: Budget, _ evidence: Evidence) -> Failure? {
    let span = evidence.after.world.clock.seconds - evidence.before.clock.seconds
    let used: [(String, Int, Int?)] = [
      ("calls", evidence.calls.count, budget.calls),
      ("model requests", evidence.modelRequests, budget.modelRequests),
      ("tokens", evidence.tokens, budget.tokens),
      ("virtual seconds", span, budget.virtual?.seconds),
    ]
    let over = used.compactMap { what, amount, limit -> String? in
      guard let limit, amount > limit else { return nil }
      return "\(amount) \(what), the budget is \(limit)"
    }
    guard !over.isEmpty else { return nil }
    return Failure(code: "TT217", message: over.joined(separator: "; "))
  }

  /// Whether the agent asked for a tool's parameters: as the model says, or in words that name them.
  private static func clarified(
    _ tool: String,
    _ missing: [String],
    _ evidence: Evidence
  ) -> Failure? {
    let questions = evidence.questions.filter { $0.tool == tool }
    let asked = Set(questions.flatMap(\.missing))
    if !questions.isEmpty, missing.allSatisfy(asked.contains) { return nil }
    if questions.isEmpty, asks(evidence.text, about: tool, missing) { return nil }
    let wanted = missing.isEmpty ? "a question about \(tool)" : missing.joined(separator: ", ")
    let found =
      asked.isEmpty
      ? evidence.text.isEmpty ? "nothing" : quoted(evidence.text)
      : asked.sorted().joined(separator: ", ")
    return Failure(
      code: "TT218",
      message: "the agent \(asked.isEmpty ? "said" : "asked for") \(found), expected \(wanted)"
    )
  }

  /// Whether a text is a question that names what is missing.
  private static func asks(_ text: String, about tool: String, _ missing: [String]) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "?")) else { return false }
    let text = text.lowercased()
    let wanted = missing.isEmpty ? [tool] : missing
    return wanted.allSatisfy { name in
      name.split(separator: "_").contains { text.contains($0.lowercased()) && $0 != "id" }
    }
  }

  private static func quoted(_ text: String) -> String {
    guard !text.isEmpty else { return "nothing" }
    let short = text.utf8.count <= 200 ? text : String(text.prefix(200)) + "…"
    return JSONWriter.text(.string(short))
  }
}
