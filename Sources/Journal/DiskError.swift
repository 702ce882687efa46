import Glibc

/// Why a change of a folder or of a whole file is not, or not safely, on the disk.
public enum DiskError: Error, Sendable, Equatable {
  /// Nothing was changed.
  case failed(reason: String)
  /// It was changed, but the folder could not be brought to the disk: a crash may undo it.
  case unsynced(reason: String)

  init(_ number: Int32) { self = .failed(reason: JournalFile.reason(number)) }

  /// What the system said.
  public var reason: String {
    switch self {
    case .failed(let reason), .unsynced(let reason): reason
    }
  }

  /// Returns what to say behind the name of what was to be `written`, `deleted` or the like.
  public func told(of participle: String) -> String {
    switch self {
    case .failed(let reason): "can't be \(participle): \(reason)"
    case .unsynced(let reason): "is \(participle), but a crash may undo it: \(reason)"
    }
  }
}
