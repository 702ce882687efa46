import AccessControl
import IncidentTools
import Incidents
// expect: nothing
func run(
  _ tool: RestartService,
  _ arguments: RestartService.Arguments,
  _ authorization: borrowing Authorization<RestartService>,
  _ world: inout World
) throws {
  _ = try tool.run(arguments, under: authorization, on: &world)
}
