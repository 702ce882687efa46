import Foundation
import Testing

@testable import Scenarios

@Suite("What a scenario may read")
struct ConfinedFolderTests {
  /// A folder with a scenario's folder in it, and a secret beside that.
  private func within(_ body: (URL) throws -> Void) throws {
    let outer = FileManager.default.temporaryDirectory.appending(path: "confined-\(UUID())")
    let inner = outer.appending(path: "cases")
    try FileManager.default.createDirectory(
      at: inner.appending(path: "parts"),
      withIntermediateDirectories: true
    )
    defer { try? FileManager.default.removeItem(at: outer) }
    try Data("secret".utf8).write(to: outer.appending(path: "secret"))
    try Data("inside".utf8).write(to: inner.appending(path: "parts/a"))
    let beside = outer.appending(path: "cases-beside")
    try FileManager.default.createDirectory(at: beside, withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: beside.appending(path: "secret"))
    try body(inner)
  }

  @Test("is a file of its folder")
  func inside() throws {
    try within { folder in
      let confined = ConfinedFolder(folder.path)
      let path = try confined.path(of: "parts/a", from: folder.path)
      #expect(String(decoding: try confined.contents(path), as: UTF8.self) == "inside")
    }
  }

  @Test(
    "is nothing that a name leads to outside of it",
    arguments: [
      "../secret", "parts/../../secret", "..", "/etc/passwd", "parts/../../cases-beside/secret",
      "..\u{2F}\u{301}secret", "\u{2F}\u{301}secret", "secret\0", "",
    ]
  )
  func names(_ name: String) throws {
    try within { folder in
      #expect(throws: ConfinedFolderError.self) {
        try ConfinedFolder(folder.path).path(of: name, from: folder.path)
      }
    }
  }

  @Test(
    "is nothing that a link leads to outside of it",
    arguments: ["../secret", "/etc/passwd", "../cases-beside/secret", "parts/../../secret"]
  )
  func links(_ target: String) throws {
    try within { folder in
      let link = folder.appending(path: "link").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      let error = try #require(
        throws: ConfinedFolderError.self,
        performing: { try ConfinedFolder(folder.path).path(of: "link", from: folder.path) }
      )
      #expect(error.description == "`link` leads outside the scenario's folder")
    }
  }

  @Test("is no folder, no pipe and no device, and does not wait for one")
  func kinds() throws {
    try within { folder in
      let confined = ConfinedFolder(folder.path)
      #expect(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
      for name in ["pipe", "parts"] {
        let path = try confined.path(of: name, from: folder.path)
        let error = try #require(
          throws: ConfinedFolderError.self,
          performing: { try confined.contents(path) }
        )
        #expect(error.description.hasSuffix("is not a regular file"))
      }
    }
  }

  @Test("is not what took a file's place after its path was found")
  func replaced() throws {
    try within { folder in
      let confined = ConfinedFolder(folder.path)
      let path = try confined.path(of: "parts/a", from: folder.path)
      let file = folder.appending(path: "parts/a").path
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.createSymbolicLink(
        atPath: file,
        withDestinationPath: "../../secret"
      )
      #expect(throws: ConfinedFolderError.self) { try confined.contents(path) }
    }
  }
}
