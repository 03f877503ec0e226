/// A colour by its parts, as in `RGB(0x00A878)`.
struct RGB: Hashable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  init(red: Int, green: Int, blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ number: Int32) {
    self.init(
      red: Int(number >> 16 & 0xFF), green: Int(number >> 8 & 0xFF), blue: Int(number & 0xFF))
  }

  var number: Int32 { Int32(red << 16 | green << 8 | blue) }

  /// So many hundredths of this colour, the rest of the other.
  func mixed(_ percent: Int, into other: RGB) -> RGB {
    func mix(_ a: Int, _ b: Int) -> Int { (a * percent + b * (100 - percent) + 50) / 100 }
    return RGB(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

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
