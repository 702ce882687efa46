import AccessControl
import ArgumentParser
import Documents
import Exercises
import Glibc
import Scenarios
import Values

/// Which cases a command is about.
struct SelectionOptions: ParsableArguments {
  @Argument(help: "Files or folders, a file also as FILE:LINE (default: scenarios).")
  var paths: [String] = []

  @Option(
    name: [.customShort("k", allowingJoined: true), .long],
    help: "Only cases whose id or name has this text."
  )
  var match: String?

  @Option(
    name: [.customShort("t", allowingJoined: true), .long],
    help: "Only cases with these tags: 'handoff and not (slow or x)'."
  )
  var tag: String?

  @Option(name: .long, help: "Only cases in which this role acts.")
  var role: String?

  @Option(name: .long, help: "Only cases that call this tool or expect something of it.")
  var tool: String?

  @Flag(name: .long, help: "Only cases that failed when they were last played in this folder.")
  var lastFailed = false

  @Option(name: .long, help: "I/N, one of N parts; N alone takes I from JOB_COMPLETION_INDEX.")
  var shard: String?

  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?

  @Option(name: .customLong("var"), help: "NAME=VALUE, a variable's value, repeatable.")
  var variables: [String] = []

  @Flag(name: .long, help: "Succeed even if nothing is selected.")
  var allowEmpty = false

  /// A case and its place among those that were selected, before they were split into parts.
  struct Selected<Outcome: Sendable> {
    let index: Int
    let item: SuiteItem<Outcome>

    /// What became of the case, where it was dealt with already.
    var outcome: Outcome? {
      guard case .played(let outcome) = item else { return nil }
      return outcome
    }

    /// The case; nil where it was dealt with already.
    var scenario: ScenarioCase? {
      guard case .read(let scenario) = item else { return nil }
      return scenario
    }
  }

  /// What becomes of a case while the other files are still being read.
  private enum Early<Outcome: Sendable> {
    /// It was dealt with.
    indirect case done(Outcome)
    /// It belongs to another part of the cases.
    case elsewhere
  }

  /// Returns the selected cases of all files.
  ///
  /// - Throws: `ExitStatus` after saying what is wrong: usage for files, nothingSelected for none.
  func cases(
    on definition: WorldDefinition,
    warns: Bool = false,
    jobs: Int = JobsOption.processors
  ) async throws -> [ScenarioCase] {
    let none: @Sendable (ScenarioCase) async -> Never? = { _ in nil }
    return try await selected(on: definition, warns: warns, jobs: jobs, play: none)
      .compactMap(\.scenario)
  }

