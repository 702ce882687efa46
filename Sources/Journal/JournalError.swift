/// Why a journal can't be opened, read or written.
public enum JournalError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file can't be opened, or is no regular file.
  case unopenable(path: String, reason: String)
  /// Another program writes it.
  case locked(path: String)
  /// The file doesn't begin as journals do.
  case notAJournal(path: String)
  /// The file is larger than what is read.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// One record is larger than what is written.
  case recordTooLong(bytes: Int, limit: Int)
  /// A write or its way to the disk failed, now or before; nothing is written any more.
  case stopped(reason: String)

  /// The reason, in one sentence, lower case and without a full stop.
  public var description: String {
    switch self {
    case .unopenable(let path, let reason): "\(path): \(reason)"
    case .locked(let path): "\(path) is being written by another tabletop"
    case .notAJournal(let path): "\(path) is not a journal of tabletop"
    case .tooLarge(let path, let bytes, let limit):
      "\(path) has \(bytes) bytes, at most \(limit) are read"
    case .recordTooLong(let bytes, let limit):
      "a record of \(bytes) bytes, at most \(limit) are written"
    case .stopped(let reason): "the journal can't be written: \(reason)"
    }
  }
}
