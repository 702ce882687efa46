import AccessControl
import Agent
import EventStreams
import HTTPTransport
import Synchronization
import Testing
import Values
import WireServer

@testable import OpenAIModels

/// A role, a session in it, tools and a briefing to ask models with.
struct Department {
  static let tools = [
    ToolDescription(
      name: "restart_service",
      summary: "Restart a service.",
      requires: [],
      parameters: [
        ToolParameter("service", .reference("service"), isRequired: true, summary: "which one"),
        ToolParameter("reason", .text),
      ],
      effect: .write
    ),
    ToolDescription(
      name: "view_logs",
      summary: "Show log lines.",
      requires: [],
      parameters: [
        ToolParameter("level", .choice(["debug", "info"])),
        ToolParameter("limit", .integer(1...500)),
        ToolParameter("hours", .number(atLeast: 0, above: nil)),
        ToolParameter("amount", .number(atLeast: nil, above: 0), isRequired: true),
        ToolParameter("systems", .list(.text)),
      ],
      effect: .read
    ),
  ]

  let session: Session
  let matrix: PermissionMatrix

  init() throws {
    let role = try #require(Role("IT"))
    matrix = try PermissionMatrix(
      permissions: [],
      grants: [PermissionMatrix.Grant(role: role, permissions: [])]
    )
    session = try #require(Session(user: "dana@example.com", role: role))
  }

  var briefing: ModelBriefing {
    ModelBriefing(
      roles: [(session.role, "keeps systems running")],
      matrix: matrix,
      tools: Self.tools,
      fields: []
    )
  }

  func request(_ items: [ThreadItem], round: Int = 0, turn: Int = 1) -> ModelRequest {
    ModelRequest(
      session: session,
      items: items,
      tools: Self.tools,
      incident: "INC-001",
      round: round,
      turn: turn
    )
  }

  func item(_ content: ThreadItem.Content, memo: ModelMemo? = nil) -> ThreadItem {
    ThreadItem(
      id: "item",
      turn: 1,
      session: session,
      at: Timestamp(seconds: 0),
      content: content,
      memo: memo
    )
  }

  func asks(_ text: String = "Restart Redis") -> ModelRequest {
    request([item(.userMessage(text))])
  }
}

/// What asking a model gave, and how long it would have waited between requests.
struct Asked: Sendable {
  var response: ModelResponse?
  var error: String?
  var deltas: [String] = []
  var waits: [Duration] = []
}

/// Asks a model behind a server.
func ask(
  _ server: WireServer,
  _ name: String = "openai:gpt-5",
  key: String? = nil,
  request: ModelRequest? = nil,
  settings: ModelSettings = ModelSettings(),
  timeouts: HTTPTimeouts = HTTPTimeouts(),
  limits: EventStreamLimits = EventStreamLimits()
) async throws -> Asked {
  let department = try Department()
  let waits = Mutex<[Duration]>([])
  let transport = OpenAIModel.Transport(
    try HTTPClient(),
    timeouts: timeouts,
    limits: limits,
    sleep: { wait in waits.withLock { $0.append(wait) } },
    now: { 784_111_777 }
  )
  let endpoint = try OpenAIEndpoint(
    address: try HTTPAddress(server.base),
    key: try key.map { try APIKey($0) }
  )
  let model = OpenAIModel(
    try #require(LiveModelName(name)),
    at: endpoint,
    settings: settings,
    briefing: department.briefing,
    transport: transport
  )
  var asked = Asked()
  do throws(ModelError) {
    asked.response = try await model.respond(to: request ?? department.asks()) { event in
      if case .textDelta(let delta) = event { asked.deltas.append(delta) }
    }
  } catch {
    asked.error = error.description
  }
  asked.waits = waits.withLock { $0 }
  return asked
}

/// Starts a server, lets a test use it, and stops it.
func withServer<T>(
  _ answer: @escaping @Sendable (WireRequest) -> WireReply,
  _ use: (WireServer) async throws -> T
) async throws -> T {
  let server = try WireServer(answer)
  defer { server.stop() }
  return try await use(server)
}
