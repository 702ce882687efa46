import AccessControl
import Exercises
import Incidents
import Values

/// Arguments as models send them: the first byte chooses tool and role, the rest is the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(start, count)
  guard let first = bytes.first else { return 0 }
  let policy = world.policy
  let tool = policy.tools[Int(first) % policy.tools.count].name
  let role = policy.matrix.roles[Int(first >> 4) % policy.matrix.roles.count]
  guard let session = Session(user: "fuzz", role: role) else { return 0 }
  let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
  var exercise = Exercise(policy: policy, world: world.world, incident: "INC-001")
  let trace = exercise.call(tool, .text(text), as: session)
  if trace.call.outcome.word != "ok" {
    require(exercise.world == world.world, "a call that is not ok changed the world")
  }
  require(trace.call.attribution.session == session, "another identity than the session's")
  if let value = try? JSONReader.read(text) {
    let form = JSONWriter.bytes(value)
    require((try? JSONReader.read(form)) == value, "written JSON reads as another value")
    if let members = value.members {
      var other = Exercise(policy: policy, world: world.world, incident: "INC-001")
      require(other.call(tool, .values(members), as: session) == trace, "text and values differ")
    }
  } else if !text.isEmpty {
    require(!trace.call.bodyRan, "a tool ran on arguments that can't be read")
  }
  return 0
}
