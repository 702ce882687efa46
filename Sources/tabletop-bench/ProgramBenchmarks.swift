import Glibc

/// What the program takes, as its users start it.
struct ProgramBenchmarks {
  /// The program.
  let program: String
  /// Where suites are written.
  let folder: String
  /// How often each thing is done.
  let runs: Int
  /// How many scenarios there are.
  let sizes: [Int]

  /// Measures everything.
  ///
  /// - Throws: `BenchmarkError` where something can't be run or gives a wrong result.
  func add(to table: inout BenchmarkTable) throws {
    try addStart(to: &table)
    for size in sizes { try addSuite(of: size, .scripted, to: &table) }
    if let size = sizes.last(where: { $0 <= 1_000 }) {
      try addSuite(of: size, .offline, to: &table)
    }
  }

  private func addStart(to table: inout BenchmarkTable) throws {
    let version = try best(["--version"]) { !$0.isEmpty }
    table.add("`--version`", BenchmarkTable.time(version.wall))
    var prompt = Double.infinity
    for _ in 0..<max(10, runs) {
      prompt = min(prompt, try ChildProcess(path: program, arguments: []).timeUntil("role? "))
    }
    table.add("first prompt", BenchmarkTable.time(prompt))
  }

  private func addSuite(
    of size: Int,
    _ variant: SuiteGenerator.Variant,
    to table: inout BenchmarkTable
  ) throws {
    let suite = "\(folder)/\(variant.rawValue)-\(size)"
    try SuiteGenerator(variant: variant).write(size, into: suite)
    let floor = try floor(of: size, variant)
    let name = "\(size) \(variant.rawValue)"
    if variant == .scripted {
      table.add(
        "\(name): libyaml's events",
        "CPU \(BenchmarkTable.time(floor))",
        "1.00 (the floor)"
      )
      let cases = size == 1 ? "1 case" : "\(size) cases"
      let check = try best(["check", suite]) { $0.contains(", \(cases), no errors") }
      table.add("\(name): `check`", cost(of: check), against(floor, check))
    }
    var single: Measurement?
    for jobs in [1, 2] {
      let run = try best(["run", suite, "-q", "-j", "\(jobs)"]) {
        $0.hasSuffix("\(size) passed, 0 failed\n")
      }
      let speedUp = single.map { ", \(BenchmarkTable.ratio($0.wall / run.wall)) × one job" } ?? ""
      table.add("\(name): `run -j \(jobs)`", cost(of: run), against(floor, run) + speedUp)
      single = single ?? run
    }
  }

  private func cost(of measurement: Measurement) -> String {
    "CPU \(BenchmarkTable.time(measurement.cpu)), wall \(BenchmarkTable.time(measurement.wall)), "
      + "peak \(BenchmarkTable.megabytes(measurement.peak))"
  }

  private func against(_ floor: Double, _ measurement: Measurement) -> String {
    BenchmarkTable.ratio(measurement.cpu / floor) + " × floor"
  }

  private func floor(of size: Int, _ variant: SuiteGenerator.Variant) throws -> Double {
    let generator = SuiteGenerator(variant: variant)
    let files = (1...size).map { Array(generator.text($0).utf8) }
    return try Measurement.best(of: max(3, runs)) {
      for file in files { _ = try YAMLFloor.countEvents(file) }
    }.cpu
  }

  /// Runs the program several times, holds each output against what it must be, and keeps the best.
  private func best(_ arguments: [String], isRight: (String) -> Bool) throws -> Measurement {
    var best = Measurement()
    for _ in 0..<runs {
      let (measurement, text) = try ChildProcess(path: program, arguments: arguments).run()
      guard isRight(text) else {
        throw BenchmarkError("`\(arguments.joined(separator: " "))` gave: \(text.suffix(400))")
      }
      best.keepBest(measurement)
    }
    return best
  }
}
