import ArgumentParser
import Documents
import Glibc
import Scenarios

/// Which part of the cases to play: what was asked for, or what Bazel or Kubernetes ask for.
enum ShardChoice {
  /// Returns the part; nil for everything.
  ///
  /// `--shard I/N` counts from 1. `--shard N`, or `TABLETOP_SHARDS=N`, takes the part from
  /// Kubernetes' JOB_COMPLETION_INDEX. Bazel's TEST_TOTAL_SHARDS and TEST_SHARD_INDEX count from 0.
  ///
  /// - Throws: `ValidationError` where there is no such part.
  static func shard(_ text: String?) throws -> Shard? {
    if let text = text ?? Environment["TABLETOP_SHARDS"] { return try read(text) }
    guard let count = Environment.number("TEST_TOTAL_SHARDS"),
      let index = Environment.number("TEST_SHARD_INDEX")
    else { return nil }
    if let file = Environment["TEST_SHARD_STATUS_FILE"] {
      let descriptor = Output.open(file, 0)
      if descriptor >= 0 { close(descriptor) }
    }
    return try checked(index: index, count: count, named: "TEST_SHARD_INDEX")
  }

  private static func read(_ text: String) throws -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    if parts.count == 2, let index = parts[0], let count = parts[1],
      let shard = Shard(index: index, of: count)
    {
      return shard
    }
    guard parts.count == 1, let count = parts[0] else {
      throw ValidationError("--shard takes I/N from 1/N to N/N, or N, not '\(SafeText.line(text))'")
    }
    guard let index = Environment.number("JOB_COMPLETION_INDEX") else {
      throw ValidationError("--shard \(count) needs JOB_COMPLETION_INDEX, else write --shard I/N")
    }
    return try checked(index: index, count: count, named: "JOB_COMPLETION_INDEX")
  }

  private static func checked(index: Int, count: Int, named name: String) throws -> Shard {
    guard index >= 0, index < Int.max, let shard = Shard(index: index + 1, of: count) else {
      throw ValidationError("\(name) is \(index), which is no part of \(count)")
    }
    return shard
  }
}
