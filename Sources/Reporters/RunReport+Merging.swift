import AccessControl
import Scenarios
import Values

extension RunReport {
  /// Puts the parts of a run together, or runs of the same cases one after the other.
  ///
  /// The cases stand in their places among all that were selected, so the shards of a run make the
  /// same reports as the whole. A case that is in several parts counts once: as flaky where it held
  /// in one and did not in another.
  ///
  /// - Throws: `ReportError` where the parts don't belong together.
  public init(merging parts: [RunReport]) throws(ReportError) {
    guard let first = parts.first else { throw ReportError("no report was given") }
    for part in parts where part.header.policy != first.header.policy {
      throw ReportError("the reports were made under different policies; compare tells them apart")
    }
    var places: [CaseKey: Int] = [:]
    var merged: [CaseReport] = []
    for report in parts.flatMap(\.cases) {
      let key = CaseKey(report)
      if let place = places[key] {
        merged[place] = Self.combined(merged[place], report)
      } else {
        places[key] = merged.count
        merged.append(report)
      }
    }
    let order = merged.indices.sorted { (merged[$0].index, $0) < (merged[$1].index, $1) }
    self.init(
      header: Self.header(of: parts, first, planned: merged.count),
      cases: order.map { merged[$0] },
      incomplete: Self.incomplete(parts),
      seconds: parts.count == 1 ? first.seconds : nil,
      coverage: Self.coverage(parts.compactMap(\.coverage)),
      leastPrivilege: parts.count == 1 ? first.leastPrivilege : nil
    )
  }

  private static func header(of parts: [RunReport], _ first: RunReport, planned: Int) -> RunHeader {
    var models: [String] = []
    for part in parts where !models.contains(part.header.model) { models.append(part.header.model) }
    return RunHeader(
      toolVersion: first.header.toolVersion,
      model: models.joined(separator: ", "),
      policy: first.header.policy,
      seed: first.header.seed,
      planned: planned
    )
  }

  private static func incomplete(_ parts: [RunReport]) -> String? {
    let reasons = parts.compactMap(\.incomplete)
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  private static func combined(_ first: CaseReport, _ second: CaseReport) -> CaseReport {
    switch (first.outcome, second.outcome) {
    case (.skipped, _): return second
    case (_, .skipped): return first
    case (.failed, .error): return first
    case (.error, .failed): return second
    default: break
    }
    guard first.outcome.isBad != second.outcome.isBad else {
      return first.outcome == .flaky ? first : second
    }
    var bad = first.outcome.isBad ? first : second
    bad.outcome = .flaky
    return bad
  }

  /// Puts what the parts proved together: a cell is as well known as in the part that knows most.
  private static func coverage(_ parts: [JSONValue]) -> JSONValue? {
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first, better)
  }

  private static func better(_ first: JSONValue, _ second: JSONValue) -> JSONValue {
    switch (first, second) {
    case (.object(let mine), .object(let other)):
      return .object(mine.merging(other, uniquingKeysWith: better))
    case (.string(let mine), .string(let other)):
      let order = ["untouched", "called", "denied", "allowed"]
      let rank = { (word: String) in order.firstIndex(of: word) ?? -1 }
      return .string(rank(mine) >= rank(other) ? mine : other)
    default: return first
    }
  }
}

/// What tells a case from all others.
struct CaseKey: Hashable {
  let file: String
  let id: String

  init(_ report: CaseReport) {
    file = report.file
    id = report.id
  }
}
