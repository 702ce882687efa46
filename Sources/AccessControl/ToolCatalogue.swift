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
  private let places: [String: Int]

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
    self.places = places
  }

  /// Finds a tool by the bytes of its name; `String` itself compares by canonical equivalence.
  func entry(_ name: String) -> Entry? {
    guard let place = places[name], ASCIIText.isSame(entries[place].description.name, name) else {
      return nil
    }
    return entries[place]
  }

  /// Returns the tools that these permissions allow; nil stands for none of them.
  func tools(allowedBy granted: PermissionSet?) -> [ToolDescription] {
    let granted = granted ?? PermissionSet(bits: 0)
    return entries.filter { granted.isSuperset(of: $0.requires) }.map(\.description)
  }
}
