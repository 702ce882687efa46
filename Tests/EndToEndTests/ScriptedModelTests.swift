import Foundation
import Testing

@Suite("A model that says the agent lines of a scenario")
struct ScriptedModelTests {
  private static let drill = """
    tabletop: 1
    name: drill
    model: scripted
    steps:
      - as: IT
        say: anything
        agent:
          - restart_service service=Redis
          - text: Redis restarts.
      - note: A step that nobody speaks in.
      - as: IT
        say: anything
        agent:
          - approve_emergency_spending amount=99 justification=x
          - text: I approved it anyway.
        expect: [{denied: approve_emergency_spending}]

    """

  private static func play(_ arguments: [String], model: String = "drill") throws -> Run {
    let files = [
      "drill.scenario.yaml": Data(drill.utf8),
      "broken.scenario.yaml": Data(drill.replacing("say:", with: "sya:").utf8),
      "silent.scenario.yaml": Data(
        "tabletop: 1\nname: s\nsteps: [{as: IT, say: x, expect: [{calls: 0}]}]\n".utf8
      ),
    ]
    return try Program.withFolder(files) { folder in
      try Program.run(
        ["--role", "it", "--model", "scripted:\(model).scenario.yaml", "--approve", "all"]
          + arguments,
        in: folder
      )
    }
  }

  @Test("answers turn by turn, whatever is said, and the gate decides as ever")
  func turns() throws {
    let run = try Self.play(["-c", "Hello?", "-c", "What now?"])
    #expect(run.status == 0)
    #expect(run.output.contains("  1  restart_service  service=Redis"))
    #expect(run.output.contains("Redis restarts."))
    #expect(run.output.contains("IT lacks approve_spending. FINANCE holds it."))
    #expect(run.output.contains("I approved it anyway."))
  }

  @Test("answers a turn again that was undone")
  func undo() throws {
    let run = try Self.play(["-c", "Hello?", "-c", ":undo", "-c", "Again?"])
    #expect(run.status == 0)
    #expect(run.output.ranges(of: "Redis restarts.").count == 2)
    #expect(!run.output.contains("I approved it anyway."))
  }

  @Test("has no more answers than the scenario")
  func end() throws {
    let run = try Self.play(["-c", "1", "-c", "2", "-c", "3"])
    #expect(run.status == 3)
    #expect(
      run.errors.contains("scripted:drill.scenario.yaml has 2 turns, and this is turn 3")
    )
  }

  @Test("is written into a recording, which plays without it")
  func recording() throws {
    try Program.withFolder(["drill.scenario.yaml": Data(Self.drill.utf8)]) { folder in
      let played = try Program.run(
        [
          "--role", "it", "--model", "scripted:drill.scenario.yaml", "--approve", "all", "-c", "1",
          "-c", "2", "-c", ":record --all again",
        ],
        in: folder
      )
      #expect(played.status == 0)
      let run = try Program.run(["run", "again.scenario.yaml"], in: folder)
      #expect(run.status == 0)
      #expect(run.output.hasSuffix("1 passed, 0 failed\n"))
    }
  }

  @Test(
    "says what is wrong with the scenario",
    arguments: [
      ("nothing", "there is no file or folder `nothing.scenario.yaml`"),
      ("broken", "`broken.scenario.yaml` is no valid scenario: unknown key `sya`"),
      ("silent", "no step of `silent.scenario.yaml` has `agent` lines"),
    ]
  )
  func mistakes(_ model: String, _ problem: String) throws {
    let run = try Self.play(["-c", "Hello?"], model: model)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(problem))
  }

  @Test("needs a file")
  func noFile() throws {
    let run = try Program.run(["--model", "scripted", "-c", "Hello?"])
    #expect(run.status == 2)
    #expect(run.errors.contains("scripted needs a scenario whose `agent` lines it says"))
  }
}
