import AccessControl
import Agent
import DefaultWorld
import Documents
import Exercises
import Incidents
import OfflineModels
import Testing
import Values

@Suite("A world file")
struct WorldReaderTests {
  private static let shop = """
    tabletop-world: 1
    name: shop
    policy:
      permissions: [call_vendor]
      roles: {SHOP: {user: shop@example.com, grants: [call_vendor]}}
      tools:
        page_vendor:
          requires: [call_vendor]
          summary: Page the vendor of a service.
          examples: [page the vendor of the kiosk, call the vendor because the kiosk is down]
          parameters:
            service: {type: service, required: true}
            urgency: {type: [low, high]}
          sets: {services.$service.metrics.pages: 1}
    services:
      - {name: Kiosk, metrics: {pages: 0}}
    """

  private func problems(_ text: String) -> [String] {
    do throws(Diagnostics) {
      _ = try WorldReader.read(SourceFile(path: "w.yaml", text: text), defaultPolicy: nil)
      return []
    } catch {
      return error.all.map {
        "\($0.path):\($0.span.start.line):\($0.span.start.column): \($0.code) \($0.message)"
      }
    }
  }

  @Test("brings roles, permissions, grants and tools of its own")
  func ownPolicy() throws {
    let file = SourceFile(path: "w.yaml", text: Self.shop)
    let policy = try WorldReader.read(file, defaultPolicy: nil).policy
    #expect(policy.matrix.roles.map(\.name) == ["SHOP"])
    #expect(policy.tools.map(\.name) == ["page_vendor"])
  }

  @Test("declares a tool that the offline model finds, fills and calls through the gate")
  func declaredTool() async throws {
    let file = SourceFile(path: "w.yaml", text: Self.shop)
    let definition = try WorldReader.read(file, defaultPolicy: nil)
    let policy = definition.policy
    let model = OfflineModel(
      tools: policy.tools,
      matrix: policy.matrix,
      catalog: PlanCatalog(services: [.init(name: "Kiosk")])
    )
    var exercise = Exercise(policy: policy, world: definition.world)
    let role = try #require(policy.matrix.role(named: "shop"))
    let session = try #require(Session(user: "sam", role: role))
    var result = TurnResult()
    try await exercise.say(
      "please page the vendor of the kiosk",
      as: session,
      to: model,
      result: &result
    )
    #expect(exercise.calls.map(\.call.tool) == ["page_vendor"])
    #expect(exercise.calls.first?.call.arguments == ["service": "Kiosk"])
    #expect(try exercise.value(at: WorldPath("services.Kiosk.metrics.pages")) == 1)
  }

  @Test(
    "says everything that is wrong with it, with the place",
    arguments: [
      (
        "[call_vendor]}}", "[call_vendr]}}",
        "w.yaml:5:51: TT104 there is no permission `call_vendr`"
      ),
      (
        "      requires: [call_vendor]", "      requires: []",
        "w.yaml:8:17: TT012 a tool requires at least one permission"
      ),
      (
        "services.$service", "services.$servce",
        "w.yaml:14:14: TT109 `$servce` is no parameter of this tool"
      ),
      (
        "metrics.pages: 1", "metric.pages: 1",
        "w.yaml:14:14: TT108 no world has a fact `services.$service.metric.pages`"
      ),
      (
        "metrics: {pages: 0}", "metrics: {pages: many}",
        "w.yaml:16:36: TT012 `pages` must be a number, this is text"
      ),
      ("{name: Kiosk", "{nam: Kiosk", "w.yaml:16:6: TT003 unknown key `nam`"),
      (
        "urgency: {type: [low, high]}", "urgency: {type: words}",
        "w.yaml:13:25: TT012 a parameter's type is a list of words or one of text, integer, number, service, incident, customer"
      ),
      (
        "    requires: [call_vendor]", "    requires: [call_vendor]\n      consent: urgent",
        "w.yaml:9:16: TT012 `consent` is `confirm` or one of the tool's parameters, whose value is typed"
      ),
      (
        "    requires: [call_vendor]",
        "    requires: [call_vendor]\n      separate_duties: perhaps",
        "w.yaml:9:24: TT012 `separate_duties` must be true or false, this is text"
      ),
      (
        "services:\n", "spending: {limit: 0}\nservices:\n",
        "w.yaml:15:19: TT012 a limit is an amount above 0, in USD"
      ),
    ]
  )
  func errors(_ part: String, _ replacement: String, _ expected: String) {
    let text = Self.shop.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
      .joined(separator: replacement)
    #expect(problems(text).contains(expected), "\(problems(text))")
  }

  @Test("lists its errors in the order of its lines")
  func order() {
    let text =
      Self.shop.split(separator: "grants: [call_vendor]", maxSplits: 1)
      .joined(separator: "grants: [call]") + "\nspendng: {limit: 1}\n"
    #expect(problems(text).map { $0.prefix { $0 != " " } } == ["w.yaml:5:51:", "w.yaml:17:1:"])
  }

  @Test("holds INC-001 and its 500 customers in the default one, figures exactly")
  func defaultWorld() throws {
    let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
    let world = try WorldReader.read(file, defaultPolicy: nil).world
    let incident = try #require(world.incident("INC-001"))
    #expect(incident.title == "Production Database Slowdown")
    #expect(incident.severity == .critical)
    #expect(incident.priority == .p1)
    #expect(incident.status == .investigating)
    #expect(incident.affectedSystems == ["PostgreSQL", "Redis", "API Gateway"])
    #expect(incident.affectedCustomers == 500)
    #expect(incident.directCost == 25_000)
    #expect(incident.slaPenalty == 50_000)
    #expect(incident.departments == ["IT", "OPS", "FINANCE", "CSM"])
    let counts = [Segment.enterprise, .smb, .free].map { world.customers(in: $0).count }
    #expect(counts == [40, 160, 300])
    #expect(world.customers.first?.id == "CUST-0001")
    #expect(world.customers.last?.id == "CUST-0500")
  }
}
