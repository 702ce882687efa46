import Documents
import AccessControl
import Agent
import Exercises
import Incidents
import Journal
import Values

extension REPLSession {
  /// Lists the saved sessions, the last one first.
  func listSessions(_ pattern: String) -> LineResult {
    guard let folder = options.sessions else { return notSaving }
    var rows: [[String]] = []
    for name in folder.names() where pattern.isEmpty || name.contains(pattern) {
      let mark = name == journal?.name ? "*" : " "
      let age = TimeSpan(seconds: max(0, now().seconds - folder.changed(name) / 1_000_000_000))
      guard let contents = try? JournalContents.read(path: folder.file(name)),
        let saved = try? SavedSession(name: name, contents: contents)
      else {
        rows.append([mark, name, Self.rough(age), "can't be read", "", ""])
        continue
      }
      rows.append([
        mark, name, Self.rough(age), Screen.count(saved.turns, "turn"),
        list(saved.roles.map(\.name)), SafeText.line(list(saved.incidents)),
      ])
    }
    guard !rows.isEmpty else {
      show([pattern.isEmpty ? "No saved sessions." : "No saved session has that in its name."])
      return .done
    }
    show(Screen.table(rows, indent: 0).map { Screen.cut($0) })
    show([":resume NAME goes on with one"])
    return .done
  }

  /// Shows the session that is being saved, renames it or begins a new one.
  func manageSession(_ arguments: String) -> LineResult {
    let (verb, rest) = REPLCommandParser.words(arguments)
    if options.isLocked, !verb.isEmpty { return locked(":session \(verb)") }
    switch verb {
    case "": return showSession()
    case "new": return newSession(rest)
    case "rename": return renameSession(rest)
    case "delete": return deleteSession(rest)
    default: return .usage(":session shows it; :session new, rename NAME or delete NAME")
    }
  }

  /// Goes on with a saved session.
  func resumeSession(_ name: String) async -> LineResult {
    guard let folder = options.sessions else { return notSaving }
    guard !name.isEmpty else { return .usage("Which session? :sessions lists them.") }
    guard folder.has(name) else { return unknownSession(name, folder) }
    guard name != journal?.name else { return .usage("\(name) is the session you are in.") }
    let result = await resume(name, from: folder)
    if result.ending == .done { recap() }
    return result
  }

  /// Copies this session, or a saved one, and goes on in the copy.
  func forkSession(_ argument: String) async -> LineResult {
    guard let folder = options.sessions else { return notSaving }
    let isSaved = folder.has(argument) && argument != journal?.name
    guard let original = isSaved ? argument : journal?.name else {
      return .nothing("Nothing has happened in this session yet that could be copied.")
    }
    guard argument.isEmpty || isSaved || SessionFolder.isName(argument) else { return badName }
    guard argument != journal?.name else { return .usage("\(argument) is this session's name.") }
    let name = argument.isEmpty || isSaved ? freeCopyName(of: original, folder) : argument
    do throws(JournalError) {
      let contents = try JournalContents.read(path: folder.file(original))
      _ = try JournalWriter.create(path: folder.file(name), copying: contents)
    } catch {
      return LineResult(
        ending: .undecided,
        problem: ["\(original) can't be copied: \(SafeText.line(error.description))."]
      )
    }
    let result = await resume(name, from: folder)
    if result.ending == .done {
      show(["copied \(original) to \(name); you are in the copy now"] + notice)
      notice = []
    }
    return result
  }

  /// Gives programs what a script resumed, if it did; returns what people are told beside its results.
  func recapOfScript() -> [String] {
    guard journal?.extent != nil else { return [] }
    guard isForPrograms, let value = sessionJSON else {
      guard mode == .quiet else { return recapLines() }
      defer { notice = [] }
      return notice
    }
    notice = []
    answer(value, of: "resume")
    return []
  }

  /// Says at the prompt what was resumed at the start, if something was.
  func recapIfResumed() {
    if journal?.extent != nil { recap() }
  }

  /// Says what was resumed, and the last two turns as far as the role may read them.
  func recap() { show(recapLines()) }

