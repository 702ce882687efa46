public import Documents

/// Lays scenario and fragment files out in one way.
public enum ScenarioFormatter {
  /// Returns a file's text with its keys in the order of the reference.
  ///
  /// - Throws: `Diagnostics` where it is no sound YAML, `FormattingError` where it can't be kept.
  public static func format(_ file: SourceFile) throws -> String {
    let isFragment = file.path.hasSuffix(".steps.yaml")
    return try YAMLFormatter.format(file) { path in
      switch path {
      case []: isFragment ? ScenarioKeys.fragment : ScenarioKeys.top
      case ["steps", "-"]: ScenarioKeys.step
      default: nil
      }
    }
  }
}
