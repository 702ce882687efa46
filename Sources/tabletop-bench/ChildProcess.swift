import Glibc

/// A program that is run to its end, or until it has written something.
struct ChildProcess {
  let path: String
  let arguments: [String]

  // Linux, asm-generic/ioctls.h and glibc's spawn.h.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  /// Runs it and returns what it took, and what it wrote to standard output.
  ///
  /// - Throws: `BenchmarkError` where it can't be run or ends with another status than 0.
  func run() throws(BenchmarkError) -> (Measurement, String) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw BenchmarkError("there is no pipe") }
    let begun = Measurement.seconds(CLOCK_MONOTONIC)
    let child = try spawn(setsSession: false) { actions in
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      posix_spawn_file_actions_addclose(&actions, ends[0])
      posix_spawn_file_actions_addclose(&actions, ends[1])
    }
    close(ends[1])
    let text = Self.read(ends[0]) { _ in false }
    close(ends[0])
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
    guard status == 0 else {
      throw BenchmarkError("\(path) \(arguments.joined(separator: " ")) ended with \(status)")
    }
    let cpu = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    let wall = Measurement.seconds(CLOCK_MONOTONIC) - begun
    return (Measurement(cpu: cpu, wall: wall, peak: usage.ru_maxrss * 1_024), text)
  }

  /// Starts it, and returns its number and the first line that it writes.
  ///
  /// - Throws: `BenchmarkError` where it can't be run.
  func start() throws(BenchmarkError) -> (pid_t, String) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw BenchmarkError("there is no pipe") }
    let child = try spawn(setsSession: false) { actions in
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      posix_spawn_file_actions_addclose(&actions, ends[0])
      posix_spawn_file_actions_addclose(&actions, ends[1])
    }
    close(ends[1])
    let text = Self.read(ends[0]) { $0.contains("\n") }
    close(ends[0])
    return (child, String(text.prefix { $0 != "\n" }))
  }

  /// Runs it on a terminal of its own and returns how long it took until it had written a text.
  ///
  /// - Throws: `BenchmarkError` where it can't be run or ends before that.
  func timeUntil(_ text: String) throws(BenchmarkError) -> Double {
    // What posix_openpt, unlockpt and ptsname do; the C library's module hides these.
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (unlocked, number): (Int32, Int32) = (0, 0)
    guard terminal >= 0, ioctl(terminal, Self.setLock, &unlocked) == 0,
      ioctl(terminal, Self.getNumber, &number) == 0
    else { throw BenchmarkError("there is no terminal") }
    let name = "/dev/pts/\(number)"
    defer { close(terminal) }
    let begun = Measurement.seconds(CLOCK_MONOTONIC)
    let child = try spawn(setsSession: true) { actions in
      for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR, 0)
      }
      posix_spawn_file_actions_addclose(&actions, terminal)
    }
    let written = Self.read(terminal) { $0.contains(text) }
    let wall = Measurement.seconds(CLOCK_MONOTONIC) - begun
    kill(child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard written.contains(text) else { throw BenchmarkError("\(path) never wrote `\(text)`") }
    return wall
  }

  private func spawn(
    setsSession: Bool,
    _ prepare: (inout posix_spawn_file_actions_t) -> Void
  ) throws(BenchmarkError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    prepare(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if setsSession { posix_spawnattr_setflags(&attributes, Self.newSession) }
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let problem = posix_spawn(&child, path, &actions, &attributes, words, environ)
    guard problem == 0 else {
      throw BenchmarkError("can't run \(path): \(String(cString: strerror(problem)))")
    }
    return child
  }

  private static func read(_ descriptor: Int32, until isDone: (String) -> Bool) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
      if isDone(String(decoding: bytes, as: UTF8.self)) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
