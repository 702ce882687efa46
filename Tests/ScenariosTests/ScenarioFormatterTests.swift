import Documents
import Foundation
import Scenarios
import Testing

@Suite("The layout of a scenario")
struct ScenarioFormatterTests {
  /// Every file of the repository that is sound YAML, shipped or a fixture.
  private static let files: [String] = {
    let folders = ["scenarios", "Tests/EndToEndTests"]
    return folders.flatMap { folder -> [String] in
      let path = Fixtures.root.appending(path: folder).path
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      return names.sorted().filter {
        $0.hasSuffix(".scenario.yaml") || $0.hasSuffix(".steps.yaml")
      }.map { path + "/" + $0 }
    }
  }()

  private static func source(_ path: String) throws -> SourceFile {
    SourceFile(path: path, bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
  }

  /// What a file says, whatever its layout.
  private static func meaning(_ text: String) -> JSONLike? {
    guard case .success(let root) = YAMLReader.read(SourceFile(path: "x", text: text)) else {
      return nil
    }
    return JSONLike(root)
  }

  @Test("is canonical in every file that ships")
  func shipped() throws {
    let paths = Self.files.filter { $0.contains("/scenarios/") }
    #expect(paths.count > 25)
    for path in paths {
      let file = try Self.source(path)
      #expect(try ScenarioFormatter.format(file) == String(decoding: file.bytes, as: UTF8.self))
    }
  }

  @Test("is the same once more, and never changes what a file says")
  func property() throws {
    var count = 0
    for path in Self.files {
      let file = try Self.source(path)
      guard case .success = YAMLReader.read(file),
        let once = try? ScenarioFormatter.format(file)
      else { continue }
      let twice = try ScenarioFormatter.format(SourceFile(path: path, text: once))
      #expect(twice == once, "\(path)")
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(Self.meaning(once) == Self.meaning(text), "\(path)")
      count += 1
    }
    #expect(count > 300)
  }

  @Test("orders keys, indents by two, keeps one blank line, and takes comments along")
  func example() throws {
    let text = """
      # At the top.

      name:   a case
      # Why it is.
      why: >
            It is
            # no comment
            text.


      tabletop: 1
      steps:
          - say: Restart it     # loudly
            # Who it is.
            as: IT
            agent: [ restart_service service=Redis,{text: "done" } ]
            expect:
            # The whole list.
            - {call: {tool: restart_service,with: {service: Redis}}}
      # At the end.
      """
    let expected = """
      # At the top.

      tabletop: 1
      name: a case
      # Why it is.
      why: >
            It is
            # no comment
            text.
      steps:
        # Who it is.
        - as: IT
          say: Restart it     # loudly
          agent: [restart_service service=Redis, {text: "done"}]
          expect:
            # The whole list.
            - {call: {tool: restart_service, with: {service: Redis}}}
      # At the end.

      """
    let file = SourceFile(path: "x.scenario.yaml", text: text)
    #expect(try ScenarioFormatter.format(file) == expected)
  }

  @Test("takes marks of the byte order, carriage returns and white space at ends away")
  func lines() throws {
    let text = "\u{FEFF}tabletop: 1  \r\n\r\n\r\nname: a case\r\n\r\n"
    let file = SourceFile(path: "x.scenario.yaml", text: text)
    #expect(try ScenarioFormatter.format(file) == "tabletop: 1\n\nname: a case\n")
  }

  @Test("is refused for what is no YAML")
  func invalid() {
    let file = SourceFile(path: "x.scenario.yaml", text: "tabletop: [\n")
    #expect(throws: Diagnostics.self) { try ScenarioFormatter.format(file) }
  }
}

/// What a YAML file says: mappings without an order.
private indirect enum JSONLike: Equatable {
  case scalar(String)
  case list([JSONLike])
  case mapping([String: JSONLike])

  init(_ node: YAMLNode) {
    if let items = node.items {
      self = .list(items.map(JSONLike.init))
    } else if let entries = node.entries {
      self = .mapping(
        Dictionary(entries.map { ($0.key.scalar ?? "", JSONLike($0.value)) }) { first, _ in first }
      )
    } else {
      self = .scalar(node.scalar ?? "")
    }
  }
}
