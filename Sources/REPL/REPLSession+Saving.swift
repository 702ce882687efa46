import Documents
import AccessControl
import Exercises
import Incidents
import Journal
import Values

extension REPLSession {
  /// Begins to save this session, or goes on with a saved one, as the program was told to.
  func startSaving() async -> LineResult {
    // Lines of a file that is read first have begun it.
    guard journal == nil else { return .done }
    guard let folder = options.sessions else { return .done }
    switch options.saving {
    case .off: return .done
    case .new(let name):
      if let name, folder.has(name) {
        return .usage("There is a session \(name) already. --session \(name) goes on with it.")
      }
      save(as: name)
      return .done
    case .named(let name):
      if folder.has(name) { return insisting(await resume(name, from: folder)) }
      save(as: name)
      return .done
    case .last:
      guard let name = folder.names().first else {
        return .nothing("No session was saved yet.")
      }
      return insisting(await resume(name, from: folder))
    }
  }

  /// Takes the role, the user and the incident that the program was told to take, if it was.
  private func insisting(_ result: LineResult) -> LineResult {
    guard result.ending == .done else { return result }
    if options.insistsOnRole, let role = options.role ?? session?.role {
      user = options.user
      guard let wanted = Self.session(role, user: options.user, policy) else { return result }
      if wanted != session {
        snapshot.exercise.recordRoleSwitch(from: session, to: wanted)
        session = wanted
      }
    }
    if let incident = options.incident,
      let known = snapshot.exercise.world.incident(incident)?.id,
      known != snapshot.exercise.incident
    {
      snapshot.exercise.incident = known
    }
    return result
  }

  /// Saves what happens from now on as a new session.
  func save(as name: String?) {
    guard let folder = options.sessions else { return }
    let exercise = snapshot.exercise
    let beginning = SavedSession.Beginning(
      world: definition.name,
      policy: policy.digest.description,
      clock: exercise.world.clock,
      incident: exercise.incident,
      session: session
    )
    let journal = SessionJournal(folder: folder, name: name, head: beginning.json, now: now)
    self.journal = journal
    snapshot.exercise.keep(in: journal, after: 1)
  }

  /// Goes on with a saved session: world, conversation, record, role, clock and steps.
  func resume(_ name: String, from folder: SessionFolder) async -> LineResult {
    let writer: JournalWriter
    let contents: JournalContents
    if let found = try? JournalContents.read(path: folder.file(name)), found.records.isEmpty,
      case .damaged = found.tail
    {
      return LineResult(
        ending: .undecided,
        problem: [
          "\(name) can't be resumed: its journal is damaged from the first record on.",
          "Its journal is as it was.",
        ]
      )
    }
    do throws(JournalError) {
      (writer, contents) = try folder.open(name)
    } catch {
      return unopened(name, error, folder)
    }
    if contents.records.isEmpty {
      // The program ended while it began: nothing had happened yet.
      defer { withExtendedLifetime(writer) {} }
      do throws(DiskError) {
        try folder.remove(name)
      } catch .unsynced {
        // An empty file that comes back is found here again.
      } catch {
        return unopened(
          name,
          .unopenable(path: folder.file(name), reason: error.reason),
          folder
        )
      }
      save(as: name)
      return .done
    }
    do throws(ReplayError) {
      let saved = try SavedSession(name: name, contents: contents)
      let replay = try await SessionReplay(
        saved,
        on: try saved.beginning.exercise(on: definition, offer: options.offer),
        of: definition
      )
      let journal = SessionJournal(
        folder: folder,
        name: name,
        writer: writer,
        last: replay.revision,
        now: now
      )
      take(replay, journal)
      notice = replay.recovery(of: contents)
      return .done
    } catch {
      return LineResult(
        ending: .undecided,
        problem: [
          "\(name) can't be resumed: \(SafeText.line(error.description)).",
          "Its journal is as it was.",
        ]
      )
    }
  }

  private func take(_ replay: SessionReplay, _ journal: SessionJournal) {
    leaveEvents()
    snapshot = replay.snapshot
    steps = replay.steps
    session = replay.session
    if let session, session.user != policy.profile(of: session.role)?.user { user = session.user }
    clockOffset =
      snapshot.exercise.world.clock.seconds - now().seconds - snapshot.skipped
    self.journal = journal
    snapshot.exercise.keep(in: journal, after: snapshot.exercise.revision)
    steps = steps.map { step in
      var before = step.before
      before.exercise.keep(in: journal, after: before.exercise.revision)
      return Step(name: step.name, before: before)
    }
    journal.noteOpening()
    if let step = replay.cutOffStep {
      var before = step.before
      before.exercise.keep(in: journal, after: before.exercise.revision)
      keep(Step(name: step.name, before: before))
    }
  }

  private func unopened(
    _ name: String,
    _ error: JournalError,
    _ folder: SessionFolder
  ) -> LineResult {
    guard case .locked = error else {
      let known = folder.has(name)
      return known
        ? LineResult(
          ending: .undecided,
          problem: ["\(name) can't be opened: \(SafeText.line(error.description))."]
        ) : unknownSession(name, folder)
    }
    let contents = try? JournalContents.read(path: folder.file(name))
    let saved = contents.flatMap { try? SavedSession(name: name, contents: $0) }
    let process = saved?.process.map { " (pid \($0))" } ?? ""
    return LineResult(
      ending: .undecided,
      problem: ["\(name) is open in another tabletop\(process). :fork \(name) copies it."]
    )
  }

  /// What to say where the session can't be saved any more; nil while all is well.
  ///
  /// Nothing happens any more then that would not survive.
  var savingProblem: LineResult? {
    guard let failure = journal?.failure else { return nil }
    return LineResult(
      ending: .undecided,
      problem: [
        "This session can't be saved any more: \(SafeText.line(failure)).",
        "Nothing more happens in it. What was confirmed until now is saved; "
          + "start again with --continue.",
      ]
    )
  }
}
