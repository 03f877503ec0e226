/// A colour by its parts, 0 to 255 each, as in `RGB(0x00A878)`.
public struct RGB: Hashable, Sendable {
  public var red: Int
  public var green: Int
  public var blue: Int

  public init(red: Int, green: Int, blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  public init(_ number: Int32) {
    self.init(
      red: Int(number >> 16 & 0xFF), green: Int(number >> 8 & 0xFF), blue: Int(number & 0xFF))
  }

  public var number: Int32 { Int32(red << 16 | green << 8 | blue) }

  /// As `#00a878`.
  public var hexadecimal: String {
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// So many hundredths of this colour, the rest of the other.
  public func mixed(_ percent: Int, into other: RGB) -> RGB {
    func mix(_ a: Int, _ b: Int) -> Int { (a * percent + b * (100 - percent) + 50) / 100 }
    return RGB(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
