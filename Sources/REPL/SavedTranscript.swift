public import AccessControl
public import Exercises
import Documents
import Journal
import Values

/// Why a saved session can't be read.
public struct SavedTranscriptError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason, in one sentence.
  public let description: String
}

/// What a role may read of a saved session, which stays as it is and may be open elsewhere.
public struct SavedTranscript: Sendable {
  /// The transcript as Markdown.
  public var markdown: String { transcript.markdown }
  /// The transcript as one JSON object.
  public var json: String { transcript.text(forFile: ".json") ?? "" }
  /// What is to be said of the journal, where its end was lost.
  public let notices: [String]

  private let transcript: SessionTranscript

  /// Reads a session of a folder for a role, or for the one that acted last.
  ///
  /// - Throws: `SavedTranscriptError` where it isn't there, is no session, or belongs to another world.
  public init(
    of name: String,
    in folder: SessionFolder,
    for reader: Role?,
    on definition: WorldDefinition
  ) async throws(SavedTranscriptError) {
    let shown = SafeText.line(name)
    guard folder.has(name) else {
      let near = NearMatch.suggestions(for: name, among: folder.names())
      let hint = near.first.map { "did you mean \($0)?" } ?? "tabletop sessions lists them"
      throw SavedTranscriptError(description: "there is no session \(shown); \(hint)")
    }
    let contents: JournalContents
    do throws(JournalError) {
      contents = try JournalContents.read(path: folder.file(name))
    } catch {
      throw SavedTranscriptError(description: "\(shown) can't be read: \(error)")
    }
    let replay: SessionReplay
    do throws(ReplayError) {
      let saved = try SavedSession(name: name, contents: contents)
      let exercise = try saved.beginning.exercise(on: definition, offer: .role)
      replay = try await SessionReplay(saved, on: exercise, of: definition)
    } catch {
      throw SavedTranscriptError(description: "\(shown) can't be read: \(error)")
    }
    guard let role = reader ?? replay.session?.role else {
      throw SavedTranscriptError(description: "nobody acted in \(shown); --role says who reads it")
    }
    transcript = SessionTranscript(
      name: name,
      exercise: replay.snapshot.exercise,
      disclosure: Disclosure(policy: definition.policy, role: role)
    )
    notices = replay.recovery(of: contents)
  }

  /// Returns the transcript in the form that a file's name asks for: .md, .json or .jsonl.
  public func text(forFile path: String) -> String? { transcript.text(forFile: path) }
}
