import ArgumentParser

/// Which reports a command writes, and how.
struct ReportOptions: ParsableArguments {
  @Option(
    name: [.customShort("r", allowingJoined: true), .customLong("report")],
    help: """
      FORMAT[=FILE], repeatable: console, plain, json, jsonl, junit, tap, github, markdown, html; \
      - is standard output.
      """
  )
  var reports: [String] = []

  @Option(name: .long, help: "The folder for reports that name no file, or a relative one.")
  var outputDir: String?

  @Flag(name: .shortAndLong, help: "Show every step, call and expectation.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Show only what is wrong.")
  var quiet = false

  @Option(name: .long, help: "auto, always or never.")
  var color = "auto"
}
