/// One step of reading a YAML file.
struct YAMLEvent {
  enum Style {
    case plain, singleQuoted, doubleQuoted, block
  }

  /// A scalar, and what was seen of its bytes on the way.
  struct Scalar {
    let text: String
    let style: Style
    /// Whether each of its bytes is a scalar of its own.
    let isASCII: Bool
    /// Whether a `$` stands in it.
    let hasDollarSign: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ style: Style) {
      var all: UInt8 = 0
      var dollars: UInt8 = 0
      for byte in bytes {
        all |= byte
        dollars |= byte == UInt8(ascii: "$") ? 1 : 0
      }
      text = String(decoding: bytes, as: UTF8.self)
      self.style = style
      isASCII = all < 0x80
      hasDollarSign = dollars != 0
    }

    /// How many Unicode scalars the text has.
    var count: Int { isASCII ? text.utf8.count : text.scalarCount }
  }

  enum Kind {
    case streamStart, streamEnd
    case documentStart(hasDirectives: Bool)
    case documentEnd(isExplicit: Bool)
    case alias
    case scalar(Scalar)
    case sequenceStart, mappingStart
    case collectionEnd
  }

  let kind: Kind
  let start: SourcePosition
  let end: SourcePosition
  /// Whether an anchor such as `&base` stands before it.
  let hasAnchor: Bool
  /// Whether a tag such as `!!str` stands before it.
  let hasTag: Bool
}
