import Frames
import LaneModel
import Phrases
import SyncEvents

extension Painter {
  /// What has to be said now: a question first, then what waits, then the last message, then what could be done next.
  mutating func drawStatus(y: Int, margin: Int, whyIsShown: Bool) {
    let (x, width) = (margin, size.width - 2 * margin)
    switch viewer.overlay {
    case .count(let text):
      let end = write("\(book.countPrompt) \(text)", x: x, y: y, Style(.you), width: width - 1)
      frame.put(" ", x: end, y: y, Style(.you, on: .inverse))
      if let message = viewer.message {
        write(
          book.sentence(message.status), x: end + 3, y: y, message.status.style,
          width: size.width - margin - end - 3)
      }
      return
    case .question:
      let question =
        switch viewer.subject.program {
        case nil: viewer.subject.recording == nil ? book.menuQuestion : book.closeQuestion
        case let program?: program.hasTerminal ? book.endQuestion : book.leaveQuestion
        }
      let end = write(question, x: x, y: y, Style(.you), width: width)
      if let message = viewer.message {
        write(
          book.sentence(message.status), x: end + 3, y: y, message.status.style,
          width: size.width - margin - end - 3)
      }
      return
    case .filter(let text):
      let end = write("\(book.filterPrompt) \(text)", x: x, y: y, Style(.you), width: width - 1)
      frame.put(" ", x: end, y: y, Style(.you, on: .inverse))
      return
    case .none, .help, .helpSearch, .inspector, .contention, .remedies: break
    }
    if let status = status() {
      write(book.sentence(status), x: x, y: y, status.style, width: width)
    } else if !whyIsShown, let phrase = whyPhrase(isShort: true) {
      write(phrase, x: x, y: y, width: width)
    }
  }

  /// The message alone, where there are no threads to tell of.
  mutating func drawMessage(y: Int, margin: Int) {
    guard let message = viewer.message else { return }
    write(
      book.sentence(message.status), x: margin, y: y, message.status.style,
      width: size.width - 2 * margin)
  }

  private func status() -> Status? {
    if let waiting = viewer.waitingCommand(in: present) {
      return .waiting(
        command: waiting.command, for: waiting.primitive, behind: viewer.queuedCommands)
    }
    let filter = viewer.arrangement.filter
    // Said of now, it would be untrue of what is drawn while one looks back.
    let isLive = viewer.frozen == nil && viewer.time.cursor == nil
    // Whoever has forgotten the filter would look for lanes that are there.
    let offer: Status? =
      !filter.isEmpty
      ? .filtering(filter.words(book))
      : model.allEnded && isLive ? viewer.lesson.map { .allEnded($0) } : nil
    guard let message = viewer.message, present.now - message.time < Viewer.messageLife else {
      return offer
    }
    return message.status.isOnlyNews ? offer ?? message.status : message.status
  }
}

extension Status {
  var style: Style {
    switch self {
    case .refused, .misused, .invalid, .noControl, .recordingIsDamaged, .recordingFailed, .badCount,
      .notSaved, .bookmarksNotKept:
      Style(.error, bold: true)
    case .cannot, .notAligned, .recordingIsCut, .programEnded, .waiting, .allEnded, .filtering,
      .noAnswer,
      .greeting:
      Style(.you)
    case .replaySpeed, .recordingBegun, .recordingEnded, .withdrawn, .speed, .bare, .cured,
      .holding, .level, .doneUnseen, .stepped,
      .saved, .theme, .bookmarked, .bookmarkRemoved, .alignedByTime, .aligned,
      .text:
      Style(.plain)
    }
  }

  /// What can be done next is worth more than to be told again what was done.
  fileprivate var isOnlyNews: Bool {
    switch self {
    case .bare, .cured, .holding, .level, .stepped: true
    case .refused, .misused, .invalid, .noControl, .recordingIsDamaged, .recordingFailed,
      .recordingBegun, .recordingEnded, .recordingIsCut,
      .replaySpeed, .bookmarked, .bookmarkRemoved, .bookmarksNotKept, .alignedByTime, .aligned,
      .notAligned,
      .programEnded, .cannot, .badCount, .noAnswer,
      .waiting, .withdrawn, .allEnded,
      .filtering, .speed,
      .doneUnseen, .saved, .notSaved, .theme, .greeting, .text:
      false
    }
  }
}
