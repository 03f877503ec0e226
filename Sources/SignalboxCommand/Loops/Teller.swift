import Frames
import LaneModel
import Phrases
import SyncEvents

/// Prints what happens, as it happens.
struct Teller {
  private let format: TextOptions.Format?
  private let book: Phrasebook
  private var writer = JSONLineWriter()
  private var told = 0

  /// - Parameter format: nil is silence.
  init(_ format: TextOptions.Format?, _ appearance: Appearance) {
    self.format = format
    book = Phrasebook(appearance.language, ascii: appearance.isASCII)
  }

  /// What comes before everything else.
  func open() throws {
    if format == .jsonl { try print([JSONLineWriter.header]) }
  }

  /// Another model: its log begins anew.
  mutating func begin() { told = 0 }

  /// What no event says.
  func remark(_ sentence: (Phrasebook) -> String, at time: Instant) throws {
    if format == .text { try print(["\(book.stamp(time))  \(sentence(book))"]) }
  }

  mutating func tell(_ batch: Batch, _ model: LaneModel) throws {
    switch format {
    case nil: return
    case .jsonl:
      try print(writer.lines(Batch(declarations: batch.declarations, losses: batch.losses)))
      try inParts(batch.events) { try print(writer.lines(Batch(events: Array($0)))) }
    case .text:
      let new = model.log.after(told)
      if let first = new.first, first.number > told + 1 {
        let count = first.number - told - 1
        try remark({ $0.leftOut(count) }, at: first.time)
      }
      told = model.log.last?.number ?? told
      // Names and texts are anybody's: no control characters for the terminal.
      try inParts(new) { try print($0.map { DisplayWidth.clean(book.line($0)) }) }
    }
  }

  /// A little at a time: whoever asks the program to end does not wait for all of it.
  private func inParts<All: RandomAccessCollection>(
    _ all: All, _ body: (All.SubSequence) throws -> Void
  ) throws where All.Index == Int {
    var start = all.startIndex
    while start < all.endIndex {
      let end = min(start + 1000, all.endIndex)
      try body(all[start..<end])
      start = end
      if let signal = Interruption.signal, start < all.endIndex {
        throw ExitStatus(value: 128 + signal)
      }
    }
  }

  private func print(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    try Output.write(lines.joined(separator: "\n") + "\n", book.language)
  }
}
