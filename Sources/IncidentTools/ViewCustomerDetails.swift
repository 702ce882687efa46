public import AccessControl
public import Incidents
public import Values

/// Shows one customer.
public struct ViewCustomerDetails: IncidentTool {
  /// Which customer.
  public struct Arguments: Sendable {
    let customer: String
  }

  /// The tool's name on the wire.
  public static let name = "view_customer_details"
  /// Looking changes nothing.
  public static let effect = ToolDescription.Effect.read
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    ToolParameter(
      "customer",
      .reference("customer"),
      isRequired: true,
      summary: "the customer's id or name"
    )
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where the customer is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(customer: try values.requiredText("customer"))
  }

  /// Returns the customer's record and what it was told.
  ///
  /// - Throws: `ToolFailure` where the customer is unknown.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    guard let customer = world.customer(named: arguments.customer) else {
      throw ToolFailure(
        World.unknown(
          "customer",
          arguments.customer,
          among: world.customers.flatMap { [$0.id, $0.name] }
        )
      )
    }
    let affecting = world.incidents.filter {
      $0.affectedCustomers > 0 && $0.status != .resolved && $0.status != .closed
    }
    let notices = world.outbox.count { $0.segment == .all || $0.segment == customer.segment }
    return [
      "affected_by": .array(affecting.map { .string($0.id) }),
      "contact": .string(customer.contact),
      "contract_until": .string(customer.contractUntil),
      "customer_id": .string(customer.id),
      "email": .string(customer.email),
      "name": .string(customer.name),
      "notices_received": .integer(notices),
      "plan": .string(customer.plan),
      "segment": .string(customer.segment.rawValue),
    ]
  }
}
