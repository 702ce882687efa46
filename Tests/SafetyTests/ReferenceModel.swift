/// What the store must look like, written down by hand and without the program's own types.
///
/// It knows the small world and the default matrix, both typed here again.
struct ReferenceModel: Equatable {
  enum Outcome: String { case ok, denied, invalid, failed }

  /// A call as the generator makes it; the meaning of `argument` and `number` depends on the tool.
  struct Call {
    var tool: String
    var role: String
    var user: String
    var incident: String
    var argument: String
    var number: Int
    /// Whether an argument that the tool doesn't have is added.
    var isHostile: Bool
  }

  static let tools: [String: Set<String>] = [
    "view_system_logs": ["IT"], "restart_service": ["IT"], "run_diagnostics": ["IT"],
    "create_incident": ["IT"], "update_priority": ["OPS"], "update_business_impact": ["OPS"],
    "allocate_resources": ["OPS"], "list_affected_customers": ["OPS"],
    "approve_emergency_spending": ["FINANCE"], "calculate_cost_impact": ["FINANCE"],
    "notify_affected_customers": ["CSM"], "view_customer_details": ["CSM"],
    "view_incident_details": ["IT", "OPS", "FINANCE", "CSM"],
  ]
  static let names = tools.keys.sorted()

  private static let next: [String: Set<String>] = [
    "investigating": ["identified", "monitoring", "resolved"],
    "identified": ["monitoring", "resolved"],
    "monitoring": ["resolved", "identified", "investigating"],
    "resolved": ["investigating"],
  ]

  var clock = 0
  var restarts = ["Redis": 0, "CDN": 0]
  private var upAt: [String: Int] = [:]
  var priority = "P1"
  var status = "investigating"
  var allocated = 0
  var approved = 0
  var approvals = 0
  var notices = 0
  var incidents = 1
  var denied = 0
  private var askedInVain: Set<String> = []

  mutating func wait(_ seconds: Int) { clock += seconds }

  mutating func perform(_ call: Call) -> Outcome {
    guard let roles = Self.tools[call.tool] else { return .invalid }
    guard roles.contains(call.role) else {
      denied += 1
      if call.tool == "approve_emergency_spending" { askedInVain.insert(call.user) }
      return .denied
    }
    if call.isHostile { return .invalid }
    return run(call)
  }

  private mutating func run(_ call: Call) -> Outcome {
    let isKnown = call.incident == "INC-001"
    switch call.tool {
    case "restart_service": return restart(call.argument)
    case "run_diagnostics", "view_system_logs":
      return restarts[call.argument] == nil ? .failed : .ok
    case "create_incident":
      guard restarts[call.argument] != nil else { return .failed }
      incidents += 1
      return .ok
    case "update_priority":
      guard ["P1", "P2", "P3", "P4"].contains(call.argument) else { return .invalid }
      guard isKnown else { return .failed }
      priority = call.argument
      return .ok
    case "update_business_impact":
      guard isKnown else { return .failed }
      guard status != call.argument else { return .ok }
      guard Self.next[status, default: []].contains(call.argument) else { return .failed }
      status = call.argument
      return .ok
    case "allocate_resources":
      guard (1...1_000_000_000).contains(call.number) else { return .invalid }
      guard isKnown else { return .failed }
      let (sum, overflow) = allocated.addingReportingOverflow(call.number)
      guard !overflow else { return .failed }
      allocated = sum
      return .ok
    case "approve_emergency_spending": return approve(call, isKnown)
    case "notify_affected_customers":
      guard isKnown, call.argument != "free" else { return .failed }
      notices += 1
      return .ok
    case "view_customer_details": return call.argument == "CUST-0001" ? .ok : .failed
    default: return isKnown ? .ok : .failed
    }
  }

  private mutating func restart(_ service: String) -> Outcome {
    guard let count = restarts[service] else { return .failed }
    if let up = upAt[service], up > clock { return .failed }
    restarts[service] = count + 1
    upAt[service] = clock + (service == "Redis" ? 120 : 180)
    return .ok
  }

  private mutating func approve(_ call: Call, _ isKnown: Bool) -> Outcome {
    guard call.number > 0 else { return .invalid }
    guard !askedInVain.contains(call.user) else { return .failed }
    guard isKnown, call.number <= 1_000_000_000_000 - approved else { return .failed }
    approved += call.number
    approvals += 1
    return .ok
  }
}
