import Documents
import Exercises
import Incidents
import Values

extension ScenarioReader {
  /// Reads facts of one incident: `{id: INC-001, priority: P1}`, without `id` of the one in context.
  mutating func incidentFacts(_ entry: YAMLEntry) -> [(Expectation.Kind, SourceSpan)] {
    let fields = WorldPath.incidentFields + WorldPath.quietIncidentFields + ["allocated"]
    let reader = mapping(entry.value, "`incident`", ["id"] + fields)
    guard reader.isMapping else { return [] }
    guard let id = incidentID(reader, entry.key.span) else { return [] }
    let entries = entry.value.entries ?? []
    if !entries.contains(where: { $0.key.scalar != "id" }) {
      report("TT010", entry.value.span, "`incident` needs one of " + fields.joined(separator: ", "))
    }
    return entries.flatMap { entry -> [(Expectation.Kind, SourceSpan)] in
      guard let field = entry.key.scalar, fields.contains(field) else { return [] }
      guard field == "allocated" else {
        return fact("incidents.\(id).\(field)", field, entry).map { [$0] } ?? []
      }
      guard let resources = entry.value.entries, !resources.isEmpty else {
        report("TT012", entry.value.span, "`allocated` must be a mapping from resources to numbers")
        return []
      }
      return resources.compactMap { resource in
        let name = resource.key.scalar ?? ""
        return fact("incidents.\(id).allocated.\(name)", name, resource)
      }
    }
  }

  private mutating func incidentID(_ reader: MappingReader, _ span: SourceSpan) -> String? {
    if let node = reader.node("id") { return text(node, "id") }
    let incidents = definition.world.incidents
    if let id = incidentInContext ?? (incidents.count == 1 ? incidents.first?.id : nil) {
      return id
    }
    report(
      "TT010",
      span,
      "no incident is in context here",
      help: "write `id`, or `incident: ID` at the top"
    )
    return nil
  }

  private mutating func fact(
    _ path: String,
    _ name: String,
    _ entry: YAMLEntry
  ) -> (Expectation.Kind, SourceSpan)? {
    let mayBeAbsent = entry.value["absent"] != nil
    guard
      let path = worldPath(
        named: path,
        entry.key.span,
        allowsPattern: false,
        mayBeAbsent: mayBeAbsent
      ),
      let kind = path.kind, let matcher = matcher(entry.value, as: kind, name)
    else { return nil }
    return (.state(path, matcher), entry.key.span)
  }
}
