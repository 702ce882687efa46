import CEdit
import Glibc
import Synchronization

/// What other threads tell the line editor while it waits for a key.
final class Inbox: Sendable {
  /// Something the editor has to know.
  enum Message: Sendable {
    /// The terminal has another size.
    case resized
    /// Someone pressed Ctrl-Z.
    case suspended
    /// The program runs again after it was stopped.
    case resumed
    /// Something happened that the person should see, in lines.
    case notice([String])
    /// Someone pressed Ctrl-C.
    case interrupted
    /// The program has to end, by this signal.
    case terminated(Int32)
  }

  /// Becomes readable when there is a message.
  let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
  private let messages = Mutex<[Message]>([])

  /// Leaves a message.
  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Takes all messages.
  func take() -> [Message] {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
