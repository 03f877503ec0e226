import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// What happened, the newest last: when, who, what. With a cursor what had happened by then.
  mutating func drawLog(_ pane: Layout.Pane, _ margin: Int) {
    let oldest = model.log.first.flatMap { $0.number > 1 ? $0.time : nil }
    drawRule(heading(book.logPane, oldest: oldest), y: pane.rule, pane.columns)
    let lines = lines(pane.rows.count)
    // In few columns what happened is worth more than when: the lanes have the time, too.
    let showsTimes = pane.end >= 50
    let times = lines.map { showsTimes ? book.stamp($0.time) : "" }
    let names = lines.map { book.called($0.threadName) }
    let timeWidth = times.map { DisplayWidth.of($0) }.max() ?? 0
    let timeEnd = margin + 2 + timeWidth
    let name = timeEnd + (showsTimes ? 2 : 0)
    let nameWidth = min(
      names.map { DisplayWidth.of($0) }.max() ?? 0, max(10, pane.end / 5))
    let text = name + nameWidth + 2
    for (index, y) in zip(lines.indices, pane.rows) {
      writeRight(times[index], end: timeEnd, y: y, Style(.dim))
      write(names[index], x: name, y: y, Style(quietInk(of: lines[index].thread)), width: nameWidth)
      write(
        book.sentence(lines[index]), x: text, y: y, lines[index].style, width: pane.end - text)
    }
  }

  /// An outcome is shown so long, whatever trifles follow it.
  private static let outcomeLife: Int64 = 5_000_000_000

  /// The last lines that belong here, without going through the whole log. Where there are few rows, the first of them is for
  /// the latest outcome.
  private func lines(_ count: Int) -> [Happening] {
    var lines: [Happening] = []
    var needsOutcome = count > 0
    let now = viewer.time.cursor ?? model.now
    for happening in model.log.reversed() where isTold(happening.time) && isForTheLog(happening) {
      if lines.count >= count {
        guard needsOutcome, now - happening.time < Self.outcomeLife else { break }
        if isOutcome(happening) {
          lines[count - 1] = happening
          break
        }
        continue
      }
      lines.append(happening)
      if isOutcome(happening) { needsOutcome = false }
    }
    return lines.reversed()
  }

  /// What the program printed has its own pane; of a command the outcome is told, not what it takes in passing.
  private func isForTheLog(_ happening: Happening) -> Bool {
    switch happening.what {
    case .printed, .tallied: false
    // The rows of the primitives count them; a line each would hide all else.
    case .put(let it, _, nil), .took(let it, _, nil): it.kind == .queue
    case .commanded(let text): Self.hasNoOutcome(text)
    // What was wrong is told already.
    case .refused(_, .misuse): false
    case .acquired(_, _, _, nil), .released: model.lane(happening.thread)?.isControl != true
    default: true
    }
  }

  /// Also an item that the person has put: it is one of many only where the others put theirs.
  private func isOutcome(_ happening: Happening) -> Bool {
    if case .put = happening.what { return model.lane(happening.thread)?.isControl == true }
    return happening.isOutcome
  }

  private static func hasNoOutcome(_ command: String) -> Bool {
    guard case .instruction(let instruction)? = try? ScriptLine.parse(command) else { return false }
    return [.hold, .go, .step, .speed].contains(instruction.command.word)
  }
}

extension Happening {
  /// What a person has done, and what went wrong.
  fileprivate var isOutcome: Bool {
    switch what {
    case .notifies, .lightSet, .lightCleared, .resized, .releasedFor, .commanded, .refused,
      .misused,
      .found, .withdrawn, .deadlock, .freed, .lost, .levelChanged, .shutDown, .tripped, .broke,
      .barrierReset:
      true
    case .started, .ended, .blocked, .acquired, .released, .wentOn, .passed, .notified, .timedOut,
      .cancelled, .evaluated, .put, .took, .taskDone, .submitted, .taskStarted,
      .taskEnded, .taskCancelled, .localSet, .localGet, .tallied, .turnedAway, .printed, .noted,
      .held, .letGo:
      false
    }
  }

  fileprivate var style: Style {
    switch what {
    case .deadlock: Style(.error, bold: true)
    case .lost: .lost
    case .refused, .misused: Style(.error)
    default: Style(.plain)
    }
  }
}
