import Documents
import Glibc
import Synchronization
import Values

/// A file that is written in large pieces.
final class ReportFile: Sendable {
  /// What is written at once, in bytes.
  private static let pieceSize = 1 << 16

  private let descriptor: Int32
  private let path: String
  private let state = Mutex(State())

  private struct State {
    var waiting: [UInt8] = []
    var problem: Int32?

    /// Writes what is waiting; before the end, what may be the beginning of a secret waits on.
    mutating func flush(to descriptor: Int32, isLast: Bool = true) {
      guard problem == nil, !waiting.isEmpty else { return }
      let redactor = Redactor.shared
      var kept: [UInt8] = []
      if !redactor.isEmpty {
        waiting = redactor.redacted(waiting)
        let count = isLast ? 0 : redactor.lengthOfPossibleStart(in: waiting)
        kept = Array(waiting.suffix(count))
        waiting.removeLast(count)
      }
      if !Output.put(waiting, into: descriptor) { problem = errno }
      waiting.removeAll(keepingCapacity: true)
      waiting.append(contentsOf: kept)
    }
  }

  /// Opens a file anew, or at its end.
  ///
  /// - Throws: `ExitStatus.usage` where it can't be written.
  init(path: String, atEnd: Bool = false) throws {
    let mode = atEnd ? O_APPEND : O_TRUNC
    descriptor = Output.open(path, mode)
    self.path = path
    guard descriptor >= 0 else {
      Output.complain("tabletop: can't write \(SafeText.line(path)): \(Self.reason(errno))")
      throw ExitStatus.usage
    }
  }

  /// Opens a file without a name, which is gone when the program is.
  ///
  /// - Throws: `ExitStatus.undecided` where there is no room for one.
  init() throws {
    let folder = Environment["TMPDIR"] ?? "/tmp"
    path = folder + "/tabletop.XXXXXX"
    var template = Array(path.utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      Output.complain("tabletop: can't write in \(SafeText.line(folder)): \(Self.reason(errno))")
      throw ExitStatus.undecided
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(&template)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds text; no secret leaves with it.
  func write(_ text: String) { write(text.utf8) }

  /// Adds bytes; no secret leaves with them.
  func write(_ bytes: some Sequence<UInt8>) {
    state.withLock { state in
      state.waiting.append(contentsOf: bytes)
      if state.waiting.count >= Self.pieceSize { state.flush(to: descriptor, isLast: false) }
    }
  }

  /// Writes what is waiting.
  func flush() { state.withLock { $0.flush(to: descriptor) } }

  /// Hands everything that was written to a body, piece by piece.
  func read(_ body: ([UInt8]) -> Void) {
    flush()
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { return }
    var piece = [UInt8](repeating: 0, count: Self.pieceSize)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      body(Array(piece[..<count]))
    }
  }

  /// Writes the rest.
  ///
  /// - Throws: `ExitStatus.undecided` where not all of it could be written.
  func finish() throws {
    flush()
    guard let problem = state.withLock({ $0.problem }) else { return }
    Output.complain("tabletop: can't write all of \(SafeText.line(path)): \(Self.reason(problem))")
    throw ExitStatus.undecided
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
