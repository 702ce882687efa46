import Glibc
import Reporters
import Scenarios
import Synchronization

/// Writes every report of a run, case by case; nothing is kept that was written.
struct ReportWriter {
  /// One report on its way.
  private struct Stream {
    var reporter: any Reporter
    let destination: ReportPlan.Destination
    /// The file; nil for a standard stream.
    let file: ReportFile?
    /// What waits for the first lines, where those are known only at the end.
    let spool: ReportFile?
    let isMachineReadable: Bool
  }

  private var streams: [Stream]
  private let fence: String?
  private let events: EventStream?

  /// Opens every report: one that can't be written is found before anything runs.
  ///
  /// - Throws: `ExitStatus` where a file can't be written.
  init(
    _ plan: ReportPlan,
    header: RunHeader,
    events: EventStream? = nil,
    notes: [String] = [],
    showsAuditHead: Bool = false
  ) throws {
    streams = try plan.entries.map { entry in
      let reporter = Self.reporter(for: entry, plan, header, notes, showsAuditHead)
      let file: ReportFile? =
        switch entry.destination {
        case .file(let path): try ReportFile(path: path)
        case .endOfFile(let path): try ReportFile(path: path, atEnd: true)
        case .standardOutput, .standardError: nil
        }
      return Stream(
        reporter: reporter,
        destination: entry.destination,
        file: file,
        spool: reporter.opensLast ? try ReportFile() : nil,
        isMachineReadable: entry.format != .console && entry.format != .plain
      )
    }
    self.events = events
    let isReadable = streams.contains { $0.destination == .standardOutput && !$0.isMachineReadable }
    fence = isReadable ? plan.fence : nil
    if let fence { Output.write(GitHubCommand.stop(fence)) }
    for index in streams.indices {
      write(streams[index].reporter.begin(), to: index)
    }
    for (index, entry) in plan.entries.enumerated() where entry.format == .jsonl {
      let file = streams[index].file
      events?.open { text in
        if let file { file.write(text) } else { Output.write(text) }
      }
    }
  }

  private static func reporter(
    for entry: ReportPlan.Entry,
    _ plan: ReportPlan,
    _ header: RunHeader,
    _ notes: [String],
    _ showsAuditHead: Bool
  ) -> any Reporter {
    switch entry.format {
    case .console, .plain:
      ConsoleReporter(
        style: Style(
          color: plan.color && entry.destination == .standardOutput && entry.format == .console
        ),
        detail: plan.detail,
        notes: notes,
        showsAuditHead: showsAuditHead || plan.detail == .verbose
      )
    case .json: JSONReporter(header: header)
    case .jsonl: JSONLinesReporter(header: header)
    case .junit: JUnitReporter(header: header)
    case .tap: TAPReporter(header: header)
    case .github: GitHubReporter(folder: Environment.folderInWorkspace)
    case .markdown: MarkdownReporter(header: header)
    case .html: HTMLReporter(header: header)
    }
  }

  /// Adds a case to every report; events were told already where someone listened.
  mutating func add(_ report: CaseReport) {
    for index in streams.indices {
      if events != nil, streams[index].reporter is JSONLinesReporter { continue }
      write(streams[index].reporter.add(report), to: index)
    }
  }

  /// Ends every report.
  ///
  /// - Throws: `ExitStatus` where a file can't be written; the others are written all the same.
  mutating func finish(_ end: RunEnd) throws {
    events?.close()
    var problem: (any Error)?
    // Annotations come last: the runner reads no command before them.
    let order = streams.indices.sorted { !isLast($0) && isLast($1) }
    var isFenced = fence != nil
    for index in order {
      if isFenced, isLast(index), let fence {
        Output.write(GitHubCommand.resume(fence))
        isFenced = false
      }
      let ending = streams[index].reporter.finish(end)
      if let spool = streams[index].spool {
        write(streams[index].reporter.opensLast ? ending.opening : "", to: index, isSpooled: false)
        spool.read { write($0, to: index) }
      }
      write(ending.closing, to: index, isSpooled: false)
      do { try streams[index].file?.finish() } catch { problem = error }
    }
    if isFenced, let fence { Output.write(GitHubCommand.resume(fence)) }
    if let problem { throw problem }
  }

  private func isLast(_ index: Int) -> Bool { streams[index].reporter is GitHubReporter }

  private func write(_ text: String, to index: Int, isSpooled: Bool = true) {
    guard !text.isEmpty else { return }
    let stream = streams[index]
    if isSpooled, let spool = stream.spool {
      spool.write(text)
    } else if let file = stream.file {
      file.write(text)
    } else if stream.destination == .standardError {
      Output.draw(text)
    } else {
      Output.write(text)
    }
  }

  private func write(_ bytes: [UInt8], to index: Int) {
    if let file = streams[index].file { file.write(bytes) } else { Output.write(bytes) }
  }
}
