/// Ends the process where a property doesn't hold, so that the fuzzer keeps the input.
func require(_ holds: Bool, _ property: String) {
  if !holds { fatalError(property) }
}

/// Returns the bytes that the fuzzer made.
func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// Whether a text has nothing that a terminal acts on, but line feeds and tabs.
func isHarmless(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
    case 0xE0000...0xE007F: false
    default: true
    }
  }
}
