/// Whether a session is saved, and under which name.
public enum SessionSaving: Sendable, Equatable {
  /// It is not.
  case off
  /// It is, as a new one; without a name it gets one when something happens.
  case new(name: String?)
  /// It goes on with the saved session of this name, or begins one.
  case named(String)
  /// It goes on with the session that was saved last.
  case last
}
