import Agent
import ArgumentParser
import HTTPTransport
import OpenAIModels
import Scenarios

/// How live models are reached and asked; flags come before the environment.
struct LiveModelOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The API's address (TABLETOP_BASE_URL, OPENAI_BASE_URL; default api.openai.com/v1)."
  )
  var baseURL: String?
  @Option(
    name: .long,
    help: "A file that holds the key (OPENAI_API_KEY, OPENAI_API_KEY_FILE); never the key itself."
  )
  var apiKeyFile: String?
  @Option(name: .long, help: "How hard the model thinks: none, minimal, low, medium, high …")
  var effort: String?
  @Option(name: .long, help: "How much the model says: low, medium or high.")
  var verbosity: String?
  @Option(name: .long, help: "How much chance there is in its answers, from 0 to 2.")
  var temperature: Double?
  @Option(name: .long, help: "The most tokens of an answer.")
  var maxTokens: Int?
  @Option(
    name: .long,
    help: "What a million tokens cost, in US dollars: IN/OUT or IN/CACHED/OUT, such as 1.25/10."
  )
  var price: String?
  @Option(name: .long, help: "Seconds without a byte after which an answer is given up (60).")
  var idleTimeout: Int?
  @Option(name: .long, help: "Seconds that the model may take in one turn (120).")
  var turnTimeout: Int?

  @Option(
    name: .customLong("config"),
    help: "A file of settings instead of your own (TABLETOP_CONFIG); README has its keys."
  )
  var configFile: String?

  func validate() throws {
    for (name, value) in [("--idle-timeout", idleTimeout), ("--turn-timeout", turnTimeout)] {
      guard (1...86_400).contains(value ?? 1) else {
        throw ValidationError("\(name) takes seconds from 1 to 86400")
      }
    }
    guard price.map({ TokenPrice($0) != nil }) ?? true else {
      throw ValidationError("--price takes \(TokenPrice.form), not '\(price ?? "")'")
    }
    if let problem = settings.problem { throw ValidationError(problem) }
  }

  /// How the model is asked to answer.
  var settings: ModelSettings {
    ModelSettings(
      effort: effort ?? Configuration["effort"],
      verbosity: verbosity ?? Configuration["verbosity"],
      temperature: temperature ?? Configuration["temperature"].flatMap(Double.init),
      maximumTokens: maxTokens ?? Configuration["max_tokens"].flatMap { Int($0) },
      price: (price ?? Configuration["price"]).flatMap { TokenPrice($0) }
    )
  }

  /// How long a request may take.
  var timeouts: HTTPTimeouts {
    HTTPTimeouts(
      idle: .seconds(idleTimeout ?? Configuration["idle_timeout"].flatMap { Int($0) } ?? 60),
      total: turnTime
    )
  }

  /// How long a list of models may take.
  var listTimeouts: HTTPTimeouts { HTTPTimeouts(idle: .seconds(10), total: .seconds(10)) }

  /// How long the model may take in one turn.
  var turnTime: Duration {
    .seconds(turnTimeout ?? Configuration["turn_timeout"].flatMap { Int($0) } ?? 120)
  }

  /// The address of the API, as flags, environment and files have it.
  var address: String {
    baseURL ?? Environment["TABLETOP_BASE_URL"] ?? Environment["OPENAI_BASE_URL"]
      ?? Configuration["base_url"] ?? OpenAIEndpoint.standardAddress
  }

  /// Where the key comes from; nil where there is none.
  var keySource: String? {
    if let apiKeyFile { return apiKeyFile }
    if Environment["OPENAI_API_KEY"] != nil { return "OPENAI_API_KEY" }
    return Environment["OPENAI_API_KEY_FILE"] ?? Configuration["api_key_file"]
  }

  /// The key.
  ///
  /// - Throws: `LiveModelError` where a file or a text holds none.
  func key() throws(LiveModelError) -> APIKey? {
    guard let text = try keyText() else { return nil }
    do throws(APIKeyError) {
      return try APIKey(text)
    } catch {
      throw LiveModelError("\(keySource ?? "the key"): \(error)")
    }
  }

  private func keyText() throws(LiveModelError) -> String? {
    if apiKeyFile == nil, let key = Environment["OPENAI_API_KEY"] { return key }
    guard
      let path = apiKeyFile ?? Environment["OPENAI_API_KEY_FILE"] ?? Configuration["api_key_file"]
    else { return nil }
    do throws(ScenarioFinderError) {
      return String(decoding: try ScenarioFinder.contents(path), as: UTF8.self)
    } catch {
      throw LiveModelError("the key can't be read: \(error)")
    }
  }

  /// The endpoint at an address, or at the one that flags and environment have.
  ///
  /// - Throws: `LiveModelError`.
  func endpoint(at text: String? = nil) throws(LiveModelError) -> OpenAIEndpoint {
    let place = text ?? address
    do {
      return try OpenAIEndpoint(
        address: try HTTPAddress(place),
        key: try key(),
        organization: Environment["OPENAI_ORG_ID"],
        project: Environment["OPENAI_PROJECT_ID"]
      )
    } catch let error as HTTPAddressError {
      throw LiveModelError("the base URL is not used: \(error)")
    } catch let error as LiveModelError {
      throw error
    } catch {
      throw LiveModelError("\(error)")
    }
  }
}

/// Why a live model can't be had.
struct LiveModelError: Error, CustomStringConvertible {
  let description: String

  init(_ reason: String) { description = reason }
}
