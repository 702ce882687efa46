public import Values

/// A request as it came over the wire.
public struct WireRequest: Sendable {
  /// Its place among all requests to the server, from 1.
  public let number: Int
  /// The number of the connection it came on, from 1.
  public let connection: Int
  /// The first line and the header fields, byte for byte.
  public let head: [UInt8]
  /// The body.
  public let body: [UInt8]

  /// The first line, such as `POST /v1/responses HTTP/1.1`.
  public var line: String { lines.first ?? "" }

  /// The path, such as `/v1/responses`.
  public var path: String {
    let words = line.split(separator: " ")
    return words.count > 1 ? String(words[1]) : ""
  }

  /// The names of the header fields, in lower case.
  public var names: [String] {
    lines.dropFirst().compactMap { $0.split(separator: ":").first?.lowercased() }
  }

  /// Returns the values of a header field.
  public func values(_ name: String) -> [String] {
    lines.dropFirst().compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == name else { return nil }
      return String(parts[1].drop { $0 == " " })
    }
  }

  /// The body as JSON; null where it isn't.
  public var json: JSONValue { (try? JSONReader.read(body)) ?? .null }

  private var lines: [String] {
    String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }
}
