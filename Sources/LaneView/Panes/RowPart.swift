import Frames

/// A part of a primitive's row: a picture, or words.
struct RowPart {
  struct Piece {
    var text: String
    var style: Style
    init(_ text: String, _ style: Style) {
      self.text = text
      self.style = style
    }
  }
  var pieces: [Piece]
  /// What stands behind it begins no nearer than so many columns after its beginning: numbers change, and nothing shifts.
  var reserve = 0
  /// What is written where the whole has no room; nil leaves it out.
  var brief: [Piece]?
  /// The marks at its end are as many as there is room for.
  var isOpen = false

  init(_ pieces: [Piece], reserve: Int = 0, brief: [Piece]? = nil, isOpen: Bool = false) {
    self.pieces = pieces
    self.reserve = reserve
    self.brief = brief
    self.isOpen = isOpen
  }
  init(_ text: String, _ style: Style, reserve: Int = 0) {
    self.init([Piece(text, style)], reserve: reserve)
  }

  /// The same without emphasis, for what does not belong to the moment that is looked at.
  var dim: RowPart {
    var dim = self
    dim.pieces = pieces.map { Piece($0.text, Style(.dim)) }
    dim.brief = brief?.map { Piece($0.text, Style(.dim)) }
    return dim
  }

  var width: Int { Self.width(pieces) }
  static func width(_ pieces: [Piece]) -> Int {
    pieces.reduce(0) { $0 + DisplayWidth.of($1.text) }
  }
}

/// So many of the same mark in a gauge.
struct MarkGroup {
  var count: Int
  var glyph: Character
  var style: Style

  /// No screen has room for more.
  private static let most = 1 << 20

  /// A count below zero is none.
  init(_ count: Int, _ glyph: Character, _ style: Style) {
    self.count = min(max(0, count), Self.most)
    self.glyph = glyph
    self.style = style
  }

  /// One mark each, apart if there is room, else side by side, else so many that they fill `most` columns; but of no group none.
  static func gauge(_ groups: [MarkGroup], most: Int) -> [RowPart.Piece] {
    let groups = groups.filter { $0.count > 0 }
    let total = groups.reduce(0) { $0 + $1.count }
    let isApart = total <= (most + 1) / 2
    let counts = total <= most ? groups.map(\.count) : scaled(groups.map(\.count), to: most)
    return zip(groups, counts).enumerated().map { index, pair in
      let (group, count) = pair
      let marks = [String](repeating: String(group.glyph), count: count)
      let text = marks.joined(separator: isApart ? " " : "")
      return RowPart.Piece((isApart && index > 0 ? " " : "") + text, group.style)
    }
  }

  private static func scaled(_ counts: [Int], to most: Int) -> [Int] {
    let total = counts.reduce(0, +)
    var result = counts.map { max(1, $0 * most / max(1, total)) }
    let missing = most - result.reduce(0, +)
    if let widest = result.indices.max(by: { result[$0] < result[$1] }) {
      result[widest] = max(1, result[widest] + missing)
    }
    return result
  }
}

extension Painter {
  /// Draws parts from left to right, as many as there is room for; the first is cut if it must. Gives the column after them.
  mutating func draw(_ parts: [RowPart], x: Int, y: Int, end: Int) -> Int {
    let gap = 3
    var x = x
    for (index, part) in parts.enumerated() {
      var pieces = part.pieces
      if index > 0 && x + part.width > end {
        guard let brief = part.brief, x + RowPart.width(brief) <= end else { break }
        let isCut = part.isOpen && x + RowPart.width(brief) + 4 <= end
        pieces = isCut ? pieces : brief
      }
      var column = x
      for piece in pieces {
        column = write(piece.text, x: column, y: y, piece.style, width: end - column)
      }
      x = max(column, x + part.reserve) + gap
    }
    return x
  }
}
