import AccessControl
import Agent
import Documents
import Glibc
import HTTPTransport
import OpenAIModels
import Values

/// Asks a live model for its server's list and for one tool call.
struct LiveModelCheck {
  let name: LiveModelName
  let endpoint: OpenAIEndpoint
  let options: LiveModelOptions

  func run(_ report: inout DoctorReport) async {
    do {
      let client = try HTTPClient()
      await checkList(client, &report)
      await checkCall(client, &report)
    } catch {
      report.problem("live models: \(error)")
    }
  }

  private func checkList(_ client: HTTPClient, _ report: inout DoctorReport) async {
    do throws(ModelError) {
      let models = try await endpoint.models(through: client, timeouts: options.timeouts)
      if models.contains(name.model) {
        report.ok("the server answers and lists `\(SafeText.line(name.model))`")
      } else {
        let some = models.prefix(5).map(SafeText.line).joined(separator: ", ")
        report.note(
          "the server answers and doesn't list `\(SafeText.line(name.model))`; it lists \(some)"
        )
      }
    } catch {
      report.problem(SafeText.line(error.description))
    }
  }

  /// Has the model call a tool that does nothing, as it would any other.
  private func checkCall(_ client: HTTPClient, _ report: inout DoctorReport) async {
    guard let role = Role("IT"), let session = Session(user: "doctor", role: role),
      let matrix = try? PermissionMatrix(
        permissions: [],
        grants: [PermissionMatrix.Grant(role: role, permissions: [])]
      )
    else { return }
    let tool = ToolDescription(
      name: "echo",
      summary: "Say a word back.",
      requires: [],
      parameters: [ToolParameter("word", .text, isRequired: true, summary: "the word")],
      effect: .read
    )
    let asks = ThreadItem(
      id: "item-1",
      turn: 1,
      session: session,
      at: Timestamp(seconds: 0),
      content: .userMessage("Call the tool echo with the word hello.")
    )
    let model = OpenAIModel(
      name,
      at: endpoint,
      settings: options.settings,
      briefing: ModelBriefing(
        roles: [(role, "checks that tools can be called")],
        matrix: matrix,
        tools: [tool],
        fields: []
      ),
      transport: OpenAIModel.Transport(client, timeouts: options.timeouts, now: { time(nil) })
    )
    do throws(ModelError) {
      let response = try await model.respond(
        to: ModelRequest(
          session: session,
          items: [asks],
          tools: [tool],
          incident: nil,
          round: 0,
          turn: 1
        ),
        emit: { _ in }
      )
      let tokens = response.tokens.map { ", \($0) tokens" } ?? ""
      if response.calls.contains(where: { $0.tool == tool.name }) {
        report.ok("model \(name) calls tools\(tokens)")
      } else {
        report.problem("model \(name) answered without calling the tool it was asked to\(tokens)")
      }
    } catch {
      report.problem(SafeText.line(error.description))
    }
  }
}
