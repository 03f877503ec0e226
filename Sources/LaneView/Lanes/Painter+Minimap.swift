import Frames
import LaneModel

extension Painter {
  /// One column beside the lanes when not all fit: the worst state in each part of them, and which part is in sight.
  mutating func drawMinimap(_ screen: LaneScreen) {
    guard let x = screen.minimap, !screen.sight.isEmpty else { return }
    let lines = screen.layout.lanes
    let scrolled = screen.sight.dropFirst(screen.fixed)
    for (line, y) in lines.enumerated() {
      let part = Self.part(line, of: lines.count, rows: screen.rows.count)
      let look = worst(of: part, screen)
      let isInSight =
        scrolled.first.map { $0 < part.upperBound } == true
        && scrolled.last.map { $0 >= part.lowerBound } == true
      frame.put(mark(look, isInSight), x: x, y: y, Style(look.ink, bold: look == .deadlocked))
    }
  }

  /// The rows that one line of the map stands for: at least one.
  static func part(_ line: Int, of lines: Int, rows: Int) -> Range<Int> {
    let first = line * rows / max(1, lines)
    return first..<max(first + 1, (line + 1) * rows / max(1, lines))
  }

  private func worst(of part: Range<Int>, _ screen: LaneScreen) -> Look {
    let rows = screen.rows
    var worst = Look.absent
    for row in part where row < rows.count {
      if rows.isPlain {
        worst = max(worst, screen.moments.look(row))
      } else {
        for index in rows.lanes(of: row) { worst = max(worst, screen.moments.look(index)) }
      }
    }
    return worst
  }

  /// Without colour the letter says it: in upper case what is in sight.
  private func mark(_ look: Look, _ isInSight: Bool) -> Character {
    if viewer.abilities.colours == .none {
      let letter = look == .absent ? glyphs.dot : look.letter
      return isInSight ? letter : letter.lowercased().first ?? letter
    }
    if look == .deadlocked { return look.letter }
    return glyphs.hasBlocks ? (isInSight ? "┃" : "│") : (isInSight ? "#" : "|")
  }
}
