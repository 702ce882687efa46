import Documents
import AccessControl
import Glibc
import Values

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
    let text: String
    switch path.split(separator: ".").last {
    case "md": text = transcript.markdown
    case "json": text = JSONWriter.text(transcript.json, indentation: 2) + "\n"
    case "jsonl": text = transcript.jsonLines
    default: return .usage("The file's name says the form: .md, .json or .jsonl.")
    }
    return export(text, to: path, isForced: isForced)
  }

  private func export(_ text: String, to path: String, isForced: Bool) -> LineResult {
    let shown = SafeText.line(path)
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | (isForced ? O_TRUNC : O_EXCL)
    let file = open(path, flags, 0o644)
    guard file >= 0 else {
      guard errno == EEXIST else {
        return .usage("\(shown) can't be written: \(String(cString: strerror(errno))).")
      }
      return .usage("\(shown) exists. Add --force to replace it.")
    }
    defer { close(file) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        return LineResult(ending: .undecided, problem: ["Not all of \(shown) could be written."])
      }
      bytes = bytes.dropFirst(count)
    }
    show(["wrote \(shown)"])
    return .done
  }
}
