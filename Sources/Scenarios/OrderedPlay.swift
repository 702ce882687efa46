/// Plays many things at once and delivers what comes of them in their order.
///
/// Only so much is played ahead of what was delivered, so memory doesn't grow with their number.
public enum OrderedPlay {
  /// How far playing may run ahead of delivering, a job.
  private static let lead = 32

  /// Plays the items from 0 to a number, and delivers in that order.
  ///
  /// What `ready` gives for an item was played already.
  /// An item that gives nothing is passed over. Delivering answers whether to go on; where it says
  /// no, or the task is cancelled, nothing new begins. What was finished out of turn by then is
  /// delivered all the same after a cancellation, and dropped after a no.
  public static func run<Output: Sendable>(
    count: Int,
    jobs: Int,
    ready: (Int) -> Output? = { _ in nil },
    play: @escaping @Sendable (Int) async -> Output?,
    deliver: (Output) -> Bool
  ) async {
    let jobs = max(1, min(jobs, 64))
    var finished: [Int: Output?] = [:]
    var next = 0
    var delivered = 0
    var isStopping = false
    await withTaskGroup(of: (Int, Output?).self) { group in
      var running = 0
      func fill() {
        while running < jobs, next < count, next - delivered < jobs * lead, !isStopping,
          !Task.isCancelled
        {
          let index = next
          next += 1
          if let output = ready(index) {
            finished[index] = .some(output)
            continue
          }
          running += 1
          group.addTask { (index, await play(index)) }
        }
      }
      func deliverInTurn() {
        while !isStopping {
          if let output = finished.removeValue(forKey: delivered) {
            delivered += 1
            if let output, !deliver(output) { isStopping = true }
          } else if delivered == next, next < count, let output = ready(next) {
            next += 1
            delivered += 1
            isStopping = !deliver(output)
          } else {
            return
          }
        }
      }
      deliverInTurn()
      fill()
      while let (index, output) = await group.next() {
        running -= 1
        finished[index] = .some(output)
        deliverInTurn()
        fill()
      }
    }
    guard !isStopping else { return }
    for index in finished.keys.sorted() {
      if let ready = finished[index] ?? nil, !deliver(ready) { return }
    }
  }
}
