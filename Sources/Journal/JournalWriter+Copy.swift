extension JournalWriter {
  /// Begins a journal as a copy of the valid records of another one, all of them or none.
  ///
  /// - Throws: `JournalError` where there is such a file already or it can't be written.
  public static func create(
    path: String,
    copying contents: JournalContents,
    disk: any JournalDisk = SystemDisk()
  ) throws(JournalError) -> JournalWriter {
    let lines = contents.records.flatMap { JournalFrame.line($0.payload, digest: $0.digest) }
    return try create(path, JournalFrame.header + lines, contents, disk)
  }
}
