public import AccessControl
public import IncidentTools
import Incidents

extension Policy {
  /// Returns this policy with another matrix, other requirements of some tools, or other fields.
  ///
  /// - Throws: `PolicyError` where a tool requires a permission that the matrix doesn't declare.
  public func changed(
    matrix: PermissionMatrix? = nil,
    requirements: [String: [Permission]] = [:],
    fields: FieldPolicy? = nil
  ) throws(PolicyError) -> Policy {
    let fields = fields ?? self.fields
    let tools = gate.implementations.map { tool -> any Tool<World> in
      let description = tool.description
      let changed = description.requiring(requirements[description.name] ?? description.requires)
      if let tool = tool as? any IncidentTool { return Self.rebuilt(tool, changed, fields) }
      return (tool as? DeclaredTool)?.described(as: changed) ?? tool
    }
    return Policy(
      gate: try Gate(matrix: matrix ?? self.matrix, tools: tools),
      fields: fields,
      profiles: profiles
    )
  }

  private static func rebuilt<Kind: IncidentTool>(
    _ tool: Kind,
    _ description: ToolDescription,
    _ fields: FieldPolicy
  ) -> any Tool<World> {
    Kind(description: description, fields: fields)
  }
}
