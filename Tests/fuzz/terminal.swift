import Documents

@testable import REPL

/// Text for a terminal: harmless, settled after one pass, and the same however it is cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: input(start, count), as: UTF8.self)
  var first = SafeTextStream()
  let whole = first.feed(text) + first.finish()
  for safe in [whole, SafeText.line(text), SafeText.block(text)] {
    require(isHarmless(safe), "a character that a terminal acts on")
  }
  var second = SafeTextStream()
  require(second.feed(whole) + second.finish() == whole, "not settled after one pass")
  var filter = SafeTextStream()
  var fed = ""
  for scalar in text.unicodeScalars { fed += filter.feed(String(scalar)) }
  require(fed + filter.finish() == whole, "piece by piece differs")
  return 0
}
