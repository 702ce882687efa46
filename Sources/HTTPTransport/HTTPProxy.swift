internal import CCurl
import Glibc

/// The proxy that libcurl takes for an address, as the environment names it; for messages only.
struct HTTPProxy: Equatable {
  /// Its host, and its port where one is named; never a user's name or a password.
  let place: String
  /// The variable that names it.
  let variable: String

  /// Finds the proxy for an address; nil where none is used.
  init?(for address: HTTPAddress, in environment: (String) -> String? = HTTPProxy.variable) {
    guard !address.isLoopback else { return nil }
    let exceptions = environment("no_proxy") ?? environment("NO_PROXY") ?? ""
    guard !Self.list(exceptions, names: address.host) else { return nil }
    // As libcurl has it: HTTP_PROXY is not read, since a web server sets it from a request's header.
    let names =
      (address.isEncrypted ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"])
      + ["all_proxy", "ALL_PROXY"]
    for name in names {
      guard let value = environment(name) else { continue }
      self.init(place: Self.place(of: value), variable: name)
      return
    }
    return nil
  }

  private init(place: String, variable: String) {
    self.place = place
    self.variable = variable
  }

  /// The proxy in words, such as `the proxy 10.0.0.1:3128 (HTTPS_PROXY)`.
  var words: String { "the proxy \(place) (\(variable))" }

  /// Gives a variable's value; an empty one is none.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func place(of text: String) -> String {
    // The kind of proxy is nothing that the parser of addresses has to know.
    let rest = text.firstRange(of: "://").map { String(text[$0.upperBound...]) } ?? text
    guard let url = tabletop_curl_url_new("http://" + rest) else { return "named there" }
    defer { tabletop_curl_url_free(url) }
    func part(_ part: CURLUPart) -> String? {
      guard let text = tabletop_curl_url_part(url, part) else { return nil }
      defer { tabletop_curl_free(text) }
      return String(cString: text)
    }
    let host = part(CURLUPART_HOST) ?? "named there"
    return host + (part(CURLUPART_PORT).map { ":" + $0 } ?? "")
  }

  /// Whether a list of names that need no proxy holds a host, or a domain that it is in.
  private static func list(_ list: String, names host: String) -> Bool {
    let host = host.lowercased()
    return list.split { $0 == "," || $0 == " " }.contains { entry in
      let name = entry.lowercased().drop { $0 == "." }
      return name == "*" || host == name || host.hasSuffix("." + name)
    }
  }
}
