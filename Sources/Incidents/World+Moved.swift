public import Values

extension World {
  /// Returns this world with its clock at another time, and all its past that much earlier or later.
  ///
  /// Meant for worlds in which nothing has happened yet but their own past.
  public func moved(to time: Timestamp) -> World {
    let offset = time.seconds - clock.seconds
    func moved(_ timestamp: Timestamp) -> Timestamp { timestamp.advanced(by: offset) }
    var world = self
    world.clock = time
    for index in incidents.indices {
      world.incidents[index].opened = moved(incidents[index].opened)
      world.incidents[index].timeline = incidents[index].timeline.map {
        TimelineEntry(at: moved($0.at), by: $0.by, heading: $0.heading)
      }
    }
    world.logs = logs.map { LogEntry(at: moved($0.at), service: $0.service, line: $0.line) }
    for index in services.indices {
      world.services[index].restartedAt = services[index].restartedAt.map(moved)
      for position in services[index].faults.indices {
        world.services[index].faults[position].endsAt =
          services[index].faults[position].endsAt.map(moved)
      }
    }
    return world
  }
}
