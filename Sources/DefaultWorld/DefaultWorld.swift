/// The world that is used where nobody names another one.
public enum DefaultWorld {
  /// The text of its file, in UTF-8.
  public static var bytes: [UInt8] { PackageResources.default_world_yaml }
}
