public import Values

/// Proof that the gate let one call of one kind of tool through.
///
/// It can't be copied or kept, and nothing outside this file can create one.
public struct Authorization<T: Tool>: ~Copyable, Sendable {
  /// Who acts, and when.
  public let attribution: Attribution
  /// The name of the tool the call was authorized for.
  public let tool: String
  private let matrix: PermissionMatrix

  fileprivate init(attribution: Attribution, tool: String, matrix: PermissionMatrix) {
    self.attribution = attribution
    self.tool = tool
    self.matrix = matrix
  }

  /// Whether the session also holds a further permission, for filtering fields.
  public func permits(_ permission: Permission) -> Bool {
    matrix.holds(attribution.session.role, permission)
  }
}

/// The gate's answer to whether a role may use a tool, before anything else is looked at.
public enum Decision: Sendable, Equatable {
  /// The role holds everything the tool requires.
  case allowed
  /// The role lacks something.
  case denied(Denial)
}

/// Something that performs tool calls on a state: the gate, or a flawed stand-in in tests.
public protocol CallPerformer<State>: Sendable {
  /// What calls read and change.
  associatedtype State

  /// Performs one call and says what became of it.
  func perform(_ request: CallRequest, on state: inout State) -> PerformedCall
}

/// A call, who makes it, when, and what the conversation is about.
public struct CallRequest: Sendable {
  /// The call.
  public let call: ToolCall
  /// On whose behalf it is made.
  public let session: Session
  /// When it is made.
  public let at: Timestamp
  /// Values for parameters that are taken from the context, such as the incident in focus.
  public let context: [String: JSONValue]

  /// Creates a request.
  public init(call: ToolCall, session: Session, at: Timestamp, context: [String: JSONValue] = [:]) {
    self.call = call
    self.session = session
    self.at = at
    self.context = context
  }
}

/// The one place where a tool call is decided and run.
///
/// The order is fixed: find the tool, decide by permissions, read the arguments, run. A denial
/// therefore reveals nothing about arguments, and touches nothing.
public struct Gate<State>: CallPerformer {
  /// The permissions each role holds.
  public let matrix: PermissionMatrix
  /// The tools, in the order of the catalogue.
  public let tools: [ToolDescription]
  private let catalogue: ToolCatalogue
  private let bodies: [any Tool<State>]
  private let toolsByRole: [Role: [ToolDescription]]

  /// Creates a gate over the tools it may run.
  ///
  /// - Throws: `PolicyError` where two tools share a name, or one requires a permission that the
  ///   matrix doesn't declare.
  public init(matrix: PermissionMatrix, tools: [any Tool<State>]) throws(PolicyError) {
    let catalogue = try ToolCatalogue(tools.map(\.description), matrix)
    self.matrix = matrix
    self.tools = catalogue.entries.map(\.description)
    self.catalogue = catalogue
    bodies = tools
    var toolsByRole: [Role: [ToolDescription]] = [:]
    for role in matrix.roles {
      toolsByRole[role] = catalogue.tools(allowedBy: matrix.permissions(of: role))
    }
    self.toolsByRole = toolsByRole
  }

  /// The tools themselves, in the order of the catalogue; only a gate can run them.
  public var implementations: [any Tool<State>] { bodies }

  /// Decides whether a role may use a tool; nil where there is no such tool.
  ///
  /// A role that the matrix doesn't know holds nothing.
  public func decide(tool name: String, as role: Role) -> Decision? {
    catalogue.entry(name).map { decide($0, as: role) }
  }

  /// Returns the tools that a role is allowed to use, in the order of the catalogue.
  public func tools(allowedTo role: Role) -> [ToolDescription] {
    toolsByRole[role] ?? catalogue.tools(allowedBy: nil)
  }

  /// Decides a call, runs it if it is allowed, and says what became of it.
  public func perform(_ request: CallRequest, on state: inout State) -> PerformedCall {
    decide(request) { entry, values, filled in
      run(bodies[entry.place], entry, values, filled, request, on: &state)
    }
  }

  /// Says what would become of a call that somebody stops: what the gate finds wrong with it, or
  /// else this outcome.
  ///
  /// Who may not make the call is told so, and nothing about what stops others.
  public func stopped(_ request: CallRequest, as outcome: ToolOutcome) -> PerformedCall {
    decide(request) { _, values, filled in performed(request, outcome, values, filled) }
  }

