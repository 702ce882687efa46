import Documents
import FoundationEssentials
import Glibc

/// Plays again whenever a file changes.
///
/// It looks at names, sizes and times twice a second: that works on every file system.
struct WatchLoop {
  let selection: SelectionOptions

  private struct Stamp: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int
  }

  private static let endings = [".scenario.yaml", ".steps.yaml", ".world.yaml"]

  /// Plays, waits for a change, and plays again, until the task is cancelled or a signal ends it.
  func run(_ play: () async throws -> ExitStatus) async -> Never {
    var seen = stamps()
    while true {
      await once(play)
      Output.complain("waiting for a change; Ctrl-C ends")
      var now = stamps()
      while now == seen {
        usleep(500_000)
        now = stamps()
      }
      seen = now
    }
  }

  /// Plays once; a usage error or a failure is no reason to stop watching.
  private func once(_ play: () async throws -> ExitStatus) async {
    do {
      _ = try await play()
    } catch let exit as ProgramExit {
      Glibc.exit(exit.status)
    } catch _ as ExitStatus {
      // What is wrong was said.
    } catch {
      Output.complain("tabletop: \(SafeText.line(String(describing: error)))")
    }
  }

  private func stamps() -> [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    for path in selection.searched + (selection.world.map { [$0] } ?? []) {
      let file = path.split(separator: ":").first.map(String.init) ?? path
      let place = Self.stamp(path) == nil ? file : path
      stamps[place] = Self.stamp(place)
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: place)) ?? []
      for name in names where Self.endings.contains(where: name.hasSuffix) {
        stamps[place + "/" + name] = Self.stamp(place + "/" + name)
      }
    }
    return stamps
  }

  private static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Stamp(
      seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec,
      size: Int(status.st_size)
    )
  }
}
