import Foundation
import Scenarios
import Testing
import Values

@Suite("The explanations of codes")
struct ErrorCatalogueTests {
  /// Every code that the sources of the program hold, but for the catalogue's own.
  private static let inSources: Set<String> = {
    let folder = Fixtures.root.appending(path: "Sources").path
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    var codes: Set<String> = []
    for name in names where name.hasSuffix(".swift") && !name.hasSuffix("ErrorCatalogue.swift") {
      let text = (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? ""
      for match in text.matches(of: /"(TT[0-9]{3})"/) { codes.insert(String(match.1)) }
    }
    return codes
  }()

  @Test("cover every code that the program can print, and no other")
  func complete() {
    let explained = Set(ErrorCatalogue.entries.map(\.code))
    #expect(Self.inSources.count > 50)
    #expect(explained.subtracting(Self.inSources) == [])
    #expect(Self.inSources.subtracting(explained) == [])
    #expect(ErrorCatalogue.entries.map(\.code) == explained.sorted())
  }

  @Test("say something in whole sentences", arguments: ErrorCatalogue.entries.map(\.code))
  func sentences(_ code: String) throws {
    let entry = try #require(ErrorCatalogue.entry(code.lowercased()))
    #expect(entry.text.hasSuffix("."))
    #expect(entry.text.utf8.count > 30)
    #expect(!entry.title.hasSuffix("."))
  }

  @Test("stand in the table of the reference")
  func table() throws {
    let path = Fixtures.root.appending(path: "scenarios/README.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    for entry in ErrorCatalogue.entries where entry.code != "TT299" {
      let isInRange = text.contains("TT213–TT215") && ["TT214"].contains(entry.code)
      #expect(text.contains(entry.code) || isInRange, "\(entry.code)")
    }
  }
}

@Suite("The schemas that ship")
struct SchemaTests {
  @Test("are what the program prints", arguments: ScenarioSchema.kinds)
  func shipped(_ kind: String) throws {
    let path = Fixtures.root.appending(path: "scenarios/\(kind).schema.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    let schema = try #require(ScenarioSchema.schema(of: kind))
    #expect(text == JSONWriter.text(schema, indentation: 2) + "\n")
  }

  @Test("are named by a comment that leads to them in every file that ships")
  func comments() throws {
    let folder = Fixtures.root.appending(path: "scenarios")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(names.count > 25)
    for name in names {
      let file = folder.appending(path: name)
      let first = try String(contentsOf: file, encoding: .utf8).prefix { $0 != "\n" }
      let schema = try #require(first.split(separator: "$schema=").last.map(String.init))
      #expect(first.hasPrefix("# yaml-language-server: $schema="), "\(name)")
      let target = file.deletingLastPathComponent().appending(path: schema)
      #expect(FileManager.default.fileExists(atPath: target.path), "\(name)")
      #expect(schema.contains(name.split(separator: ".").dropLast().last ?? "?"), "\(name)")
    }
  }
}
