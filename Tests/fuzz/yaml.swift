import Documents
import Exercises
import Scenarios

/// Scenario files: read or refused, with messages that are harmless and point into the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = SourceFile(path: "x.scenario.yaml", bytes: input(start, count))
  let file = ScenarioFile(source: source, reportPath: "x.scenario.yaml", stem: "x", folder: "")
  do throws(Diagnostics) {
    let cases = try ScenarioReader.read(file, worlds: WorldLibrary(standard: world))
    require(!cases.isEmpty, "a file without cases was accepted")
  } catch {
    require(!error.all.isEmpty, "a file was refused without a reason")
    for problem in error.all {
      require(isHarmless(SafeText.block(problem.rendered())), "a message could move the cursor")
    }
  }
  return 0
}
