import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import Incidents
import OfflineModels
import Synchronization
import Values

@testable import REPL

/// Text that is written piece by piece.
final class Transcript: Sendable {
  private let kept = Mutex("")

  /// Everything so far.
  var text: String { kept.withLock { $0 } }

  /// Adds a piece.
  func add(_ piece: String) { kept.withLock { $0 += piece } }

  /// Forgets everything.
  func clear() { kept.withLock { $0 = "" } }
}

/// A stopwatch that is 30 ms further at each reading.
final class Stopwatch: Sendable {
  private let time = Mutex(ContinuousClock.now)

  /// Lets time pass.
  func skip(_ span: Duration) { time.withLock { $0 += span } }

  /// Returns the time.
  @Sendable
  func read() -> ContinuousClock.Instant {
    time.withLock { time in
      time += .milliseconds(30)
      return time
    }
  }
}

/// The world that every test starts with.
func defaultWorld() throws -> WorldDefinition {
  let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
  return try WorldReader.read(file, defaultPolicy: nil)
}

/// The offline model of the default world; it takes a while to prepare, and is a value and shared.
let offlineModel = Result {
  let world = try defaultWorld()
  return OfflineModel(
    tools: world.policy.tools,
    matrix: world.policy.matrix,
    catalog: PlanCatalog(
      services: world.world.services.map { .init(name: $0.name, aliases: $0.aliases) }
    )
  )
}

/// The time at which every test starts: the world's own.
let nine = Timestamp("2025-01-15T09:00:00Z") ?? Timestamp(seconds: 0)

/// A session without a terminal: what it writes is kept.
final class Typist: Sendable {
  private let screen: Transcript
  let session: REPLSession
  let stopwatch = Stopwatch()

  init(
    as role: String? = "CSM",
    model: any Model = ScriptedModel([]),
    interactive: Bool = false,
    approved: Set<String> = ["all"]
  ) throws {
    let screen = Transcript()
    var options = REPLOptions(
      role: role.flatMap(Role.init),
      interactive: interactive,
      version: "1.2.3"
    )
    options.approved = approved
    options.stopwatch = stopwatch.read
    session = REPLSession(
      definition: try defaultWorld(),
      model: model,
      options: options,
      now: { nine },
      write: { screen.add($0) }
    )
    self.screen = screen
  }

  /// Types a line and returns what is written for it.
  func type(_ line: String) async -> (text: String, result: LineResult) {
    screen.clear()
    let result = await session.submit(line)
    return (screen.text, result)
  }

  /// Returns the first screen.
  func welcome() async -> String {
    screen.clear()
    await session.welcome()
    return screen.text
  }
}
