import Glibc
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
    if format == .jsonl { print(JSONLineWriter.header) }
  }

  /// Another model: its log begins anew.
  mutating func begin() { told = 0 }

  /// What no event says.
  func remark(_ sentence: (Phrasebook) -> String, at time: Instant) {
    guard format == .text else { return }
    print("\(book.stamp(time))  \(sentence(book))")
  }

  mutating func tell(_ batch: Batch, _ model: LaneModel) {
    switch format {
    case nil: return
    case .jsonl: for line in writer.lines(batch) { print(line) }
    case .text:
      for happening in model.log where happening.number > told { print(book.line(happening)) }
      told = model.log.last?.number ?? told
    }
    fflush(nil)
  }
}
