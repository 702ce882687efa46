import Glibc

/// The server of `stream.py`, in a process of its own, so that what it takes is not counted.
struct StreamServer {
  /// Its port on 127.0.0.1.
  let port: Int
  private let process: pid_t

  /// Starts it.
  ///
  /// - Throws: `BenchmarkError` where Python or the script isn't there.
  init(_ arguments: [String]) throws(BenchmarkError) {
    let script =
      #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/stream.py"
    let (process, line) = try ChildProcess(
      path: "/usr/bin/env",
      arguments: ["python3", script] + arguments
    )
    .start()
    guard let port = Int(line) else {
      kill(process, SIGKILL)
      throw BenchmarkError("the server of \(script) does not start: \(line)")
    }
    self.process = process
    self.port = port
  }

  /// Ends it.
  func stop() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  }
}
