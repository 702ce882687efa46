public import AccessControl
public import Incidents
public import Values

/// A tool that only a world file describes: it sets facts and answers with its arguments.
public struct DeclaredTool: Tool {
  /// One fact it sets.
  struct Setting: Sendable {
    /// Which fact; parts written `$name` stand for arguments.
    let path: String
    /// The value, or `$name` for an argument.
    let value: JSONValue
  }

  /// What the tool is called, requires and accepts.
  public let description: ToolDescription
  private let settings: [Setting]

  init(description: ToolDescription, settings: [Setting]) {
    self.description = description
    self.settings = settings
  }

  /// Returns the same tool under another description.
  func described(as description: ToolDescription) -> DeclaredTool {
    DeclaredTool(description: description, settings: settings)
  }

  /// Takes the arguments as they are.
  public func arguments(from values: ArgumentValues) throws(ToolFailure) -> ArgumentValues {
    values
  }

  /// Sets the facts, all or none.
  ///
  /// - Throws: `ToolFailure` where the authorization is for another declared tool, an argument
  ///   that a fact needs was not given, or the world has no such fact.
  public func run(
    _ arguments: ArgumentValues,
    under authorization: borrowing Authorization<Self>,
    on world: inout World
  ) throws(ToolFailure) -> JSONValue {
    guard authorization.tool == description.name else {
      throw ToolFailure("the authorization is for \(authorization.tool)")
    }
    for setting in settings {
      let path = WorldPath(try filled(setting.path, arguments))
      let value = try value(setting.value, arguments)
      do throws(WorldError) {
        try world.set(path, to: value)
      } catch {
        throw ToolFailure(error.description)
      }
    }
    return .object(arguments.values.merging(["done": true]) { given, _ in given })
  }

  private func filled(_ path: String, _ arguments: ArgumentValues) throws(ToolFailure) -> String {
    var parts: [String] = []
    for part in WorldPath(path).parts {
      if part.hasPrefix("$") {
        parts.append(try arguments.requiredText(String(part.dropFirst())))
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: ".")
  }

  private func value(
    _ value: JSONValue,
    _ arguments: ArgumentValues
  ) throws(ToolFailure) -> JSONValue {
    guard let text = value.text, text.hasPrefix("$") else { return value }
    let name = String(text.dropFirst())
    guard let argument = arguments.values[name] else { throw ToolFailure("`\(name)` is missing") }
    return argument
  }
}
