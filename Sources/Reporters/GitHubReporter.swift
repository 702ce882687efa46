public import Documents
import Scenarios

/// Annotations for GitHub Actions: the failures at their lines.
///
/// The platform shows about ten a step, so the first nine are told, and how many more there are.
public struct GitHubReporter: Reporter {
  private let folder: String
  private var told = 0
  private var untold = 0
  private var lines = ""
  private let most = 9

  /// Creates a reporter; the folder stands before files, where the program runs below the work tree.
  public init(folder: String = "") { self.folder = folder }

  /// Keeps the case's annotations: the runner reads none before the end.
  public mutating func add(_ report: CaseReport) -> String {
    for problem in report.problems where report.outcome.isBad {
      guard told < most else {
        untold += 1
        continue
      }
      told += 1
      lines += Self.annotation(problem, file: folder + report.file(of: problem), title: report.id)
    }
    if report.outcome == .flaky {
      lines += GitHubCommand.line(
        "warning",
        [("file", folder + report.file), ("line", String(report.line)), ("title", report.id)],
        report.trials.map { ConsoleReporter.text(of: $0) } ?? "flaky"
      )
    }
    return ""
  }

  /// Returns the annotations, how many failures were not told, and why cases are missing.
  public mutating func finish(_ end: RunEnd) -> ReportEnding {
    var text = lines
    if untold > 0 {
      text += GitHubCommand.line(
        "error",
        [("title", "tabletop")],
        "and \(untold) more, which the log and the other reports have"
      )
    }
    if let reason = end.incomplete {
      text += GitHubCommand.line("warning", [("title", "tabletop")], "incomplete: \(reason)")
    }
    return ReportEnding(closing: text)
  }

  /// Returns one problem as an annotation at its line.
  public static func annotation(_ problem: Diagnostic, file: String, title: String) -> String {
    let line = String(problem.span.start.line)
    let column = problem.span.start.column
    var message = "\(problem.severity.rawValue)[\(problem.code)]: \(problem.message)"
    for (word, text) in [("why", problem.why), ("help", problem.help)] {
      if let text { message += "\n\(word): \(text)" }
    }
    for note in problem.notes { message += "\n\(note)" }
    return GitHubCommand.line(
      "error",
      [
        ("file", file), ("line", line), ("endLine", line), ("col", String(column)),
        ("endColumn", String(column + problem.span.length)), ("title", title),
      ],
      message
    )
  }
}
