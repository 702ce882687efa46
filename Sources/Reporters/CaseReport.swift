import AccessControl
public import Documents
import Exercises
import Incidents
public import Scenarios
public import Values

/// One case as every report shows it: what was asked, decided, changed and held.
///
/// It is the same whether it comes from a run or out of a JSON report.
public struct CaseReport: Sendable, Equatable {
  /// What kind of case it is.
  public enum Kind: String, Sendable {
    /// Steps with expectations.
    case story
    /// A cell of a grid.
    case cell
  }

  /// Its place among the cases that were selected, before they were split into shards.
  public internal(set) var index: Int
  /// The id.
  public let id: String
  /// The file, independent of the folder the program ran in.
  public let file: String
  /// The line at which it begins.
  public let line: Int
  /// The scenario's name.
  public let name: String
  /// What kind of case it is.
  public let kind: Kind
  /// Its parameters.
  public let params: [String: String]
  /// Its tags.
  public let tags: [String]
  /// Why it exists.
  public let why: String?
  /// The roles of its policy, in order.
  public let roles: [String]
  /// What became of it.
  public var outcome: CaseOutcome
  /// Why it was left out, or is known not to hold.
  public let reason: String?
  /// Its steps, as far as they were played; a report that is not whole has them only where
  /// something is wrong.
  public let steps: [StepReport]
  /// How much happened in it.
  public let figures: CaseFigures
  /// What an after-action report says of it.
  public let facts: AfterActionFacts?
  /// The head of its record of calls, in hexadecimal digits.
  public let auditHead: String
  /// The live model that answered, or whose recording did.
  public let model: String?
  /// What else is to be known of it, one line each.
  public let notes: [String]
  /// How it fared, where it was played several times.
  public let trials: TrialResult?
  /// How long it took; nil unless times were asked for.
  public let seconds: Double?
  /// What is wrong with it besides its steps.
  public let problem: Diagnostic?
  /// The path as the user gave it.
  public let place: String

  /// Everything that is wrong with it.
  public var problems: [Diagnostic] {
    steps.flatMap { step in
      step.expectations.compactMap(\.failure) + (step.error.map { [$0] } ?? [])
    } + (problem.map { [$0] } ?? [])
  }

  /// Returns the same report with its place among the cases that were selected.
  public func at(_ index: Int) -> CaseReport {
    var report = self
    report.index = index
    return report
  }

  /// Returns the command that plays just this case.
  public func repeatCommand(path: String) -> String {
    RepeatCommand.text(
      path: path,
      id: id,
      line: line,
      isCell: kind == .cell,
      hasParams: !params.isEmpty
    )
  }

  /// Returns a problem in full, with the path as the user gave it.
  func placedText(of problem: Diagnostic) -> String {
    var problem = problem
    problem.notes.append("to repeat: \(repeatCommand(path: place))")
    return problem.rendered()
  }

  /// Returns a problem in full, independent of the folder the program ran in.
  func text(of problem: Diagnostic) -> String {
    var problem = problem.moved(to: file(of: problem))
    problem.notes.append("to repeat: \(repeatCommand(path: file))")
    return problem.rendered()
  }

  /// The file that a problem is in: the case's, or that of a fragment beside it.
  func file(of problem: Diagnostic) -> String {
    guard problem.path != place else { return file }
    func folder(_ path: String) -> Substring {
      path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)]
    }
    let mine = folder(place)
    guard problem.path.hasPrefix(mine) else { return problem.path }
    return String(folder(file)) + String(problem.path.dropFirst(mine.count))
  }
}

/// One step of a case.
public struct StepReport: Sendable, Equatable {
  /// Something the facilitator brought in.
  public struct InjectReport: Sendable, Equatable {
    /// Its kind, as scenarios write it.
    public let kind: String
    /// What it says.
    public let text: String
    /// The role it was addressed to.
    public let to: String?
    /// How long after the start it comes; nil where it came at once.
    public let due: String?
  }

  /// Its place among the steps, from 0.
  public let index: Int
  /// Its name.
  public let id: String?
  /// The line at which it begins.
  public let line: Int
  /// What kind of step it is.
  public let verb: String
  /// Who acted.
  public let participant: String?
  /// The user who acted.
  public let user: String?
  /// The role in which they acted.
  public let role: String?
  /// When it began.
  public let at: Timestamp
  /// The fragment it stands in.
  public let fragment: String?
  /// What was said to the agent, or the line of a note, or how much time passes.
  public let said: String?
  /// Injects of earlier steps that came while it was played, a sentence each.
  public let injects: [String]
  /// What else is to be known of it.
  public let notes: [String]
  /// Why it was left out.
  public let skip: String?
  /// Why it was left out for now.
  public let todo: String?
  /// What was brought in.
  public let inject: InjectReport?
  /// The calls made in it.
  public let calls: [CallReport]
  /// What the agent said.
  public let text: String
  /// How many requests the model was sent.
  public let modelRequests: Int
  /// How many tokens the model counted.
  public let tokens: Int
  /// What the model cost, in US dollars.
  public let cost: Double?
  /// What became of its expectations.
  public let expectations: [ExpectationReport]
  /// Why it could not be played.
  public let error: Diagnostic?
}

/// One call.
public struct CallReport: Sendable, Equatable {
  /// One fact that a call changed.
  public struct Change: Sendable, Equatable {
    /// Which fact.
    public let path: String
    /// What it was.
    public let old: JSONValue?
    /// What it is.
    public let new: JSONValue?

    /// The change as "path old -> new".
    var text: String {
      func text(_ value: JSONValue?) -> String { value.map { JSONWriter.text($0) } ?? "-" }
      return "\(path) \(text(old)) -> \(text(new))"
    }
  }

  /// The call's id.
  public let id: String
  /// The tool.
  public let tool: String
  /// Its arguments.
  public let arguments: [String: JSONValue]
  /// Who proposed it: model or person.
  public let proposer: String
  /// What became of it, in one word.
  public let outcome: String
  /// The permissions that were missing.
  public let missing: [String]
  /// The roles that hold those.
  public let heldBy: [String]
  /// What the tool returned.
  public let result: JSONValue?
  /// Why it did not do what was asked.
  public let reason: String?
  /// The facts that it changed.
  public let changes: [Change]
  /// What a person answered when asked whether it may run.
  public let consent: String?
  /// The call on one line, and what became of it.
  public let line: String
}

/// One expectation.
public struct ExpectationReport: Sendable, Equatable {
  /// The word a scenario uses for it.
  public let kind: String
  /// Where it stands.
  public let span: SourceSpan
  /// What is wrong; nil where it holds.
  public let failure: Diagnostic?
}
