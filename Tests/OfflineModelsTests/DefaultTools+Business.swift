import AccessControl
import Values

extension DefaultTools {
  static let allocateResources = ToolDescription(
    name: "allocate_resources",
    summary: "Allocates compute, storage, bandwidth or staff to an incident.",
    requires: permissions("allocate_resources"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      ),
      ToolParameter(
        "resource",
        .choice(["compute", "storage", "bandwidth", "staff"]),
        isRequired: true,
        summary: "what is given"
      ),
      ToolParameter(
        "quantity",
        .integer(1...1_000_000_000),
        isRequired: true,
        summary: "how much of it"
      ),
    ],
    effect: .write,
    examples: [
      "allocate 5 servers", "add 200 GB of storage", "assign three engineers to the incident",
      "give it more bandwidth", "we need 4 extra nodes", "send two people",
      "scale up compute by 8 cores",
      "provision capacity",
    ]
  )

  static let listAffectedCustomers = ToolDescription(
    name: "list_affected_customers",
    summary: "Lists the customers an incident affects, by segment.",
    requires: permissions("list_customers"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      ),
      ToolParameter(
        "segment",
        .choice(["all", "enterprise", "smb", "free"]),
        summary: "which of them"
      ),
    ],
    effect: .read,
    examples: [
      "list affected customers", "who is affected", "which enterprise customers are hit",
      "show me the impacted accounts", "names of the free users touched by INC-001",
      "which clients does this hurt", "customer list",
    ]
  )

  static let approveEmergencySpending = ToolDescription(
    name: "approve_emergency_spending",
    summary: "Approves emergency spending on an incident.",
    requires: permissions("approve_spending"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      ),
      ToolParameter(
        "amount",
        .number(atLeast: nil, above: 0),
        isRequired: true,
        summary: "amount in USD"
      ),
      ToolParameter("justification", .text, isRequired: true, summary: "what the money is for"),
    ],
    effect: .write,
    examples: [
      "approve $7,000 for spare disks", "authorize 3k for a consultant", "sign off the expense",
      "release 15 grand for extra licences", "greenlight the budget", "ok to spend 2k on cables",
      "we need money for replacement parts",
    ]
  )

  static let calculateCostImpact = ToolDescription(
    name: "calculate_cost_impact",
    summary: "Calculates what an incident costs.",
    requires: permissions("view_cost_impact"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      ),
      ToolParameter("hours", .number(atLeast: 0, above: nil), summary: "how long, in hours"),
    ],
    effect: .read,
    examples: [
      "what does this cost us", "calculate the cost impact", "how much money are we losing",
      "estimate the damage for 6 hours", "financial impact of INC-001", "what is the bill so far",
      "run the numbers for 3 hours", "how expensive is the outage",
    ]
  )

  static let notifyAffectedCustomers = ToolDescription(
    name: "notify_affected_customers",
    summary: "Sends a message to the customers an incident affects.",
    requires: permissions("notify_customers"),
    parameters: [
      ToolParameter(
        "incident_id",
        .reference("incident"),
        isRequired: true,
        isTakenFromContext: true,
        summary: "the incident"
      ),
      ToolParameter("message", .text, isRequired: true, summary: "the text to send"),
      ToolParameter("segment", .choice(["all", "enterprise", "smb", "free"]), summary: "to whom"),
      ToolParameter("channel", .choice(["email", "sms", "status_page"]), summary: "by what way"),
    ],
    effect: .write,
    examples: [
      "notify the customers that we are on it", "tell enterprise customers we found the cause",
      "send an email to free users", "post on the status page", "inform everyone by sms",
      "announce that the fix is out", "let the clients know", "message the small businesses",
      "text the customers", "mail the users",
    ]
  )

  static let viewCustomerDetails = ToolDescription(
    name: "view_customer_details",
    summary: "Shows a customer's account: plan, contract and contact.",
    requires: permissions("view_customer_impact"),
    parameters: [
      ToolParameter(
        "customer",
        .reference("customer"),
        isRequired: true,
        summary: "the customer's id or name"
      )
    ],
    effect: .read,
    examples: [
      "look up the customer Initech", "which plan is Initech on", "show the account of Initech",
      "who is the contact at Initech", "customer details for Initech", "find Initech",
      "when does the contract of Initech renew",
    ]
  )
}
