import AccessControl
import IncidentTools
import Incidents
// expect: cannot convert value of type 'Authorization<ViewIncidentDetails>'
func run(
  _ tool: RestartService,
  _ arguments: RestartService.Arguments,
  _ authorization: borrowing Authorization<ViewIncidentDetails>,
  _ world: inout World
) throws {
  _ = try tool.run(arguments, under: authorization, on: &world)
}
