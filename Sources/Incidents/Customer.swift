public import Values

/// The part of the customers that someone belongs to.
public enum Segment: String, Sendable, CaseIterable {
  /// Everyone; no customer's own segment.
  case all
  /// Large accounts.
  case enterprise
  /// Small and medium businesses.
  case smb
  /// Those who pay nothing.
  case free
}

/// One customer.
public struct Customer: Sendable, Hashable {
  /// The id, such as `CUST-0001`.
  public let id: String
  /// The company's name.
  public let name: String
  /// The segment it belongs to.
  public let segment: Segment
  /// What it has bought.
  public let plan: String
  /// What it pays a month, in USD.
  public let monthlyFee: Double
  /// When its contract ends, as YYYY-MM-DD.
  public let contractUntil: String
  /// The person to talk to.
  public let contact: String
  /// That person's address.
  public let email: String

  /// Creates a customer.
  public init(
    id: String,
    name: String,
    segment: Segment,
    plan: String = "",
    monthlyFee: Double = 0,
    contractUntil: String = "",
    contact: String = "",
    email: String = ""
  ) {
    self.id = id
    self.name = name
    self.segment = segment
    self.plan = plan
    self.monthlyFee = monthlyFee
    self.contractUntil = contractUntil
    self.contact = contact
    self.email = email
  }
}

/// A message that went out to customers.
public struct CustomerNotice: Sendable, Hashable {
  /// The id, such as `NTF-0001`.
  public let id: String
  /// The incident it is about.
  public let incident: String
  /// Who received it.
  public let segment: Segment
  /// How it went out.
  public let channel: Channel
  /// How many received it.
  public let recipients: Int
  /// What it says.
  public let message: String
  /// When it went out.
  public let at: Timestamp
}

/// How a message reaches customers.
public enum Channel: String, Sendable, CaseIterable {
  /// A mail to each.
  case email
  /// A text message to each.
  case sms
  /// The public status page.
  case statusPage = "status_page"
}

/// Emergency spending that somebody approved.
public struct Approval: Sendable, Hashable {
  /// The id, such as `APR-0001`.
  public let id: String
  /// The incident it is for.
  public let incident: String
  /// How much, in USD.
  public let amount: Double
  /// What for.
  public let justification: String
  /// The user who approved.
  public let by: String
  /// When.
  public let at: Timestamp
}
