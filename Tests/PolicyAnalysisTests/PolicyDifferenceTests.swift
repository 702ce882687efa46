import AccessControl
import Exercises
import IncidentTools
import Testing
import Values

@testable import PolicyAnalysis

@Suite("The difference between two policies")
struct PolicyDifferenceTests {
  private func difference(_ change: (inout PolicyRules) -> Void) -> PolicyDifference {
    var rules = Fixtures.rules
    change(&rules)
    return PolicyDifference(from: Fixtures.rules, to: rules)
  }

  @Test("is nothing where they are the same")
  func same() {
    let difference = PolicyDifference(from: Fixtures.policy, to: Fixtures.policy)
    #expect(!difference.altersDecisions)
    #expect(difference.silent.isEmpty)
    #expect(difference.text == "no decision differs\n")
  }

  @Test("comes with a role and a tool, or a group of fields, as witnesses")
  func witnesses() {
    let difference = difference {
      $0 = $0.with(.granted(Fixtures.role("CSM"), Fixtures.permission("restart_service")))
        .with(.revoked(Fixtures.role("IT"), Fixtures.permission("view_technical_details")))
    }
    #expect(difference.altersDecisions)
    #expect(
      difference.text == """
        decisions that differ: 2
          CSM  restart_service    denied (lacks restart_service) -> allowed
          IT   technical_details  shown -> hidden (lacks view_technical_details)

        """
    )
    #expect(
      difference.json["decisions"]?.elements?.first == [
        "after": "allowed", "before": "denied (lacks restart_service)", "role": "CSM",
        "tool": "restart_service",
      ]
    )
  }

  @Test("names a change of the text that alters no decision")
  func silent() {
    let difference = difference {
      $0 = $0.with(.granted(Fixtures.role("IT"), Fixtures.permission("update_status")))
        .with(.added(Fixtures.permission("view_incident"), tool: "restart_service"))
      $0.permissions.append(Fixtures.permission("speak_to_press"))
    }
    #expect(!difference.altersDecisions)
    #expect(
      difference.silent.map(\.description)
        == [
          "permissions + speak_to_press", "IT + update_status",
          "restart_service requires + view_incident",
        ]
    )
  }

  @Test("calls no change silent that alters a decision together with another")
  func together() {
    let difference = difference {
      $0 = $0.with(.granted(Fixtures.role("IT"), Fixtures.permission("update_status")))
        .with(.granted(Fixtures.role("IT"), Fixtures.permission("view_business_impact")))
    }
    #expect(difference.silent.isEmpty)
    #expect(
      difference.witnesses.map { "\($0.cell.role) \($0.cell.subjectName)" }
        == ["IT update_business_impact", "IT business_impact"]
    )
  }

  @Test("sees roles, tools and fields that only one of the two has, and who may approve")
  func parts() {
    let difference = difference {
      $0.roles.removeLast()
      $0.requirements["restart_service"] = nil
      $0.tools.removeAll { $0 == "restart_service" }
      $0.fields[.costImpact] = nil
      $0.dutiesApart = []
    }
    let words = difference.text.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    #expect(words.contains("CSM view_system_logs denied (lacks view_logs) -> no such role"))
    #expect(words.contains("IT restart_service allowed -> no such tool"))
    #expect(words.contains("FINANCE cost_impact shown -> hidden (shown to nobody)"))
    #expect(difference.duties.map(\.cell.subjectName) == ["approve_emergency_spending"])
  }
}
