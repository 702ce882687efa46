public import Values

/// An operation on a state that the gate can run for an authorized session.
public protocol Tool<State>: Sendable {
  /// What the tool reads and changes.
  associatedtype State
  /// The arguments, typed.
  associatedtype Arguments: Sendable

  /// What the tool is called, requires and accepts.
  var description: ToolDescription { get }

  /// Turns values that fit the description's parameters into typed arguments.
  ///
  /// - Throws: `ToolFailure` where they don't fit together.
  func arguments(from values: ArgumentValues) throws(ToolFailure) -> Arguments

  /// Performs the operation.
  ///
  /// Only the gate can create an authorization, so only the gate can call this.
  ///
  /// - Throws: `ToolFailure` with a reason for the person who asked. The state is then put back.
  func run(
    _ arguments: Arguments,
    under authorization: borrowing Authorization<Self>,
    on state: inout State
  ) throws(ToolFailure) -> JSONValue
}

/// A tool's own word that it could not do what it was asked.
public struct ToolFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence, lower case and without a full stop.
  public let description: String

  /// Creates a failure.
  public init(_ reason: String) { description = reason }
}

/// Arguments that were checked against a tool's parameters.
public struct ArgumentValues: Sendable, Equatable {
  /// The values by name.
  public let values: [String: JSONValue]

  init(checked values: [String: JSONValue]) { self.values = values }

  /// Returns a text that may be absent.
  public func text(_ name: String) -> String? { values[name]?.text }

  /// Returns a whole number that may be absent.
  public func integer(_ name: String) -> Int? { values[name]?.int }

  /// Returns a number that may be absent.
  public func number(_ name: String) -> Double? { values[name]?.double }

  /// Returns the texts of a list; none where it is absent.
  public func texts(_ name: String) -> [String] { values[name]?.elements?.compactMap(\.text) ?? [] }

  /// Returns a text that the parameters require.
  ///
  /// - Throws: `ToolFailure` where the tool's description doesn't require it after all.
  public func requiredText(_ name: String) throws(ToolFailure) -> String {
    guard let text = text(name) else { throw ToolFailure("`\(name)` is missing") }
    return text
  }

  /// Returns a whole number that the parameters require.
  ///
  /// - Throws: `ToolFailure` where the tool's description doesn't require it after all.
  public func requiredInteger(_ name: String) throws(ToolFailure) -> Int {
    guard let value = integer(name) else { throw ToolFailure("`\(name)` is missing") }
    return value
  }

  /// Returns a number that the parameters require.
  ///
  /// - Throws: `ToolFailure` where the tool's description doesn't require it after all.
  public func requiredNumber(_ name: String) throws(ToolFailure) -> Double {
    guard let value = number(name) else { throw ToolFailure("`\(name)` is missing") }
    return value
  }
}
