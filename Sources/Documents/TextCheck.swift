/// Refuses bytes that are not text, and text that shows other lines than are read.
///
/// A lone CR, U+0085, U+2028 and U+2029 end a line for YAML but not in every editor: what a
/// reviewer sees as a comment could be content.
enum TextCheck {
  /// Returns what makes the file's content unreadable as text, or nil.
  static func problem(in file: SourceFile) -> Diagnostic? {
    let start = Array(file.content.prefix(2))
    if start.contains(0) || start == [0xFF, 0xFE] || start == [0xFE, 0xFF] {
      return diagnostic(
        "this file is not UTF-8",
        at: SourcePosition(line: 1, column: 1),
        in: file,
        why: "it looks like UTF-16 or UTF-32",
        help: "save it as UTF-8"
      )
    }
    if isPlain(file.content) { return nil }
    guard let text = String(validating: file.content, as: UTF8.self) else {
      return diagnostic(
        "this file is not UTF-8",
        at: firstInvalid(in: file.content),
        in: file,
        why: "the bytes here are no text",
        help: "save it as UTF-8"
      )
    }
    return forbidden(in: text, of: file)
  }

  /// Whether the bytes are printable ASCII, tabs and line feeds, as they are in most files.
  private static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      // To the end in any case, so that the compiler takes many bytes at a time.
      var odd: UInt8 = 0
      for byte in buffer {
        let isUnprintable: UInt8 = byte &- 0x20 < 0x5F ? 0 : 1
        let isNoFeed: UInt8 = byte == UInt8(ascii: "\n") ? 0 : 1
        let isNoTab: UInt8 = byte == UInt8(ascii: "\t") ? 0 : 1
        odd |= isUnprintable & isNoFeed & isNoTab
      }
      return odd == 0
    }
  }

  private static func firstInvalid(in bytes: ArraySlice<UInt8>) -> SourcePosition {
    var place = Place()
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { place.pass(scalar) }
    return place.position
  }

  private static func forbidden(in text: String, of file: SourceFile) -> Diagnostic? {
    var place = Place()
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      let endsLine = scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n"
      if isForbidden(scalar) && !endsLine { return refusal(of: scalar, at: place, in: file) }
      place.pass(scalar)
    }
    return nil
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func refusal(
    of scalar: Unicode.Scalar,
    at place: Place,
    in file: SourceFile
  ) -> Diagnostic {
    switch scalar.value {
    case 0:
      return diagnostic("this file is binary", at: place.position, in: file, why: "it holds a NUL")
    case 0x0D, 0x85, 0x2028, 0x2029:
      return diagnostic(
        "this line ends in \(name(of: scalar))",
        at: place.position,
        in: file,
        why: "not every editor shows a new line here",
        help: "end lines with LF or CR LF"
      )
    default:
      return diagnostic(
        "the character \(name(of: scalar)) is not allowed",
        at: place.position,
        in: file,
        help: "remove it, or write it as an escape sequence in double quotes"
      )
    }
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func diagnostic(
    _ message: String,
    at position: SourcePosition,
    in file: SourceFile,
    why: String? = nil,
    help: String? = nil
  ) -> Diagnostic {
    let span = SourceSpan(start: position, length: 1)
    return Diagnostic(
      code: "TT006",
      file: file,
      span: span,
      message: message,
      why: why,
      help: help
    )
  }
}

/// Counts lines and columns while scalars go by.
private struct Place {
  private var line = 1
  private var column = 1

  var position: SourcePosition { SourcePosition(line: line, column: column) }

  mutating func pass(_ scalar: Unicode.Scalar) {
    column = scalar == "\n" ? 1 : column + 1
    line += scalar == "\n" ? 1 : 0
  }
}
