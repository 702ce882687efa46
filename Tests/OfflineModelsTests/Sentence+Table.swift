import OfflineModels
import Values

extension Sentence {
  /// Reads a table of sentences.
  static func table(_ table: String) -> [Sentence] {
    var sentences: [Sentence] = []
    var incident: String? = "INC-001"
    var history: [PlanTurn] = []
    for line in table.split(separator: "\n") {
      let rest = String(line.drop(while: { $0 != " " }).dropFirst())
      switch line.prefix(while: { $0 != " " }) {
      case "@": incident = rest == "none" ? nil : rest
      case "user:": history.append(turn(.user, rest))
      case "assistant:": history.append(turn(.assistant, rest))
      case ">":
        sentences.append(Sentence(text: unescaped(rest), incident: incident, history: history))
        history = []
      case "!": sentences[sentences.count - 1].forbidden.append(call(rest))
      case "=": sentences[sentences.count - 1].calls.append(call(rest))
      case "?":
        let words = rest.split(separator: " ").map(String.init)
        sentences[sentences.count - 1].questions.append(
          Clarification(tool: words[0], missing: Array(words.dropFirst()))
        )
      default: break
      }
    }
    return sentences
  }

  private static func turn(_ speaker: PlanTurn.Speaker, _ text: String) -> PlanTurn {
    var parts = text.split(separator: " => ", omittingEmptySubsequences: false).map(String.init)
    let said = parts.removeFirst()
    let calls = parts.map { part in
      let call = call(part)
      return PlannedCall(tool: call.tool, arguments: call.values)
    }
    return PlanTurn(speaker: speaker, text: said, calls: calls)
  }

  private static func call(_ text: String) -> Call {
    var words = words(text)
    var call = Call(tool: words.removeFirst())
    for word in words {
      guard let mark = word.firstIndex(where: { $0 == "=" || $0 == "~" }) else { continue }
      let name = String(word[..<mark])
      let value = String(word[word.index(after: mark)...])
      if word[mark] == "~" {
        call.fragments[name, default: []].append(value)
      } else {
        call.values[name] = self.value(value)
      }
    }
    return call
  }

  private static func value(_ text: String) -> JSONValue {
    if text.hasPrefix("[") {
      return .array(text.dropFirst().dropLast().split(separator: ",").map { .string(String($0)) })
    }
    return Double(text).map(JSONValue.number) ?? .string(text)
  }

  /// Splits at spaces outside quotes, and drops the quotes.
  private static func words(_ text: String) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }

  private static func unescaped(_ text: String) -> String {
    text.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n")
  }
}
