import Synchronization

/// What a transfer has brought and its reader has not taken yet.
///
/// The driver's thread puts in, one reader takes out; a full inbox holds the sender back.
final class TransferInbox: Sendable {
  /// What taking gave.
  enum Taken: Sendable {
    /// The answer's header.
    case head(Int, HTTPFields)
    /// A piece of the body.
    case piece([UInt8])
    /// Nothing more comes.
    case end
    /// Nothing more comes, and it was not all.
    case failure(HTTPError)
  }

  private struct State {
    var head: (status: Int, fields: HTTPFields)?
    var bytes: [UInt8] = []
    var isHeldBack = false
    var ending: HTTPError??
    var waiter: CheckedContinuation<Void, Never>?
    var wantsHead = true

    var isReady: Bool { ending != nil || (wantsHead ? head != nil : !bytes.isEmpty) }

    /// Takes the reader out, if there is something for it.
    mutating func wake() -> CheckedContinuation<Void, Never>? {
      guard isReady else { return nil }
      defer { waiter = nil }
      return waiter
    }
  }

  private let state = Mutex(State())
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  /// Puts in the answer's header.
  func put(status: Int, fields: HTTPFields) {
    let waiter = state.withLock { state in
      state.head = (status, fields)
      return state.wake()
    }
    waiter?.resume()
  }

  /// Puts in bytes of the body; false where there is no room, and the sender has to wait.
  func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (isTaken, waiter) = state.withLock { state in
      guard state.bytes.count < capacity else {
        state.isHeldBack = true
        return (false, nil as CheckedContinuation<Void, Never>?)
      }
      state.bytes.append(contentsOf: bytes)
      return (true, state.wake())
    }
    waiter?.resume()
    return isTaken
  }

  /// Says that nothing more comes; only the first time counts.
  func end(_ error: HTTPError?) {
    let waiter = state.withLock { state in
      if state.ending == nil { state.ending = .some(error) }
      return state.wake()
    }
    waiter?.resume()
  }

  /// Waits until there is something to take.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if !state.isReady { state.waiter = continuation }
        return state.isReady
      }
      if isReady { continuation.resume() }
    }
  }

  /// Takes what is there; also says whether the sender waits for that.
  func take() -> (Taken, wasHeldBack: Bool) {
    state.withLock { state in
      if state.wantsHead, let head = state.head {
        state.wantsHead = false
        return (.head(head.status, head.fields), false)
      }
      if !state.bytes.isEmpty, !state.wantsHead {
        let wasHeldBack = state.isHeldBack
        state.isHeldBack = false
        var piece: [UInt8] = []
        swap(&piece, &state.bytes)
        return (.piece(piece), wasHeldBack)
      }
      if case .some(.some(let error)) = state.ending { return (.failure(error), false) }
      return (.end, false)
    }
  }
}
