import Glibc

/// What something took.
struct Measurement {
  /// User and system time of all threads, in seconds.
  var cpu = Double.infinity
  /// Time on the wall, in seconds.
  var wall = Double.infinity
  /// The most memory in use, in bytes; 0 where it was not looked at.
  var peak = 0

  /// Keeps the least of both times and the most of memory: what disturbs only adds.
  mutating func keepBest(_ other: Measurement) {
    cpu = min(cpu, other.cpu)
    wall = min(wall, other.wall)
    peak = max(peak, other.peak)
  }

  /// Returns the best of several times that something in this process takes.
  static func best(of runs: Int, _ body: () throws -> Void) rethrows -> Measurement {
    var best = Measurement()
    for _ in 0..<runs {
      let (cpu, wall) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
      try body()
      best.keepBest(
        Measurement(
          cpu: seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
          wall: seconds(CLOCK_MONOTONIC) - wall
        )
      )
    }
    return best
  }

  /// Returns what a clock shows.
  static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
