import OfflineModels

/// The names that the test sentences use.
enum TestWorld {
  static let catalog = PlanCatalog(
    services: [
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
    ],
    customers: [
      .init(id: "CUST-001", name: "Acme Corp", segment: "enterprise"),
      .init(id: "CUST-003", name: "Initech", segment: "smb"),
      .init(id: "CUST-004", name: "Umbrella Health", segment: "enterprise"),
      .init(id: "CUST-009", name: "Bluebird Bakery", segment: "smb"),
      .init(id: "CUST-010", name: "Pixel Pioneers", segment: "free"),
      .init(id: "CUST-011", name: "Hooli", segment: "enterprise"),
    ],
    incidents: [
      .init(id: "INC-001", title: "Production Database Slowdown", services: ["PostgreSQL"]),
      .init(id: "INC-002", title: "Checkout Payment Failures", services: ["Payments"]),
      .init(id: "INC-004", title: "CDN Purge Storm", services: ["CDN"]),
      .init(id: "INC-007", title: "Message Queue Backlog", services: ["Message Queue"]),
    ]
  )
}
