import Agent
import Cassettes
import Exercises
import Glibc
import HTTPTransport
import IncidentTools
import OfflineModels
import OpenAIModels
import Scenarios
import Synchronization
import Values

/// Makes the models that scenarios and sessions name.
///
/// The offline one is prepared once for a world; live ones share one client; recordings are each
/// case's own.
final class Models: ModelSource {
  /// A model, and the definition it was made for, which keeps its identity taken.
  private struct Entry {
    let definition: WorldDefinition
    let model: OfflineModel
  }

  private struct State {
    var offline: [ObjectIdentifier: Entry] = [:]
    var client: HTTPClient?
    var notes: [String] = []
  }

  private let options: LiveModelOptions?
  private let recordings: RecordingPlan
  private let tape: LiveTape?
  private let state = Mutex(State())

  init(
    _ options: LiveModelOptions? = nil,
    recordings: RecordingPlan = RecordingPlan(),
    tape: LiveTape? = nil
  ) {
    self.options = options
    self.tape = tape
    self.recordings = recordings
  }

  /// What there is to say about recordings once everything was played.
  var notes: [String] { state.withLock { $0.notes }.sorted() }

  /// Whether no recording is read or written, so that only live models reach beyond the process.
  var isLocal: Bool { recordings.isUnused }

  /// Whether a model of this name, without a recording, has no effect outside the process.
  static func isLocal(_ name: String) -> Bool { name == "offline" || name == "scripted" }

  /// Returns the model of this name for a session at the prompt.
  ///
  /// - Throws: `ModelError` where there is none.
  func sessionModel(
    named name: String,
    for definition: WorldDefinition
  ) throws(ModelError) -> any Model {
    if name == "openai" {
      return try model(named: "openai:\(LiveModelName.standardModel)", for: definition)
    }
    guard name == "scripted" || name.hasPrefix(ScriptedTurns.prefix) else {
      return try model(named: name, for: definition)
    }
    return try ScriptedTurns(named: name, standard: definition)
  }

  /// Returns the model of this name.
  ///
  /// - Throws: `ModelError` where there is none.
  func model(
    named name: String,
    for definition: WorldDefinition
  ) throws(ModelError) -> any Model {
    if let live = LiveModelName(name) {
      let (client, endpoint) = (try client(), try endpoint())
      let source = LiveTape.Source(
        name: live,
        endpoint: endpoint,
        settings: options?.settings ?? ModelSettings(),
        definition: definition
      )
      let connection = tape?.recorder(client, of: source) ?? client
      return try self.live(live, for: definition, on: connection, at: endpoint)
    }
    guard name == "offline" || name == "scripted" else {
      throw ModelError(
        "there is no model `\(name)`, only offline, scripted:FILE, openai:MODEL and chat:MODEL"
      )
    }
    return state.withLock { state in
      if let entry = state.offline[definition.identity] { return entry.model }
      let model = OfflineModel(definition)
      state.offline[definition.identity] = Entry(definition: definition, model: model)
      return model
    }
  }

  /// Returns the model for one play of a case: live, recorded, replayed, or the offline one.
  ///
  /// - Throws: `ModelError` where it can't be had.
  func open(_ name: String, for scenario: ScenarioCase) throws(ModelError) -> CaseModel {
    let live = LiveModelName(name)
    guard live != nil || name == "replay" || recordings.replays(scenario) else {
      return CaseModel(try model(named: name, for: scenario.definition))
    }
    if let live, !recordings.isReplaying || recordings.isLive {
      return try opened(live, for: scenario)
    }
    let file = recordings.file(to: .read, for: scenario)
    let cassette = try CassetteFile.read(file)
    guard let recorded = LiveModelName(cassette.model) else {
      throw ModelError("\(file) is a recording of `\(cassette.model)`, which is no live model")
    }
    if recordings.isLive {
      return try opened(live ?? recorded, for: scenario, like: cassette)
    }
    return try replayed(recorded, cassette, file, for: scenario)
  }

