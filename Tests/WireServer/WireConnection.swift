import Glibc

/// One connection to a client, read and written as the wire has it.
final class WireConnection {
  let descriptor: Int32
  private let released: Int32
  private var unread: [UInt8] = []

  init(_ descriptor: Int32, released: Int32) {
    self.descriptor = descriptor
    self.released = released
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(4))
  }

  /// Reads one request; nil where the client has gone.
  func read() -> (head: [UInt8], body: [UInt8])? {
    let end: [UInt8] = Array("\r\n\r\n".utf8)
    var searched = 0
    while true {
      if let found = Self.index(of: end, in: unread, from: searched) {
        let head = Array(unread[..<(found + 2)])
        unread.removeFirst(found + 4)
        let length = Self.length(in: head)
        while unread.count < length { guard receive() else { return nil } }
        let body = Array(unread.prefix(length))
        unread.removeFirst(length)
        return (head, body)
      }
      searched = max(0, unread.count - 3)
      guard receive() else { return nil }
    }
  }

  /// Sends an answer; false where the connection is of no more use.
  func send(_ reply: WireReply) -> Bool {
    if let status = reply.status {
      var head = "HTTP/1.1 \(status) \(status == 200 ? "OK" : "Status")\r\n"
      for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
      guard write(Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8)) else { return false }
    }
    for step in reply.steps {
      switch step {
      case .bytes(let bytes):
        guard send(bytes, in: reply.status == nil ? nil : reply.chunk) else { return false }
      case .hold: guard wait(untilReleased: true) else { return false }
      case .stall:
        _ = wait(untilReleased: false)
        return false
      case .reset:
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          descriptor,
          SOL_SOCKET,
          SO_LINGER,
          &now,
          socklen_t(MemoryLayout<linger>.size)
        )
        return false
      }
    }
    guard reply.status != nil else { return false }
    return write(Array("0\r\n\r\n".utf8))
  }

  private func send(_ bytes: [UInt8], in chunk: Int?) -> Bool {
    guard let chunk else { return write(bytes) }
    var start = 0
    while start < bytes.count {
      let end = min(start + chunk, bytes.count)
      let size = String(end - start, radix: 16)
      guard write(Array("\(size)\r\n".utf8) + bytes[start..<end] + Array("\r\n".utf8)) else {
        return false
      }
      start = end
    }
    return true
  }

  /// Waits; false where the client has gone.
  private func wait(untilReleased: Bool) -> Bool {
    var both = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: released, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let count = poll(&both, untilReleased ? 2 : 1, -1)
      if count < 0, errno == EINTR { continue }
      if both[0].revents != 0 { return false }
      if count < 0 || both[1].revents != 0 { return count > 0 }
    }
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      unread.append(contentsOf: buffer[..<count])
      return true
    }
  }

  private func write(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor,
          $0.baseAddress?.advanced(by: offset),
          bytes.count - offset,
          Int32(MSG_NOSIGNAL)
        )
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }

  private static func index(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= mark.count else { return nil }
    return (start...(bytes.count - mark.count)).first {
      bytes[$0..<($0 + mark.count)].elementsEqual(mark)
    }
  }

  private static func length(in head: [UInt8]) -> Int {
    for line in String(decoding: head, as: UTF8.self).split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == "content-length" {
        return Int(parts[1].filter(\.isNumber)) ?? 0
      }
    }
    return 0
  }
}