  /// Returns the arguments with which a call would run; nil where the gate would not run it.
  public func argumentsInForce(of request: CallRequest) -> [String: JSONValue]? {
    var arguments: [String: JSONValue]?
    _ = decide(request) { _, values, filled in
      arguments = values
      return performed(request, .ok([:]), values, filled)
    }
    return arguments
  }

  /// Takes a call through everything that comes before running it, and then lets it proceed.
  private func decide(
    _ request: CallRequest,
    proceed: (ToolCatalogue.Entry, [String: JSONValue], Set<String>) -> PerformedCall
  ) -> PerformedCall {
    let name = request.call.tool
    guard let entry = catalogue.entry(name) else {
      let question = NearMatch.question(for: name, among: tools.map(\.name))
      let reason = "there is no tool `\(name)`" + (question.map { ", \($0)" } ?? "")
      return performed(request, .invalid(reason: reason))
    }
    if case .denied(let denial) = decide(entry, as: request.session.role) {
      return performed(request, .denied(denial))
    }
    do {
      let given = try read(request.call.arguments)
      let (values, filled) = try ArgumentChecker.check(
        given,
        against: entry.description,
        context: request.context
      )
      return proceed(entry, values, filled)
    } catch let error as ArgumentError {
      let hint = error.suggestion.map { ", \($0)" } ?? ""
      return performed(request, .invalid(reason: error.description + hint))
    } catch {
      return performed(request, .invalid(reason: "\(error)"))
    }
  }

  /// Returns the tool of this name, compared by bytes.
  public func tool(named name: String) -> ToolDescription? { catalogue.entry(name)?.description }

  private func decide(_ entry: ToolCatalogue.Entry, as role: Role) -> Decision {
    let granted = matrix.permissions(of: role) ?? PermissionSet(bits: 0)
    let missing = granted.missing(from: entry.requires)
    guard missing.bits != 0 else { return .allowed }
    return .denied(
      Denial(role: role, missing: matrix.list(missing), heldBy: matrix.roles(holding: missing))
    )
  }

  private func run<T: Tool>(
    _ tool: T,
    _ entry: ToolCatalogue.Entry,
    _ values: [String: JSONValue],
    _ filled: Set<String>,
    _ request: CallRequest,
    on state: inout State
  ) -> PerformedCall where T.State == State {
    let before = state
    var bodyRan = false
    var outcome: ToolOutcome
    do throws(ToolFailure) {
      let arguments = try tool.arguments(from: ArgumentValues(checked: values))
      let authorization = Authorization<T>(
        attribution: attribution(request),
        tool: entry.description.name,
        matrix: matrix
      )
      bodyRan = true
      var result = try tool.run(arguments, under: authorization, on: &state)
      attribute(&result, to: attribution(request))
      outcome = .ok(result)
    } catch {
      outcome = bodyRan ? .failed(reason: error.description) : .invalid(reason: error.description)
      state = before
    }
    return performed(request, outcome, values, filled, bodyRan: bodyRan)
  }

  /// Adds to a result who performed the call, and when.
  private func attribute(_ result: inout JSONValue, to attribution: Attribution) {
    guard case .object(var members) = result else { return }
    // Nobody else holds the members now, so they are not copied.
    result = .null
    for (name, value) in attribution.members { members[name] = value }
    result = .object(members)
  }

  private func attribution(_ request: CallRequest) -> Attribution {
    Attribution(session: request.session, callID: request.call.id, at: request.at)
  }

  private func read(_ arguments: ToolArguments) throws -> [String: JSONValue] {
    switch arguments {
    case .values(let values): return values
    case .text(let text):
      guard text.utf8.count <= ToolArguments.maximumBytes else {
        throw ToolFailure("arguments longer than \(ToolArguments.maximumBytes) bytes")
      }
      do {
        guard let members = try JSONReader.read(text.isEmpty ? "{}" : text).members else {
          throw ToolFailure("arguments that are not a JSON object")
        }
        return members
      } catch let error as JSONSyntaxError {
        throw ToolFailure("arguments that are not JSON: \(error)")
      }
    }
  }

  private func performed(
    _ request: CallRequest,
    _ outcome: ToolOutcome,
    _ values: [String: JSONValue]? = nil,
    _ filled: Set<String> = [],
    bodyRan: Bool = false
  ) -> PerformedCall {
    PerformedCall(
      id: request.call.id,
      tool: request.call.tool,
      arguments: values ?? (try? read(request.call.arguments)) ?? [:],
      filledFromContext: filled,
      attribution: attribution(request),
      outcome: outcome,
      bodyRan: bodyRan
    )
  }
}
