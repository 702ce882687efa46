import AccessControl
import Values

/// The thirteen tools of the default world, with the phrases the planner learns from.
enum DefaultTools {
  static let all: [ToolDescription] = [
    viewSystemLogs, restartService, runDiagnostics, viewIncidentDetails, createIncident,
    updatePriority, updateBusinessImpact, allocateResources, listAffectedCustomers,
    approveEmergencySpending, calculateCostImpact, notifyAffectedCustomers, viewCustomerDetails,
  ]

  static func permissions(_ names: String...) -> [Permission] {
    names.compactMap { Permission($0) }
  }

  static let viewSystemLogs = ToolDescription(
    name: "view_system_logs",
    summary: "Shows recent log lines of a service, by level.",
    requires: permissions("view_logs"),
    parameters: [
      ToolParameter("incident_id", .reference("incident"), summary: "the incident"),
      ToolParameter("system", .reference("service"), summary: "the service whose log is read"),
      ToolParameter(
        "level",
        .choice(["debug", "info", "warn", "error"]),
        summary: "the lowest level"
      ),
      ToolParameter("limit", .integer(1...500), summary: "how many lines at most"),
    ],
    effect: .read,
    examples: [
      "tail the logs of Redis", "print the latest error lines for Payments", "what did Search log",
      "any warnings in the PostgreSQL log", "fetch 100 log entries from the CDN",
      "grep the stack traces of the Auth Service", "errors in Redis",
    ]
  )

  static let restartService = ToolDescription(
    name: "restart_service",
    summary: "Restarts a service.",
    requires: permissions("restart_service"),
    parameters: [
      ToolParameter("service", .reference("service"), isRequired: true, summary: "the service"),
      ToolParameter("reason", .text, summary: "why"),
    ],
    effect: .write,
    examples: [
      "restart Search", "bounce the CDN", "give Redis a kick", "reboot the Auth Service",
      "power cycle Payments because it hangs",
    ]
  )

  static let runDiagnostics = ToolDescription(
    name: "run_diagnostics",
    summary: "Runs diagnostics on a service and reports its health.",
    requires: permissions("run_diagnostics"),
    parameters: [
      ToolParameter("target", .reference("service"), isRequired: true, summary: "the service"),
      ToolParameter(
        "check",
        .choice(["network", "database", "cache", "api", "all"]),
        summary: "the kind of check"
      ),
    ],
    effect: .read,
    examples: [
      "diagnose Search", "run a health check on the CDN", "check Redis",
      "test the network of Payments",
      "is the Auth Service healthy", "examine PostgreSQL", "probe the API Gateway",
    ]
  )

  static let viewIncidentDetails = ToolDescription(
    name: "view_incident_details",
    summary: "Shows the details of an incident.",
    requires: permissions("view_incident"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      )
    ],
    effect: .read,
    examples: [
      "show the incident", "details of INC-001", "what is going on with INC-001",
      "incident overview please",
      "what is the status of this incident", "open INC-001", "what is the situation",
      "pull up the ticket",
      "who is working on the incident", "read me the incident",
    ]
  )

  static let createIncident = ToolDescription(
    name: "create_incident",
    summary: "Opens a new incident.",
    requires: permissions("create_incident"),
    parameters: [
      ToolParameter("title", .text, isRequired: true, summary: "what is wrong, in a line"),
      ToolParameter("description", .text, summary: "more about it"),
      ToolParameter("affected_systems", .list(.reference("service")), summary: "the services"),
      ToolParameter("priority", .choice(["P1", "P2", "P3", "P4"]), summary: "how soon"),
    ],
    effect: .write,
    examples: [
      "create an incident for slow uploads", "open a new ticket about failing imports",
      "declare a new incident called Printer fire", "report an outage of Search",
      "file a separate issue", "log a new incident", "raise an incident",
    ]
  )

  static let updatePriority = ToolDescription(
    name: "update_priority",
    summary: "Changes the priority of an incident.",
    requires: permissions("update_priority"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      ),
      ToolParameter(
        "priority",
        .choice(["P1", "P2", "P3", "P4"]),
        isRequired: true,
        summary: "the new priority"
      ),
      ToolParameter("reason", .text, summary: "why"),
    ],
    effect: .write,
    examples: [
      "set the priority to P2", "escalate to P1", "lower the severity to P3", "make it a sev 2",
      "change INC-001 to high priority", "bump the priority", "reclassify as P4",
    ]
  )

  static let updateBusinessImpact = ToolDescription(
    name: "update_business_impact",
    summary: "Updates the business impact and the status of an incident.",
    requires: permissions("view_business_impact", "update_status"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      ),
      ToolParameter(
        "affected_customers",
        .integer(0...1_000_000_000),
        summary: "how many customers"
      ),
      ToolParameter(
        "revenue_at_risk",
        .number(atLeast: 0, above: nil),
        summary: "revenue at risk in USD"
      ),
      ToolParameter(
        "status",
        .choice(["open", "investigating", "identified", "monitoring", "resolved", "closed"]),
        summary: "the new status"
      ),
      ToolParameter("summary", .text, summary: "the impact in words"),
    ],
    effect: .write,
    examples: [
      "set the status to resolved", "mark the incident as identified", "close the incident",
      "record 300 affected customers", "put revenue at risk at 20k", "update the business impact",
      "move it to monitoring", "affected customers: 250",
    ]
  )
}
