import Frames
import LaneModel
import Phrases
import SyncEvents

/// The states in one row below the lanes: letter, track and word. A click shows only lanes in that state.
struct Legend {
  struct Entry: Hashable {
    let look: Look
    let word: String
    let columns: Range<Int>
  }
  /// As many as there is room for, the most usual ones first; they stay where they are, whatever happens.
  let entries: [Entry]

  private static let words: [(Look, StateWord)] = [
    (.running, .running), (.sleeping, .sleeping), (.lock, .blocked),
    (.condition, .waiting(.notification)), (.event, .waiting(.green)),
    (.semaphore, .waiting(.permit)), (.queue, .waiting(.room)), (.idle, .idle), (.held, .held),
    (.deadlocked, .deadlocked), (.unknown, .unknown), (.barrier, .waiting(.others)),
    (.joining, .waiting(.end)), (.future, .waiting(.result)),
  ]

  static func word(for look: Look) -> StateWord {
    words.first { $0.0 == look }?.1 ?? .ended
  }

  init(_ columns: Range<Int>, _ book: Phrasebook) {
    var x = columns.lowerBound
    var entries: [Entry] = []
    for (look, state) in Self.words {
      let word = book.legendWord(state)
      let end = x + 4 + DisplayWidth.of(word)
      guard end <= columns.upperBound else { break }
      entries.append(Entry(look: look, word: word, columns: x..<end))
      x = end + 2
    }
    self.entries = entries
  }
}

extension Painter {
  mutating func drawLegend(_ screen: LaneScreen) {
    guard let y = screen.layout.legend else { return }
    for entry in Legend(screen.legend, book).entries {
      let x = entry.columns.lowerBound
      let isWanted = viewer.arrangement.filter.look == entry.look
      frame.put(entry.look.letter, x: x, y: y, entry.look.letterStyle)
      for step in 1...2 {
        frame.put(glyphs.track(entry.look), x: x + step, y: y, entry.look.style)
      }
      write(entry.word, x: x + 4, y: y, isWanted ? Style(.bright, bold: true) : Style(.dim))
    }
  }
}

extension LaneScreen {
  /// The columns of the legend.
  var legend: Range<Int> { columns.name.lowerBound..<max(columns.name.lowerBound, layout.laneEnd) }
}
