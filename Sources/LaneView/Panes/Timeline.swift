import Frames
import LaneModel
import Phrases

/// How the cells of one lane are drawn.
struct Timeline {
  let abilities: Abilities
  let glyphs: Glyphs
  let mode: CellMode

  init(_ abilities: Abilities, _ mode: CellMode = .mixed) {
    self.abilities = abilities
    self.mode = mode
    glyphs = Glyphs(abilities)
  }

  struct Mark: Hashable {
    var glyph: Character
    var style: Style
  }

  func marks(_ cells: [LaneCell]) -> [Mark] {
    switch abilities.colours {
    case .none: lettered(cells)
    case .few: cells.map(spelled)
    case .many, .direct: cells.map(glyphs.hasBlocks ? tinted : spelled)
    }
  }

  /// The cursor's cell shows its letter, so it can be read whatever the terminal can draw.
  func cursorMark(_ cell: LaneCell) -> Mark {
    let look = look(of: cell)
    guard look != .absent else { return Mark(glyph: glyphs.edge, style: Style(.dim)) }
    return Mark(
      glyph: isMixed(cell) ? look.smallLetter : look.letter,
      style: Style(look.ink, on: .inverse, bold: true))
  }

  /// A mixed cell is a bar, as high as its share of running, on the ground of the worst that was in it.
  private func tinted(_ cell: LaneCell) -> Mark {
    guard isMixed(cell), cell.runningEighths > 0 else { return plain(cell) }
    // A thread that began or ended within the cell was in no other state.
    let ground: Ground = cell.worst == .running ? .plain : .tint(cell.worst.ink)
    return Mark(
      glyph: glyphs.bar(eighths: cell.runningEighths),
      style: Style(.running, on: ground, bold: isBusy(cell)))
  }

  /// Without tints or bars a mixed cell is the letter of its worst, in lower case.
  private func spelled(_ cell: LaneCell) -> Mark {
    var mark = plain(cell)
    if isMixed(cell), cell.worst != .running { mark.glyph = look(of: cell).smallLetter }
    return mark
  }

  private func plain(_ cell: LaneCell) -> Mark {
    let look = look(of: cell)
    var style = look.style
    if isMixed(cell), isBusy(cell) { style.isBold = true }
    return Mark(glyph: glyphs.track(look), style: style)
  }

  /// Without colour every run begins with its letter; a mixed cell is the letter of its worst, in lower case.
  private func lettered(_ cells: [LaneCell]) -> [Mark] {
    var before: Look?
    return cells.map { cell in
      let look = look(of: cell)
      if isMixed(cell) {
        before = nil
        var style = look.style
        style.isBold = style.isBold || isBusy(cell)
        return Mark(glyph: look.smallLetter, style: style)
      }
      defer { before = look }
      return Mark(glyph: look != before ? look.letter : glyphs.track(look), style: look.style)
    }
  }

  /// The state that stands for a cell. Deadlock and lost data are never averaged away.
  private func look(of cell: LaneCell) -> Look {
    if cell.worst.isNeverMixed { return cell.worst }
    return switch mode {
    case .mixed, .worst: cell.worst
    case .dominant: cell.dominant
    case .last: cell.last
    }
  }

  private func isMixed(_ cell: LaneCell) -> Bool {
    mode == .mixed && cell.isMixed && !cell.worst.isNeverMixed
  }

  /// So much happened in it that it is worth a closer look.
  private func isBusy(_ cell: LaneCell) -> Bool { cell.changes >= Self.busyChanges }
  private static let busyChanges = 16
}

extension Look {
  fileprivate var isNeverMixed: Bool { self == .deadlocked || self == .unknown }
  fileprivate var smallLetter: Character { letter.lowercased().first ?? letter }
}
