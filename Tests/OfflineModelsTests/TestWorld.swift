import OfflineModels

/// The names that the test sentences use.
enum TestWorld {
  static let catalog = PlanCatalog(
    services: services,
    customers: customers.map { .init(id: $0.0, name: $0.1, segment: $0.2) },
    incidents: incidents.map { .init(id: $0.0, title: $0.1) }
  )

  private static let services: [PlanCatalog.Service] = [
    .init(
      name: "PostgreSQL",
      aliases: ["postgres", "pg", "psql", "db", "database", "the database"]
    ),
    .init(name: "Redis", aliases: ["cache"]),
    .init(name: "API Gateway", aliases: ["gateway", "gw", "api"]),
    .init(name: "Auth Service", aliases: ["auth", "login", "sso"]),
    .init(name: "Payments", aliases: ["payment"]),
    .init(name: "Search", aliases: ["search index", "elastic"]),
    .init(name: "Message Queue", aliases: ["mq", "queue", "rabbit", "kafka"]),
    .init(name: "CDN", aliases: ["cdn", "edge"]),
  ]

  private static let customers = [
    ("CUST-001", "Acme Corp", "enterprise"), ("CUST-002", "Globex Industries", "enterprise"),
    ("CUST-003", "Initech", "smb"), ("CUST-004", "Umbrella Health", "enterprise"),
    ("CUST-005", "Northwind Traders", "smb"), ("CUST-006", "Stark Logistics", "enterprise"),
    ("CUST-007", "Wayne Financial", "enterprise"), ("CUST-008", "Contoso Retail", "enterprise"),
    ("CUST-009", "Bluebird Bakery", "smb"), ("CUST-010", "Pixel Pioneers", "free"),
    ("CUST-011", "Hooli", "enterprise"), ("CUST-012", "Vandelay Imports", "smb"),
    ("CUST-042", "Oceanic Airlines", "enterprise"),
    ("CUST-117", "Soylent Foods", "smb"),
  ]

  private static let incidents = [
    ("INC-001", "Production Database Slowdown"), ("INC-002", "Checkout Payment Failures"),
    ("INC-003", "Stale Search Results"), ("INC-004", "CDN Purge Storm"),
    ("INC-005", "Login Failures"), ("INC-007", "Message Queue Backlog"),
    ("INC-009", "Replica Lag"), ("INC-012", "API Gateway 502s"),
    ("INC-017", "Extended Maintenance"), ("INC-023", "Third-party Webhook Delays"),
  ]
}
