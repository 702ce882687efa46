internal import CCurl
import Glibc
import Synchronization

/// Drives all transfers on one thread of its own.
///
/// libcurl's handles are touched by that thread alone; everyone else leaves a command and wakes it.
final class TransferDriver: @unchecked Sendable {
  private enum Command {
    case begin(Transfer)
    case resume(Transfer)
    case cancel(Transfer)
    case stop
  }

  /// How many connections are kept for later requests.
  private static let idleConnections = 16
  /// How long the thread sleeps where nothing is due, in milliseconds.
  private static let longestWait = 60_000

  private struct Queue {
    var commands: [Command] = []
    var isClosed = false
  }

  private let multi: UnsafeMutableRawPointer
  private let queue = Mutex(Queue())
  /// The transfers under way, by their handles.
  private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
  /// When a transfer may be due for having taken too long.
  private var nextCheck: ContinuousClock.Instant?

  /// Starts the thread.
  ///
  /// - Throws: `HTTPError` where libcurl or the thread can't be had.
  init() throws(HTTPError) {
    guard tabletop_curl_is_available() != 0,
      let multi = tabletop_curl_multi_new(Self.idleConnections)
    else { throw HTTPError(.unavailable, HTTPAddressError.noLibrary.description) }
    self.multi = multi
    var thread = pthread_t()
    let me = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread,
      nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<TransferDriver>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      },
      me.toOpaque()
    )
    guard code == 0 else {
      me.release()
      tabletop_curl_multi_free(multi)
      throw HTTPError(.unavailable, "no thread could be started for the network")
    }
    pthread_detach(thread)
  }

  /// Begins a transfer.
  func begin(_ transfer: Transfer) { post(.begin(transfer)) }

  /// Goes on with a transfer whose reader made room.
  func resume(_ transfer: Transfer) { post(.resume(transfer)) }

  /// Ends a transfer that nobody waits for; one that is over already is left alone.
  func cancel(_ transfer: Transfer) {
    transfer.cancel()
    post(.cancel(transfer))
  }

  /// Ends all transfers, and the thread.
  func stop() { post(.stop) }

  private func post(_ command: Command) {
    let isTaken = queue.withLock { queue in
      guard !queue.isClosed else { return false }
      queue.commands.append(command)
      tabletop_curl_multi_wakeup(multi)
      return true
    }
    if !isTaken, case .begin(let transfer) = command { transfer.cancel() }
  }

  private func run() {
    while obey() {
      tabletop_curl_multi_perform(multi)
      endFinished()
      endExpired()
      tabletop_curl_multi_wait(multi, Int32(wait))
    }
    for transfer in transfers.values {
      tabletop_curl_multi_remove(multi, transfer.easy)
      transfer.cancel()
    }
    transfers = [:]
    tabletop_curl_multi_free(multi)
  }

  /// Carries out what was asked for; false where that is to stop.
  private func obey() -> Bool {
    let commands = queue.withLock { queue in
      defer { queue.commands = [] }
      return queue.commands
    }
    for command in commands {
      switch command {
      case .begin(let transfer): add(transfer)
      case .resume(let transfer):
        guard transfers[transfer.easy] != nil else { continue }
        transfer.resume()
        schedule(transfer)
      case .cancel(let transfer): remove(transfer)
      case .stop:
        let left = queue.withLock { queue in
          queue.isClosed = true
          defer { queue.commands = [] }
          return queue.commands
        }
        for case .begin(let transfer) in commands + left { transfer.cancel() }
        return false
      }
    }
    return true
  }

  private func add(_ transfer: Transfer) {
    guard tabletop_curl_multi_add(multi, transfer.easy) != 0 else {
      transfer.end(CURLE_FAILED_INIT)
      return
    }
    transfers[transfer.easy] = transfer
    schedule(transfer)
  }

  private func remove(_ transfer: Transfer) {
    guard transfers.removeValue(forKey: transfer.easy) != nil else { return }
    tabletop_curl_multi_remove(multi, transfer.easy)
  }

  private func endFinished() {
    var code = CURLE_OK
    while let easy = tabletop_curl_multi_next_done(multi, &code) {
      guard let transfer = transfers[easy] else { continue }
      remove(transfer)
      transfer.end(code)
    }
  }

  private func schedule(_ transfer: Transfer) {
    nextCheck = min(nextCheck ?? transfer.timer.nextCheck, transfer.timer.nextCheck)
  }

  private func endExpired() {
    let now = ContinuousClock.now
    guard let due = nextCheck, now >= due else { return }
    nextCheck = nil
    for transfer in transfers.values {
      if let expiry = transfer.timer.expiry(at: now) {
        remove(transfer)
        transfer.end(expiry)
      } else {
        schedule(transfer)
      }
    }
  }

  private var wait: Int {
    guard let nextCheck else { return Self.longestWait }
    // One millisecond more, since exactly the limit is not too long.
    return min(ContinuousClock.now.duration(to: nextCheck).milliseconds + 1, Self.longestWait)
  }
}
