/// A text whose scalars are reached by number, at little cost where all of them are ASCII.
public struct IndexedText: Sendable {
  /// Its bytes, where each scalar is one.
  @usableFromInline
  let ascii: [UInt8]?
  /// Its scalars, where they are not.
  @usableFromInline
  let scalars: [Unicode.Scalar]

  /// Creates the indexed form of a text.
  public init(_ text: String) {
    let bytes = Array(text.utf8)
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    ascii = isASCII ? bytes : nil
    scalars = isASCII ? [] : Array(text.unicodeScalars)
  }

  /// How many scalars it has.
  @inlinable
  public var count: Int { ascii?.count ?? scalars.count }

  /// The scalar at a place, which must be there.
  @inlinable
  public subscript(index: Int) -> Unicode.Scalar {
    if let ascii { return Unicode.Scalar(ascii[index]) }
    return scalars[index]
  }

  /// The text of a range, which must be there.
  public subscript(range: Range<Int>) -> String {
    if let ascii { return String(decoding: ascii[range], as: UTF8.self) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// Returns the ranges between the places of a scalar inside a range, empty ones too.
  public func ranges(in range: Range<Int>, separatedBy separator: Unicode.Scalar) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where self[index] == separator {
      ranges.append(start..<index)
      start = index + 1
    }
    return ranges + [start..<range.upperBound]
  }
}
