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
  /// What the thread has of its own; nil where none has.
  let values: Range<Int>?
  let timeline: Range<Int>

  static let durationWidth = 7
  /// A thread called `worker-10` does not move what stands beside those before it.
  private static let leastName = 9

  /// The lanes end before column `right`. Own values have their column if threads have any, or will.
  init(
    right: Int, margin: Int, hasValues: Bool = false, _ primitives: Primitives,
    _ book: Phrasebook, _ widths: LaneWidths
  ) {
    marker = margin
    let width = right + margin
    let widest = Self.widestName(widths, primitives, book)
    let first = margin + 2
    let nameEnd = first + min(widest, max(8, width / 5))
    name = first..<nameEnd
    letter = nameEnd + (width >= 60 ? 3 : 1)
    let wordWidth = min(max(16, Self.widestWords(primitives, book)), max(16, width / 4))
    let wordEnd = letter + 2 + wordWidth
    let full = wordEnd + 1 + Self.durationWidth
    let valueWidth = hasValues ? min(Self.widestValue(widths, book), max(12, width * 3 / 10)) : 0
    let least = hasValues ? 10 : max(20, width / 4)
    let valueRoom = valueWidth == 0 ? 0 : valueWidth + 2
    var end: Int
    if right - (full + 2 + valueRoom) >= least {
      words = letter + 2..<wordEnd
      duration = wordEnd + 1..<full
      end = full
    } else {
      words = nil
      end = letter + 2 + Self.durationWidth
      duration = letter + 2..<end
    }
    // The letter tells the state; a thread's own value nothing else tells.
    if valueWidth > 0, right - (end + 2 + valueRoom) >= 8 {
      values = end + 2..<end + 2 + valueWidth
      end += valueRoom
    } else {
      values = nil
    }
    timeline = min(right, end + (words == nil && values == nil ? 1 : 2))..<right
  }

  /// As wide as what there is, with some room for the next digit.
  private static func widestValue(_ widths: LaneWidths, _ book: Phrasebook) -> Int {
    max(DisplayWidth.of(book.valueColumn), 10, widths.value)
  }

  private static func widestName(
    _ widths: LaneWidths, _ primitives: Primitives, _ book: Phrasebook
  ) -> Int {
    let widest = primitives.names.map { DisplayWidth.of($0) }.max() ?? 0
    return max(widths.name, widest, DisplayWidth.of(book.threadColumn), leastName)
  }

  private static func widestWords(_ primitives: Primitives, _ book: Phrasebook) -> Int {
    let states: [StateWord] = [.running, .sleeping, .idle, .held, .deadlocked, .unknown, .ended]
    var words = states.map(book.word)
    for primitive in primitives.inOrder {
      words += primitive.kind.wants.map { book.word(.waiting($0), primitive.name) }
      if primitive.kind == .pool { words.append(book.running(task: 99)) }
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
