import ArgumentParser
import Glibc

/// How much is done at once.
struct JobsOption: ParsableArguments {
  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "How many cases to play at once (default: all cores)."
  )
  var jobs: Int?

  func validate() throws {
    guard count >= 1 else { throw ValidationError("--jobs takes a number from 1") }
  }

  /// How many jobs are wanted.
  var count: Int { jobs ?? Self.processors }

  /// How many things can be done at once here.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
