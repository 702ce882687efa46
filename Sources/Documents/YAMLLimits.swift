/// How much of a file is read before it is refused.
public struct YAMLLimits: Sendable {
  /// The most bytes of a file.
  public let bytes: Int
  /// The most lists and mappings inside each other, the outermost included.
  public let depth: Int
  /// The most texts, lists and mappings of a file, keys included.
  public let nodes: Int

  /// What every file is read with: 1 MB, 64 levels, 100,000 nodes.
  public static let standard = YAMLLimits(bytes: 1_048_576, depth: 64, nodes: 100_000)

  /// Creates limits.
  public init(bytes: Int, depth: Int, nodes: Int) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }
}
