import Agent
import Documents
import Exercises
import Glibc
import HTTPTransport
import Incidents
import OpenAIModels
import REPL
import Scenarios

/// Looks at what the program needs around it.
struct Doctor: Sendable {
  let definition: WorldDefinition
  /// The live model to check, where one is named.
  let model: String?
  let leavesNetworkAlone: Bool
  let live: LiveModelOptions

  /// Says line by line what is there, what is worth a note, and what is a problem.
  func examine(_ report: inout DoctorReport) async {
    checkProgram(&report)
    checkTerminal(&report)
    checkState(&report)
    checkFiles(&report)
    report.ok("model offline: built in, needs no key")
    await checkLiveModel(&report)
    report.close()
  }

  private func checkProgram(_ report: inout DoctorReport) {
    let program = "tabletop \(Tabletop.version), \(LineEditing.libraryVersion)"
    if let version = HTTPClient.libraryVersion {
      report.ok("\(program), \(version)")
    } else {
      report.note("\(program); libcurl is not installed, live models need it")
    }
  }

  private func checkTerminal(_ report: inout DoctorReport) {
    guard isatty(STDOUT_FILENO) == 1 else {
      report.ok("standard output is no terminal: no colour, no prompt")
      return
    }
    let name = Environment["TERM"] ?? ""
    var size = winsize()
    let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let dimensions = hasSize ? " \(size.ws_col)x\(size.ws_row)" : ""
    let color = Output.wantsColor("auto") ? "on" : "off"
    let locale = Environment["LC_ALL"] ?? Environment["LC_CTYPE"] ?? Environment["LANG"] ?? "C"
    let isUTF8 = locale.lowercased().contains("utf")
    if name.isEmpty || name == "dumb" {
      report.note("terminal \(name.isEmpty ? "without a name (TERM)" : name): plain lines only")
    } else {
      report.ok("terminal \(name)\(dimensions), \(isUTF8 ? "UTF-8, " : "")colour \(color)")
    }
    if !isUTF8 {
      report.note("locale \(locale) is not UTF-8: letters beyond ASCII can't be typed")
    }
  }

  private func checkState(_ report: inout DoctorReport) {
    for file in Set(Configuration.current.entries.values.map(\.origin)).sorted() {
      report.ok("settings of \(SafeText.line(file))")
    }
    let home = Environment["XDG_STATE_HOME"] ?? Environment["HOME"].map { $0 + "/.local/state" }
    guard let home, home.hasPrefix("/") else {
      report.note("no home directory: history and sessions are not kept")
      return
    }
    // The nearest folder that exists decides whether the state's own can be made.
    var folder = home + "/tabletop"
    while access(folder, F_OK) != 0, let slash = folder.lastIndex(of: "/"), folder.count > 1 {
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    // A path below a file, or below what only looks like a folder, can't be made either.
    if access(folder + "/.", W_OK) == 0, !folder.hasPrefix("/proc") {
      report.ok("state directory \(home)/tabletop, \(kept)")
    } else {
      report.problem("state directory \(home)/tabletop can't be written; set XDG_STATE_HOME")
    }
  }

  /// How much was saved so far.
  private var kept: String {
    let variables = Environment.stateVariables
    let sessions = SessionFolder.standard(in: variables)?.names().count ?? 0
    let lines = HistoryFile(path: REPLOptions.historyFile(in: variables)).lines().count
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    return count(sessions, "session") + ", " + count(lines, "history line")
  }

  private func checkFiles(_ report: inout DoctorReport) {
    let count = definition.world.incidents.count
    report.ok("world \(definition.name): valid, \(count) incident\(count == 1 ? "" : "s")")
    guard access("scenarios", F_OK) == 0 else {
      report.note("scenarios: there is no folder of that name here")
      return
    }
    do throws(ScenarioFinderError) {
      let files = try ScenarioFinder.files(at: "scenarios")
      let suite = Suite(files: files, worlds: WorldLibrary(standard: definition))
      let bad = Set(suite.problems.map(\.path)).count
      let words = "scenarios: \(files.count) found, \(files.count - bad) valid"
      if bad > 0 { report.problem(words + "; tabletop check says more") } else { report.ok(words) }
    } catch {
      report.problem("scenarios: \(error)")
    }
  }

  private func checkLiveModel(_ report: inout DoctorReport) async {
    let isSetUp =
      model != nil || live.keySource != nil || live.baseURL != nil
      || Environment["TABLETOP_BASE_URL"] != nil || Configuration["base_url"] != nil
    guard isSetUp else {
      report.note("live models: OPENAI_API_KEY is not set (only they need it)")
      return
    }
    guard let name = LiveModelName(model ?? "openai") else {
      report.problem("`\(model ?? "")` is no live model; they are openai:MODEL and chat:MODEL")
      return
    }
    let endpoint: OpenAIEndpoint
    do throws(LiveModelError) {
      endpoint = try live.endpoint()
    } catch {
      report.problem("live models: \(error)")
      return
    }
    let key = endpoint.key.map { "\(live.keySource ?? "key") \($0)" } ?? "no key"
    report.ok("endpoint \(endpoint.address), \(key)")
    guard !leavesNetworkAlone else { return }
    await LiveModelCheck(name: name, endpoint: endpoint, options: live).run(&report)
  }
}

/// What was found, said line by line.
struct DoctorReport {
  private(set) var problems = 0
  private var notes = 0
  private let write: (String) -> Void

  init(write: @escaping (String) -> Void) { self.write = write }

  mutating func ok(_ text: String) { write("  ok    \(SafeText.line(text))\n") }

  mutating func note(_ text: String) {
    notes += 1
    write("  note  \(SafeText.line(text))\n")
  }

  mutating func problem(_ text: String) {
    problems += 1
    write("  FAIL  \(SafeText.line(text))\n")
  }

  func close() {
    write("\(problems) problem\(problems == 1 ? "" : "s"), \(notes) note\(notes == 1 ? "" : "s")\n")
  }
}
