public import Values

extension World {
  /// Moves the clock forward; whatever falls due on the way happens at its time, in order.
  ///
  /// A time that has passed already changes nothing.
  public mutating func advance(to time: Timestamp) {
    while let due = nextDue, due <= time {
      clock = max(clock, due)
      finishDue()
    }
    clock = max(clock, time)
  }

  /// When something falls due next: a restart is done, or a fault ends.
  public var nextDue: Timestamp? {
    var due: Timestamp?
    func note(_ time: Timestamp?) {
      if let time { due = min(due ?? time, time) }
    }
    for index in services.indices {
      note(services[index].restartedAt)
      for fault in services[index].faults.indices { note(services[index].faults[fault].endsAt) }
    }
    return due
  }

  private mutating func finishDue() {
    for index in services.indices {
      if let done = services[index].restartedAt, done <= clock { finishRestart(index) }
      let ended = services[index].faults.filter { $0.endsAt.map { $0 <= clock } ?? false }
      for fault in ended { clear(fault, at: index) }
    }
  }

  private mutating func finishRestart(_ index: Int) {
    let name = services[index].name
    services[index].restartedAt = nil
    log(.info, "\(name) is up again and accepts connections", by: name)
    for fault in services[index].faults {
      if case .restart = fault.remedy {
        clear(fault, at: index)
      } else {
        for line in fault.logs { log(line.level, line.message, by: name) }
        if fault.logs.isEmpty { log(.error, "the symptom is back: \(fault.cause)", by: name) }
      }
    }
  }

  mutating func clear(_ fault: Fault, at index: Int) {
    services[index].faults.removeAll { $0.name == fault.name }
    let name = services[index].name
    log(.info, "recovered: \(fault.cause)", by: name)
    for effect in fault.effects { log(.info, "\(name) recovered", by: effect.service) }
  }
}
