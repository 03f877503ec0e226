/// What the inks look like on one ground. Views say what a mark means; this says it in colour, once, when a frame is shown or
/// written to a file.
///
/// In every theme the states that share a glyph stay apart for eyes that see colours differently, and what has to be read
/// has a contrast of at least 3:1.
public struct Theme: Hashable, Sendable {
  /// What a person calls it.
  public enum Name: String, CaseIterable, Sendable {
    case dark
    case light
    case highContrast = "high-contrast"
    /// No colour at all: letters, heights, bold and reverse.
    case mono
  }

  public let name: Name
  /// What tints are mixed into. On the screen the ground stays the terminal's own.
  public let ground: RGB
  public let keycap: RGB
  /// How much of its ink a tint has, in hundredths.
  let tintPercent: Int
  /// By the ink's number.
  private let inks: [RGB]

  init(
    _ name: Name, ground: Int32, keycap: Int32, tintPercent: Int, _ colour: (Ink) -> Int32
  ) {
    self.name = name
    self.ground = RGB(ground)
    self.keycap = RGB(keycap)
    self.tintPercent = tintPercent
    inks = Ink.allCases.map { RGB(colour($0)) }
  }

  public init(_ name: Name) {
    switch name {
    case .dark: self = .dark
    case .light: self = .light
    case .highContrast: self = .highContrast
    case .mono: self = .mono
    }
  }

  public func colour(of ink: Ink) -> RGB { inks[Int(ink.rawValue)] }
  public func tint(of ink: Ink) -> RGB { colour(of: ink).mixed(tintPercent, into: ground) }

  public static func isBold(_ style: Style) -> Bool {
    style.isBold || [.bright, .deadlocked, .error].contains(style.ink)
  }
}
