import Frames
import LaneModel
import Phrases
import SyncEvents

/// Which columns a lane's name, its present and its timeline have. They depend on who and what there is, not on what happens,
/// so that nothing shifts while threads change their states.
struct Columns: Hashable {
  let marker: Int
  let name: Range<Int>
  let letter: Int
  /// The words of the present; nil where there is no room.
  let words: Range<Int>?
  /// Right-aligned at its end.
  let duration: Range<Int>?
  let timeline: Range<Int>

  static let durationWidth = 7
  /// A thread called `worker-10` does not move what stands beside those before it.
  private static let leastName = 9

  init(width: Int, margin: Int, _ model: LaneModel, _ book: Phrasebook) {
    marker = margin
    let right = width - margin
    let widest = Self.widestName(model, book)
    let first = margin + 2
    let nameEnd = first + min(widest, max(8, width / 5))
    name = first..<nameEnd
    letter = nameEnd + (width >= 60 ? 3 : 1)
    let wordWidth = min(max(16, Self.widestWords(model, book)), max(16, width / 4))
    let wordEnd = letter + 2 + wordWidth
    let full = wordEnd + 1 + Self.durationWidth
    if right - (full + 2) >= max(20, width / 4) {
      words = letter + 2..<wordEnd
      duration = wordEnd + 1..<full
      timeline = full + 2..<right
    } else {
      words = nil
      duration = letter + 2..<letter + 2 + Self.durationWidth
      timeline = min(right, letter + 3 + Self.durationWidth)..<right
    }
  }

  private static func widestName(_ model: LaneModel, _ book: Phrasebook) -> Int {
    let lanes = model.lanes.map { DisplayWidth.of(book.called($0.name)) }
    let primitives = model.primitives.map { DisplayWidth.of($0.name) }
    return (lanes + primitives + [DisplayWidth.of(book.threadColumn), leastName]).max() ?? 0
  }

  private static func widestWords(_ model: LaneModel, _ book: Phrasebook) -> Int {
    let states: [StateWord] = [.running, .sleeping, .idle, .held, .deadlocked, .unknown, .ended]
    var words = states.map(book.word)
    for primitive in model.primitives {
      words += primitive.kind.wants.map { "\(book.word(.waiting($0))) \(primitive.name)" }
      if primitive.kind.isSemaphore {
        words += [book.running(permits: 1), book.held(permits: 1)]
      }
      if primitive.kind == .recursiveLock {
        words.append("\(book.word(.running)) \(book.depth(2))")
      }
    }
    return words.map { DisplayWidth.of($0) }.max() ?? 0
  }
}
