import AccessControl
import Exercises

@testable import REPL

private let parser = REPLCommandParser(
  commands: CommandTable.all.map { ($0.name, $0.aliases) },
  tools: world.policy.tools.map(\.name)
)
private let completion = Completion(
  policy: world.policy,
  world: world.world,
  incidents: ["INC-001"]
)

/// Lines at the prompt: commands, calls, completion, and what is shown of them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let line = String(decoding: input(start, count), as: UTF8.self)
  let parsed = parser.parse(line)
  let trimmed = REPLCommandParser.trimmed(line)
  if trimmed.unicodeScalars.first == ":", trimmed.unicodeScalars.dropFirst().first != ":" {
    if case .text = parsed { fatalError("a line with a colon goes to the model") }
  }
  if let call = try? ToolCallLine(line), let tool = world.policy.tool(call.tool),
    let values = try? call.values(for: tool)
  {
    let text = ToolCallLine.text(tool: call.tool, arguments: values, order: [])
    let again = (try? ToolCallLine(text)).flatMap { try? $0.values(for: tool) }
    require(again == values, "a call's line reads as another call")
  }
  for candidate in completion.candidates(before: line) {
    require(isHarmless("\(candidate)"), "a completion could move the cursor")
  }
  return 0
}
