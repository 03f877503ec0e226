import Glibc

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// A colour in CIELAB, and how far apart two of them look.
struct LabColour {
  var l: Double
  var a: Double
  var b: Double

  init(_ l: Double, _ a: Double, _ b: Double) { (self.l, self.a, self.b) = (l, a, b) }

  init(linear parts: [Double]) {
    let (r, g, b) = (parts[0], parts[1], parts[2])
    func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
    let x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
    let y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
    let z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
    self.init(116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// CIEDE2000.
  func difference(to other: LabColour) -> Double {
    let meanChroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let grow = 1.5 - 0.5 * sqrt(pow(meanChroma, 7) / (pow(meanChroma, 7) + pow(25, 7)))
    let (a1, a2) = (a * grow, other.a * grow)
    let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
    let (h1, h2) = (Self.hue(a1, b), Self.hue(a2, other.b))
    let isGrey = c1 * c2 == 0
    var turn = isGrey ? 0 : h2 - h1
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    let (dl, dc) = (other.l - l, c2 - c1)
    let dh = 2 * sqrt(c1 * c2) * Self.sine(turn / 2)
    let (lm, cm) = ((l + other.l) / 2, (c1 + c2) / 2)
    var hm = (h1 + h2) / 2
    if isGrey { hm = h1 + h2 } else if abs(h1 - h2) > 180 { hm += h1 + h2 < 360 ? 180 : -180 }
    let t =
      1 - 0.17 * Self.cosine(hm - 30) + 0.24 * Self.cosine(2 * hm)
      + 0.32 * Self.cosine(3 * hm + 6) - 0.2 * Self.cosine(4 * hm - 63)
    let sl = 1 + 0.015 * pow(lm - 50, 2) / sqrt(20 + pow(lm - 50, 2))
    let (sc, sh) = (1 + 0.045 * cm, 1 + 0.015 * cm * t)
    let bend = 30 * exp(-pow((hm - 275) / 25, 2))
    let rt = -2 * sqrt(pow(cm, 7) / (pow(cm, 7) + pow(25, 7))) * Self.sine(2 * bend)
    return sqrt(
      pow(dl / sl, 2) + pow(dc / sc, 2) + pow(dh / sh, 2) + rt * dc / sc * dh / sh)
  }

  private static func hue(_ a: Double, _ b: Double) -> Double {
    guard a != 0 || b != 0 else { return 0 }
    let degrees = atan2(b, a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }
  private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
  private static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
}
