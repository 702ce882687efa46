public import AccessControl
internal import Synchronization
internal import Values

/// Proposes tool calls for what people say, without a model.
///
/// It is for one tool catalogue and one world's names; planning is a pure function. What it reads
/// with is made when it plans for the first time, so that a program that never asks pays nothing.
public struct OfflinePlanner: Sendable {
  private let preparation: Preparation

  /// Creates a planner for some tools and the names of a world.
  public init(tools: [ToolDescription], catalog: PlanCatalog) {
    preparation = Preparation(tools: tools, catalog: catalog)
  }

  /// Returns what to call, what to ask, or what kind of talk it was.
  public func plan(_ request: PlanRequest) -> Plan {
    preparation.planner.plan(request)
  }
}

/// Holds what a planner reads with once it has been needed.
private final class Preparation: Sendable {
  private let tools: [ToolDescription]
  private let catalog: PlanCatalog
  private let prepared = Mutex<PreparedPlanner?>(nil)

  init(tools: [ToolDescription], catalog: PlanCatalog) {
    self.tools = tools
    self.catalog = catalog
  }

  var planner: PreparedPlanner {
    prepared.withLock { prepared in
      if let prepared { return prepared }
      let planner = PreparedPlanner(tools: tools, catalog: catalog)
      prepared = planner
      return planner
    }
  }
}

/// A planner with its vocabulary, names and tools read.
struct PreparedPlanner: Sendable {
  let reader: UnitReader
  let index: ToolIndex

  init(tools: [ToolDescription], catalog: PlanCatalog) {
    var words: Set<String> = []
    for tool in tools {
      words.insert(tool.name)
      for text in [tool.name, tool.summary] + tool.examples + tool.parameters.map(\.name) {
        for token in Tokenizer.tokens(of: text).tokens where token.kind == .word {
          words.insert(token.word)
          for part in token.word.split(separator: "_") { words.insert(String(part)) }
        }
      }
    }
    reader = UnitReader(names: NameIndex(catalog), toolWords: words)
    index = ToolIndex(tools, reader)
  }

  func plan(_ request: PlanRequest) -> Plan {
    if let calls = CommandLine(index: index, reader: reader).calls(request.text) {
      return assemble(calls, request)
    }
    let context = DialogueContext(request, reader)
    let dialogue = Dialogue(index: index, reader: reader, request: request, context: context)
    return dialogue.plan()
  }

  private func assemble(_ calls: [PlannedCall], _ request: PlanRequest) -> Plan {
    var plan = Plan()
    for call in calls {
      guard let profile = index.profiles.first(where: { $0.tool.name == call.tool }) else {
        continue
      }
      var arguments = call.arguments
      for parameter in profile.tool.parameters
      where parameter.isRequired && parameter.isTakenFromContext && arguments[parameter.name] == nil
      {
        arguments[parameter.name] = request.incident.map(JSONValue.string)
      }
      plan.add(profile, arguments)
    }
    return plan
  }
}

extension Plan {
  /// Adds a call, or the question for what it lacks.
  ///
  /// A tool that changes things and got nothing to change asks for what the text names.
  mutating func add(
    _ profile: ToolProfile,
    _ arguments: [String: JSONValue],
    naming named: [String] = []
  ) {
    var missing = profile.tool.parameters.filter { $0.isRequired && arguments[$0.name] == nil }
      .map(\.name)
    if missing.isEmpty, profile.tool.effect == .write,
      profile.tool.parameters.allSatisfy({
        $0.isTakenFromContext || !$0.isRequired && arguments[$0.name] == nil
      })
    {
      let own = profile.tool.parameters.filter { !$0.isTakenFromContext }
      missing = named.isEmpty ? own.map(\.name) : named
    }
    guard missing.isEmpty else {
      guard !calls.contains(where: { $0.tool == profile.tool.name }) else { return }
      let question = Clarification(tool: profile.tool.name, missing: missing)
      if !clarifications.contains(question) { clarifications.append(question) }
      return
    }
    clarifications.removeAll { $0.tool == profile.tool.name }
    let call = PlannedCall(tool: profile.tool.name, arguments: arguments)
    if !calls.contains(call) { calls.append(call) }
  }
}