  private func recapLines() -> [String] {
    let exercise = snapshot.exercise
    let who = session.map { "\($0.role), \($0.user)" } ?? "no role yet"
    let name = journal?.name ?? ""
    let counts =
      "resumed \(name): \(Screen.count(exercise.thread.turns, "turn")),"
      + " \(Screen.count(exercise.calls.count, "call")); \(who); \(exercise.world.clock)"
    var lines = Screen.wrapped(counts, indent: 2, first: "") + notice
    notice = []
    guard let role = session?.role else { return lines }
    let items = exercise.thread.items(readableBy: role, under: policy.matrix)
    for item in items where item.turn > exercise.thread.turns - 2 {
      switch item.content {
      case .userMessage(let text):
        lines += Screen.wrapped("\(item.session.role)> \(SafeText.line(text))", indent: 7)
      case .assistantMessage(let text):
        lines += Screen.wrapped(SafeText.line(text), indent: 7)
      default: break
      }
    }
    return lines
  }

  /// Returns what to say of a name that no session has.
  func unknownSession(_ name: String, _ folder: SessionFolder) -> LineResult {
    let near = NearMatch.suggestions(for: name, among: folder.names())
    let hint = near.isEmpty ? ":sessions lists them." : "Did you mean \(list(near, " or "))?"
    let shown = DisplayWidth.cut(SafeText.line(name), to: 40)
    return .usage("No session \(shown). \(hint)")
  }

  private var notSaving: LineResult {
    .nothing("Sessions are not saved here: there is no folder for them (HOME or XDG_STATE_HOME).")
  }

  private var badName: LineResult {
    .usage("A session's name is 1 to 64 of A-Z a-z 0-9 . _ -, a letter or digit first.")
  }

  private func showSession() -> LineResult {
    guard let journal else {
      show(["This session is not saved."])
      return .done
    }
    var rows = [(label: "name", value: journal.name ?? "none yet: it gets one once you act")]
    if let extent = journal.extent, let folder = options.sessions, let name = journal.name {
      rows.append(("file", SafeText.line(folder.file(name))))
      rows.append(("records", "\(extent.records)"))
      rows.append(("head", extent.head))
    }
    rows.append(("turns", "\(snapshot.exercise.thread.turns)"))
    rows.append(("calls", "\(snapshot.exercise.calls.count)"))
    show(Screen.card(rows))
    return .done
  }

  private func newSession(_ name: String) -> LineResult {
    guard let folder = options.sessions else { return notSaving }
    guard name.isEmpty || SessionFolder.isName(name) else { return badName }
    guard !folder.has(name) else { return .usage("There is a session \(name) already.") }
    let old = journal?.name
    beginAnew()
    save(as: name.isEmpty ? nil : name)
    show([
      "a new session, \(snapshot.exercise.world.clock)" + (old.map { "; \($0) is saved" } ?? "")
    ])
    return .done
  }

  private func renameSession(_ name: String) -> LineResult {
    guard let folder = options.sessions, let journal else { return notSaving }
    guard SessionFolder.isName(name) else { return badName }
    guard !folder.has(name) else { return .usage("There is a session \(name) already.") }
    guard journal.rename(to: name) else {
      return LineResult(ending: .undecided, problem: ["The session can't be renamed."])
    }
    show(["this session is \(name) now"])
    return .done
  }

  private func deleteSession(_ name: String) -> LineResult {
    guard let folder = options.sessions else { return notSaving }
    guard folder.has(name) else { return unknownSession(name, folder) }
    guard name != journal?.name else {
      return .usage("\(name) is the session you are in. :session new begins another one.")
    }
    if let problem = folder.delete(name) {
      return LineResult(ending: .undecided, problem: [problem])
    }
    show(["deleted \(name)"])
    return .done
  }

  private func freeCopyName(of original: String, _ folder: SessionFolder) -> String {
    var number = 2
    let stem = String(original.prefix(SessionFolder.maximumNameLength - 8))
    while folder.has("\(stem)-copy-\(number)") { number += 1 }
    return "\(stem)-copy-\(number)"
  }

  /// Returns a time span in its largest unit.
  private static func rough(_ span: TimeSpan) -> String {
    switch span.seconds {
    case ..<60: "\(span.seconds)s"
    case ..<3_600: "\(span.seconds / 60)m"
    case ..<86_400: "\(span.seconds / 3_600)h"
    default: "\(span.seconds / 86_400)d"
    }
  }
}
