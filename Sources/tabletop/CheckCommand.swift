import ArgumentParser
import Documents
import Exercises
import PolicyAnalysis
import Scenarios

/// `tabletop check`: reads scenarios and says what is wrong with them.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read scenarios and say everything that is wrong with them; play none.",
    discussion: """
      With --deep, plays them to find what would hold whatever happens: each case must be green as \
      it is and fail with an agent that does nothing, and each expectation must fail as its \
      opposite, and somewhere between an agent that does nothing and one that tries everything \
      under policies that allow nothing and everything. Exit status 1 where one doesn't.
      """
  )

  @OptionGroup
  var selection: SelectionOptions

  @Flag(name: .long, help: "Also look for cases and expectations that can't fail.")
  var deep = false

  @OptionGroup
  var jobs: JobsOption

  mutating func run() async throws {
    let isDeep = deep
    // Without --deep, nothing is wanted of a case that could be read but where it stands.
    let selected = try await selection.selected(
      on: try Worlds.load(selection.world),
      warns: true,
      jobs: jobs.count,
      play: { isDeep ? nil : $0.file.source.path }
    )
    let cases = selected.compactMap(\.scenario)
    let files = Set(cases.map(\.file.source.path)).union(selected.compactMap(\.outcome)).count
    let counts =
      FileProblems.count(files, "file") + ", " + FileProblems.count(selected.count, "case")
    guard deep else {
      Output.write("\(counts), no errors\n")
      return
    }
    let problems = await VacuityCheck(models: Models()).problems(in: cases, jobs: jobs.count)
    guard problems.isEmpty else {
      for problem in problems { Output.write(SafeText.block(problem.rendered()) + "\n\n") }
      Output.write("\(counts), \(FileProblems.count(problems.count, "problem"))\n")
      throw ExitStatus.no
    }
    Output.write("\(counts), no errors, nothing that can't fail\n")
  }
}
