public import AccessControl
public import Incidents
import Values

/// One of the tools that the program brings along, as a kind of tool on the world.
///
/// What it requires, what it is for and how people ask for it comes from the world's file.
public protocol IncidentTool: Tool where State == World {
  /// The tool's name on the wire.
  static var name: String { get }
  /// What it accepts.
  static var parameters: [ToolParameter] { get }
  /// Whether it changes the world.
  static var effect: ToolDescription.Effect { get }

  /// Creates the tool for a world's policy.
  init(description: ToolDescription, fields: FieldPolicy)
}

/// The groups of an incident's fields that a role needs a permission to see.
public enum FieldGroup: String, Sendable, CaseIterable {
  /// Causes, symptoms and the inside of the affected systems.
  case technicalDetails = "technical_details"
  /// What the incident means for the business.
  case businessImpact = "business_impact"
  /// What it costs.
  case costImpact = "cost_impact"
  /// Who is affected and what they were told.
  case customerImpact = "customer_impact"
}

/// Which permission each group of fields needs: part of the policy.
public struct FieldPolicy: Sendable, Equatable {
  private let permissions: [FieldGroup: Permission]

  /// Creates a policy; a group without a permission is seen by nobody.
  public init(_ permissions: [FieldGroup: Permission]) { self.permissions = permissions }

  /// Returns the permission that a group needs, or nil where nobody may see it.
  public func permission(for group: FieldGroup) -> Permission? { permissions[group] }
}

extension World {
  /// Runs an operation of the world, with its error as the tool's.
  ///
  /// - Throws: `ToolFailure` with the world's reason.
  mutating func perform<Result>(
    _ operation: (inout World) throws(WorldError) -> Result
  ) throws(ToolFailure) -> Result {
    do throws(WorldError) {
      return try operation(&self)
    } catch {
      throw ToolFailure(error.description)
    }
  }

  func find(incident id: String) throws(ToolFailure) -> Incident {
    if let incident = incident(id) { return incident }
    throw ToolFailure(World.unknown("incident", id, among: incidents.map(\.id)))
  }

  func find(service name: String) throws(ToolFailure) -> Service {
    if let service = service(named: name) { return service }
    throw ToolFailure(
      World.unknown("service", name, among: services.flatMap { [$0.name] + $0.aliases })
    )
  }
}

extension ToolParameter {
  /// The incident a call is about, taken from the context where a call leaves it out.
  static let incident = ToolParameter(
    "incident_id",
    .reference("incident"),
    isRequired: true,
    isTakenFromContext: true,
    summary: "the incident, such as INC-001"
  )

  /// A choice of an enumeration's words.
  static func choice<Words: RawRepresentable & CaseIterable>(
    _ name: String,
    of words: Words.Type,
    isRequired: Bool = false,
    summary: String
  ) -> ToolParameter where Words.RawValue == String {
    ToolParameter(
      name,
      .choice(Words.allCases.map(\.rawValue)),
      isRequired: isRequired,
      summary: summary
    )
  }
}
