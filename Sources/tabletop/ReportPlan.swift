import ArgumentParser
import Documents
import Glibc
import Reporters

/// Which reports were asked for, and where each goes.
struct ReportPlan {
  /// What a report looks like.
  enum Format: String, CaseIterable {
    case console, plain, json, jsonl, junit, tap, github, markdown, html

    /// The file's name where only a folder was given; nil for what belongs on standard output.
    var fileName: String? {
      switch self {
      case .console, .plain: nil
      case .json: "report.json"
      case .jsonl: "events.jsonl"
      case .junit: "junit.xml"
      case .tap: "report.tap"
      case .github: "annotations.txt"
      case .markdown: "summary.md"
      case .html: "report.html"
      }
    }
  }

  /// Where a report goes.
  enum Destination: Equatable {
    case standardOutput
    case standardError
    case file(String)
    case endOfFile(String)
  }

  struct Entry {
    let format: Format
    let destination: Destination
  }

  let entries: [Entry]
  let color: Bool
  let detail: ConsoleReporter.Detail
  /// What keeps foreign text on standard output from starting commands of GitHub's runner.
  let fence: String?

  /// Reads the values of `--report`, and adds what the environment asks for.
  ///
  /// - Throws: `ValidationError` for an unknown format, or two reports on standard output.
  init(_ options: ReportOptions) throws {
    guard ["auto", "always", "never"].contains(options.color) else {
      throw ValidationError("--color takes auto, always or never, not '\(options.color)'")
    }
    var entries = try options.reports.map { try Self.entry($0, folder: options.outputDir) }
    guard entries.count(where: { $0.destination == .standardOutput }) < 2 else {
      throw ValidationError("only one report can go to standard output")
    }
    if !entries.contains(where: { $0.destination == .standardOutput }) {
      entries.append(Entry(format: .console, destination: .standardOutput))
    }
    fence = Environment.isGitHub ? Environment.randomToken() : nil
    self.entries = entries + Self.implied(by: entries)
    color = Output.wantsColor(options.color)
    detail = options.verbose ? .verbose : options.quiet ? .quiet : .normal
  }

  /// Whether a report tells events while they happen.
  var tellsEvents: Bool { entries.contains { $0.format == .jsonl } }

  /// Whether a report shows more of a case than what became of it and what is wrong with it.
  var needsWholeCases: Bool {
    detail == .verbose
      || entries.contains { ![.console, .plain, .github].contains($0.format) }
  }

  /// Whether a report shows what was proved of the policy, asked for or not.
  var showsCoverage: Bool {
    entries.contains { [.json, .html, .markdown].contains($0.format) }
  }

  private static func entry(_ report: String, folder: String?) throws -> Entry {
    let parts = report.split(separator: "=", maxSplits: 1).map(String.init)
    guard let format = parts.first.flatMap(Format.init(rawValue:)) else {
      let names = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no report '\(SafeText.line(report))', reports are \(names)")
    }
    let name = parts.count > 1 ? parts[1] : folder == nil ? "-" : format.fileName ?? "-"
    guard name != "-" else { return Entry(format: format, destination: .standardOutput) }
    guard let folder, !name.hasPrefix("/") else {
      return Entry(format: format, destination: .file(name))
    }
    return Entry(format: format, destination: .file(folder + "/" + name))
  }

  /// What GitHub Actions and Bazel get without being asked for.
  private static func implied(by entries: [Entry]) -> [Entry] {
    var implied: [Entry] = []
    if Environment.isGitHub {
      if !entries.contains(where: { $0.format == .github }) {
        let isReadable = entries.contains {
          $0.destination == .standardOutput && ($0.format == .console || $0.format == .plain)
        }
        implied.append(
          Entry(format: .github, destination: isReadable ? .standardOutput : .standardError)
        )
      }
      if let file = Environment["GITHUB_STEP_SUMMARY"] {
        implied.append(Entry(format: .markdown, destination: .endOfFile(file)))
      }
    }
    if let file = Environment["XML_OUTPUT_FILE"], Environment["TEST_TMPDIR"] != nil,
      !entries.contains(where: { $0.format == .junit })
    {
      implied.append(Entry(format: .junit, destination: .file(file)))
    }
    return implied
  }
}
