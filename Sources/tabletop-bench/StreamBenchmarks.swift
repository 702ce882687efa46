import EventStreams
import Glibc
import HTTPTransport

/// What streamed replies take, against what `curl -N` takes for the same bytes.
struct StreamBenchmarks {
  /// The program.
  let program: String
  /// This program, which is also the smallest one that reads a stream with the same client.
  let own: String
  /// How often each thing is done.
  let runs: Int
  /// How long the reply is; a stream of more than 16 MB is refused.
  private let size = 8_000_000

  /// Measures everything.
  ///
  /// - Throws: `BenchmarkError` where something can't be run or gives a wrong result.
  func add(to table: inout BenchmarkTable) throws {
    let server = try StreamServer(["\(size)"])
    defer { server.stop() }
    let address = "http://127.0.0.1:\(server.port)/v1"
    let curl = try best("/usr/bin/env", ["curl", "-sN", address]) { $0.utf8.count > size }
    table.add("a reply of 8 MB: `curl -N`", cost(of: curl), "1.00")
    let client = try best(own, ["--fetch", address]) { $0.utf8.count > size }
    table.add("the same: our client alone", cost(of: client), against(curl, client))
    let arguments = [
      "repl", "--model", "chat:m", "--base-url", address, "--role", "it", "--no-save", "-c",
      "Hello",
    ]
    let whole = try best(program, arguments) { $0.contains("Redis evicts keys") }
    table.add("the same: `tabletop -c`, to the screen", cost(of: whole), against(curl, whole))
    try addDecoding(
      try best("/usr/bin/env", ["curl", "-sN", address]) { _ in true },
      address,
      &table
    )
  }

  private func addDecoding(
    _ curl: Measurement,
    _ address: String,
    _ table: inout BenchmarkTable
  ) throws {
    let (_, text) = try ChildProcess(path: "/usr/bin/env", arguments: ["curl", "-sN", address])
      .run()
    let bytes = Array(text.utf8)
    let pieces = stride(from: 0, to: bytes.count, by: 16_384).map {
      Array(bytes[$0..<min($0 + 16_384, bytes.count)])
    }
    var events = 0
    let decode = try Measurement.best(of: max(5, runs)) {
      events = 0
      var decoder = EventStreamDecoder()
      for piece in pieces { try decoder.decode(piece) { _ in events += 1 } }
    }
    guard events > 20_000 else { throw BenchmarkError("\(events) events were read") }
    let speed = Int(Double(bytes.count) / decode.cpu / 1e6)
    table.add(
      "its events, read",
      BenchmarkTable.time(decode.cpu),
      "\(speed) MB/s, \(BenchmarkTable.ratio(decode.cpu / curl.cpu)) × curl"
    )
  }

  private func cost(of measurement: Measurement) -> String {
    "CPU \(BenchmarkTable.time(measurement.cpu)), wall \(BenchmarkTable.time(measurement.wall))"
  }

  private func against(_ curl: Measurement, _ measurement: Measurement) -> String {
    "CPU \(BenchmarkTable.ratio(measurement.cpu / curl.cpu)) ×, "
      + "wall \(BenchmarkTable.ratio(measurement.wall / curl.wall)) × curl"
  }

  private func best(
    _ path: String,
    _ arguments: [String],
    isRight: (String) -> Bool
  ) throws -> Measurement {
    var best = Measurement()
    for _ in 0..<max(runs, 3) {
      let (measurement, text) = try ChildProcess(path: path, arguments: arguments).run()
      guard isRight(text) else {
        throw BenchmarkError("`\(arguments.joined(separator: " "))` gave: \(text.suffix(400))")
      }
      best.keepBest(measurement)
    }
    return best
  }

  /// Reads a stream and writes it out, as `curl -N` does.
  ///
  /// - Throws: `HTTPError` where it breaks off.
  static func fetch(_ address: String) async throws {
    let reply = try await HTTPClient().send(HTTPRequest(.get, try HTTPAddress(address)))
    for try await piece in reply.body {
      var rest = piece[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        guard count > 0 else { throw BenchmarkError("nobody reads this") }
        rest = rest.dropFirst(count)
      }
    }
  }
}
