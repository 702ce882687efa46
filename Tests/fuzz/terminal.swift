import Documents

@testable import REPL

/// Text for a terminal: harmless, settled after one pass, and the same however it is cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: input(start, count), as: UTF8.self)
  let whole = TerminalText.block(text)
  for safe in [whole, TerminalText.line(text), SafeText.line(text), SafeText.block(text)] {
    require(isHarmless(safe), "a character that a terminal acts on")
  }
  require(TerminalText.block(whole) == whole, "not settled after one pass")
  var filter = TerminalText()
  var fed = ""
  for scalar in text.unicodeScalars { fed += filter.feed(String(scalar)) }
  require(fed + filter.finish() == whole, "piece by piece differs")
  return 0
}
