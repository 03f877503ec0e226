/// Writes the elements of a picture, row by row.
struct PictureWriter {
  private let size: Size
  private let colours: PictureColours
  private var elements = ""

  /// A cell in units that eighths of it can be counted in, two to a pixel. The letters of nearly every monospaced font are
  /// three fifths as wide as high.
  private static let cell = Size(width: 24, height: 48)
  private static let unitsPerPixel = 2
  private static let letterHeight = 40
  private static let baseline = 37
  private static let fonts =
    "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',monospace"

  init(size: Size, colours: PictureColours) {
    self.size = size
    self.colours = colours
  }

  /// Draws the cells of a row: grounds first, as marks may lean over into the next cell.
  mutating func add(row y: Int, _ cells: ArraySlice<Cell>) {
    let row = Array(cells)
    var x = 0
    while x < row.count {
      let ground = colours.ground(of: row[x].style)
      let end = row[x...].firstIndex { colours.ground(of: $0.style) != ground } ?? row.count
      if let ground {
        rectangle(CellPart(), columns: x..<end, y: y, fill: ground)
      }
      x = end
    }
    x = 0
    while x < row.count { x = addMark(row, at: x, y: y) }
  }

  /// Draws what begins in that column. Gives the column after it.
  private mutating func addMark(_ row: [Cell], at x: Int, y: Int) -> Int {
    let first = row[x]
    if first.glyph == " " || first.width == 0 { return x + 1 }
    if let part = CellPart(of: first.glyph) {
      let end = row[x...].firstIndex { $0.glyph != first.glyph || $0.style != first.style }
      rectangle(part, columns: x..<(end ?? row.count), y: y, fill: colours.ink(of: first.style))
      return end ?? row.count
    }
    guard first.glyph.isASCII else {
      text(String(first.glyph), columns: x..<x + first.width, y: y, first.style)
      return x + first.width
    }
    var end = x
    // Blanks in a row would become one.
    while end < row.count, row[end].glyph.isASCII, row[end].width == 1,
      row[end].style == first.style, row[end].glyph != " " || row[end - 1].glyph != " "
    { end += 1 }
    if row[end - 1].glyph == " " { end -= 1 }
    text(String(row[x..<end].map(\.glyph)), columns: x..<end, y: y, first.style)
    return end
  }

  private mutating func rectangle(_ part: CellPart, columns: Range<Int>, y: Int, fill: RGB) {
    // A part that does not reach across its cell stands alone in each.
    let (width, height) = (Self.cell.width, Self.cell.height)
    for x in part.isWhole ? [columns.lowerBound] : Array(columns) {
      let across = part.isWhole ? columns.count * width : part.columns.count
      add(
        "rect",
        [
          ("x", "\(x * width + part.columns.lowerBound)"),
          ("y", "\(y * height + part.rows.lowerBound)"),
          ("width", "\(across)"), ("height", "\(part.rows.count)"), ("fill", fill.hexadecimal),
        ])
    }
  }

  private mutating func text(_ text: String, columns: Range<Int>, y: Int, _ style: Style) {
    var attributes = [
      ("x", "\(columns.lowerBound * Self.cell.width)"),
      ("y", "\(y * Self.cell.height + Self.baseline)"),
      ("textLength", "\(columns.count * Self.cell.width)"),
      ("lengthAdjust", "spacingAndGlyphs"),
      ("fill", colours.ink(of: style).hexadecimal),
    ]
    if Theme.isBold(style) { attributes.append(("font-weight", "bold")) }
    add("text", attributes, text)
  }

  private mutating func add(
    _ name: String, _ attributes: [(String, String)], _ content: String? = nil
  ) {
    elements += "<\(name)"
    for (name, value) in attributes { elements += " \(name)=\"\(value)\"" }
    elements += content.map { ">\(Self.escaped($0))</\(name)>\n" } ?? "/>\n"
  }

  /// The whole picture.
  func document(title: String, description: String) -> String {
    let (width, height) = (size.width * Self.cell.width, size.height * Self.cell.height)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width / Self.unitsPerPixel)" \
      height="\(height / Self.unitsPerPixel)" \
      viewBox="0 0 \(width) \(height)" font-family="\(Self.fonts)" \
      font-size="\(Self.letterHeight)" shape-rendering="crispEdges" role="img">
      <title>\(Self.escaped(title))</title>
      <desc>\(Self.escaped(description))</desc>
      <rect width="\(width)" height="\(height)" fill="\(colours.ground.hexadecimal)"/>
      \(elements)</svg>

      """
  }

  /// Text as XML has it: what would be markup by name, and what no XML may contain left out.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
