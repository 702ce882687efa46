import ArgumentParser
import Reporters
import Scenarios

/// Which reports were asked for, and where each goes.
struct ReportPlan {
  struct Entry {
    let format: String
    /// The file; nil for standard output.
    let file: String?
  }

  static let formats = ["console", "plain", "json", "junit"]

  let entries: [Entry]
  let color: Bool
  let detail: ConsoleReporter.Detail

  /// Reads the values of `--report`.
  ///
  /// - Throws: `ValidationError` for an unknown format, or two reports on standard output.
  init(_ reports: [String], color: String, verbose: Bool, quiet: Bool) throws {
    guard ["auto", "always", "never"].contains(color) else {
      throw ValidationError("--color takes auto, always or never, not '\(color)'")
    }
    var entries = try reports.map { report in
      let parts = report.split(separator: "=", maxSplits: 1).map(String.init)
      guard let format = parts.first, Self.formats.contains(format) else {
        throw ValidationError(
          "there is no report '\(report)', reports are \(Self.formats.joined(separator: ", "))"
        )
      }
      return Entry(format: format, file: parts.count > 1 && parts[1] != "-" ? parts[1] : nil)
    }
    guard entries.count(where: { $0.file == nil }) < 2 else {
      throw ValidationError("only one report can go to standard output")
    }
    if !entries.contains(where: { $0.file == nil }) {
      entries.append(Entry(format: "console", file: nil))
    }
    // A report that can't be written is a usage error: it is found before anything runs.
    for entry in entries { if let file = entry.file { try Output.write("", toFile: file) } }
    self.entries = entries
    self.color = Output.wantsColor(color)
    detail = verbose ? .verbose : quiet ? .quiet : .normal
  }
}

/// Writes every report of a run.
struct ReportWriter {
  private var outputs: [(reporter: any Reporter, file: String?, text: String)]

  init(_ plan: ReportPlan, header: RunHeader) {
    outputs = plan.entries.map { entry in
      let reporter: any Reporter =
        switch entry.format {
        case "json": JSONReporter(header: header)
        case "junit": JUnitReporter(header: header)
        default:
          ConsoleReporter(
            style: Style(color: plan.color && entry.file == nil && entry.format == "console"),
            detail: plan.detail
          )
        }
      return (reporter, entry.file, "")
    }
  }

  mutating func add(_ result: CaseResult) {
    for index in outputs.indices {
      let text = outputs[index].reporter.add(result)
      if outputs[index].file == nil {
        Output.write(text)
      } else {
        outputs[index].text += text
      }
    }
  }

  /// Ends every report.
  ///
  /// - Throws: `ExitStatus` where a file can't be written; the others are written all the same.
  mutating func finish(_ summary: RunSummary) throws {
    var problem: (any Error)?
    for index in outputs.indices {
      let text = outputs[index].reporter.finish(summary)
      guard let file = outputs[index].file else {
        Output.write(text)
        continue
      }
      do { try Output.write(outputs[index].text + text, toFile: file) } catch { problem = error }
    }
    if let problem { throw problem }
  }
}
