public import Agent
public import HTTPTransport
import Values

extension OpenAIEndpoint {
  /// Returns the names of the models that the server lists, in order.
  ///
  /// - Throws: `ModelError` that names the host and the cause.
  public func models(
    through connection: any HTTPConnection,
    timeouts: HTTPTimeouts = HTTPTimeouts()
  ) async throws(ModelError) -> [String] {
    let redactor = Redactor.shared
    do {
      let http = try request(.get, "models", timeouts: timeouts)
      let reply = try await connection.send(http)
      let body = try await reply.body.bytes(upTo: 4_194_304)
      guard (200..<300).contains(reply.status) else {
        let problem = StatusProblem(
          status: reply.status,
          problem: ServerProblem(body: body),
          host: address.place,
          model: "",
          path: http.address.description,
          hasKey: key != nil
        )
        throw ModelError(problem.description)
      }
      guard let list = try? JSONReader.read(body)["data"]?.elements else {
        throw ModelError("\(address.place) sent what is no list of models")
      }
      return list.compactMap { $0["id"]?.text }.map(redactor.redacted).sorted()
    } catch let error as ModelError {
      throw ModelError(redactor.redacted(error.description))
    } catch {
      throw ModelError(redactor.redacted("\(error)"))
    }
  }
}
