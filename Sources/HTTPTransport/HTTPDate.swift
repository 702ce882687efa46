internal import CCurl

/// Dates as header fields carry them.
public enum HTTPDate {
  /// Returns the seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  public static func seconds(_ text: String) -> Int? {
    guard tabletop_curl_is_available() != 0, text.utf8.count <= 64 else { return nil }
    let seconds = tabletop_curl_date(text)
    return seconds < 0 ? nil : Int(seconds)
  }
}