  /// Returns the selected cases of all files, with their places.
  ///
  /// Where all cases of all files are wanted, they may be dealt with as soon as their file was read;
  /// where `play` gives nil, and where something else is wanted, they are as they were read.
  ///
  /// - Throws: `ExitStatus` after saying what is wrong: usage for files, nothingSelected for none.
  func selected<Outcome: Sendable>(
    on definition: WorldDefinition,
    warns: Bool = false,
    jobs: Int,
    play: @escaping @Sendable (ScenarioCase) async -> Outcome?,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> [Selected<Outcome>] {
    let shard = try ShardChoice.shard(shard)
    let values = try values()
    let files = try files()
    let isWholeSuite = isWholeSuite
    let suite = await StreamedSuite(
      files,
      worlds: WorldLibrary(standard: definition),
      variables: values,
      jobs: jobs,
      play: { (scenario) -> Early<Outcome>? in
        guard isWholeSuite else { return nil }
        guard shard?.contains(scenario.id) ?? true else { return .elsewhere }
        return await play(scenario).map { .done($0) }
      },
      progress: { progress(min($0, files.count), files.count) }
    )
    try tellProblems(of: suite, warns: warns)
    try checkUse(of: values, in: suite)
    let chosen = try chosen(of: suite)
    return chosen.enumerated().compactMap { index, item in
      switch item {
      case .played(.elsewhere): return nil
      case .played(.done(let outcome)): return Selected(index: index, item: .played(outcome))
      case .read(let scenario):
        guard shard?.contains(scenario.id) ?? true else { return nil }
        return Selected(index: index, item: .read(scenario))
      }
    }
  }

  /// Says what is wrong with the files.
  ///
  /// - Throws: `ExitStatus.usage` where anything is.
  private func tellProblems<Outcome>(of suite: StreamedSuite<Early<Outcome>>, warns: Bool) throws {
    if let error = suite.unreadable {
      Output.complain("tabletop: \(error)")
      throw ExitStatus.usage
    }
    if warns {
      for note in suite.notes.warnings { Output.complain(SafeText.block(note.rendered())) }
    }
    guard suite.problems.isEmpty else {
      FileProblems.tell(suite.problems)
      throw ExitStatus.usage
    }
  }

  /// Checks that each variable that was given a value is used somewhere.
  private func checkUse<Outcome>(
    of values: [String: String],
    in suite: StreamedSuite<Early<Outcome>>
  ) throws {
    for name in values.keys.sorted() where !suite.notes.variables.contains(name) {
      guard !suite.items.isEmpty else { break }
      let question = NearMatch.question(for: name, among: suite.notes.variables.sorted())
      throw ValidationError(
        "no scenario uses a variable '\(name)'" + (question.map { ", \($0)" } ?? "")
      )
    }
  }

  /// Returns what is selected, before it is split into parts.
  ///
  /// - Throws: `ExitStatus` after saying that nothing is, or which name doesn't exist.
  private func chosen<Outcome>(
    of suite: StreamedSuite<Early<Outcome>>
  ) throws -> [SuiteItem<Early<Outcome>>] {
    let cases = suite.items.compactMap { item -> ScenarioCase? in
      guard case .read(let scenario) = item else { return nil }
      return scenario
    }
    let filter = try CaseFilter(self, cases)
    let lines = searched.map(Self.split)
    let chosen = suite.items.filter { item in
      // What was played early was wanted.
      guard case .read(let scenario) = item else { return true }
      return filter.accepts(scenario) && Self.isOn(lines, scenario)
    }
    guard !chosen.isEmpty || allowEmpty else {
      Output.complain(
        "tabletop: no case\(SafeText.line(filter.phrase)) in "
          + SafeText.line(searched.joined(separator: " "))
          + " (\(FileProblems.count(suite.fileCount, "file")), "
          + "\(FileProblems.count(suite.items.count, "case")))"
      )
      throw ExitStatus.nothingSelected
    }
    return chosen
  }

  /// Whether all cases of all files are wanted, or a part of them that their ids tell.
  private var isWholeSuite: Bool {
    match == nil && Environment["TESTBRIDGE_TEST_ONLY"] == nil && tag == nil && role == nil
      && tool == nil && !lastFailed && !searched.contains { Self.split($0).line != nil }
  }

  /// The paths that are searched.
  var searched: [String] { paths.isEmpty ? ["scenarios"] : paths }

  /// Returns where the files are, each once, however often the paths lead to it.
  private func files() throws -> [FoundScenario] {
    var files: [FoundScenario] = []
    var seen: Set<String> = []
    for path in searched {
      do throws(ScenarioFinderError) {
        for file in try ScenarioFinder.find(at: Self.split(path).path)
        where seen.insert(file.path).inserted {
          files.append(file)
        }
      } catch {
        Output.complain("tabletop: \(error)")
        throw ExitStatus.usage
      }
    }
    return files
  }

  /// Whether a case stands at one of the lines that were asked for, where any were.
  private static func isOn(
    _ places: [(path: String, line: Int?)],
    _ scenario: ScenarioCase
  )
    -> Bool
  {
    let lines = places.filter { $0.line != nil && $0.path == scenario.file.source.path }
    guard !lines.isEmpty, scenario.isCell else { return true }
    return lines.contains { $0.line == scenario.line }
  }

  private func values() throws -> [String: String] {
    var values: [String: String] = [:]
    for variable in variables.map(Redactor.shared.redacted) {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("--var takes NAME=VALUE, not '\(variable)'")
      }
      values[String(parts[0])] = String(parts[1])
    }
    return values
  }

  /// Takes the line number off `FILE:LINE`.
  private static func split(_ path: String) -> (path: String, line: Int?) {
    guard let colon = path.lastIndex(of: ":"),
      let line = Int(path[path.index(after: colon)...]), line > 0
    else { return (path, nil) }
    return (String(path[..<colon]), line)
  }
}
