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

  @Option(name: [.customShort("k"), .long], help: "Only cases whose id or name has this text.")
  var match: String?

  @Option(name: [.short, .long], help: "Only cases with this tag.")
  var tag: String?

  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?

  @Option(name: .customLong("var"), help: "NAME=VALUE, a variable's value, repeatable.")
  var variables: [String] = []

  @Flag(name: .long, help: "Succeed even if nothing is selected.")
  var allowEmpty = false

  /// How many things can be done at once here.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Returns the selected cases of all files.
  ///
  /// - Throws: `ExitStatus` after saying what is wrong: usage for files, nothingSelected for none.
  func cases(
    on definition: WorldDefinition,
    warns: Bool = false,
    jobs: Int = SelectionOptions.processors
  ) throws -> [ScenarioCase] {
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
      for problem in suite.problems { Output.complain(SafeText.block(problem.rendered())) }
      Output.complain(Self.count(suite.problems.count, "error") + ", nothing was run")
      throw ExitStatus.usage
    }
    for name in values.keys.sorted() where !suite.notes.variables.contains(name) {
      guard !suite.cases.isEmpty else { break }
      let question = NearMatch.question(for: name, among: suite.notes.variables.sorted())
      throw ValidationError(
        "no scenario uses a variable '\(name)'" + (question.map { ", \($0)" } ?? "")
      )
    }
    let selected = try suite.cases.filter { try isSelected($0, among: suite.cases) }
    guard !selected.isEmpty || allowEmpty else {
      Output.complain(
        "tabletop: no case\(filterPhrase) in \(searched.joined(separator: " ")) "
          + "(\(Self.count(suite.fileCount, "file")), \(Self.count(suite.cases.count, "case")))"
      )
      throw ExitStatus.nothingSelected
    }
    return selected
  }

  private var searched: [String] { paths.isEmpty ? ["scenarios"] : paths }

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

  private func isSelected(_ scenario: ScenarioCase, among all: [ScenarioCase]) throws -> Bool {
    if let match, !Self.has(scenario.id, match), !Self.has(scenario.name, match) { return false }
    if let tag {
      guard all.contains(where: { $0.tags.contains(tag) }) else {
        let tags = Set(all.flatMap(\.tags)).sorted().joined(separator: ", ")
        Output.complain("tabletop: there is no tag `\(tag)`; tags are \(tags)")
        throw ExitStatus.usage
      }
      if !scenario.tags.contains(tag) { return false }
    }
    let lines = searched.map(Self.split).filter {
      $0.line != nil && $0.path == scenario.file.source.path
    }
    guard !lines.isEmpty, case .cell = scenario.body else { return true }
    return lines.contains { $0.line == scenario.line }
  }

  private func values() throws -> [String: String] {
    var values: [String: String] = [:]
    for variable in variables {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("--var takes NAME=VALUE, not '\(variable)'")
      }
      values[String(parts[0])] = String(parts[1])
    }
    return values
  }

  private var filterPhrase: String {
    (match.map { " matches -k \($0)" } ?? "") + (tag.map { " has the tag \($0)" } ?? "")
  }

  private static func has(_ text: String, _ part: String) -> Bool {
    part.isEmpty || text.contains(part)
  }

  /// Takes the line number off `FILE:LINE`.
  private static func split(_ path: String) -> (path: String, line: Int?) {
    guard let colon = path.lastIndex(of: ":"),
      let line = Int(path[path.index(after: colon)...]), line > 0
    else { return (path, nil) }
    return (String(path[..<colon]), line)
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
