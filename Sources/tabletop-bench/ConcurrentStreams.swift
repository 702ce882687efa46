import Glibc
import HTTPTransport

/// Many streams open at the same time through one client, round after round: what they leave behind.
struct ConcurrentStreams {
  /// How many are open at the same time.
  let count: Int
  /// How often.
  let rounds: Int

  /// Opens them, reads them to their end, and prints a line a round.
  ///
  /// - Throws: `BenchmarkError` where a stream is not whole, memory grows by more than 5 %, or more
  ///   files stay open than connections are kept.
  func run() async throws {
    Self.allowFiles()
    let server = try StreamServer(["--hold", "\(count)"])
    defer { server.stop() }
    let client = try HTTPClient()
    let files = Self.files
    var memory: [Int] = []
    let round = Measurement.seconds
    for number in 1...rounds {
      let began = round(CLOCK_MONOTONIC)
      let whole = try await play(client, HTTPAddress("http://127.0.0.1:\(server.port)/v1"))
      guard whole == count else { throw BenchmarkError("\(count - whole) streams are not whole") }
      memory.append(Self.memory)
      print(
        "round \(number): \(count) streams in \(BenchmarkTable.time(round(CLOCK_MONOTONIC) - began)),"
          + " \(BenchmarkTable.megabytes(Self.memory)), \(Self.files - files) more files open"
      )
    }
    guard Self.files - files <= 20 else { throw BenchmarkError("files stay open") }
    // The second half is held against the middle: by then every pool is filled.
    guard let last = memory.last, Double(last) <= Double(memory[(rounds - 1) / 2]) * 1.05 else {
      throw BenchmarkError("memory grows")
    }
  }

  private func play(_ client: HTTPClient, _ address: HTTPAddress) async throws -> Int {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<count {
        // As many at once as a server's queue for new connections takes.
        if number % 1_000 == 999 { try? await Task.sleep(for: .milliseconds(200)) }
        group.addTask { await Self.isWhole(client, address) }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }

  private static func isWhole(_ client: HTTPClient, _ address: HTTPAddress) async -> Bool {
    let timeouts = HTTPTimeouts(
      connect: .seconds(60),
      idle: .seconds(300),
      total: .seconds(600)
    )
    do throws(HTTPError) {
      var count = 0
      let request = HTTPRequest(.get, address, timeouts: timeouts)
      for try await piece in try await client.send(request).body { count += piece.count }
      return count > 1_000
    } catch {
      print("\(error)")
      return false
    }
  }

  /// The memory in use, in bytes.
  private static var memory: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 128)
    guard fgets(&buffer, 128, file) != nil else { return 0 }
    let words = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      .split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * 4_096 : 0
  }

  /// How many files are open.
  private static var files: Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count
  }

  private static func allowFiles() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
