import Foundation
import Testing

@Suite("What no code outside the gate can compile")
struct AuthorizationCompileFailureTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "CompileFailures")
  private static let sources = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test(
    "is rejected by the compiler, for the reason meant",
    arguments: [
      "create-an-authorization", "keep-an-authorization", "run-without-an-authorization",
      "use-another-tools-authorization",
    ]
  )
  func isRejected(_ name: String) throws {
    let program = Self.folder.appending(path: "\(name).swift").path
    let source = try String(contentsOfFile: program, encoding: .utf8)
    let expected = try #require(
      source.split(separator: "\n").first { $0.hasPrefix("// expect: ") }
    ).dropFirst("// expect: ".count)
    let (status, errors) = try compile(program)
    #expect(status != 0)
    #expect(errors.contains(expected), "\(errors)")
  }

  @Test("compiles where an authorization for the tool is at hand, so the others fail for that")
  func control() throws {
    let (status, errors) = try compile(Self.folder.appending(path: "control.swift").path)
    #expect(status == 0, "\(errors)")
  }

  /// Runs the compiler far enough for its ownership checks, against the modules under test.
  private func compile(_ program: String) throws -> (status: Int32, errors: String) {
    let build = try #require(Self.buildFolder())
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      [
        "swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6",
        "-I", build.appending(path: "Modules").path,
        "-I", Self.sources.appending(path: "CDigest").path,
        program,
      ]
    let standardError = Pipe()
    compiler.standardError = standardError
    try compiler.run()
    let errors = standardError.fileHandleForReading.readDataToEndOfFile()
    compiler.waitUntilExit()
    return (compiler.terminationStatus, String(decoding: errors, as: UTF8.self))
  }

  /// Finds the folder above the test bundle that holds the modules.
  private static func buildFolder() -> URL? {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<6 {
      folder = folder.deletingLastPathComponent()
      let modules = folder.appending(path: "Modules")
      if FileManager.default.fileExists(atPath: modules.path) { return folder }
    }
    return nil
  }
}
