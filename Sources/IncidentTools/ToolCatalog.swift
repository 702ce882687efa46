public import AccessControl
public import Incidents

/// The tools that the program brings along.
public enum ToolCatalog {
  /// Every kind of tool, in the order in which people are shown them.
  public static let kinds: [any IncidentTool.Type] = [
    ViewSystemLogs.self, RestartService.self, RunDiagnostics.self, ViewIncidentDetails.self,
    CreateIncident.self, UpdatePriority.self, UpdateBusinessImpact.self, AllocateResources.self,
    ListAffectedCustomers.self, ApproveEmergencySpending.self, CalculateCostImpact.self,
    NotifyAffectedCustomers.self, ViewCustomerDetails.self,
  ]

  /// Returns the kind of tool that has exactly this name; nil where there is none.
  public static func kind(named name: String) -> (any IncidentTool.Type)? {
    kinds.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// Creates the tool of a kind for a world's policy.
  public static func tool(
    of kind: any IncidentTool.Type,
    summary: String,
    requires: [Permission],
    examples: [String],
    reply: String?,
    separatesDuties: Bool,
    consent: ConsentForm?,
    fields: FieldPolicy
  ) -> any Tool<World> {
    make(
      kind,
      summary: summary,
      requires: requires,
      examples: examples,
      reply: reply,
      separatesDuties: separatesDuties,
      consent: consent,
      fields: fields
    )
  }

  private static func make<Kind: IncidentTool>(
    _ kind: Kind.Type,
    summary: String,
    requires: [Permission],
    examples: [String],
    reply: String?,
    separatesDuties: Bool,
    consent: ConsentForm?,
    fields: FieldPolicy
  ) -> any Tool<World> {
    let description = ToolDescription(
      name: Kind.name,
      summary: summary,
      requires: requires,
      parameters: Kind.parameters,
      effect: Kind.effect,
      examples: examples,
      reply: reply,
      consent: consent,
      separatesDuties: separatesDuties
    )
    return Kind(description: description, fields: fields)
  }
}
