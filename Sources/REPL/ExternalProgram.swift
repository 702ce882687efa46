import CEdit
import Documents
import FoundationEssentials
import Glibc

/// Other programs that a person uses at the terminal: their editor and their pager.
public enum ExternalProgram {
  /// How many rows the terminal has.
  public static var rows: Int {
    let rows = Int(tabletop_edit_rows(STDOUT_FILENO))
    return rows > 0 ? rows : 24
  }

  /// Lets the person edit a text; nil where the editor can't be run or leaves nothing.
  public static func edit(_ text: String) -> String? {
    var name = Array("/tmp/tabletop-XXXXXX.txt".utf8CString)
    let file = mkstemps(&name, 4)
    guard file >= 0 else { return nil }
    close(file)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      return nil
    }
    let editor = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
    guard run("\(editor) \(path)") == 0,
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    let edited = String(decoding: data, as: UTF8.self)
    return edited.isEmpty ? nil : edited
  }

  /// Shows a text in the pager; false where that can't be run.
  public static func page(_ text: String) -> Bool {
    let pager = variable("PAGER") ?? "less -FIRX"
    guard let pipe = popen(pager, "w") else { return false }
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, bytes.count, pipe) }
    // A shell that doesn't find the pager ends with 127.
    return pclose(pipe) != 127 << 8
  }

  private static func run(_ command: String) -> Int32 { system(command) }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
