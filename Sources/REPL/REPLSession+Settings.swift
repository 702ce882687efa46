import Exercises
import AccessControl
import Agent
import Documents
import Values

extension REPLSession {
  /// Shows the settings and where they come from, or changes one.
  func changeSetting(_ arguments: String) -> LineResult {
    let (key, value) = REPLCommandParser.words(arguments)
    switch key {
    case "":
      showSettings(nil)
      return .done
    case "--save": return saveSettings()
    case "output": return value.isEmpty ? shown(key) : setOutput(value)
    case "approvals": return setApprovals(value)
    case "offer":
      if value.isEmpty { return shown(key) }
      guard let chosen = ToolOffer(rawValue: value) else {
        return .usage("The model is shown the tools of its role, or all: role or all.")
      }
      offer = chosen
      return shown(key)
    case "width":
      if value.isEmpty { return shown(key) }
      guard let number = Int(value), (20...1_000).contains(number) else {
        return .usage("A width is a number from 20 to 1000.")
      }
      width = number
      return shown(key)
    case "prompt":
      return value.isEmpty ? shown(key) : setPrompt(value)
    case "pager":
      guard value == "off" || value == "on" || value.isEmpty else {
        return .usage("The pager is on or off.")
      }
      if !value.isEmpty { isPaging = value == "on" }
      return shown(key)
    default:
      if options.settings.contains(where: { $0.key == key }) {
        return value.isEmpty
          ? shown(key) : .usage("\(key) is chosen at the start: --\(key), or the config file.")
      }
      let names = ["output", "approvals", "width", "pager", "prompt"] + options.settings.map(\.key)
      let near = NearMatch.suggestions(for: key, among: names)
      let hint = near.isEmpty ? ":set lists them." : "Did you mean \(list(near, " or "))?"
      return .usage("No setting \(DisplayWidth.cut(SafeText.line(key), to: 40)). \(hint)")
    }
  }

  /// Sets how results are written.
  func setOutput(_ name: String) -> LineResult {
    guard let mode = OutputMode(rawValue: name) else {
      if name.isEmpty { return shown("output") }
      return .usage("Output is one of \(list(OutputMode.allCases.map(\.rawValue))).")
    }
    output = mode
    return .done
  }

  /// Sets what the prompt looks like; quotes keep the space at its end.
  private func setPrompt(_ value: String) -> LineResult {
    var text = value
    if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
      text = String(text.dropFirst().dropLast())
    } else if text.hasSuffix(">") {
      text += " "
    }
    do throws(PromptTemplateError) {
      template = try PromptTemplate(text)
      return shown("prompt")
    } catch {
      return .usage(SafeText.line(error.description) + ". The prompt stays as it is.")
    }
  }

  private func shown(_ key: String) -> LineResult {
    showSettings(key)
    return .done
  }

  private func showSettings(_ key: String?) {
    let isList = key == nil && width != nil
    show(
      Screen.table(
        settings.filter { key == nil || $0.key == key }.map {
          // In the list a long one would push the rest off the screen.
          let value = SafeText.line($0.value)
          return [$0.key, isList ? DisplayWidth.cut(value, to: 36) : value, $0.origin]
        }
      )
    )
  }

  /// Everything that can be set, and what holds.
  var settings: [(key: String, value: String, origin: String)] {
    [
      ("output", output.rawValue, output == options.output ? "start" : "this session"),
      ("approvals", consents.mode.rawValue, "this session"),
      ("width", width.map(String.init) ?? "unlimited", "terminal"),
      ("pager", isPaging ? "on" : "off", "this session"),
      ("prompt", "\"\(template.text)\"", template == options.prompt ? "start" : "this session"),
    ] + options.settings.filter { $0.key != "offer" && $0.key != "prompt" } + [
      ("offer", offer.rawValue, offer == options.offer ? "start" : "this session")
    ]
  }

  /// Keeps what differs from what holds where nothing is said.
  private func saveSettings() -> LineResult {
    guard let save = options.saveSettings else {
      return .nothing("There is no place for a config file (HOME or XDG_CONFIG_HOME).")
    }
    var changes = options.settings.filter { $0.origin != "default" && $0.key != "role" }
      .map { (key: $0.key, value: $0.value) }
    changes.removeAll { $0.key == "model" }
    if model.name != "offline"
      || options.settings.contains(where: { $0.key == "model" && $0.origin != "default" })
    {
      changes.append(("model", model.name))
    }
    if template != .standard { changes.append(("prompt", template.text)) }
    changes.removeAll { $0.key == "offer" }
    if offer != .role
      || options.settings.contains(where: { $0.key == "offer" && $0.origin != "default" })
    {
      changes.append(("offer", offer.rawValue))
    }
    if output != .text { changes.append(("output", output.rawValue)) }
    if let role = session?.role { changes.append(("role", role.name)) }
    guard !changes.isEmpty else { return .nothing("There is nothing to save: nothing was set.") }
    do throws(SettingsProblem) {
      show(["wrote \(SafeText.line(try save(changes)))"])
      return .done
    } catch {
      return .usage(SafeText.line(error.description))
    }
  }
}
