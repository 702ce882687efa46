public import AccessControl
import Glibc
import Synchronization
public import Values

/// The one writer of a journal: what it has accepted is on the disk.
///
/// Nobody else can write the file while it exists. After a write or a sync that failed it accepts
/// nothing any more: what the disk holds is then uncertain, and only reading it again can tell.
public final class JournalWriter: Sendable {
  private struct State {
    var end: Int
    var head: Digest
    var count: Int
    var failure: String?
  }

  /// Where the file is.
  public let path: String
  private let file: JournalFile
  private let disk: any JournalDisk
  private let state: Mutex<State>

  private init(_ file: JournalFile, _ disk: any JournalDisk, _ contents: JournalContents?) {
    path = file.path
    self.file = file
    self.disk = disk
    state = Mutex(
      State(
        end: contents?.validBytes ?? 0,
        head: contents?.head ?? .zero,
        count: contents?.records.count ?? 0
      )
    )
  }

  deinit { file.close() }

  /// Begins a journal.
  ///
  /// - Throws: `JournalError` where there is such a file already or it can't be written.
  public static func create(
    path: String,
    disk: any JournalDisk = SystemDisk()
  ) throws(JournalError) -> JournalWriter {
    try create(path, JournalFrame.header, nil, disk)
  }

  /// Begins a file with these bytes, or leaves none.
  static func create(
    _ path: String,
    _ bytes: [UInt8],
    _ contents: JournalContents?,
    _ disk: any JournalDisk
  ) throws(JournalError) -> JournalWriter {
    let file = try JournalFile.open(path, for: .creating, through: disk)
    let writer = JournalWriter(file, disk, contents)
    do throws(JournalError) {
      try writer.begin(with: bytes)
      return writer
    } catch {
      file.remove(through: disk)
      throw error
    }
  }

  /// Goes on with a journal behind its longest valid beginning, and returns what that holds.
  ///
  /// What a crash left unfinished is removed. Anything else that is not valid is first kept in a
  /// file of its own beside the journal.
  ///
  /// - Throws: `JournalError` where another program writes it, or it is no journal.
  public static func open(
    path: String,
    disk: any JournalDisk = SystemDisk()
  ) throws(JournalError) -> (writer: JournalWriter, contents: JournalContents) {
    let file = try JournalFile.open(path, for: .writing, through: disk)
    let bytes: [UInt8]
    let contents: JournalContents
    do throws(JournalError) {
      bytes = try file.bytes(through: disk)
      guard let read = JournalContents(bytes) else { throw .notAJournal(path: path) }
      contents = read
    } catch {
      file.close()
      throw error
    }
    let writer = JournalWriter(file, disk, contents)
    try writer.recover(contents, bytes)
    return (writer, contents)
  }

  /// The digest of the last record.
  public var head: Digest { state.withLock { $0.head } }

  /// How many records there are.
  public var count: Int { state.withLock { $0.count } }

  /// Why nothing is written any more; nil while all is well.
  public var failure: String? { state.withLock { $0.failure } }

  /// Adds a record; when this returns, it is on the disk.
  ///
  /// - Throws: `JournalError`; the record is then not part of the journal, unless its description
  ///   says that it may be.
  @discardableResult
  public func append(_ value: JSONValue) throws(JournalError) -> JournalRecord {
    let payload = JSONWriter.bytes(value)
    guard payload.count <= JournalFrame.maximumPayload else {
      throw .recordTooLong(bytes: payload.count, limit: JournalFrame.maximumPayload)
    }
    return try state.withLock { state throws(JournalError) in
      if let failure = state.failure { throw .stopped(reason: failure) }
      // What is confirmed must be found again under this name, behind what was confirmed before.
      if let change = file.change(fromSize: state.end) { throw end(change, &state) }
      let digest = state.head.chained(with: payload)
      let offset = state.end
      try write(JournalFrame.line(payload, digest: digest), &state)
      state.head = digest
      state.count += 1
      return JournalRecord(
        sequence: state.count,
        payload: payload,
        digest: digest,
        offset: offset
      )
    }
  }

  /// Writes the first bytes of a new file, and brings them and its name to the disk.
  private func begin(with bytes: [UInt8]) throws(JournalError) {
    try state.withLock { state throws(JournalError) in
      state.end = 0
      try write(bytes, &state)
      guard file.syncFolder(through: disk) else {
        throw end("its folder can't be synced", &state)
      }
    }
  }

  private func recover(_ contents: JournalContents, _ bytes: [UInt8]) throws(JournalError) {
    if case .damaged = contents.tail {
      let aside = Self.freeName("\(path).damaged-\(contents.validBytes)")
      _ = try Self.create(aside, Array(bytes.dropFirst(contents.validBytes)), nil, disk)
    }
    try state.withLock { state throws(JournalError) in
      if contents.tail != nil {
        if let problem = disk.shorten(file.descriptor, to: contents.validBytes) {
          throw end(JournalFile.reason(problem), &state)
        }
      }
      if contents.validBytes == 0 { try write(JournalFrame.header, &state) }
    }
  }

  /// Returns a name that no file has yet: an earlier recovery may have been interrupted here.
  private static func freeName(_ path: String) -> String {
    var (name, number) = (path, 1)
    while access(name, F_OK) == 0 {
      number += 1
      name = "\(path)-\(number)"
    }
    return name
  }

  /// Writes bytes behind the last record and brings them to the disk.
  private func write(_ bytes: [UInt8], _ state: inout State) throws(JournalError) {
    let descriptor = file.descriptor
    let problem = disk.put(bytes, into: descriptor, at: state.end) ?? disk.bring(descriptor)
    if let problem { throw stop(JournalFile.reason(problem), &state) }
    state.end += bytes.count
  }

  /// Ends all writing, and takes back what may have reached the file.
  ///
  /// Where that fails too, what was being written may be found by who reads the file next: a torn
  /// record is dropped, a whole one is one of its records. The reason then says so.
  private func stop(_ reason: String, _ state: inout State) -> JournalError {
    let descriptor = file.descriptor
    let problem = disk.shorten(descriptor, to: state.end) ?? disk.bring(descriptor)
    // Before the first record there is nothing that could be taken for one.
    guard let problem, state.end > 0 else { return end(reason, &state) }
    let words = "what was being written may be in it all the same, as it can't be taken back"
    return end("\(reason); \(words): \(JournalFile.reason(problem))", &state)
  }

  private func end(_ reason: String, _ state: inout State) -> JournalError {
    state.failure = reason
    return .stopped(reason: reason)
  }
}
