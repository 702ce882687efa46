/// From this scalar of a text on, scalars stand one after the other from this position.
struct TextSegment: Sendable, Hashable {
  let offset: Int
  let start: SourcePosition
}

extension YAMLNode {
  /// Returns where some scalars of this scalar's text stand in the file.
  ///
  /// Quotes, escape sequences, block indentation and folded lines are accounted for. A range
  /// outside the text is moved to its end; other nodes answer with their own span.
  public func span(ofScalars range: Range<Int>) -> SourceSpan {
    guard let text = scalar else { return span }
    let count = text.scalarCount
    let lower = min(max(0, range.lowerBound), count)
    let upper = min(max(lower, range.upperBound), count)
    let start = position(ofScalar: lower)
    guard upper > lower else { return SourceSpan(start: start, length: 1) }
    let last = position(ofScalar: upper - 1)
    let length = last.line == start.line ? last.column - start.column + 1 : upper - lower
    return SourceSpan(start: start, length: length)
  }

  private func position(ofScalar offset: Int) -> SourcePosition {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    let segment = low > 0 ? segments[low - 1] : TextSegment(offset: 0, start: span.start)
    let column = segment.start.column + offset - segment.offset
    return SourcePosition(line: segment.start.line, column: column)
  }
}
