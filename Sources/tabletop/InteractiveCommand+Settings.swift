import Agent
import Exercises
import HTTPTransport
import OpenAIModels
import REPL

extension InteractiveCommand {
  /// What is in force, and where each setting comes from.
  struct Chosen {
    /// The settings in the order in which they are listed.
    private(set) var all: [(key: String, value: String, origin: String)] = []

    fileprivate mutating func add(
      _ key: String,
      _ flag: String?,
      _ variables: [String] = [],
      standard: String
    ) {
      if let flag {
        all.append((key, flag, "flag"))
      } else if let name = variables.first(where: { Environment[$0] != nil }) {
        all.append((key, Environment[name] ?? "", name))
      } else if let entry = Configuration.current.entries[key] {
        all.append((key, entry.value, entry.origin))
      } else {
        all.append((key, standard, "default"))
      }
    }

    /// Returns a setting's value, where it is set.
    fileprivate func value(_ key: String) -> String? {
      all.first { $0.key == key && $0.origin != "default" }?.value
    }

    var role: String? { value("role") }
    var user: String? { value("user") }
    var model: String { value("model") ?? "offline" }
    var output: String? { value("output") }
    var color: String { value("color") ?? (value("theme") == "mono" ? "never" : "auto") }
    var offer: String? { value("offer") }
    var isPlain: Bool { value("plain").map { $0 != "false" && $0 != "0" } ?? false }
  }

  /// The settings in force: flags, then environment, then files.
  var chosen: Chosen {
    var chosen = Chosen()
    chosen.add("role", role, ["TABLETOP_ROLE"], standard: "asked")
    chosen.add("user", user, standard: "the role's")
    chosen.add("model", model, ["TABLETOP_MODEL"], standard: "offline")
    chosen.add(
      "base_url",
      live.baseURL,
      ["TABLETOP_BASE_URL", "OPENAI_BASE_URL"],
      standard: OpenAIEndpoint.standardAddress
    )
    chosen.add("effort", live.effort, standard: "the server's")
    chosen.add("verbosity", live.verbosity, standard: "the server's")
    chosen.add("temperature", live.temperature.map { "\($0)" }, standard: "the server's")
    chosen.add("max_tokens", live.maxTokens.map { "\($0)" }, standard: "the server's")
    chosen.add("price", live.price, standard: "none, tokens only")
    chosen.add("idle_timeout", live.idleTimeout.map { "\($0)" }, standard: "60")
    chosen.add("turn_timeout", live.turnTimeout.map { "\($0)" }, standard: "120")
    chosen.add("output", output, standard: "text")
    chosen.add("plain", plain ? "true" : nil, ["TABLETOP_PLAIN"], standard: "false")
    chosen.add("color", color, standard: "auto")
    chosen.add("theme", nil, standard: "default")
    chosen.add("offer", offer, standard: "role")
    return chosen
  }

  /// Lets the session list models, take another one, and have its surroundings examined.
  func addModels(
    to options: inout REPLOptions,
    _ definition: WorldDefinition,
    tape: LiveTape
  ) {
    let (live, chosen) = (live, chosen.model)
    let models = Models(live, tape: tape)
    options.tape = tape
    options.makeModel = { name throws(ModelError) in
      try models.sessionModel(named: name, for: definition)
    }
    options.models = {
      let isReady = live.keySource != nil || live.address != OpenAIEndpoint.standardAddress
      let state = isReady ? "ready" : "set OPENAI_API_KEY"
      var entries = [
        REPLOptions.ModelEntry(
          name: "offline",
          summary: "built in, deterministic, no key",
          state: "ready"
        )
      ]
      let standard = "openai:\(LiveModelName.standardModel)"
      let isLive = LiveModelName(chosen) != nil && chosen != standard
      for name in isLive ? [chosen, standard] : [standard] {
        entries.append(REPLOptions.ModelEntry(name: name, summary: live.address, state: state))
      }
      entries.append(
        REPLOptions.ModelEntry(
          name: ScriptedTurns.prefix + "FILE",
          summary: "says the `agent` lines of a scenario",
          state: "ready"
        )
      )
      // A server is asked for its list only where it was set up.
      guard isReady, let client = try? HTTPClient(), let endpoint = try? live.endpoint() else {
        return entries
      }
      do throws(ModelError) {
        let api = LiveModelName(chosen)?.api ?? (live.keySource == nil ? .chat : .responses)
        for listed in try await endpoint.models(through: client, timeouts: live.listTimeouts) {
          let name = "\(api.rawValue):\(listed)"
          guard !entries.contains(where: { $0.name == name }) else { continue }
          entries.append(REPLOptions.ModelEntry(name: name, summary: "listed by the server"))
        }
      } catch {
        entries.append(REPLOptions.ModelEntry(name: "", summary: error.description, state: ""))
      }
      return entries
    }
    options.doctor = {
      var lines: [String] = []
      var report = DoctorReport(write: { lines.append(String($0.dropLast())) })
      let name = LiveModelName(chosen).map(\.description)
      await Doctor(definition: definition, model: name, leavesNetworkAlone: false, live: live)
        .examine(&report)
      return lines
    }
  }
}
