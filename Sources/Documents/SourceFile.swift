import Glibc

/// A file as read: what path people see, and its bytes.
///
/// A class, as every step and every problem of a file refers to it.
public final class SourceFile: Sendable {
  /// The path as people see it in messages.
  public let path: String
  /// The content as read.
  public let bytes: [UInt8]

  /// Where each line begins; a byte order mark belongs to no line.
  private let lineStarts: [Int32]

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Creates a file from its bytes, valid text or not.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lineStarts = Self.lineStarts(bytes)
  }

  private static func lineStarts(_ bytes: [UInt8]) -> [Int32] {
    bytes.withUnsafeBytes { buffer in
      var lines = 1
      for byte in buffer where byte == UInt8(ascii: "\n") { lines &+= 1 }
      var starts: [Int32] = []
      starts.reserveCapacity(lines)
      starts.append(Int32(buffer.starts(with: byteOrderMark) ? byteOrderMark.count : 0))
      // Where a line begins beyond this is in no file that is read.
      let end = min(buffer.count, Int(Int32.max) - 1)
      var start = 0
      while start < end, let rest = buffer.baseAddress?.advanced(by: start),
        let feed = memchr(rest, Int32(UInt8(ascii: "\n")), end - start)
      {
        start += UnsafeRawPointer(feed) - rest + 1
        starts.append(Int32(start))
      }
      return starts
    }
  }

  /// Creates a file from its text.
  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Returns a line without its end, counted from 1; empty where there is none.
  ///
  /// Lines end at LF or CR LF.
  public func line(_ number: Int) -> String {
    String(decoding: bytes[range(ofLine: number)], as: UTF8.self)
  }

  /// The content without a byte order mark.
  var content: ArraySlice<UInt8> { bytes.dropFirst(Int(lineStarts.first ?? 0)) }

  /// The end of the last line that holds more than white space.
  var endOfContent: SourcePosition {
    let blanks = Array(" \t\r\n".utf8)
    guard let last = content.lastIndex(where: { !blanks.contains($0) }),
      let index = lineStarts.lastIndex(where: { $0 <= last })
    else { return SourcePosition(line: 1, column: 1) }
    let column = Self.scalarCount(bytes[Int(lineStarts[index])...last]) + 1
    return SourcePosition(line: index + 1, column: column)
  }

  /// Returns a line, cut to a window round a column where it is long, and the caret's index in it.
  func excerpt(at position: SourcePosition, width: Int) -> (text: String, caret: Int) {
    let line = bytes[range(ofLine: position.line)]
    let total = Self.scalarCount(line)
    let caret = min(position.column - 1, total)
    guard total > width else { return (String(decoding: line, as: UTF8.self), caret) }
    let start = min(max(0, caret - width / 2), total - width)
    let window = line[Self.index(ofScalar: start, in: line)...]
    let cut = window[..<Self.index(ofScalar: width, in: window)]
    var scalars = Array(String(decoding: cut, as: UTF8.self).unicodeScalars)
    if start > 0, !scalars.isEmpty { scalars[0] = "…" }
    if start + width < total, !scalars.isEmpty { scalars[scalars.count - 1] = "…" }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return (String(text), caret - start)
  }

  private func range(ofLine number: Int) -> Range<Int> {
    guard number >= 1, number <= lineStarts.count else { return 0..<0 }
    let start = Int(lineStarts[number - 1])
    guard number < lineStarts.count else { return start..<bytes.count }
    let end = Int(lineStarts[number]) - 1
    let endsInCarriageReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
    return start..<(endsInCarriageReturn ? end - 1 : end)
  }

  /// Counts scalars by the bytes that begin one.
  private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var count = 0
      for byte in buffer where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  private static func index(ofScalar wanted: Int, in bytes: ArraySlice<UInt8>) -> Int {
    bytes.startIndex
      + bytes.withUnsafeBufferPointer { buffer in
        var seen = -1
        var index = 0
        while index < buffer.count {
          if buffer[index] & 0xC0 != 0x80 { seen += 1 }
          if seen == wanted { return index }
          index += 1
        }
        return buffer.count
      }
  }
}
