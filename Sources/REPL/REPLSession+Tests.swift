import AccessControl
import Agent
import Documents
import Exercises
import Incidents
import Reporters
import Scenarios
import Values

extension REPLSession {
  /// Says whether something holds of what was done last; what holds is kept for a recording.
  func expect(_ line: String) -> LineResult {
    guard let session else { return noRole }
    guard !line.isEmpty else {
      return .usage(":expect denied restart_service, for example; :help expect has more.")
    }
    let words = REPLCommandParser.words(line)
    guard !["", "\"\""].contains(words.1) else {
      return .usage("\(SafeText.line(words.0)) what? :help expect has examples.")
    }
    let expectation: TypedExpectation
    do throws(Diagnostics) {
      expectation = try TypedExpectation(
        line,
        as: session,
        incident: snapshot.exercise.incident,
        on: definition
      )
    } catch {
      let first = error.all.first
      let hint = first?.label.map { " (\($0))" } ?? ""
      return .usage(SafeText.line((first?.message ?? "that is no expectation") + hint) + ".")
    }
    guard let last = snapshot.story.lastIndex(where: \.isDeed) else {
      return .nothing("Nothing has happened yet. Say or call something first.")
    }
    let step = snapshot.story[last]
    let failed = expectation.failure(
      calls: step.calls,
      text: step.text,
      from: step.before,
      to: snapshot.exercise,
      facts: snapshot.factSteps(through: last)
    )
    let failure = failed.map { readable($0, of: step, as: session.role) }
    if isForPrograms {
      answer(
        [
          "entry": .string(expectation.entry), "expected": .string(line),
          "failure": failure.map { .string($0) } ?? .null, "holds": .bool(failure == nil),
        ],
        of: "expect"
      )
    }
    guard let failure else {
      snapshot.expect(expectation.entry, as: session)
      if let kept = journal?.note(
        expectation: expectation.entry,
        by: session,
        at: snapshot.exercise.world.clock,
        after: snapshot.exercise.revision
      ) {
        snapshot.exercise.keep(in: journal, after: kept)
      }
      let calls = step.calls.map { String($0.number) }
      let note = calls.isEmpty ? "" : " (call \(calls.joined(separator: ", ")))"
      show(["ok - \(SafeText.line(line))\(note)"])
      return .done
    }
    show(Screen.wrapped("FAILED - " + SafeText.line(failure), indent: 2, first: ""))
    return .no("expected \(SafeText.line(line))")
  }

  /// Returns why an expectation failed, without a value that the role may not see, and with the
  /// call that set the one it sees.
  private func readable(_ failure: String, of step: StoryStep, as role: Role) -> String {
    let disclosure = Disclosure(policy: policy, role: role)
    let name = failure.firstRange(of: " is ").map { String(failure[..<$0.lowerBound]) } ?? ""
    if let fact = AfterActionFact(rawValue: name) {
      let missing = disclosure.missing(toRead: fact)
      return missing.isEmpty
        ? failure : "\(name) is something else, \(disclosure.hidden(missing))"
    }
    let path = WorldPath(name)
    let isPath = ["services", "incidents", "outbox", "approvals"].contains(path.parts.first ?? "")
    if isPath, path.parts.count > 1 {
      guard disclosure.shows(path) else {
        return "\(path) is something else, \(disclosure.hidden(disclosure.missing(toRead: path)))"
      }
      let setter = snapshot.exercise.calls.last { $0.changes.contains { $0.path == path } }
      return failure + (setter.map { " (set by call \($0.number))" } ?? "")
    }
    // Arguments, results and words of somebody else's step are told to those who may read them.
    var missing = step.calls.flatMap { disclosure.missing(toRead: $0.call) }
    if case .say(_, let turn) = step.action {
      missing += snapshot.exercise.thread.items.filter { $0.turn == turn }.flatMap(\.needs)
        .filter { !policy.matrix.holds(role, $0) }
    }
    guard step.session.role != role, !missing.isEmpty else { return failure }
    return "it does not hold of what \(step.session.role) did, "
      + disclosure.hidden(Array(Set(missing)).sorted { $0.name < $1.name })
  }

