import Values

/// A place at which two JSON values differ.
struct JSONDifference: Equatable {
  /// Where, such as `body.messages[1].content`.
  let path: String
  /// What stands there in the first; nil where it has nothing there.
  let old: JSONValue?
  /// What stands there in the second; nil where it has nothing there.
  let new: JSONValue?

  /// The most differences that a sentence lists.
  private static let listed = 3

  /// Returns every place at which two values differ, in order.
  static func all(from old: JSONValue, to new: JSONValue) -> [JSONDifference] {
    var found: [JSONDifference] = []
    compare(old, new, "", &found)
    return found
  }

  private static func compare(
    _ old: JSONValue?,
    _ new: JSONValue?,
    _ path: String,
    _ found: inout [JSONDifference]
  ) {
    guard old != new else { return }
    if let first = old?.members, let second = new?.members {
      for key in Set(first.keys).union(second.keys).sorted() {
        compare(first[key], second[key], path.isEmpty ? key : "\(path).\(key)", &found)
      }
    } else if let first = old?.elements, let second = new?.elements {
      for index in 0..<max(first.count, second.count) {
        compare(
          first.indices.contains(index) ? first[index] : nil,
          second.indices.contains(index) ? second[index] : nil,
          "\(path)[\(index)]",
          &found
        )
      }
    } else {
      found.append(JSONDifference(path: path, old: old, new: new))
    }
  }

  /// Says what differs: the first places with what stood and what stands there.
  static func sentence(_ differences: [JSONDifference]) -> String {
    let parts = differences.prefix(listed).map { difference in
      switch (difference.old, difference.new) {
      case (let old?, let new?):
        let (first, second) = shortened(JSONWriter.text(old), JSONWriter.text(new))
        return "\(difference.path) was \(first) and is \(second)"
      case (let old?, nil):
        return "\(difference.path) was \(shortened(JSONWriter.text(old), "").0) and is gone"
      case (nil, let new):
        let text = new.map { JSONWriter.text($0) } ?? ""
        return "\(difference.path) is new: \(shortened("", text).1)"
      }
    }
    let more = differences.count - parts.count
    return parts.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
  }

  /// Shortens two texts to the neighbourhood of their first difference.
  private static func shortened(_ first: String, _ second: String) -> (String, String) {
    let one = Array(first)
    let other = Array(second)
    var same = 0
    while same < one.count, same < other.count, one[same] == other[same] { same += 1 }
    let start = max(0, same - 20)
    func cut(_ text: [Character]) -> String {
      guard text.count > 60 else { return String(text) }
      let from = min(start, text.count)
      let end = min(from + 60, text.count)
      return (from > 0 ? "…" : "") + String(text[from..<end]) + (end < text.count ? "…" : "")
    }
    return (cut(one), cut(other))
  }
}
