import Frames
import LaneModel

/// How the cells of one lane are drawn.
struct Timeline {
  let abilities: Abilities
  let glyphs: Glyphs

  init(_ abilities: Abilities) {
    self.abilities = abilities
    glyphs = Glyphs(abilities)
  }

  struct Mark: Hashable {
    var glyph: Character
    var style: Style
  }

  func marks(_ cells: [LaneCell]) -> [Mark] {
    switch abilities.colours {
    case .none: lettered(cells)
    case .few: cells.map(plain)
    case .many, .direct: cells.map(glyphs.hasBlocks ? tinted : plain)
    }
  }

  /// A mixed cell is a bar, as high as its share of running, on the ground of the worst that was in it.
  private func tinted(_ cell: LaneCell) -> Mark {
    guard cell.isMixed, cell.runningEighths > 0, !cell.worst.isNeverMixed else {
      return plain(cell)
    }
    // A thread that began or ended within the cell was in no other state.
    let ground: Ground = cell.worst == .running ? .plain : .tint(cell.worst.ink)
    return Mark(
      glyph: glyphs.bar(eighths: cell.runningEighths), style: Style(.running, on: ground))
  }

  private func plain(_ cell: LaneCell) -> Mark {
    Mark(glyph: glyphs.track(cell.worst), style: cell.worst.style)
  }

  /// Without colour every run begins with its letter; a mixed cell is the letter of its worst, in lower case.
  private func lettered(_ cells: [LaneCell]) -> [Mark] {
    var before: Look?
    return cells.map { cell in
      if cell.isMixed, !cell.worst.isNeverMixed {
        before = nil
        return Mark(glyph: cell.worst.smallLetter, style: cell.worst.style)
      }
      defer { before = cell.worst }
      let begins = cell.worst != before
      return Mark(
        glyph: begins ? cell.worst.letter : glyphs.track(cell.worst), style: cell.worst.style)
    }
  }
}

extension Look {
  fileprivate var isNeverMixed: Bool { self == .deadlocked || self == .unknown }
  fileprivate var smallLetter: Character { letter.lowercased().first ?? letter }
}
