import Glibc

/// How a case fared that was played several times.
///
/// pass^k is the chance that k plays in a row pass, estimated from n plays of which c passed as
/// C(c, k) ÷ C(n, k). The bound is Clopper and Pearson's, one-sided: with 95 % confidence a single
/// play passes at least that often, so 5 of 5 say no more than 55 %.
public struct TrialResult: Sendable, Equatable {
  /// How often it was played.
  public let runs: Int
  /// How often it passed.
  public let passed: Int
  /// How often it has to pass.
  public let needed: Int

  /// Creates the figures; they are brought into order where they make no sense.
  public init(runs: Int, passed: Int, needed: Int) {
    self.runs = max(1, runs)
    self.passed = min(max(0, passed), self.runs)
    self.needed = min(max(1, needed), self.runs)
  }

  /// What becomes of the case: flaky where it passed often enough, but not always.
  public var outcome: CaseOutcome {
    passed == runs ? .passed : passed >= needed ? .flaky : .failed
  }

  /// The estimated chance that this many plays in a row pass.
  public func chance(ofPassing count: Int) -> Double {
    guard count >= 1, count <= passed else { return count < 1 ? 1 : 0 }
    return (0..<count).reduce(1) { $0 * Double(passed - $1) / Double(runs - $1) }
  }

  /// How often a single play passes at least, with 95 % confidence.
  public var lowerBound: Double {
    guard passed > 0 else { return 0 }
    var low = 0.0, high = 1.0
    // The chance of at least this many passes grows with p; the bound is where it is 5 %.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if chance(ofAtLeast: passed, at: middle) < 0.05 { low = middle } else { high = middle }
    }
    return low
  }

  private func chance(ofAtLeast count: Int, at p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    // From the top term p^n downwards, each the one before times a ratio, as logarithms.
    var term = Double(runs) * log(p)
    var sum = 0.0
    for index in stride(from: runs, through: count, by: -1) {
      sum += exp(term)
      term += log(Double(index) / Double(runs - index + 1) * (1 - p) / p)
    }
    return min(1, sum)
  }
}
