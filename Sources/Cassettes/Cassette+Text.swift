import Values

extension Cassette {
  /// The cassette as it is written to a file, without the secrets of this program.
  public var text: String {
    var lines: [JSONValue] = [
      [
        "cassette": 1, "model": .string(model), "base_url": .string(address),
        "settings": .object(settings),
      ]
    ]
    for exchange in exchanges { lines += Self.lines(of: exchange) }
    return Redactor.shared.redacted(lines.map { JSONWriter.text($0) + "\n" }.joined())
  }

  private static func lines(of exchange: Exchange) -> [JSONValue] {
    let request = exchange.request
    var lines: [JSONValue] = [
      [
        "request": [
          "method": .string(request.method), "path": .string(request.path), "body": request.body,
        ]
      ]
    ]
    if let status = exchange.status {
      let fields = exchange.fields.mapValues { JSONValue.string($0) }
      lines.append(["reply": ["status": .integer(status), "fields": .object(fields)]])
    }
    for content in exchange.contents {
      switch content {
      case .text(let text): lines.append(["text": .string(text)])
      case .event(let name, let data):
        // Data that is JSON in our own form is kept as JSON, which is easier to read.
        let value = try? JSONReader.read(data)
        let kept = value.flatMap { $0.members == nil ? nil : $0 } ?? .string(data)
        lines.append(["event": kept, "name": name.map { .string($0) } ?? .null])
      }
    }
    if let failure = exchange.failure {
      lines.append(
        ["failure": ["kind": .string(failure.kind), "words": .string(failure.description)]]
      )
    }
    return lines
  }

  /// Reads a cassette.
  ///
  /// - Throws: `CassetteError` with the line that is wrong.
  public init(text: String) throws(CassetteError) {
    var cassette: Cassette?
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      guard !line.isEmpty else { continue }
      let value: JSONValue
      do throws(JSONSyntaxError) {
        value = try JSONReader.read(String(line))
      } catch {
        throw CassetteError("line \(number) is not JSON: \(error)")
      }
      if cassette == nil {
        cassette = try Self.head(value)
      } else if cassette?.take(value) != true {
        throw CassetteError("line \(number) is no part of a cassette")
      }
    }
    guard let cassette else { throw CassetteError("the cassette is empty") }
    self = cassette
  }

  private static func head(_ value: JSONValue) throws(CassetteError) -> Cassette {
    guard value["cassette"] == 1, let model = value["model"]?.text,
      let address = value["base_url"]?.text
    else { throw CassetteError("line 1 doesn't say that this is a cassette of version 1") }
    return Cassette(model: model, address: address, settings: value["settings"]?.members ?? [:])
  }

  /// Takes a line; false where it is none.
  private mutating func take(_ value: JSONValue) -> Bool {
    if let request = value["request"] {
      guard let method = request["method"]?.text, let path = request["path"]?.text,
        let body = request["body"]
      else { return false }
      exchanges.append(Exchange(request: Request(method: method, path: path, body: body)))
      return true
    }
    guard !exchanges.isEmpty else { return false }
    let last = exchanges.count - 1
    if let reply = value["reply"] {
      guard let status = reply["status"]?.int, (100...599).contains(status) else { return false }
      exchanges[last].status = status
      exchanges[last].fields = (reply["fields"]?.members ?? [:]).compactMapValues(\.text)
    } else if let event = value["event"] {
      let data = event.text ?? JSONWriter.text(event)
      exchanges[last].contents.append(.event(name: value["name"]?.text, data: data))
    } else if let text = value["text"]?.text {
      exchanges[last].contents.append(.text(text))
    } else if let failure = value["failure"], let kind = failure["kind"]?.text {
      let words = failure["words"]?.text ?? ""
      exchanges[last].failure = Failure(kind: kind, description: words)
    } else {
      return false
    }
    return true
  }
}
