import AccessControl
import IncidentTools
import Incidents
// expect: missing argument for parameter 'under'
func run(_ tool: RestartService, _ arguments: RestartService.Arguments, _ world: inout World) throws
{
  _ = try tool.run(arguments, on: &world)
}
