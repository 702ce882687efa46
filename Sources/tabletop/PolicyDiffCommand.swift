import ArgumentParser
import Exercises
import PolicyAnalysis
import Values

/// `tabletop policy diff`: what differs between two policies.
struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say who may do or see what under one of two policies only.",
    discussion: """
      Each difference comes with its witness: a role and a tool or a group of fields. Changes of \
      the text that alter no decision are listed apart. Exit status 1 where a decision differs.
      """
  )

  @Argument(help: "A world file, or default.")
  var old: String
  @Argument(help: "A world file, or default.")
  var new: String
  @Flag(name: .long, help: "Print JSON.")
  var json = false

  mutating func run() throws {
    let difference = PolicyDifference(
      from: try Worlds.load(old == "default" ? nil : old).policy,
      to: try Worlds.load(new == "default" ? nil : new).policy
    )
    Output.write(
      json ? JSONWriter.text(difference.json, indentation: 2) + "\n" : difference.text
    )
    if difference.altersDecisions { throw ExitStatus.no }
  }
}
