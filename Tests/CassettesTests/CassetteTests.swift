import HTTPTransport
import Testing
import Values
import WireServer

@testable import Cassettes

@Suite("Cassettes")
struct CassetteTests {
  private let stream =
    "event: a\ndata: {\"delta\":\"Hi\"}\n\ndata: one\ndata: two\n\n: note\n\ndata: [DONE]\n\n"

  private func record(_ reply: WireReply, bodies: [String] = ["{\"n\":1}"]) async throws -> Cassette
  {
    let server = try WireServer { _ in reply }
    defer { server.stop() }
    let address = try HTTPAddress(server.base)
    let recorder = CassetteRecorder(
      try HTTPClient(),
      model: "chat:m",
      address: address,
      settings: ["effort": "low"]
    )
    for body in bodies {
      do throws(HTTPError) {
        _ = try await recorder.send(try request(body, address)).body.bytes(upTo: 10_000)
      } catch {
        // What a broken connection leaves is what is looked at.
      }
    }
    return recorder.cassette
  }

  private func request(_ body: String, _ address: HTTPAddress) throws(HTTPError) -> HTTPRequest {
    do {
      return HTTPRequest(
        .post,
        try address.appending("chat/completions"),
        headers: [try HTTPHeader("Authorization", "Bearer sk-canary-0123456789")],
        body: Array(body.utf8)
      )
    } catch {
      throw HTTPError(.unavailable, "\(error)")
    }
  }

  private func play(_ cassette: Cassette, _ bodies: [String]) async throws -> [String] {
    let player = CassettePlayer(cassette, name: "c.jsonl")
    let address = try HTTPAddress(cassette.address)
    var answers: [String] = []
    for body in bodies {
      do throws(HTTPError) {
        let bytes = try await player.send(try request(body, address)).body.bytes(upTo: 10_000)
        answers.append(String(decoding: bytes, as: UTF8.self))
      } catch {
        answers.append(error.description)
      }
    }
    return answers
  }

  @Test("keeps what was asked and answered, as lines that can be read")
  func records() async throws {
    let reply = WireReply(
      headers: [
        ("Content-Type", "text/event-stream"), ("X-Request-Id", "req_1"), ("Set-Cookie", "secret"),
        ("openai-organization", "acme"),
      ],
      steps: [.bytes(Array(stream.utf8))],
      chunk: 3
    )
    let cassette = try await record(reply)
    let lines = cassette.text.split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "{\"base_url\":\"\(cassette.address)\",\"cassette\":1,\"model\":\"chat:m\",\"settings\":{\"effort\":\"low\"}}",
        "{\"request\":{\"body\":{\"n\":1},\"method\":\"POST\",\"path\":\"chat/completions\"}}",
        "{\"reply\":{\"fields\":{\"content-type\":\"text/event-stream\",\"x-request-id\":\"req_1\"},\"status\":200}}",
        "{\"event\":{\"delta\":\"Hi\"},\"name\":\"a\"}",
        "{\"event\":\"one\\ntwo\",\"name\":null}",
        "{\"event\":\"[DONE]\",\"name\":null}",
      ]
    )
    #expect(try Cassette(text: cassette.text) == cassette)
  }

  @Test("answers as the recording did, with no network")
  func plays() async throws {
    let cassette = try await record(
      WireReply(
        headers: [("Content-Type", "text/event-stream")],
        steps: [.bytes(Array(stream.utf8))]
      )
    )
    let expected = "event: a\ndata: {\"delta\":\"Hi\"}\n\ndata: one\ndata: two\n\ndata: [DONE]\n\n"
    #expect(try await play(try Cassette(text: cassette.text), ["{\"n\":1}"]) == [expected])
  }

  @Test("keeps answers that are no stream, and lost connections")
  func failures() async throws {
    let error = try await record(.error(503, "Down."))
    #expect(error.exchanges.first?.status == 503)
    #expect(try await play(error, ["{\"n\":1}"]).first?.contains("Down.") == true)
    let lost = try await record(WireReply(status: nil))
    #expect(lost.exchanges.first?.status == nil)
    let again = try Cassette(text: lost.text)
    #expect(again == lost)
    #expect(try await play(again, ["{\"n\":1}"]).first?.contains("closed the connection") == true)
  }

  @Test("says what a request has that the recorded one has not, and answers nothing")
  func mismatch() async throws {
    let cassette = try await record(.json(true), bodies: ["{\"a\":[1,{\"b\":\"x\"}],\"gone\":1}"])
    #expect(
      try await play(cassette, ["{\"a\":[1,{\"b\":\"y\"},3],\"new\":true}"]) == [
        "request 1 is not the one in c.jsonl: body.a[1].b was \"x\" and is \"y\"; "
          + "body.a[2] is new: 3; body.gone was 1 and is gone; and 1 more"
          + "; if that is meant, record anew with --live"
      ]
    )
  }

  @Test("says when there is nothing more, and what was not used")
  func ends() async throws {
    let cassette = try await record(.json(true), bodies: ["1", "2"])
    let player = CassettePlayer(cassette, name: "c.jsonl")
    let address = try HTTPAddress(cassette.address)
    #expect(player.unused == 2)
    for body in ["1", "2"] { _ = try await player.send(try request(body, address)) }
    #expect(player.unused == 0)
    let expected = HTTPError(.unavailable, "c.jsonl has 2 exchanges, and this is request 3")
    await #expect(throws: expected) { try await player.send(try request("3", address)) }
  }

  @Test("keeps no secret, in whatever form a server repeats it")
  func redacts() async throws {
    let key = "sk-canary-0123456789"
    Redactor.protect(key)
    let base64 = "c2stY2FuYXJ5LTAxMjM0NTY3ODk="
    let text = "data: {\"x\":\"\(key)\"}\n\ndata: \(base64)\n\n"
    let cassette = try await record(.events(text), bodies: ["{\"said\":\"\(key)\"}"])
    #expect(!cassette.text.contains("canary") && !cassette.text.contains("c2stY2"))
    #expect(cassette.text.contains("\"said\":\"[redacted]\""))
    // A request with the same secret still matches.
    let again = try Cassette(text: cassette.text)
    #expect(try await play(again, ["{\"said\":\"\(key)\"}"]).first?.hasPrefix("data: ") == true)
  }

  @Test(
    "refuses what is no cassette",
    arguments: [
      ("", "the cassette is empty"),
      ("{", "line 1 is not JSON: a member without a quoted name at byte 1"),
      ("{}", "line 1 doesn't say that this is a cassette of version 1"),
      (
        "{\"cassette\":2,\"model\":\"m\",\"base_url\":\"u\"}",
        "line 1 doesn't say that this is a cassette of version 1"
      ),
      (
        "{\"cassette\":1,\"model\":\"m\",\"base_url\":\"u\"}\n{\"reply\":{\"status\":200}}",
        "line 2 is no part of a cassette"
      ),
      (
        "{\"cassette\":1,\"model\":\"m\",\"base_url\":\"u\"}\n\n{\"request\":{}}",
        "line 3 is no part of a cassette"
      ),
    ]
  )
  func refusals(text: String, expected: String) {
    #expect(throws: CassetteError(expected)) { try Cassette(text: text) }
  }

  @Test("shows long texts around their first difference")
  func longTexts() {
    let long = String(repeating: "a", count: 100)
    let differences = JSONDifference.all(from: .string(long + "x"), to: .string(long + "y"))
    #expect(
      JSONDifference.sentence(differences)
        == " was …\(String(repeating: "a", count: 20))x\" and is …\(String(repeating: "a", count: 20))y\""
    )
  }
}
