import AccessControl
import DefaultWorld
import Documents
import Exercises
import Incidents
import Testing
import Values

private func permission(_ name: String) throws -> Permission { try #require(Permission(name)) }

private func policy() throws -> Policy {
  let file = SourceFile(path: "default.world.yaml", bytes: DefaultWorld.bytes)
  return try WorldReader.read(file, defaultPolicy: nil).policy
}

/// A tool that does nothing, under any name.
private struct Idle: Tool {
  let description: ToolDescription

  init(_ name: String, requires: [Permission]) {
    description = ToolDescription(
      name: name,
      summary: "",
      requires: requires,
      parameters: [],
      effect: .read
    )
  }

  func arguments(from values: ArgumentValues) throws(ToolFailure) {}

  func run(
    _ arguments: (),
    under authorization: borrowing Authorization<Self>,
    on state: inout World
  ) throws(ToolFailure) -> JSONValue { [:] }
}

@Suite("A policy that can't be used")
struct UnusablePolicyTests {
  private func error(_ make: () throws -> Void) -> String? {
    do { try make() } catch { return "\(error)" }
    return nil
  }

  @Test("may declare 64 permissions, and not 65")
  func permissionLimit() throws {
    let names = try (1...65).map { try permission("p\($0)") }
    #expect(
      error { _ = try PermissionMatrix(permissions: Array(names.prefix(64)), grants: []) } == nil
    )
    #expect(
      error { _ = try PermissionMatrix(permissions: names, grants: []) }
        == "65 permissions, at most 64 are possible"
    )
  }

  @Test("declares no permission twice")
  func repeatedPermission() throws {
    let see = try permission("see")
    #expect(
      error { _ = try PermissionMatrix(permissions: [see, see], grants: []) }
        == "`see` is defined twice"
    )
  }

  @Test("says who names a permission that nobody declared")
  func unknownPermission() throws {
    let see = try permission("see")
    let matrix = try PermissionMatrix(permissions: [see], grants: [])
    let tool = Idle("look", requires: [try permission("sea")])
    #expect(
      error { _ = try Gate<World>(matrix: matrix, tools: [tool]) }
        == "`look` names the unknown permission `sea`"
    )
  }

  @Test("has no two tools of one name")
  func tools() throws {
    let see = try permission("see")
    let matrix = try PermissionMatrix(permissions: [see], grants: [])
    let tool = Idle("look", requires: [see])
    #expect(
      error { _ = try Gate<World>(matrix: matrix, tools: [tool, tool]) }
        == "`look` is defined twice"
    )
  }
}

@Suite("A call line for a tool")
struct ToolCallLineValueTests {
  private func error(_ text: String) throws -> ToolCallLineError? {
    let line = try ToolCallLine(text)
    let tool = try #require(try policy().tool(line.tool))
    do throws(ToolCallLineError) {
      _ = try line.values(for: tool)
      return nil
    } catch {
      return error
    }
  }

  @Test("names the parameter it doesn't know, with the nearest one")
  func unknownParameter() throws {
    let error = try #require(try error("restart_service servce=Redis"))
    #expect(error.suggestion == "did you mean `service`?")
    #expect(error.description.contains("`servce`"))
  }

  @Test("names the word that is none of the choices, with the nearest one")
  func unknownChoice() throws {
    let error = try #require(try error("view_system_logs level=wran"))
    #expect(error.suggestion == "did you mean `warn`?")
  }

  @Test("shortens a long value in the message")
  func longValue() throws {
    let error = try #require(
      try error("view_system_logs limit=" + String(repeating: "x", count: 900))
    )
    #expect(error.description.utf8.count < 400)
    #expect(error.description.hasSuffix("…"))
  }
}
