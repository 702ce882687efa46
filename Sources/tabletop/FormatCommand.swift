import ArgumentParser
import Documents
import Glibc
import Scenarios

/// `tabletop fmt`: lays scenario files out in one way.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay scenarios and fragments out in one way: order of keys, indentation, spaces.",
    discussion: "What a file says never changes, and its comments stay; a file for which that "
      + "can't be shown is left as it is."
  )

  @Argument(help: "Files or folders (default: scenarios); - reads and writes the standard streams.")
  var paths: [String] = []

  @Flag(name: .long, help: "Change nothing; name the files that are laid out otherwise, status 1.")
  var check = false

  mutating func run() throws {
    if paths == ["-"] { return try formatInput() }
    let files = try found()
    var problems = 0
    var changed: [String] = []
    for file in files {
      guard let text = formatted(file) else {
        problems += 1
        continue
      }
      guard Array(text.utf8) != file.bytes else { continue }
      changed.append(file.path)
      if !check { try Output.write(text, toFile: file.path) }
    }
    for path in changed { Output.write("\(SafeText.line(path))\n") }
    if problems > 0 { throw ExitStatus.usage }
    if check, !changed.isEmpty { throw ExitStatus.no }
  }

  private func formatInput() throws {
    var bytes: [UInt8] = []
    while let line = readLine(strippingNewline: false) { bytes += Array(line.utf8) }
    guard let text = formatted(SourceFile(path: "-", bytes: bytes)) else { throw ExitStatus.usage }
    if check {
      if Array(text.utf8) != bytes { throw ExitStatus.no }
    } else {
      Output.write(text)
    }
  }

  /// Returns a file's text in canonical layout, or nil after saying why there is none.
  private func formatted(_ file: SourceFile) -> String? {
    do {
      return try ScenarioFormatter.format(file)
    } catch let error as Diagnostics {
      for problem in error.all { Output.complain(SafeText.block(problem.rendered())) }
    } catch {
      Output.complain("tabletop: \(error)")
    }
    return nil
  }

  private func found() throws -> [SourceFile] {
    do throws(ScenarioFinderError) {
      var files: [SourceFile] = []
      for path in paths.isEmpty ? ["scenarios"] : paths {
        for found in try ScenarioFinder.paths(at: path, endings: [".scenario.yaml", ".steps.yaml"])
        {
          files.append(SourceFile(path: found, bytes: try ScenarioFinder.contents(found)))
        }
      }
      return files
    } catch {
      Output.complain("tabletop: \(error)")
      throw ExitStatus.usage
    }
  }
}
