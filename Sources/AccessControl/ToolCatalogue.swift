import Values

/// The tools of a gate without their bodies: what each requires, found by name.
///
/// It knows nothing of the state that tools work on, so looking one up needs no type at run time.
final class ToolCatalogue: Sendable {
  /// One tool.
  struct Entry: Sendable {
    /// Its place in the catalogue, from 0.
    let place: Int
    /// What is known of it.
    let description: ToolDescription
    /// The permissions a role must hold, as the matrix has them.
    let requires: PermissionSet
  }

  /// The tools, in the order in which they were given.
  let entries: [Entry]
  private let names: [String]
  /// Where each name stands, if there are many; of few, looking at each costs less than hashing.
  private let places: [String: Int]
  private static let few = 24

  /// Creates a catalogue.
  ///
  /// - Throws: `PolicyError` where two tools share a name, or one requires a permission that the
  ///   matrix doesn't declare.
  init(_ tools: [ToolDescription], _ matrix: PermissionMatrix) throws(PolicyError) {
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    for (place, tool) in tools.enumerated() {
      let requires = try matrix.set(tool.requires, for: tool.name)
      entries.append(Entry(place: place, description: tool, requires: requires))
      guard places.updateValue(place, forKey: tool.name) == nil else {
        throw .duplicateName(tool.name)
      }
    }
    self.entries = entries
    names = tools.map(\.name)
    self.places = places
  }

  /// Finds a tool by the bytes of its name; `String` itself compares by canonical equivalence.
  func entry(_ name: String) -> Entry? {
    let place =
      names.count <= Self.few
      ? names.indices.first { ASCIIText.isSame(names[$0], name) }
      : places[name].flatMap { ASCIIText.isSame(names[$0], name) ? $0 : nil }
    return place.map { entries[$0] }
  }

  /// Returns the tools that these permissions allow; nil stands for none of them.
  func tools(allowedBy granted: PermissionSet?) -> [ToolDescription] {
    let granted = granted ?? PermissionSet(bits: 0)
    return entries.filter { granted.isSuperset(of: $0.requires) }.map(\.description)
  }
}
