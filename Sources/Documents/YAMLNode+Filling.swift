/// A stretch of a scalar's text, after something was put in the place of what the file says.
public struct TextPiece: Sendable {
  /// The text now.
  public let text: String
  /// The scalars of the file's text that it stands for.
  public let range: Range<Int>
  /// Whether it is what the file says.
  public let isVerbatim: Bool

  /// Creates a piece.
  public init(_ text: String, for range: Range<Int>, isVerbatim: Bool) {
    self.text = text
    self.range = range
    self.isVerbatim = isVerbatim
  }
}

extension YAMLNode {
  /// Creates a node with a value that stands for something at a place of a file.
  public init(_ content: Content, at span: SourceSpan) {
    self.init(content, span: span)
  }

  /// Returns a node with another value in the same place.
  public func replacing(_ content: Content) -> YAMLNode {
    YAMLNode(content, span: span)
  }

  /// Returns a scalar whose text consists of these pieces, each of which keeps its place.
  public func replacing(text pieces: [TextPiece], isPlain: Bool) -> YAMLNode {
    var text = ""
    var offset = 0
    var segments: [TextSegment] = []
    for piece in pieces {
      if piece.isVerbatim {
        addVerbatim(piece, offset, to: &segments)
      } else {
        Self.addSubstituted(piece, at: span(ofScalars: piece.range), offset, to: &segments)
      }
      text += piece.text
      offset += piece.text.scalarCount
    }
    var isBlock = false
    if case .scalar(_, _, let block) = content { isBlock = block }
    return YAMLNode(
      .scalar(text, isPlain: isPlain, isBlock: isBlock),
      span: span,
      segments: segments
    )
  }

  private func addVerbatim(_ piece: TextPiece, _ offset: Int, to list: inout [TextSegment]) {
    let lower = piece.range.lowerBound
    list.append(TextSegment(offset: offset, start: span(ofScalars: lower..<lower + 1).start))
    for segment in segments
    where segment.offset > lower && segment.offset < piece.range.upperBound {
      list.append(TextSegment(offset: offset + segment.offset - lower, start: segment.start))
    }
  }

  /// Spreads a value over the reference it stands for, so that an error points at all of it.
  private static func addSubstituted(
    _ piece: TextPiece,
    at place: SourceSpan,
    _ offset: Int,
    to segments: inout [TextSegment]
  ) {
    let count = piece.text.scalarCount
    let last = SourcePosition(
      line: place.start.line,
      column: place.start.column + place.length - 1
    )
    segments.append(TextSegment(offset: offset, start: place.start))
    if count > place.length {
      // Everything that is longer than the reference stands at its last column.
      for index in place.length..<min(count, place.length + 64) {
        segments.append(TextSegment(offset: offset + index, start: last))
      }
    }
    if count > 1 { segments.append(TextSegment(offset: offset + count - 1, start: last)) }
  }
}
