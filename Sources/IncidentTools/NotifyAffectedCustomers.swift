public import AccessControl
public import Incidents
public import Values

/// Sends a message to the customers that notice an incident.
public struct NotifyAffectedCustomers: IncidentTool {
  /// What to send, to whom and how.
  public struct Arguments: Sendable {
    let incident: String
    let message: String
    let segment: Segment
    let channel: Channel
  }

  /// What marks every message that leaves an exercise, so that nothing looks real.
  private static let banner = "EXERCISE EXERCISE EXERCISE"

  /// The tool's name on the wire.
  public static let name = "notify_affected_customers"
  /// It adds to the outbox.
  public static let effect = ToolDescription.Effect.write
  /// What it accepts.
  public static let parameters: [ToolParameter] = [
    .incident,
    ToolParameter("message", .text, isRequired: true, summary: "what they are told"),
    .choice("segment", of: Segment.self, summary: "which customers, all unless said"),
    .choice("channel", of: Channel.self, summary: "how, by email unless said"),
  ]

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription

  /// Creates the tool for a world's policy.
  public init(description: ToolDescription, fields: FieldPolicy) { self.description = description }

  /// Reads the arguments.
  ///
  /// - Throws: `ToolFailure` where one is missing.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments {
    Arguments(
      incident: try values.requiredText("incident_id"),
      message: try values.requiredText("message"),
      segment: values.text("segment").flatMap(Segment.init(rawValue:)) ?? .all,
      channel: values.text("channel").flatMap(Channel.init(rawValue:)) ?? .email
    )
  }

  /// Puts the message in the outbox.
  ///
  /// - Throws: `ToolFailure` where the incident is unknown or affects nobody in the segment.
  public func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    let role = authorization.attribution.session.role.name
    let notice = try world.perform { world throws(WorldError) in
      let notice = try world.notify(
        arguments.segment,
        of: arguments.incident,
        by: arguments.channel,
        message: arguments.message
      )
      try world.note("customers notified", by: role, in: notice.incident)
      return notice
    }
    return [
      "banner": .string(Self.banner),
      "channel": .string(notice.channel.rawValue),
      "incident_id": .string(notice.incident),
      "message": .string(notice.message),
      "notice_id": .string(notice.id),
      "recipients": .integer(notice.recipients),
      "segment": .string(notice.segment.rawValue),
    ]
  }
}
