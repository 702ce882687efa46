import Dispatch
import Synchronization

/// Does the same with many things on several threads, and keeps their order.
enum ParallelMap {
  /// How many things a thread takes at a time: few enough to share, many enough to be worth it.
  private static let share = 16

  /// Returns what became of the things 0 to `count - 1`, in this order, whatever the number of jobs.
  static func map<Result: Sendable>(
    count: Int,
    jobs: Int,
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard jobs > 1, count > share else { return (0..<count).map(body) }
    let shares = Mutex<[Int: [Result]]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, 64)) { _ in
      while true {
        let start = next.add(share, ordering: .relaxed).oldValue
        guard start < count else { return }
        let results = (start..<min(start + share, count)).map(body)
        shares.withLock { $0[start] = results }
      }
    }
    return shares.withLock { shares in
      stride(from: 0, to: count, by: share).flatMap { shares[$0] ?? [] }
    }
  }
}
