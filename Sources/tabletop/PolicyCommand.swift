import AccessControl
import ArgumentParser
import Exercises
import Values

/// `tabletop policy`: who may do what.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Show who may do what, or ask for one role and tool.",
    subcommands: [Show.self, Can.self, WhoCan.self, PolicyDiffCommand.self],
    defaultSubcommand: Show.self
  )

  /// The permission matrix.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the permission matrix.")

    @Option(name: .long, help: "A world file to use instead of the default world.")
    var world: String?

    mutating func run() throws {
      let matrix = try Worlds.load(world).policy.matrix
      let width = (matrix.permissions.map(\.name.count).max() ?? 0) + 2
      func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
      }
      Output.write(
        padded("permission", width) + matrix.roles.map { padded($0.name, 9) }.joined() + "\n"
      )
      for permission in matrix.permissions {
        let cells = matrix.roles.map { padded(matrix.holds($0, permission) ? "yes" : "-", 9) }
        Output.write(padded(permission.name, width) + cells.joined() + "\n")
      }
    }
  }

  /// Whether one role may use one tool.
  struct Can: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether a role may use a tool; exit status 1 if not."
    )

    @Argument(help: "The tool.")
    var tool: String
    @Option(name: .long, help: "The role.")
    var role: String
    @Option(name: .long, help: "A world file to use instead of the default world.")
    var world: String?

    mutating func run() throws {
      let policy = try Worlds.load(world).policy
      let role = try PolicyCommand.role(self.role, policy)
      guard let decision = policy.gate.decide(tool: tool, as: role) else {
        throw PolicyCommand.unknownTool(tool, policy)
      }
      switch decision {
      case .allowed: Output.write("yes: \(role) may use \(tool)\n")
      case .denied(let denial):
        let holders = denial.heldBy.map(\.name).joined(separator: ", ")
        Output.write(
          "no: \(role) lacks \(denial.missing.map(\.name).joined(separator: ", "))"
            + (holders.isEmpty ? "\n" : "; held by \(holders)\n")
        )
        throw ExitStatus.no
      }
    }
  }

  /// Which roles may use one tool.
  struct WhoCan: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the roles that may use a tool; exit status 1 if there is none."
    )

    @Argument(help: "The tool.")
    var tool: String
    @Option(name: .long, help: "A world file to use instead of the default world.")
    var world: String?

    mutating func run() throws {
      let policy = try Worlds.load(world).policy
      guard policy.tool(tool) != nil else { throw PolicyCommand.unknownTool(tool, policy) }
      let roles = policy.matrix.roles.filter { policy.gate.decide(tool: tool, as: $0) == .allowed }
      for role in roles { Output.write("\(role)\n") }
      if roles.isEmpty { throw ExitStatus.no }
    }
  }

  /// Returns the role of this name.
  ///
  /// - Throws: `ValidationError` with a near match, or the names there are.
  static func role(_ name: String, _ policy: Policy) throws -> Role {
    if let role = policy.matrix.role(named: name) { return role }
    let names = policy.matrix.roles.map(\.name)
    throw ValidationError(
      "there is no role '\(name)', "
        + (NearMatch.question(for: name, among: names)
          ?? "roles are " + names.joined(separator: ", "))
    )
  }

  /// Returns the error for a tool's name that the catalogue doesn't have.
  static func unknownTool(_ name: String, _ policy: Policy) -> ValidationError {
    let names = policy.tools.map(\.name)
    return ValidationError(
      "there is no tool '\(name)', "
        + (NearMatch.question(for: name, among: names)
          ?? "tools are " + names.joined(separator: ", "))
    )
  }
}
