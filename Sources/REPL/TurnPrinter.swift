import AccessControl
import Agent
import Exercises

/// Prints a turn as it happens: calls when they are done, words as they come.
struct TurnPrinter {
  private let calls: CallScreen
  private let write: (String) -> Void
  private var words: AgentText
  private let showsCalls: Bool
  private var hasText = false
  private var lastWasCall = false
  private var streamed = false
  /// The calls of the turn.
  private(set) var traces: [CallTrace] = []

  /// Creates a printer that lays out the agent's words by this.
  init(
    calls: CallScreen,
    words: AgentText,
    showsCalls: Bool,
    write: @escaping (String) -> Void
  ) {
    self.calls = calls
    self.write = write
    self.showsCalls = showsCalls
    self.words = words
  }

  /// Prints what an event brings.
  mutating func handle(_ event: ExerciseEvent) {
    switch event {
    case .call(let trace):
      endText()
      traces.append(trace)
      guard showsCalls else { return }
      write(calls.block(trace).map { $0 + "\n" }.joined())
      lastWasCall = true
    case .thread(.itemUpdated(_, let delta)):
      streamed = true
      print(delta)
    case .thread(.itemDone(let item)):
      guard case .assistantMessage(let text) = item.content else { return }
      if !streamed { print(text) }
      endText()
      streamed = false
    case .paused: endText()
    case .thread(.itemAdded): break
    }
  }

  /// Ends the agent's words, also where they broke off.
  mutating func endText() {
    let rest = words.finish()
    if !rest.isEmpty { write(rest) }
  }

  /// Prints the line below a turn.
  func close(_ footer: String) {
    write((hasText || lastWasCall ? "\n" : "") + footer + "\n")
  }

  private mutating func print(_ text: String) {
    guard !text.isEmpty else { return }
    if lastWasCall { write("\n") }
    (lastWasCall, hasText) = (false, true)
    let ready = words.feed(text)
    if !ready.isEmpty { write(ready) }
  }
}
