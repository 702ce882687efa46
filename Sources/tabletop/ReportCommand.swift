import ArgumentParser
import Documents
import FoundationEssentials
import Glibc
import Reporters

/// `tabletop report`: puts JSON reports together and writes them again in any format.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Put JSON reports together, such as those of shards, and write them in any format.",
    discussion: """
      The exit status is that of a run with these results. A case that is in several reports counts \
      once: as flaky where it held in one and did not in another.
      """
  )

  @Argument(help: "Reports of tabletop run -r json; - is standard input.")
  var files: [String]

  @OptionGroup
  var reporting: ReportOptions

  mutating func run() throws {
    let plan = try ReportPlan(reporting)
    let parts = try files.map(RunReportFile.read)
    let run: RunReport
    do throws(ReportError) {
      run = try RunReport(merging: parts)
    } catch {
      Output.complain("tabletop: \(error)")
      throw ExitStatus.usage
    }
    var writer = try ReportWriter(plan, header: run.header)
    for report in run.cases { writer.add(report) }
    let end = run.end
    try writer.finish(end)
    if end.summary.failed > 0 { throw ExitStatus.no }
    if end.summary.errors > 0 || end.incomplete != nil { throw ExitStatus.undecided }
    if run.cases.isEmpty { throw ExitStatus.nothingSelected }
  }
}

/// `tabletop compare`: tells two runs apart.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tell two runs apart: newly failing, fixed, calls changed; 1 on a regression."
  )

  @Argument(help: "The JSON report of the run before.")
  var old: String

  @Argument(help: "The JSON report of the run now.")
  var new: String

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  mutating func run() throws {
    let comparison = RunComparison(
      try RunReportFile.read(old),
      try RunReportFile.read(new)
    )
    Output.write(json ? comparison.line : comparison.text)
    if comparison.isRegression { throw ExitStatus.no }
    if !comparison.undecided.isEmpty { throw ExitStatus.undecided }
  }
}

/// Reads JSON reports.
enum RunReportFile {
  /// The largest report that is read, in bytes.
  private static let mostBytes = 1 << 30

  /// Reads a report from a file, or from standard input.
  ///
  /// - Throws: `ExitStatus.usage` after saying what is wrong.
  static func read(_ path: String) throws -> RunReport {
    let bytes = try path == "-" ? standardInput() : contents(path)
    do throws(ReportError) {
      return try RunReport(bytes)
    } catch {
      throw complaint("\(SafeText.quoted(path)) can't be read: \(SafeText.line(error.description))")
    }
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if let size = attributes?[.size] as? Int, size > mostBytes {
      throw complaint("\(SafeText.quoted(path)) is larger than a gigabyte")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw complaint("there is no report \(SafeText.quoted(path))")
    }
    return [UInt8](data)
  }

  private static func standardInput() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(STDIN_FILENO, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw complaint("standard input can't be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= mostBytes else {
        throw complaint("standard input is larger than a gigabyte")
      }
    }
  }

  private static func complaint(_ text: String) -> ExitStatus {
    Output.complain("tabletop: \(text)")
    return .usage
  }
}
