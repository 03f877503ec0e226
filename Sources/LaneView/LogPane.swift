import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// What happened, the newest last: when, who, what.
  mutating func drawLog(_ pane: Layout.Pane, _ margin: Int) {
    drawRule(book.logPane, y: pane.rule, margin: margin)
    let lines = Self.last(pane.rows.count, of: model.log)
    let times = lines.map { book.stamp($0.time) }
    let names = lines.map { book.called($0.threadName) }
    let timeWidth = times.map { DisplayWidth.of($0) }.max() ?? 0
    let nameWidth = min(names.map { DisplayWidth.of($0) }.max() ?? 0, size.width / 5)
    for (index, y) in zip(lines.indices, pane.rows) {
      let timeEnd = margin + 2 + timeWidth
      writeRight(times[index], end: timeEnd, y: y, Style(.dim))
      let name = timeEnd + 2
      write(names[index], x: name, y: y, Style(quietInk(of: lines[index].thread)), width: nameWidth)
      let text = name + nameWidth + 2
      write(
        book.sentence(lines[index]), x: text, y: y, lines[index].style,
        width: size.width - margin - text)
    }
  }

  /// The last lines that belong here, without going through the whole log.
  private static func last(_ count: Int, of log: [Happening]) -> [Happening] {
    var lines: [Happening] = []
    for happening in log.reversed() where happening.isForTheLog {
      if lines.count == count { break }
      lines.append(happening)
    }
    return lines.reversed()
  }
}

extension Happening {
  /// What the program printed has its own pane, and of a command the outcome is told.
  fileprivate var isForTheLog: Bool {
    switch what {
    case .printed, .commanded: false
    default: true
    }
  }

  fileprivate var style: Style {
    switch what {
    case .deadlock, .lost: Style(.error, bold: true)
    case .refused, .misused: Style(.error)
    default: Style(.plain)
    }
  }
}
