import AccessControl
import ArgumentParser
import Exercises
import OfflineModels
import Values

/// `tabletop plan`: what the offline model proposes.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say what the offline model would call for a sentence.",
    discussion: """
      With --batch, reads one JSON object a line from standard input and writes one a line: \
      {"id", "role", "incident", "text", "history", "catalog"} in, \
      {"id", "calls", "clarify", "none"} out. A line that can't be read gets {"error"} and the \
      batch goes on; the exit status is 2 then.
      """
  )

  @Argument(help: "The sentence.")
  var text: [String] = []
  @Flag(name: .long, help: "Plan JSON lines from standard input.")
  var batch = false
  @Option(name: .long, help: "The role that asks.")
  var role = "IT"
  @Option(name: .long, help: "The incident in context.")
  var incident: String?
  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?

  mutating func run() throws {
    let definition = try Worlds.load(world)
    let planner = OfflinePlanner(
      tools: definition.policy.tools,
      catalog: PlanCatalog(definition.world)
    )
    guard batch else {
      guard !text.isEmpty else { throw ValidationError("give a sentence, or --batch") }
      let role = try PolicyCommand.role(role, definition.policy)
      let plan = planner.plan(
        PlanRequest(
          text: text.joined(separator: " "),
          role: role.name,
          incident: incident.flatMap { $0.isEmpty ? nil : $0 }
        )
      )
      Output.write(JSONWriter.text(plan.json(id: nil)) + "\n")
      return
    }
    var lines = PlanBatch(definition: definition, planner: planner)
    while let line = readLine() { Output.write(lines.answer(line) + "\n") }
    if lines.hasErrors { throw ExitStatus.usage }
  }
}

/// Answers request lines, one by one.
struct PlanBatch {
  private let definition: WorldDefinition
  private let standard: OfflinePlanner
  /// The planner of the catalogue that the last line brought along.
  private var special: (catalog: JSONValue, planner: OfflinePlanner)?
  /// Whether any line could not be answered.
  private(set) var hasErrors = false

  init(definition: WorldDefinition, planner: OfflinePlanner) {
    self.definition = definition
    standard = planner
  }

  /// Returns the answer to a line: a plan, or an error.
  mutating func answer(_ line: String) -> String {
    var id: JSONValue?
    do {
      let request = try JSONReader.read(line)
      id = request["id"]
      let plan = try planner(for: request).plan(PlanLine.request(request, definition.policy))
      return JSONWriter.text(plan.json(id: id))
    } catch {
      hasErrors = true
      let reason = (error as? JSONSyntaxError)?.description ?? "\(error)"
      return JSONWriter.text(["error": .string(reason), "id": id ?? .null])
    }
  }

  private mutating func planner(for request: JSONValue) throws -> OfflinePlanner {
    guard let catalog = request["catalog"], catalog != .null else { return standard }
    if let special, special.catalog == catalog { return special.planner }
    let planner = OfflinePlanner(
      tools: definition.policy.tools,
      catalog: try PlanLine.catalog(catalog, definition.world)
    )
    special = (catalog, planner)
    return planner
  }
}
