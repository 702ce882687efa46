import Values

/// One command: what it is called, what it takes, what it is for, and what it does.
///
/// Help, completion and dispatch are all made from these.
struct Command: Sendable {
  /// The headings under which help lists commands, in its order.
  enum Group: String, CaseIterable, Sendable {
    /// Roles and incidents.
    case who = "Who and what"
    /// Tools and who may use them.
    case permissions = "Permissions"
    /// The conversation and what came of it.
    case talk = "This talk"
    /// Saved sessions.
    case sessions = "Sessions"
    /// Scenarios, and what belongs into them.
    case tests = "Tests"
    /// The program itself.
    case program = "Program"
  }

  /// What an argument names, for completion.
  enum Argument: Sendable {
    /// A role.
    case role
    /// A tool.
    case tool
    /// An incident.
    case incident
    /// A tool and then its arguments.
    case call
    /// A command, or a topic of help.
    case command
    /// A word out of these.
    case word([String])
    /// Anything.
    case text
  }

  /// The name without its colon.
  let name: String
  /// The short forms.
  var aliases: [String] = []
  /// What follows the name, as help writes it.
  var arguments = ""
  /// The heading it is listed under.
  let group: Group
  /// What it does, in a few words.
  let summary: String
  /// The rest of what one should know, in paragraphs.
  var detail: [String] = []
  /// A line that works in the default world.
  let example: String
  /// What its arguments name, in their order.
  var completes: [Argument] = []
  /// Whether it takes another role or plays the facilitator; refused where the role is locked.
  var changesWhoActs = false
  /// Whether it takes `--json` and answers by itself.
  var givesJSON = false
  /// What it knows, for `--json` and programs; nil where it prints no data, or says it by itself.
  var json: (@Sendable (isolated REPLSession, String) -> JSONValue?)?
  /// Does it.
  let run: @Sendable (isolated REPLSession, String) async -> LineResult
}

/// What came of one line.
struct LineResult: Sendable, Equatable {
  /// How a line can end.
  enum Ending: Sendable, Equatable {
    /// It did what it says.
    case done
    /// The answer to its question is no.
    case no
    /// It makes no sense; nothing happened.
    case usage
    /// The model gave no answer, or a limit was reached.
    case undecided
    /// A person stopped it.
    case stopped
    /// The program is to end.
    case leave
  }

  /// How it ended.
  var ending = Ending.done
  /// What is wrong, and then what to do about it, each in one line.
  var problem: [String] = []
  /// Whether the line should be given back for correction.
  var isGivenBack = false

  /// It did what it says.
  static let done = LineResult()
  /// The program is to end.
  static let leave = LineResult(ending: .leave)

  /// The line makes no sense, for this reason; whoever typed it gets it back.
  static func usage(_ problem: String...) -> LineResult {
    LineResult(ending: .usage, problem: problem, isGivenBack: true)
  }

  /// The line can't do anything now, for this reason; there is nothing in it to correct.
  static func nothing(_ problem: String...) -> LineResult {
    LineResult(ending: .usage, problem: problem)
  }

  /// The answer is no.
  static func no(_ problem: String) -> LineResult {
    LineResult(ending: .no, problem: [problem])
  }
}
