import Agent
import Documents
import Exercises
import Glibc
import OpenAIModels
import REPL
import Scenarios
import Synchronization

/// Settings from files: the user's own, and the project's in the current folder.
///
/// Flags and the environment come before them, the project before the user. A project is somebody
/// else's as often as not, so it can't choose where a key goes nor what runs without asking.
struct Configuration: Sendable {
  /// A setting and the file it stands in.
  struct Entry: Sendable {
    let value: String
    let origin: String
  }

  /// What can be set, in the order in which it is listed.
  static let keys = [
    "role", "user", "model", "base_url", "api_key_file", "effort", "verbosity", "temperature",
    "max_tokens", "price", "idle_timeout", "turn_timeout", "output", "plain", "color", "offer",
    "approve", "prompt", "theme",
  ]
  /// What only the user's own file can set.
  static let ownKeys: Set = ["base_url", "api_key_file", "approve"]
  /// The project's file.
  static let projectFile = ".tabletop.yaml"

  private(set) var entries: [String: Entry] = [:]

  private static let state = Mutex(Configuration())

  /// The settings in force, once they were taken.
  static var current: Configuration { state.withLock(\.self) }

  /// Gives a setting's value.
  static subscript(_ key: String) -> String? { current.entries[key]?.value }

  /// The user's own file, which need not be there.
  static var ownFile: String? {
    if let path = Environment["TABLETOP_CONFIG"] { return path }
    return folder.map { $0 + "/config.yaml" }
  }

  /// The folder of the user's own files.
  static var folder: String? {
    if let home = Environment["XDG_CONFIG_HOME"], home.hasPrefix("/") { return home + "/tabletop" }
    return Environment["HOME"].map { $0 + "/.config/tabletop" }
  }

  /// Reads the files and puts their settings in force.
  ///
  /// - Throws: `ExitStatus.usage` after saying everything that is wrong with them.
  static func take(_ path: String?) throws {
    var configuration = Configuration()
    var problems = Diagnostics()
    let isRequired = path != nil || Environment["TABLETOP_CONFIG"] != nil
    if let own = path ?? ownFile {
      if let bytes = contents(own) {
        configuration.read(SourceFile(path: own, bytes: bytes), isOwn: true, &problems)
      } else if isRequired {
        Output.complain("tabletop: the settings in `\(SafeText.line(own))` can't be read")
        throw ExitStatus.usage
      }
    }
    if access(projectFile, F_OK) == 0, contents(projectFile, inside: ".") == nil {
      Output.complain(
        "tabletop: the settings in \(projectFile) are not read: it can't be, or leads elsewhere"
      )
    }
    if let bytes = contents(projectFile, inside: ".") {
      configuration.read(SourceFile(path: projectFile, bytes: bytes), isOwn: false, &problems)
    }
    guard problems.isEmpty else {
      for problem in problems.all { Output.complain(SafeText.block(problem.rendered())) }
      throw ExitStatus.usage
    }
    let taken = configuration
    state.withLock { $0 = taken }
  }

  private static func contents(_ path: String, inside folder: String? = nil) -> [UInt8]? {
    do throws(ScenarioFinderError) {
      return try ScenarioFinder.contents(path, inside: folder)
    } catch {
      return nil
    }
  }

  private mutating func read(_ source: SourceFile, isOwn: Bool, _ problems: inout Diagnostics) {
    switch YAMLReader.read(source) {
    // An empty file sets nothing.
    case .failure(let found) where found.all.allSatisfy { $0.code == "TT002" }: break
    case .failure(let found): problems.add(contentsOf: found)
    case .success(let root):
      let reader = MappingReader(
        root,
        in: source,
        what: "the settings",
        keys: Self.keys,
        diagnostics: &problems
      )
      for key in Self.keys {
        guard let span = reader.keySpan(key) else { continue }
        if !isOwn, Self.ownKeys.contains(key) {
          problems.add(Self.refusal(of: key, span, source))
          continue
        }
        guard let value = Self.value(of: key, reader, &problems) else { continue }
        entries[key] = Entry(value: value, origin: source.path)
      }
    }
  }

  private static func refusal(
    of key: String,
    _ span: SourceSpan,
    _ source: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      code: "TT010",
      file: source,
      span: span,
      message: "a project's file can't set `\(key)`",
      why: key == "approve"
        ? "it would let tools run that nobody was asked about"
        : "it would choose where your key goes",
      help: "set it in your own file" + (ownFile.map { ", \($0)" } ?? "")
    )
  }

  /// Reads a value of the setting's type, and returns it as the flag would take it.
  private static func value(
    of key: String,
    _ reader: MappingReader,
    _ problems: inout Diagnostics
  ) -> String? {
    switch key {
    case "temperature":
      guard let number = reader.number(key, &problems) else { return nil }
      let settings = ModelSettings(temperature: number)
      return accepted("\(number)", settings.problem, key, reader, &problems)
    case "max_tokens":
      guard let number = reader.integer(key, &problems) else { return nil }
      let settings = ModelSettings(maximumTokens: number)
      return accepted("\(number)", settings.problem, key, reader, &problems)
    case "price":
      guard let text = reader.text(key, &problems) else { return nil }
      let problem = TokenPrice(text) == nil ? "a price is \(TokenPrice.form)" : nil
      return accepted(text, problem, key, reader, &problems)
    case "idle_timeout", "turn_timeout":
      return reader.integer(key, range: 1...86_400, &problems).map(String.init)
    case "theme": return reader.choice(key, of: ["default", "mono"], &problems)
    case "prompt": return prompt(reader, &problems)
    case "plain": return reader.flag(key, &problems).map { $0 ? "true" : "false" }
    case "output": return reader.choice(key, of: OutputMode.allCases.map(\.rawValue), &problems)
    case "color": return reader.choice(key, of: ["auto", "always", "never"], &problems)
    case "offer": return reader.choice(key, of: ToolOffer.allCases.map(\.rawValue), &problems)
    case "effort": return reader.choice(key, of: ModelSettings.efforts, &problems)
    case "verbosity": return reader.choice(key, of: ModelSettings.verbosities, &problems)
    case "api_key_file": return reader.text(key, &problems).map(ownPath)
    case "approve":
      guard let node = reader.node(key), node.items != nil else {
        return reader.text(key, &problems)
      }
      return (reader.items(key, &problems) ?? []).compactMap(\.scalar).joined(separator: ",")
    default: return reader.text(key, &problems)
    }
  }

  private static func prompt(_ reader: MappingReader, _ problems: inout Diagnostics) -> String? {
    guard let text = reader.text("prompt", &problems), let node = reader.node("prompt") else {
      return nil
    }
    do throws(PromptTemplateError) {
      return try PromptTemplate(text).text
    } catch {
      problems.add(
        Diagnostic(
          code: "TT012",
          file: reader.file,
          span: node.span(ofScalars: error.place),
          message: error.problem,
          label: error.hint
        )
      )
      return nil
    }
  }

  /// Puts the home folder in the place of `~`.
  private static func ownPath(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = Environment["HOME"] else { return path }
    return home + path.dropFirst()
  }

  private static func accepted(
    _ value: String,
    _ problem: String?,
    _ key: String,
    _ reader: MappingReader,
    _ problems: inout Diagnostics
  ) -> String? {
    guard let problem, let node = reader.node(key) else { return value }
    problems.add(
      Diagnostic(code: "TT012", file: reader.file, span: node.span, message: problem)
    )
    return nil
  }
}
