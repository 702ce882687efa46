import ArgumentParser
import REPL

/// `tabletop completions`: scripts with which shells complete this program's arguments.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the completion script for bash, zsh or fish."
  )

  @Argument(help: "bash, zsh or fish.")
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw ValidationError("completions are made for bash, zsh and fish, not '\(shell)'")
    }
    Output.write(Tabletop.completionScript(for: shell) + "\n")
  }
}

/// `tabletop man`: the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Print the manual page; read it with: tabletop man | man -l -"
  )

  func run() {
    let commands = Tabletop.configuration.subcommands.map { command in
      let name = command.configuration.commandName ?? ""
      return ".TP\n.B \(name)\n\(command.configuration.abstract)\n"
    }
    Output.write(
      """
      .TH TABLETOP 1 "" "tabletop \(Tabletop.version)"
      .SH NAME
      tabletop \\- \(Tabletop.configuration.abstract)
      .SH SYNOPSIS
      .B tabletop
      [COMMAND] [OPTIONS]
      .SH DESCRIPTION
      \(Tabletop.configuration.discussion)
      .SH COMMANDS
      \(commands.joined()).SH AT THE PROMPT
      \(CommandReference.manual)
      """
    )
  }
}
