import ArgumentParser
import Documents
import Exercises
import Glibc
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

  @Option(name: [.short, .long], help: "How many cases to play at once (default: all cores).")
  var jobs: Int?

  mutating func run() async throws {
    guard (jobs ?? 1) >= 1 else { throw ValidationError("--jobs takes a number from 1") }
    let cases = try selection.cases(on: try Worlds.load(selection.world), warns: true)
    let files = Set(cases.map(\.file.source.path)).count
    guard deep else {
      Output.write("\(files) files, \(cases.count) cases, no errors\n")
      return
    }
    let jobs = self.jobs ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let problems = await VacuityCheck(models: Models()).problems(in: cases, jobs: jobs)
    guard problems.isEmpty else {
      for problem in problems { Output.write(SafeText.block(problem.rendered()) + "\n\n") }
      let count = problems.count
      Output.write(
        "\(files) files, \(cases.count) cases, \(count) problem\(count == 1 ? "" : "s")\n"
      )
      throw ExitStatus.no
    }
    Output.write("\(files) files, \(cases.count) cases, no errors, nothing that can't fail\n")
  }
}
