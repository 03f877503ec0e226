import Frames

extension RGB {
  /// The nearest of the 240 colours of the 256 that no terminal lets its user change: a 6×6×6 cube,
  /// then greys.
  var nearestOf256: Int32 {
    let steps = [red, green, blue].map(Self.nearestStep)
    let cube = RGB(
      red: Self.steps[steps[0]], green: Self.steps[steps[1]], blue: Self.steps[steps[2]])
    let grey = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    let level = 8 + 10 * grey
    let isGrey = distance(to: RGB(red: level, green: level, blue: level)) < distance(to: cube)
    return Int32(isGrey ? 232 + grey : 16 + 36 * steps[0] + 6 * steps[1] + steps[2])
  }

  private static let steps = [0, 0x5F, 0x87, 0xAF, 0xD7, 0xFF]

  private static func nearestStep(_ part: Int) -> Int {
    steps.indices.min { abs(steps[$0] - part) < abs(steps[$1] - part) } ?? 0
  }

  private func distance(to other: RGB) -> Int {
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return r * r + g * g + b * b
  }
}
