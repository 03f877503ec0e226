/// One row of a picture, as elements of an SVG file: grounds first, then shapes and text on them.
struct SVGRow {
  /// A cell's size, and how far below its top letters stand.
  static let column = 8.4
  static let row = 18.0
  private static let baseline = 13.5

  private let cells: [Cell]
  private let top: Double
  private let theme: Theme

  init(_ cells: [Cell], y: Int, _ theme: Theme) {
    self.cells = cells
    top = Double(y) * Self.row
    self.theme = theme
  }

  var elements: [String] { grounds + marks }

  private var grounds: [String] {
    runs { ground($0) }.compactMap { run in
      ground(cells[run.lowerBound]).map { rect(run, 0, Self.row, $0) }
    }
  }

  /// Shapes where a cell is one, text where it is not.
  private var marks: [String] {
    var elements: [String] = []
    for run in runs({ Sort($0) }) {
      let cell = cells[run.lowerBound]
      switch Sort(cell) {
      case .blank: continue
      case .shape(let shape, let style):
        elements.append(rect(run, shape, ink(style)))
      case .text(let style): elements.append(text(run, style))
      }
    }
    return elements
  }

  /// What is drawn alike, and so in one go.
  private enum Sort: Hashable {
    case blank
    case shape(BlockShape, Style)
    case text(Style)

    init(_ cell: Cell) {
      if let shape = BlockShape(cell.glyph) {
        self = .shape(shape, cell.style)
      } else if cell.glyph == " " && cell.width == 1 {
        self = .blank
      } else {
        self = .text(cell.style)
      }
    }
  }

  private func runs<Kind: Equatable>(_ kind: (Cell) -> Kind) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for x in cells.indices where x + 1 == cells.count || kind(cells[x + 1]) != kind(cells[x]) {
      runs.append(start..<x + 1)
      start = x + 1
    }
    return runs
  }

  private func ground(_ cell: Cell) -> RGB? {
    let isColourless = theme.name == .mono
    switch cell.style.ground {
    case .plain: return nil
    case .keycap: return theme.keycap
    case .tint(let ink): return isColourless ? nil : theme.tint(of: ink)
    case .inverse: return theme.colour(of: cell.style.ink)
    }
  }
  private func ink(_ style: Style) -> RGB {
    style.ground == .inverse ? theme.ground : theme.colour(of: style.ink)
  }

  private func text(_ run: Range<Int>, _ style: Style) -> String {
    let text = cells[run].filter { $0.width > 0 }.map { String($0.glyph) }.joined()
    let bold = Theme.isBold(style) ? " font-weight=\"bold\"" : ""
    return "<text x=\"\(number(Double(run.lowerBound) * Self.column))\""
      + " y=\"\(number(top + Self.baseline))\""
      + " textLength=\"\(number(Double(run.count) * Self.column))\" lengthAdjust=\"spacingAndGlyphs\""
      + " fill=\"\(ink(style).hexadecimal)\"\(bold) xml:space=\"preserve\">\(escaped(text))</text>"
  }

  private func rect(_ run: Range<Int>, _ shape: BlockShape, _ colour: RGB) -> String {
    if shape.isWide { return rect(run, shape.top * Self.row, shape.height * Self.row, colour) }
    return run.map { x in
      rect(
        (Double(x) + shape.left) * Self.column, shape.top * Self.row, shape.width * Self.column,
        shape.height * Self.row, colour)
    }.joined(separator: "\n")
  }
  private func rect(_ run: Range<Int>, _ from: Double, _ height: Double, _ colour: RGB) -> String {
    rect(
      Double(run.lowerBound) * Self.column, from, Double(run.count) * Self.column, height, colour)
  }
  private func rect(
    _ x: Double, _ from: Double, _ width: Double, _ height: Double, _ colour: RGB
  ) -> String {
    "<rect x=\"\(number(x))\" y=\"\(number(top + from))\" width=\"\(number(width))\""
      + " height=\"\(number(height))\" fill=\"\(colour.hexadecimal)\"/>"
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }
}
