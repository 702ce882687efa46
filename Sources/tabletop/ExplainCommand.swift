import ArgumentParser
import Scenarios
import Values

/// `tabletop explain`: what an error's code means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what an error's code means; without a code, list them."
  )

  @Argument(help: "A code, such as TT101.")
  var code: String?

  mutating func run() throws {
    guard let code else {
      for entry in ErrorCatalogue.entries { Output.write("\(entry.code)  \(entry.title)\n") }
      return
    }
    guard let entry = ErrorCatalogue.entry(code) else {
      let codes = ErrorCatalogue.entries.map(\.code)
      let question = NearMatch.question(for: code, among: codes)
      throw ValidationError(
        "there is no code '\(code)'" + (question.map { ", \($0)" } ?? "")
          + "; `tabletop explain` lists them"
      )
    }
    Output.write("\(entry.code): \(entry.title)\n\n\(Self.wrapped(entry.text))\n")
  }

  /// Breaks a paragraph into lines of at most 80 columns.
  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > 80 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