  private func opened(
    _ name: LiveModelName,
    for scenario: ScenarioCase,
    like cassette: Cassette? = nil
  ) throws(ModelError) -> CaseModel {
    let address = options?.baseURL == nil ? cassette?.address : nil
    let endpoint = try endpoint(at: address)
    var settings = cassette.map { ModelSettings($0.settings) } ?? options?.settings
    settings?.price = options?.settings.price
    guard let file = recordings.target(for: scenario) else {
      return CaseModel(
        try live(name, for: scenario.definition, on: try client(), at: endpoint, settings)
      )
    }
    let recorder = CassetteRecorder(
      try client(),
      model: name.description,
      address: endpoint.address,
      settings: (settings ?? ModelSettings()).members
    )
    let model = try live(name, for: scenario.definition, on: recorder, at: endpoint, settings)
    return CaseModel(model) { [self] in
      do throws(ModelError) {
        try CassetteFile.write(recorder.cassette, to: file)
        note("recorded \(recorder.cassette.exchanges.count) exchanges in \(file)")
        return []
      } catch {
        return [error.description]
      }
    }
  }

  private func replayed(
    _ name: LiveModelName,
    _ cassette: Cassette,
    _ file: String,
    for scenario: ScenarioCase
  ) throws(ModelError) -> CaseModel {
    let endpoint: OpenAIEndpoint
    do {
      endpoint = try OpenAIEndpoint(address: try HTTPAddress(cassette.address), key: nil)
    } catch {
      throw ModelError("\(file): \(error)")
    }
    let player = CassettePlayer(cassette, name: file)
    let settings = ModelSettings(cassette.settings)
    let model = try live(name, for: scenario.definition, on: player, at: endpoint, settings)
    return CaseModel(model) {
      guard player.unused > 0 else { return [] }
      return ["\(file): \(player.unused) of \(cassette.exchanges.count) exchanges were not used"]
    }
  }

  private func live(
    _ name: LiveModelName,
    for definition: WorldDefinition,
    on connection: any HTTPConnection,
    at endpoint: OpenAIEndpoint,
    _ settings: ModelSettings? = nil
  ) throws(ModelError) -> any Model {
    var transport = OpenAIModel.Transport(
      connection,
      timeouts: options?.timeouts ?? HTTPTimeouts(),
      now: { time(nil) }
    )
    // A recording answers at once, also where the server had asked to wait.
    if connection is CassettePlayer { transport.sleep = { _ in } }
    return OpenAIModel(
      name,
      at: endpoint,
      settings: settings ?? options?.settings ?? ModelSettings(),
      briefing: ModelBriefing(definition.policy),
      transport: transport
    )
  }

  private func endpoint(at address: String? = nil) throws(ModelError) -> OpenAIEndpoint {
    do throws(LiveModelError) {
      guard let options else { throw LiveModelError("there are no live models here") }
      return try options.endpoint(at: address)
    } catch {
      throw ModelError(error.description)
    }
  }

  private func client() throws(ModelError) -> HTTPClient {
    if let client = state.withLock({ $0.client }) { return client }
    do throws(HTTPError) {
      let client = try HTTPClient()
      return state.withLock { state in
        if let first = state.client { return first }
        state.client = client
        return client
      }
    } catch {
      throw ModelError(error.description)
    }
  }

  private func note(_ text: String) { state.withLock { $0.notes.append(text) } }
}

extension OfflineModel {
  /// Creates the offline model for a world and its policy.
  init(_ definition: WorldDefinition) {
    self.init(
      tools: definition.policy.tools,
      matrix: definition.policy.matrix,
      catalog: PlanCatalog(definition.world)
    )
  }
}

extension ModelBriefing {
  /// Creates the briefing of a policy.
  init(_ policy: Policy) {
    self.init(
      roles: policy.profiles.map { ($0.role, $0.summary) },
      matrix: policy.matrix,
      tools: policy.tools,
      fields: FieldGroup.allCases.compactMap { group in
        policy.fields.permission(for: group).map { (group.rawValue, $0) }
      }
    )
  }
}

extension ModelSettings {
  /// Reads the settings that a cassette keeps.
  init(_ members: [String: JSONValue]) {
    self.init(
      effort: members["effort"]?.text,
      verbosity: members["verbosity"]?.text,
      temperature: members["temperature"]?.double,
      maximumTokens: members["max_tokens"]?.int
    )
  }

  /// The settings as a cassette keeps them.
  var members: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if let effort { members["effort"] = .string(effort) }
    if let verbosity { members["verbosity"] = .string(verbosity) }
    if let temperature { members["temperature"] = .number(temperature) }
    if let maximumTokens { members["max_tokens"] = .integer(maximumTokens) }
    return members
  }
}
