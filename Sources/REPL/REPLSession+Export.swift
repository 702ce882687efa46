import Documents
import AccessControl

extension REPLSession {
  /// Writes the transcript, as far as the role may read it, to a file or here.
  func export(_ arguments: String) -> LineResult {
    guard let session else { return noRole }
    var words = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
    let isForced = words.contains("--force")
    words.removeAll { $0 == "--force" }
    guard words.count == 1, let path = words.first else {
      return .usage("Where to? :export FILE, ending in .md, .json or .jsonl; - is here.")
    }
    let transcript = SessionTranscript(
      name: journal?.name ?? "unsaved",
      exercise: snapshot.exercise,
      disclosure: Disclosure(policy: policy, role: session.role)
    )
    if path == "-" {
      if isForPrograms {
        answer(transcript.json, of: "export")
      } else {
        write(transcript.markdown)
      }
      return .done
    }
    guard let text = transcript.text(forFile: path) else {
      return .usage("The file's name says the form: .md, .json or .jsonl.")
    }
    do throws(NewFileError) {
      try NewFile.write(text, to: path, replaces: isForced)
    } catch {
      return LineResult(error)
    }
    show(["wrote \(SafeText.line(path))"])
    return .done
  }
}