  /// Puts a remark into the story.
  func mark(_ text: String) -> LineResult {
    guard let session else { return noRole }
    guard !text.isEmpty else { return .usage("Which remark? :mark TEXT") }
    let before = willChange("mark")
    snapshot.tell(.note(text), as: session, since: before.before)
    let at = snapshot.exercise.world.clock
    let revision = snapshot.exercise.revision
    if let kept = journal?.note(mark: text, by: session, at: at, after: revision) {
      snapshot.exercise.keep(in: journal, after: kept)
    }
    keep(before)
    show(["marked: \(SafeText.line(text))"])
    return .done
  }

  /// Plays scenarios; this session stays as it is.
  func runScenarios(_ arguments: String) async -> LineResult {
    let paths = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !paths.isEmpty else { return .usage("Which files or folders? :run PATH...") }
    var files: [ScenarioFile] = []
    do throws(ScenarioFinderError) {
      for path in paths { files += try ScenarioFinder.files(at: path) }
    } catch {
      return .usage(SafeText.line(error.description) + ".")
    }
    let suite = Suite(files: files, worlds: WorldLibrary(standard: definition))
    guard suite.problems.isEmpty else {
      for problem in suite.problems { show([SafeText.block(problem.rendered())]) }
      return .usage("\(Screen.count(suite.problems.count, "error")); nothing was run.")
    }
    var outcomes: [JSONValue] = []
    var reporter = ConsoleReporter(style: .init(color: style.isColored))
    var summary = RunSummary()
    let runner = CaseRunner(models: OneModel(model: model))
    for (index, scenario) in suite.cases.enumerated() {
      guard !Task.isCancelled else { return LineResult(ending: .stopped) }
      let report = CaseReport(await runner.run(scenario), index: index)
      summary.add(report)
      outcomes.append(["id": .string(report.id), "outcome": .string(report.outcome.rawValue)])
      if !isForPrograms { write(reporter.add(report)) }
    }
    if isForPrograms {
      answer(
        [
          "cases": .array(outcomes), "errors": .integer(summary.errors),
          "failed": .integer(summary.failed), "passed": .integer(summary.passed),
        ],
        of: "run"
      )
    } else {
      write(reporter.finish(RunEnd(summary)).closing)
    }
    if summary.failed > 0 { return .no("\(Screen.count(summary.failed, "case")) failed") }
    return summary.errors > 0
      ? LineResult(ending: .undecided, problem: ["\(summary.errors) could not be decided"]) : .done
  }

  /// Runs the lines of a file here, with words put in the place of `$name`.
  func source(_ arguments: String) async -> LineResult {
    let words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let path = words.first else { return .usage("Which file? :source FILE [NAME=VALUE...]") }
    guard sourceDepth < 8 else { return .usage("Files that run files: at most 8 deep.") }
    var values: [(name: String, value: String)] = []
    for word in words.dropFirst() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return .usage("\(SafeText.line(word)) is no NAME=VALUE.") }
      values.append((parts[0], parts[1]))
    }
    let text: String
    do throws(ScenarioFinderError) {
      text = String(decoding: try ScenarioFinder.contents(path), as: UTF8.self)
    } catch {
      return .usage(SafeText.line(error.description) + ".")
    }
    sourceDepth += 1
    defer { sourceDepth -= 1 }
    for line in ScriptText.lines(of: text, source: path) {
      var typed = line.text
      for (name, value) in values.sorted(by: { $0.name.count > $1.name.count }) {
        typed = typed.replacing("$" + name, with: value)
      }
      guard !Task.isCancelled else { return LineResult(ending: .stopped) }
      let result = await submit(typed)
      guard result.ending == .done else {
        guard result.ending != .leave else { return result }
        let problem = result.problem.isEmpty ? ["the answer is no"] : result.problem
        return LineResult(
          ending: result.ending,
          problem: ["\(SafeText.line(path)):\(line.number): \(problem[0])"]
            + problem.dropFirst()
        )
      }
    }
    return .done
  }
}
