public import Documents
public import Exercises
public import Incidents
import Values

/// An inject as a facilitator types it: words for everyone, or what a scenario's `inject` takes.
public struct TypedInject: Sendable {
  /// What is delivered.
  public let inject: Inject
  /// What a scenario writes behind `inject:`.
  public let entry: String
  /// What it is, in a few words.
  public let summary: String

  private static let kinds = [
    "log", "fault", "clear_fault", "metric", "incident", "customer", "message",
  ]

  /// Reads a line.
  ///
  /// - Throws: `Diagnostics` with what is wrong with it.
  public init(_ line: String, on definition: WorldDefinition) throws(Diagnostics) {
    let kind = Self.kinds.first { line.hasPrefix($0 + ":") }
    if line.hasPrefix("{") {
      entry = line
    } else if kind != nil {
      entry = "{\(line)}"
    } else {
      entry = "{message: \(YAMLText.scalar(line))}"
    }
    let source = SourceFile(
      path: ":inject",
      text: """
        tabletop: 1
        name: typed
        steps:
          - inject: \(entry)
        expect:
          - calls: 0
        """
    )
    let file = ScenarioFile(source: source, reportPath: ":inject", stem: "typed", folder: "")
    let cases = try ScenarioReader.read(file, worlds: OneWorld(definition: definition))
    guard case .story(let story)? = cases.first?.body,
      case .inject(let inject, _)? = story.steps.first?.verb
    else { throw Diagnostics([]) }
    self.inject = inject
    summary = Self.summary(of: inject)
  }

  private static func summary(of inject: Inject) -> String {
    switch inject {
    case .log(let service, let line): "inject: \(service) logs \(line.message)"
    case .fault(let service, let fault): "inject: \(service) has the fault \(fault.name)"
    case .clearFault(let service, _): "inject: a fault of \(service) is gone"
    case .metric(let service, let name, let value):
      "inject: \(name) of \(service) is \(JSONWriter.text(.number(value)))"
    case .incident(let id, _): id.map { "inject: \($0) changes" } ?? "inject: a new incident"
    case .customer(let customer): "inject: the customer \(customer.name)"
    case .message(let sender, let text): "\(sender): \(text)"
    }
  }
}

extension Inject {
  /// What a scenario writes behind `inject:`; nil for what has no short form.
  public var scenarioEntry: String? {
    switch self {
    case .log(let service, let line):
      "{log: {service: \(YAMLText.scalar(service)), level: \(line.level.rawValue), "
        + "message: \(YAMLText.scalar(line.message))}}"
    case .fault, .incident, .customer: nil
    case .clearFault(let service, let name):
      "{clear_fault: {service: \(YAMLText.scalar(service))"
        + (name.map { ", name: \(YAMLText.scalar($0))" } ?? "") + "}}"
    case .metric(let service, let name, let value):
      "{metric: {service: \(YAMLText.scalar(service)), name: \(YAMLText.scalar(name)), "
        + "value: \(JSONWriter.text(.number(value)))}}"
    case .message(let sender, let text):
      "{message: {from: \(YAMLText.scalar(sender)), text: \(YAMLText.scalar(text))}}"
    }
  }
}
