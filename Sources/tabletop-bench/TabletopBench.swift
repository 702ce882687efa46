import ArgumentParser
import Glibc

/// Measures the program, checks what it gave, and prints a table.
@main
struct TabletopBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tabletop-bench",
    abstract: "Measure tabletop against the time libyaml takes for the same bytes.",
    discussion: """
      Build both first: swift build -c release --static-swift-stdlib. Times are the least of \
      several runs, and each run's counts are checked.
      """
  )

  @Option(help: "The program.")
  var program = ".build/release/tabletop"

  @Option(help: "How often each thing is measured.")
  var runs = 5

  @Option(help: "How many scenarios, repeatable.")
  var size: [Int] = [1, 100, 1_000, 10_000]

  @Option(help: "A folder that suites are written to, and stay in.")
  var folder = "/tmp/tabletop-bench"

  @Option(help: "Only write a suite of this many scenarios.")
  var generate: Int?

  @Flag(help: "The suite to write has no agent lines: the offline model plays.")
  var offline = false

  @Option(help: "Only hold this many streams open at the same time, and look at what they leave.")
  var streams: Int?

  @Option(help: "How often the streams are opened.")
  var rounds = 12

  @Option(help: .hidden)
  var fetch: String?

  mutating func validate() throws {
    guard runs > 0, rounds > 0, streams ?? 1 > 0, size.allSatisfy({ $0 > 0 }), generate ?? 1 > 0
    else {
      throw ValidationError("runs and sizes are numbers from 1")
    }
  }

  mutating func run() async throws {
    if let fetch { return try await StreamBenchmarks.fetch(fetch) }
    if let streams { return try await ConcurrentStreams(count: streams, rounds: rounds).run() }
    if let generate {
      return try SuiteGenerator(variant: offline ? .offline : .scripted)
        .write(generate, into: folder)
    }
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw BenchmarkError("can't make \(folder)")
    }
    var table = BenchmarkTable()
    // The program first: a child's peak is never less than its parent's.
    let programs = ProgramBenchmarks(program: program, folder: folder, runs: runs, sizes: size)
    try programs.add(to: &table)
    try StreamBenchmarks(program: program, own: CommandLine.arguments[0], runs: runs)
      .add(to: &table)
    try CodeBenchmarks(runs: runs).add(to: &table)
    print(table.markdown, terminator: "")
  }
}
