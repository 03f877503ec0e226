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
    case .jsonl: try print(writer.lines(batch))
    case .text:
      let new = model.log.drop { $0.number <= told }
      told = model.log.last?.number ?? told
      // Names and texts are anybody's: no control characters for the terminal.
      try print(new.map { DisplayWidth.clean(book.line($0)) })
    }
  }

  private func print(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    try Output.write(lines.joined(separator: "\n") + "\n", book.language)
  }
}
