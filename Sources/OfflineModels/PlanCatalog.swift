/// What the planner knows of the world: names and aliases, ids.
public struct PlanCatalog: Sendable {
  /// A part of the system that people call by several names.
  public struct Service: Sendable {
    /// The canonical name, which calls carry.
    public let name: String
    /// Other names people use.
    public let aliases: [String]

    /// Creates a service.
    public init(name: String, aliases: [String] = []) {
      self.name = name
      self.aliases = aliases
    }
  }

  /// Somebody who buys from us.
  public struct Customer: Sendable {
    /// The id, such as `CUST-0001`.
    public let id: String
    /// The name, which calls carry where the text gives the name.
    public let name: String
    /// The segment the customer belongs to.
    public let segment: String

    /// Creates a customer.
    public init(id: String, name: String, segment: String) {
      self.id = id
      self.name = name
      self.segment = segment
    }
  }

  /// Something that went wrong and has an id.
  public struct Incident: Sendable {
    /// The id, such as `INC-001`.
    public let id: String
    /// The title; it may be empty.
    public let title: String
    /// The canonical names of the services it touches.
    public let services: [String]

    /// Creates an incident.
    public init(id: String, title: String, services: [String] = []) {
      self.id = id
      self.title = title
      self.services = services
    }
  }

  /// The services, in the world's order.
  public var services: [Service]
  /// The customers, in the world's order.
  public var customers: [Customer]
  /// The incidents, in the world's order.
  public var incidents: [Incident]

  /// Creates a catalogue.
  public init(
    services: [Service] = [],
    customers: [Customer] = [],
    incidents: [Incident] = []
  ) {
    self.services = services
    self.customers = customers
    self.incidents = incidents
  }
}
