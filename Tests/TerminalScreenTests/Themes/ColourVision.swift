import Frames

/// How people see colours: Machado, Oliveira and Fernandes 2009, for the whole loss of one kind of cone.
enum ColourVision: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  /// What a colour looks like, in CIELAB under D65.
  func lab(_ colour: RGB) -> LabColour {
    let parts = [colour.red, colour.green, colour.blue].map(Self.linear)
    let seen = matrix.map { row in
      min(1, max(0, row[0] * parts[0] + row[1] * parts[1] + row[2] * parts[2]))
    }
    return LabColour(linear: seen)
  }

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// A part of an sRGB colour as an amount of light.
  static func linear(_ part: Int) -> Double {
    let share = Double(part) / 255
    return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055, 2.4)
  }

  /// WCAG's ratio, 1 to 21.
  static func contrast(_ a: RGB, _ b: RGB) -> Double {
    let (dark, light) = (min(luminance(a), luminance(b)), max(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }
  private static func luminance(_ colour: RGB) -> Double {
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
  }
}
