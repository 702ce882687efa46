// No race: four tasks wait for one Mutex, which the thread sanitizer must not report (mutex.c).
import Synchronization

final class Box: Sendable { let bytes = Mutex([UInt8]()) }

@main
struct Locked {
  static func main() async {
    let box = Box()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for number in 0..<20_000 {
            box.bytes.withLock { bytes in
              bytes.append(UInt8(truncatingIfNeeded: number))
              if bytes.count > 100 { bytes = [] }
            }
          }
        }
      }
    }
  }
}
