import Foundation
import Testing

/// One run of the program.
struct Run {
  let status: Int32
  let output: String
  let errors: String
}

/// The program under test, as a user starts it.
enum Program {
  /// The repository's folder.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// After this time a run is ended, which its status then tells.
  private static let secondsAllowed = 60.0

  /// Finds the program beside the test bundle.
  static func path() -> String? {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<6 {
      folder = folder.deletingLastPathComponent()
      let program = folder.appending(path: "tabletop").path
      if FileManager.default.isExecutableFile(atPath: program) { return program }
    }
    return nil
  }

  /// Runs the program with nothing of the caller's environment but what is given.
  static func run(
    _ arguments: [String],
    in folder: URL = root,
    environment: [String: String] = [:],
    input: String = "",
    outputFile: URL? = nil
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: try #require(path()))
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["LC_ALL": "C", "TERM": "dumb", "HOME": "/nonexistent"]
      .merging(environment) { _, new in new }
    let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    if let outputFile {
      try Data().write(to: outputFile)
      process.standardOutput = try FileHandle(forWritingTo: outputFile)
      try standardOutput.fileHandleForWriting.close()
    } else {
      process.standardOutput = standardOutput
    }
    process.standardError = standardError
    try process.run()
    let limit = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + secondsAllowed, execute: limit)
    defer { limit.cancel() }
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let reader = Reader(standardError.fileHandleForReading)
    reader.start()
    let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
    let errors = reader.finish()
    process.waitUntilExit()
    // A signal is reported as shells do, so that it can't be mistaken for a status.
    let status = process.terminationStatus + (process.terminationReason == .exit ? 0 : 128)
    return Run(
      status: status,
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self)
    )
  }

  /// Makes a folder with these files, gives it to a body, and removes it.
  static func withFolder<Result>(
    _ files: [String: Data],
    _ body: (URL) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tabletop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, data) in files { try data.write(to: folder.appending(path: name)) }
    return try body(folder)
  }

  /// Reads one pipe while another is read, so that neither fills up.
  private final class Reader: @unchecked Sendable {
    private let handle: FileHandle
    private let done = DispatchSemaphore(value: 0)
    private var data = Data()

    init(_ handle: FileHandle) { self.handle = handle }

    func start() {
      DispatchQueue.global().async {
        self.data = self.handle.readDataToEndOfFile()
        self.done.signal()
      }
    }

    func finish() -> Data {
      done.wait()
      return data
    }
  }
}
