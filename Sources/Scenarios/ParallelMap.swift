/// Does the same with many things, several at once.
enum ParallelMap {
  /// How many things a task takes at a time: few enough to share, many enough to be worth it.
  static let share = 16

  /// Does something with the things 0 to `count - 1`, and delivers what became of them in shares as
  /// they come, each with the place of its first thing.
  ///
  /// A task takes a share at a time: one a thing would spend more time on being woken than on
  /// playing.
  static func run<Result: Sendable>(
    count: Int,
    jobs: Int,
    _ body: @escaping @Sendable (Int) async -> Result,
    deliver: (_ start: Int, [Result]) -> Void
  ) async {
    await withTaskGroup(of: (Int, [Result]).self) { group in
      var next = 0
      func begin() {
        guard next < count else { return }
        let start = next
        next += share
        group.addTask {
          var results: [Result] = []
          results.reserveCapacity(share)
          for index in start..<min(start + share, count) { results.append(await body(index)) }
          return (start, results)
        }
      }
      for _ in 0..<max(1, min(jobs, 64)) { begin() }
      while let (start, results) = await group.next() {
        begin()
        deliver(start, results)
      }
    }
  }
}
