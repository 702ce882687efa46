import Foundation

/// Four threads count in one place without a lock: what the thread sanitizer must report.
final class Counter: @unchecked Sendable {
  var value = 0
}

@main
enum Race {
  static func main() {
    let counter = Counter()
    let threads = (0..<4).map { _ in
      Thread { for _ in 0..<1_000_000 { counter.value += 1 } }
    }
    for thread in threads { thread.start() }
    while threads.contains(where: { !$0.isFinished }) { usleep(1_000) }
    print(counter.value)
  }
}
