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
    return customer(values) { column in reader.node(column)?.span ?? node.span }
  }

  private mutating func customers(inTable table: String, _ node: YAMLNode) -> [Customer] {
    var rows: [(text: Substring.UnicodeScalarView, offset: Int)] = []
    var offset = 0
    for line in table.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      rows.append((line, offset))
      offset += line.count + 1
    }
    guard let header = rows.first else { return [] }
    let names = cells(header.text, header.offset).map(\.text)
    for cell in cells(header.text, header.offset) where !Self.columns.contains(cell.text) {
      report(
        "TT003",
        node.span(ofScalars: cell.range),
        "unknown column `\(cell.text)`",
        label: NearMatch.question(for: cell.text, among: Self.columns)
          ?? "columns are " + Self.columns.joined(separator: ", ")
      )
    }
    return rows.dropFirst().compactMap { row in
      let cells = cells(row.text, row.offset)
      guard cells.count > 1 || !(cells.first?.text.isEmpty ?? true) else { return nil }
      guard cells.count == names.count else {
        report(
          "TT012",
          node.span(ofScalars: row.offset..<row.offset + max(1, row.text.count)),
          "this row has \(cells.count) cells, the table has \(names.count) columns"
        )
        return nil
      }
      let byName = Dictionary(zip(names, cells), uniquingKeysWith: { first, _ in first })
      return customer(byName.mapValues(\.text)) { column in
        node.span(ofScalars: byName[column]?.range ?? row.offset..<row.offset + 1)
      }
    }
  }

  private func cells(
    _ row: Substring.UnicodeScalarView,
    _ offset: Int
  ) -> [(text: String, range: Range<Int>)] {
    var cells: [(String, Range<Int>)] = []
    var start = offset
    for cell in row.split(separator: "|", omittingEmptySubsequences: false) {
      let leading = cell.prefix { $0 == " " }.count
      var text = String(cell.dropFirst(leading))
      while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
      let first = start + leading
      cells.append((text, first..<first + max(1, text.unicodeScalars.count)))
      start += cell.count + 1
    }
    return cells
  }

  private mutating func customer(
    _ values: [String: String],
    span: (String) -> SourceSpan
  ) -> Customer? {
    let words = Segment.allCases.filter { $0 != .all }.map(\.rawValue)
    guard let segment = values["segment"].flatMap(Segment.init(rawValue:)), segment != .all else {
      report(
        "TT013",
        span("segment"),
        "`\(values["segment"] ?? "")` is no segment",
        label: "segments are " + words.joined(separator: ", ")
      )
      return nil
    }
    let fee = values["monthly_fee"].map { (try? JSONReader.read($0))?.double }
    if case .some(nil) = fee {
      report("TT012", span("monthly_fee"), "`monthly_fee` must be a number")
    }
    return Customer(
      id: values["id"] ?? "",
      name: values["name"] ?? "",
      segment: segment,
      plan: values["plan"] ?? "",
      monthlyFee: (fee ?? 0) ?? 0,
      contractUntil: values["contract_until"] ?? "",
      contact: values["contact"] ?? "",
      email: values["email"] ?? ""
    )
  }
}
