public import Values

/// One fact that differs between two worlds.
public struct WorldChange: Sendable, Hashable {
  /// Which fact.
  public let path: WorldPath
  /// What it was; nil where it did not exist.
  public let old: JSONValue?
  /// What it is; nil where it is gone.
  public let new: JSONValue?
}

extension World {
  /// Returns the facts that differ from an earlier world, in the order of paths; the clock aside.
  public func changes(since old: World) -> [WorldChange] {
    guard self != old else { return [] }
    var paths: [WorldPath] = []
    if incidents != old.incidents { paths += incidentPaths + old.incidentPaths }
    if services != old.services { paths += servicePaths + old.servicePaths }
    if outbox != old.outbox { paths += outboxPaths + old.outboxPaths }
    if approvals != old.approvals {
      paths += [WorldPath("approvals.count"), WorldPath("approvals.total")]
    }
    var seen: Set<WorldPath> = []
    return paths.compactMap { path in
      guard seen.insert(path).inserted else { return nil }
      let before = (try? old.value(at: path)) ?? nil
      let after = (try? value(at: path)) ?? nil
      return before == after ? nil : WorldChange(path: path, old: before, new: after)
    }
  }

  private var incidentPaths: [WorldPath] {
    let fields =
      WorldPath.incidentFields + Resource.allCases.map { "allocated.\($0.rawValue)" }
    return incidents.flatMap { incident in
      fields.map { WorldPath("incidents.\(incident.id).\($0)") }
    } + [WorldPath("incidents.count")]
  }

  private var servicePaths: [WorldPath] {
    services.flatMap { service in
      (WorldPath.serviceFields + service.metrics.keys.sorted().map { "metrics.\($0)" })
        .map { WorldPath("services.\(service.name).\($0)") }
    }
  }

  private var outboxPaths: [WorldPath] {
    outbox.indices.flatMap { index in
      WorldPath.noticeFields.map { WorldPath("outbox.\(index).\($0)") }
    } + [WorldPath("outbox.count")]
  }
}
