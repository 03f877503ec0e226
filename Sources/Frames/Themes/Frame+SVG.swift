extension Frame {
  /// The picture as an SVG file, in that theme's colours: what the screen shows, for a text or a report.
  ///
  /// Blocks and bars are drawn as shapes, so they look the same in every font; every run of text is fitted to its columns.
  public func svg(_ theme: Theme) -> String {
    let (width, height) = (Double(size.width) * SVGRow.column, Double(size.height) * SVGRow.row)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(number(width))\" height=\"\(number(height))\""
        + " viewBox=\"0 0 \(number(width)) \(number(height))\""
        + " font-family=\"ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace\""
        + " font-size=\"14\">",
      "<title>signalbox</title>",
      "<rect width=\"100%\" height=\"100%\" fill=\"\(theme.ground.hexadecimal)\"/>",
    ]
    let cells = self.cells
    for y in 0..<size.height {
      let row = Array(cells[y * size.width..<(y + 1) * size.width])
      lines += SVGRow(row, y: y, theme).elements
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }
}

/// As short as it can be written: whole, or with two digits behind the point.
func number(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let (whole, rest) = (hundredths / 100, hundredths % 100)
  guard rest != 0 else { return "\(whole)" }
  let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
  return "\(whole).\(digits)"
}
