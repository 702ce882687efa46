import AccessControl
import Agent
import Documents
import EventStreams
import HTTPTransport
import OpenAIModels
import Scenarios
import Testing

@testable import REPL

/// The limits that users are promised, written down a second time.
@Suite("The published limits")
struct PublishedLimitsTests {
  @Test("of a scenario file are 1 MB, 64 levels and 100,000 values")
  func file() {
    let limits = YAMLLimits.standard
    #expect([limits.bytes, limits.depth, limits.nodes] == [1_024 * 1_024, 64, 100_000])
  }

  @Test("of a turn are 10 requests, 16 calls in an answer, 40 in all, 32 KB, 1 MB and 120 s")
  func turn() {
    let limits = TurnLimits()
    #expect(limits.requests == 10)
    #expect(limits.callsPerResponse == 16)
    #expect(limits.callsPerTurn == 40)
    #expect(limits.resultBytes == 32 * 1_024)
    #expect(limits.textBytes == 1_024 * 1_024)
    #expect(limits.modelTime == .seconds(120))
  }

  @Test("of arguments are 64 KB")
  func arguments() {
    #expect(ToolArguments.maximumBytes == 64 * 1_024)
  }

  @Test("of a stream are 1 MB a line and 16 MB in all")
  func stream() {
    #expect(EventStreamLimits().lineBytes == 1_024 * 1_024)
    #expect(EventStreamLimits().streamBytes == 16 * 1_024 * 1_024)
  }

  @Test("of a connection are 10 s, 60 s of silence, 120 s in all and 2 retries after at most 30 s")
  func connection() {
    #expect(HTTPTimeouts().connect == .seconds(10))
    #expect(HTTPTimeouts().idle == .seconds(60))
    #expect(HTTPTimeouts().total == .seconds(120))
    #expect(RetryPolicy().limit == 2)
    #expect(RetryPolicy().longestWait == .seconds(30))
  }

  @Test("of a case are 300 s, of the history 1,000 lines")
  func others() {
    #expect(TimeLimit.caseSeconds == 300)
    #expect(HistoryFile.maximumLines == 1_000)
  }
}
