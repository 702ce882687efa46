import Agent
import ArgumentParser
import Documents
import Exercises
import Glibc
import HTTPTransport
import Incidents
import OpenAIModels
import Scenarios

/// `tabletop doctor`: what works here, and what doesn't.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the terminal, the files and, where one is set up, the live model.",
    discussion: """
      A live model is checked where --model names one, or a key or an address is set: one request \
      for the list of models and one tiny one that asks for a tool call. --offline leaves the \
      network alone. Exit status 1 where there is a problem.
      """
  )

  @Option(name: .long, help: "The live model to check, such as openai:gpt-5 or chat:MODEL.")
  var model: String?
  @Flag(name: .long, help: "Leave the network alone.")
  var offline = false
  @Option(name: .long, help: "A world file to use instead of the default world.")
  var world: String?
  @OptionGroup
  var live: LiveModelOptions

  mutating func run() async throws {
    var report = DoctorReport()
    checkProgram(&report)
    checkTerminal(&report)
    checkState(&report)
    try checkFiles(&report)
    report.ok("model offline: built in, needs no key")
    await checkLiveModel(&report)
    Output.write(report.closing + "\n")
    if report.problems > 0 { throw ExitStatus.no }
  }

  private func checkProgram(_ report: inout DoctorReport) {
    if let version = HTTPClient.libraryVersion {
      report.ok("tabletop \(Tabletop.version), \(version)")
    } else {
      report.note("tabletop \(Tabletop.version); libcurl is not installed, live models need it")
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
    if name.isEmpty || name == "dumb" {
      report.note("terminal \(name.isEmpty ? "without a name (TERM)" : name): plain lines only")
    } else {
      report.ok("terminal \(name)\(dimensions), colour \(color)")
    }
    let locale = Environment["LC_ALL"] ?? Environment["LC_CTYPE"] ?? Environment["LANG"] ?? "C"
    if !locale.lowercased().contains("utf") {
      report.note("locale \(locale) is not UTF-8: letters beyond ASCII can't be typed")
    }
  }

  private func checkState(_ report: inout DoctorReport) {
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
    if access(folder, W_OK) == 0 {
      report.ok("state directory \(home)/tabletop can be written")
    } else {
      report.problem("state directory \(home)/tabletop can't be written; set XDG_STATE_HOME")
    }
  }

  private func checkFiles(_ report: inout DoctorReport) throws {
    let definition = try Worlds.load(world)
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
      || Environment["TABLETOP_BASE_URL"] != nil
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
    guard !offline else { return }
    await LiveModelCheck(name: name, endpoint: endpoint, options: live).run(&report)
  }
}

/// What was found, said line by line.
struct DoctorReport {
  private(set) var problems = 0
  private var notes = 0

  mutating func ok(_ text: String) { Output.write("  ok    \(text)\n") }

  mutating func note(_ text: String) {
    notes += 1
    Output.write("  note  \(text)\n")
  }

  mutating func problem(_ text: String) {
    problems += 1
    Output.write("  FAIL  \(text)\n")
  }

  var closing: String {
    "\(problems) problem\(problems == 1 ? "" : "s"), \(notes) note\(notes == 1 ? "" : "s")"
  }
}
