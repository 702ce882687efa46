import AccessControl

/// Which of several occasions a fault is about.
public enum FaultOccurrence: Sendable, Hashable {
  /// This one, from 1.
  case on(Int)
  /// Each of so many.
  case every(Int)

  /// Whether an occasion is meant, counted from 1.
  public func includes(_ number: Int) -> Bool {
    switch self {
    case .on(let wanted): number == wanted
    case .every(let interval): interval > 0 && number % interval == 0
    }
  }
}

/// Something that goes wrong with a tool's calls, after the gate has let them through.
public struct ToolFault: Sendable, Hashable {
  /// How a call fails.
  public enum Kind: String, Sendable, CaseIterable {
    /// The tool doesn't answer, and does nothing.
    case timeout
    /// The tool reports an error, and does nothing.
    case error
    /// The tool does its work, and its answer is lost.
    case partial
  }

  /// The tool.
  public let tool: String
  /// Which of its calls that would run, counted from 1.
  public let occurrence: FaultOccurrence
  /// How they fail.
  public let kind: Kind
  /// What the call reports.
  public let reason: String

  /// Creates a fault; without a reason the words for its kind are reported.
  public init(tool: String, occurrence: FaultOccurrence, kind: Kind, reason: String? = nil) {
    self.tool = tool
    self.occurrence = occurrence
    self.kind = kind
    self.reason =
      reason
      ?? {
        switch kind {
        case .timeout: "\(tool) did not answer in time"
        case .error: "\(tool) reported an error"
        case .partial: "\(tool) was done, but its answer was lost"
        }
      }()
  }
}

/// The faults of an exercise's tools, and how often each tool was used.
struct ToolFaultPlan: Sendable {
  let faults: [ToolFault]
  private var uses: [String: Int] = [:]

  init(_ faults: [ToolFault]) { self.faults = faults }

  /// Counts a call that ran, and returns what goes wrong with it.
  mutating func next(after call: PerformedCall) -> ToolFault? {
    guard !faults.isEmpty, call.bodyRan else { return nil }
    let number = (uses[call.tool] ?? 0) + 1
    uses[call.tool] = number
    return faults.first { $0.tool == call.tool && $0.occurrence.includes(number) }
  }
}

extension PerformedCall {
  /// Returns this call as it looks to everyone with a fault.
  func failing(with fault: ToolFault) -> PerformedCall {
    PerformedCall(
      id: id,
      tool: tool,
      arguments: arguments,
      filledFromContext: filledFromContext,
      attribution: attribution,
      outcome: .failed(reason: fault.reason),
      bodyRan: fault.kind == .partial,
      consent: consent
    )
  }
}
