import AccessControl
import ArgumentParser
import Documents
import Exercises
import Scenarios
import Values

/// What a case must be like to be selected.
struct CaseFilter {
  private let match: String?
  private let tags: TagExpression?
  private let role: Role?
  private let tool: String?
  private let failed: Set<LastRun.Name>?
  /// What was asked for, for the sentence that says that nothing was found.
  let phrase: String

  /// Reads what was asked for, among all cases.
  ///
  /// - Throws: `ExitStatus.usage` after saying which name doesn't exist.
  init(_ options: SelectionOptions, _ cases: [ScenarioCase]) throws {
    match = options.match ?? Environment["TESTBRIDGE_TEST_ONLY"]
    tags = try options.tag.map { try Self.tags($0, cases) }
    role = try options.role.map { try Self.role($0, cases) }
    tool = try options.tool.map { try Self.tool($0, cases) }
    failed = options.lastFailed ? LastRun.failed() ?? [] : nil
    var phrase = match.map { " matches -k \($0)" } ?? ""
    if let tag = options.tag { phrase += " has the tag \(tag)" }
    if let role { phrase += " has the role \(role)" }
    if let tool { phrase += " names the tool \(tool)" }
    if options.lastFailed { phrase += " failed when it was last played" }
    self.phrase = phrase
  }

  /// Whether a case is selected.
  func accepts(_ scenario: ScenarioCase) -> Bool {
    if let match, !scenario.id.contains(match), !scenario.name.contains(match) { return false }
    if let tags, !tags.matches(scenario.tags) { return false }
    if let role, !scenario.acts(role) { return false }
    if let tool, !scenario.names(tool: tool) { return false }
    guard let failed else { return true }
    return failed.contains(LastRun.Name(file: scenario.file.reportPath, id: scenario.id))
  }

  private static func tags(_ text: String, _ cases: [ScenarioCase]) throws -> TagExpression {
    do throws(TagExpressionError) {
      return try TagExpression(text, known: Set(cases.flatMap(\.tags)).sorted())
    } catch {
      Output.complain("tabletop: " + SafeText.block(error.description))
      throw ExitStatus.usage
    }
  }

  private static func role(_ name: String, _ cases: [ScenarioCase]) throws -> Role {
    var known: [Role] = []
    for role in cases.flatMap(\.definition.policy.matrix.roles) where !known.contains(role) {
      known.append(role)
    }
    if let role = known.first(where: { ASCIIText.isEqual($0.name, name) }) { return role }
    throw unknown("role", name, known.map(\.name))
  }

  private static func tool(_ name: String, _ cases: [ScenarioCase]) throws -> String {
    var known: [String] = []
    for tool in cases.flatMap(\.definition.policy.tools) where !known.contains(tool.name) {
      known.append(tool.name)
    }
    if known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { return name }
    throw unknown("tool", name, known)
  }

  private static func unknown(_ word: String, _ name: String, _ known: [String]) -> ExitStatus {
    let hint =
      NearMatch.question(for: name, among: known)
      ?? "\(word)s are " + known.joined(separator: ", ")
    Output.complain("tabletop: there is no \(word) \(SafeText.quoted(name)); \(hint)")
    return .usage
  }
}
