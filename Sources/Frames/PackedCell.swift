/// A cell in eight bytes without references: a frame has ten thousand, and most are compared with what was there before.
///
///     bits 0-20   the glyph's scalar; of a glyph of several scalars its place in the frame's list of those
///     bit 21      it is such a place
///     bits 22-23  the width
///     from 24     the style: ink, the tint's ink (8 each), kind of ground (2), bold (1)
struct PackedCell: Equatable, Sendable {
  private(set) var bits: UInt64

  /// A style in its place.
  struct StyleBits {
    let bits: UInt64

    init(_ style: Style) {
      var bits = UInt64(style.ink.rawValue) << 24
      switch style.ground {
      case .plain: break
      case .keycap: bits |= 1 << 40
      case .inverse: bits |= 2 << 40
      case .tint(let ink): bits |= 3 << 40 | UInt64(ink.rawValue) << 32
      }
      self.bits = style.isBold ? bits | 1 << 42 : bits
    }
  }

  init(scalar: UInt32, width: Int, _ style: StyleBits) {
    bits = UInt64(scalar) | UInt64(width) << 22 | style.bits
  }
  init(cluster: Int, width: Int, _ style: StyleBits) {
    bits = UInt64(cluster) & 0x1F_FFFF | 1 << 21 | UInt64(width) << 22 | style.bits
  }

  static let blank = PackedCell(scalar: 0x20, width: 1, StyleBits(Style()))

  var width: Int { Int(bits >> 22 & 3) }
  var isCluster: Bool { bits & 1 << 21 != 0 }
  /// The scalar, or the place in the list.
  var code: Int { Int(bits & 0x1F_FFFF) }

  var style: Style {
    let ground: Ground =
      switch bits >> 40 & 3 {
      case 1: .keycap
      case 2: .inverse
      case 3: .tint(Self.ink(bits >> 32))
      default: .plain
      }
    return Style(Self.ink(bits >> 24), on: ground, bold: bits & 1 << 42 != 0)
  }
  private static func ink(_ bits: UInt64) -> Ink {
    Ink(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .plain
  }

  /// The same style, but a blank of one column.
  var blanked: PackedCell {
    var blank = self
    blank.bits = bits & ~0xFF_FFFF | 0x20 | 1 << 22
    return blank
  }
}
