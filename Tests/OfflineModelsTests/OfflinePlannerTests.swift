import AccessControl
import OfflineModels
import Testing
import Values

@Suite("Offline planner")
struct OfflinePlannerTests {
  @Test("proposes a restart for a colloquial request")
  func colloquialRestart() {
    let planner = OfflinePlanner(tools: DefaultTools.all, catalog: TestWorld.catalog)
    let plan = planner.plan(PlanRequest(text: "bounce redis", role: "IT"))
    #expect(
      plan.calls == [PlannedCall(tool: "restart_service", arguments: ["service": "Redis"])]
    )
  }
}
