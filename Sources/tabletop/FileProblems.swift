import Documents
import Reporters

/// Tells what is wrong with files before anything runs.
enum FileProblems {
  /// Tells all of it, also where GitHub shows it at the lines.
  static func tell(_ problems: [Diagnostic]) {
    let fence = Environment.isGitHub ? Environment.randomToken() : nil
    if let fence { Output.draw(GitHubCommand.stop(fence)) }
    for problem in problems { Output.complain(SafeText.block(problem.rendered())) }
    if let fence {
      Output.draw(GitHubCommand.resume(fence))
      for problem in problems.prefix(9) {
        let file = Environment.folderInWorkspace + problem.path
        let text = GitHubReporter.annotation(problem, file: file, title: "invalid file")
        Output.draw(text)
      }
    }
    Output.complain(count(problems.count, "error") + ", nothing was run")
  }

  /// Returns a number and a word, the word in the plural where it needs it.
  static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
