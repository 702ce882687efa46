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
  struct Selected {
    let index: Int
    let scenario: ScenarioCase
  }

  /// Returns the selected cases of all files.
  ///
  /// - Throws: `ExitStatus` after saying what is wrong: usage for files, nothingSelected for none.
  func cases(
    on definition: WorldDefinition,
    warns: Bool = false,
    jobs: Int = JobsOption.processors
  ) throws -> [ScenarioCase] {
    try selected(on: definition, warns: warns, jobs: jobs).map(\.scenario)
  }

  /// Returns the selected cases of all files, with their places.
  ///
  /// - Throws: `ExitStatus` after saying what is wrong: usage for files, nothingSelected for none.
  func selected(
    on definition: WorldDefinition,
    warns: Bool = false,
    jobs: Int = JobsOption.processors
  ) throws -> [Selected] {
    let shard = try ShardChoice.shard(shard)
    let values = try values()
    let suite = Suite(
      files: try files(),
      worlds: WorldLibrary(standard: definition),
      variables: values,
      jobs: jobs
    )
    if warns {
      for note in suite.notes.warnings { Output.complain(SafeText.block(note.rendered())) }
    }
    guard suite.problems.isEmpty else {
      FileProblems.tell(suite.problems)
      throw ExitStatus.usage
    }
    for name in values.keys.sorted() where !suite.notes.variables.contains(name) {
      guard !suite.cases.isEmpty else { break }
      let question = NearMatch.question(for: name, among: suite.notes.variables.sorted())
      throw ValidationError(
        "no scenario uses a variable '\(name)'" + (question.map { ", \($0)" } ?? "")
      )
    }
    let filter = try CaseFilter(self, suite.cases)
    let lines = searched.map(Self.split)
    let chosen = suite.cases.filter { filter.accepts($0) && Self.isOn(lines, $0) }
    guard !chosen.isEmpty || allowEmpty else {
      Output.complain(
        "tabletop: no case\(SafeText.line(filter.phrase)) in "
          + SafeText.line(searched.joined(separator: " "))
          + " (\(FileProblems.count(suite.fileCount, "file")), "
          + "\(FileProblems.count(suite.cases.count, "case")))"
      )
      throw ExitStatus.nothingSelected
    }
    return chosen.enumerated().compactMap { index, scenario in
      guard shard?.contains(scenario.id) ?? true else { return nil }
      return Selected(index: index, scenario: scenario)
    }
  }

  /// The paths that are searched.
  var searched: [String] { paths.isEmpty ? ["scenarios"] : paths }

  /// Returns the files, each once, however often the paths lead to it.
  func files() throws -> [ScenarioFile] {
    var files: [ScenarioFile] = []
    var seen: Set<String> = []
    for path in searched {
      do throws(ScenarioFinderError) {
        for file in try ScenarioFinder.files(at: Self.split(path).path)
        where seen.insert(file.source.path).inserted {
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
