import AccessControl
import ArgumentParser
import Documents
import Exercises
import Incidents
import Values

/// `tabletop incidents`: the incidents of a world, as every role may see them.
struct IncidentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incidents",
    abstract: "List the incidents of the world."
  )

  @Flag(name: .long, help: "Print JSON.")
  var json = false
  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?

  mutating func run() throws {
    let incidents = try Worlds.load(world).world.incidents
    if json {
      let list = incidents.map { incident -> JSONValue in
        [
          "id": .string(incident.id), "opened": .string(incident.opened.description),
          "priority": .string(incident.priority.rawValue),
          "severity": .string(incident.severity.rawValue),
          "status": .string(incident.status.rawValue), "title": .string(incident.title),
        ]
      }
      Output.write(JSONWriter.text(.array(list), indentation: 2) + "\n")
    } else {
      for incident in incidents {
        Output.write(
          SafeText.line(
            "\(incident.id)  \(incident.severity.rawValue)  \(incident.priority.rawValue)  "
              + "\(incident.status.rawValue)  \(incident.title)"
          ) + "\n"
        )
      }
    }
  }
}

/// `tabletop tools`: the tools, or those that a role may use.
struct ToolsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools",
    abstract: "List the tools, or those that a role may use."
  )

  @Option(name: .long, help: "Only tools that this role may use.")
  var role: String?
  @Flag(name: .long, help: "Print JSON.")
  var json = false
  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?

  mutating func run() throws {
    let policy = try Worlds.load(world).policy
    let tools =
      try role.map { policy.gate.tools(allowedTo: try PolicyCommand.role($0, policy)) }
      ?? policy.tools
    if json {
      Output.write(JSONWriter.text(.array(tools.map(\.json)), indentation: 2) + "\n")
      return
    }
    let width = (tools.map(\.name.count).max() ?? 0) + 2
    for tool in tools {
      let padding = String(repeating: " ", count: width - tool.name.count)
      Output.write(SafeText.line("\(tool.name)\(padding)\(tool.summary)") + "\n")
    }
  }
}

extension ToolDescription {
  /// The tool as `tabletop tools --json` prints it.
  fileprivate var json: JSONValue {
    [
      "effect": .string(effect.rawValue), "name": .string(name),
      "parameters": .array(
        parameters.map {
          [
            "name": .string($0.name), "required": .bool($0.isRequired),
            "summary": .string($0.summary), "type": .string($0.kind.phrase),
          ]
        }
      ), "requires": .array(requires.map { .string($0.name) }), "summary": .string(summary),
    ]
  }
}
