import Documents
import Incidents
import Values

extension WorldReader {
  private static let columns = [
    "id", "name", "segment", "plan", "monthly_fee", "contract_until", "contact", "email",
  ]

  /// Reads customers: a list of mappings, or a table in a block of text whose first line names
  /// the columns, with `|` between them.
  mutating func customers(_ node: YAMLNode) -> [Customer] {
    let customers: [Customer]
    if let items = node.items {
      customers = items.compactMap { customer($0) }
    } else if let table = node.scalar {
      customers = self.customers(inTable: table, node)
    } else {
      report("TT012", node.span, "`customers` must be a list, or a table in a block of text")
      return []
    }
    var ids: Set<String> = []
    for customer in customers where !ids.insert(customer.id).inserted {
      report("TT013", node.span, "there are two customers `\(customer.id)`")
    }
    return customers
  }

  private mutating func customer(_ node: YAMLNode) -> Customer? {
    let reader = mapping(node, "a customer", Self.columns)
    for key in ["id", "name", "segment"] { reader.require(key, &diagnostics) }
    var values: [String: String] = [:]
    for column in Self.columns { values[column] = reader.text(column, &diagnostics) }
    return customer {
      values[$0]
    } span: { column in
      reader.node(column)?.span ?? node.span
    }
  }

  private mutating func customers(inTable table: String, _ node: YAMLNode) -> [Customer] {
    let text = IndexedText(table)
    let rows = text.ranges(in: 0..<text.count, separatedBy: "\n")
    guard let header = rows.first else { return [] }
    let names = cells(header, text).map(\.text)
    for cell in cells(header, text) where !Self.columns.contains(cell.text) {
      report(
        "TT003",
        node.span(ofScalars: cell.range),
        "unknown column `\(cell.text)`",
        label: NearMatch.question(for: cell.text, among: Self.columns)
          ?? "columns are " + Self.columns.joined(separator: ", ")
      )
    }
    return rows.dropFirst().compactMap { row in
      let cells = cells(row, text)
      guard cells.count > 1 || !(cells.first?.text.isEmpty ?? true) else { return nil }
      guard cells.count == names.count else {
        report(
          "TT012",
          node.span(ofScalars: row.lowerBound..<row.lowerBound + max(1, row.count)),
          "this row has \(cells.count) cells, the table has \(names.count) columns"
        )
        return nil
      }
      func cell(_ column: String) -> (text: String, range: Range<Int>)? {
        names.firstIndex(of: column).map { cells[$0] }
      }
      return customer {
        cell($0)?.text
      } span: { column in
        node.span(ofScalars: cell(column)?.range ?? row.lowerBound..<row.lowerBound + 1)
      }
    }
  }

  private func cells(
    _ row: Range<Int>,
    _ text: IndexedText
  ) -> [(text: String, range: Range<Int>)] {
    text.ranges(in: row, separatedBy: "|").map { cell in
      let start = cell.first { text[$0] != " " } ?? cell.upperBound
      let end = cell.last { text[$0] != " " }.map { $0 + 1 } ?? start
      return (text[start..<end], start..<max(start + 1, end))
    }
  }

  private mutating func customer(
    value: (String) -> String?,
    span: (String) -> SourceSpan
  ) -> Customer? {
    let words = Segment.allCases.filter { $0 != .all }.map(\.rawValue)
    guard let segment = value("segment").flatMap(Segment.init(rawValue:)), segment != .all else {
      report(
        "TT013",
        span("segment"),
        "`\(value("segment") ?? "")` is no segment",
        label: "segments are " + words.joined(separator: ", ")
      )
      return nil
    }
    let fee = value("monthly_fee").map { (try? JSONReader.read($0))?.double }
    if case .some(nil) = fee {
      report("TT012", span("monthly_fee"), "`monthly_fee` must be a number")
    }
    return Customer(
      id: value("id") ?? "",
      name: value("name") ?? "",
      segment: segment,
      plan: value("plan") ?? "",
      monthlyFee: (fee ?? 0) ?? 0,
      contractUntil: value("contract_until") ?? "",
      contact: value("contact") ?? "",
      email: value("email") ?? ""
    )
  }
}
