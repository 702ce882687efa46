/// How much room a screen has, and whether its columns are lined up.
struct Layout: Sendable {
  /// What every screen that is being made keeps to.
  @TaskLocal
  static var current = Layout()

  /// The columns of the screen, within what can be read.
  var width = 80
  /// Whether every line is a sentence, for a screen reader.
  var isPlain = false

  /// Creates a layout for the terminal's width; without one, for eighty columns.
  init(terminal columns: Int? = nil, isPlain: Bool = false) {
    width = min(max(columns ?? 80, 20), 100)
    self.isPlain = isPlain
  }

  /// Whether there is room for columns, and eyes that follow them.
  var hasColumns: Bool { !isPlain && width >= 60 }
}
