import Agent
import Cassettes
import Exercises
import HTTPTransport
import OpenAIModels
import REPL
import Synchronization

/// Keeps what the live model of a session answers, for recordings of that session.
final class LiveTape: ModelTape {
  /// A live model as it was made.
  struct Source: Sendable {
    let name: LiveModelName
    let endpoint: OpenAIEndpoint
    let settings: ModelSettings
    let definition: WorldDefinition
  }

  private struct State {
    var recorder: CassetteRecorder?
    var source: Source?
    /// Whether more than one model answered: no cassette holds two.
    var isMixed = false
  }

  private let state = Mutex(State())

  /// How many exchanges there were so far.
  var count: Int { state.withLock { $0.recorder?.cassette.exchanges.count ?? 0 } }

  /// Returns a connection that keeps what a model answers.
  func recorder(_ connection: any HTTPConnection, of source: Source) -> any HTTPConnection {
    state.withLock { state in
      if let recorder = state.recorder {
        if state.source?.name == source.name { return recorder }
        state.isMixed = true
        return connection
      }
      let recorder = CassetteRecorder(
        connection,
        model: source.name.description,
        address: source.endpoint.address,
        settings: source.settings.members,
        keepsRequests: false
      )
      (state.recorder, state.source) = (recorder, source)
      return recorder
    }
  }

  /// Returns what gives the answers of some exchanges again, and keeps what it is asked for them.
  func again(_ exchanges: [Int]) -> TapedModel? {
    let (recorder, source, isMixed) = state.withLock { ($0.recorder, $0.source, $0.isMixed) }
    guard let recorder, let source, !isMixed, !exchanges.isEmpty else { return nil }
    var cassette = recorder.cassette
    guard exchanges.allSatisfy(cassette.exchanges.indices.contains) else { return nil }
    cassette.exchanges = exchanges.map { recorder.cassette.exchanges[$0] }
    let player = CassettePlayer(cassette, name: "the session", answersAnything: true)
    let again = CassetteRecorder(
      player,
      model: source.name.description,
      address: source.endpoint.address,
      settings: source.settings.members
    )
    let model = OpenAIModel(
      source.name,
      at: source.endpoint,
      settings: source.settings,
      briefing: ModelBriefing(source.definition.policy),
      transport: OpenAIModel.Transport(again, sleep: { _ in })
    )
    return TapedModel(model) { again.cassette.text }
  }

  /// Returns the name of a cassette's file, as runs look for it.
  func fileName(for stem: String) -> String { CassetteFile.name(for: stem) }
}
