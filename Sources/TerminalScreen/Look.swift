import Frames

/// What a style comes to on one kind of terminal: colour numbers and attributes.
struct Look: Hashable, Sendable {
  /// The terminal's own ink or ground.
  static let own: Int32 = -1

  var ink = Look.own
  var ground = Look.own
  var isBold = false
  var isDim = false
  var isReverse = false

  /// What the theme makes of a style.
  ///
  /// - Parameter isPainted: the theme's ground is not the terminal's, and is drawn: only where it is a colour that no user
  ///   has chosen.
  init(
    _ style: Style, depth: ColourDepth, theme: Theme = .dark, isPainted: Bool = false
  ) {
    isBold = Theme.isBold(style)
    isReverse = style.ground == .inverse
    switch depth {
    case .mono:
      isReverse = isReverse || style.ground == .keycap
    case .eight, .sixteen:
      setFew(style, isSixteen: depth == .sixteen, isLight: theme.name == .light)
    case .indexed:
      ink = theme.colour(of: style.ink).nearestOf256
      switch style.ground {
      case .plain, .inverse: if isPainted { ground = theme.ground.nearestOf256 }
      case .keycap: ground = theme.keycap.nearestOf256
      case .tint(let tint):
        ground = theme.name == .light ? Self.lightTintOf256(tint) : Self.tintOf256(tint)
      }
    case .direct:
      ink = theme.colour(of: style.ink).number
      switch style.ground {
      case .plain, .inverse: if isPainted { ground = theme.ground.number }
      case .keycap: ground = theme.keycap.number
      case .tint(let tint): ground = theme.tint(of: tint).number
      }
    }
  }

  /// The first colours are the user's to choose, so only their names are certain. There are no
  /// tints.
  private mutating func setFew(_ style: Style, isSixteen: Bool, isLight: Bool) {
    if style.ground == .keycap {
      isReverse = true
      return
    }
    let colour =
      isLight
      ? Self.onLight(style.ink, isSixteen)
      : isSixteen ? Self.ofSixteen(style.ink) : Self.ofEight(style.ink)
    ink = colour?.rawValue ?? Self.own
    isDim = !isSixteen && [.dim, .faint, .rule, .sleeping, .idle, .unknown].contains(style.ink)
  }

  private enum Name: Int32 {
    case red = 1
    case green, yellow, blue, magenta, cyan, white
    case grey, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan
    case brightWhite
  }

  /// Nil is the terminal's own ink.
  private static func ofEight(_ ink: Ink) -> Name? {
    switch ink {
    case .plain, .subdued, .dim, .faint, .rule, .idle, .held, .unknown, .keycap: nil
    case .bright, .others: .white
    case .running, .sleeping, .lampGreen: .green
    case .lock, .deadlocked, .lampRed, .error: .red
    case .condition, .you: .yellow
    case .event: .magenta
    case .semaphore: .blue
    case .queue: .cyan
    }
  }

  private static func ofSixteen(_ ink: Ink) -> Name? {
    switch ink {
    case .plain, .subdued, .held, .keycap: nil
    case .dim, .faint, .rule, .idle, .unknown: .grey
    case .bright: .brightWhite
    case .running, .lampGreen: .brightGreen
    case .sleeping: .green
    case .lock: .red
    case .condition, .you: .yellow
    case .event: .magenta
    case .semaphore: .brightBlue
    case .queue: .brightCyan
    case .others: .brightYellow
    case .deadlocked, .lampRed, .error: .brightRed
    }
  }

  /// On a light ground the bright colours are too bright, and white is none.
  private static func onLight(_ ink: Ink, _ isSixteen: Bool) -> Name? {
    switch ink {
    case .dim, .faint, .rule, .idle, .unknown: isSixteen ? .grey : nil
    case .bright, .others: nil
    case .queue: .cyan
    case .semaphore: .blue
    case .running, .sleeping, .lampGreen: .green
    default: ofEight(ink)
    }
  }

  /// The nearest of the 256 to most tints is the same dark grey, so the hue is kept by hand.
  private static func tintOf256(_ ink: Ink) -> Int32 {
    switch ink {
    case .running, .sleeping, .lampGreen: 22  // 005F00
    case .lock, .deadlocked, .lampRed, .error: 52  // 5F0000
    case .condition, .you: 58  // 5F5F00
    case .event: 53  // 5F005F
    case .semaphore: 17  // 00005F
    case .queue: 23  // 005F5F
    case .others: 59  // 5F5F5F
    case .plain, .subdued, .bright, .held: 238
    case .dim, .faint, .rule, .idle, .unknown, .keycap: 235
    }
  }

  /// The same on white.
  private static func lightTintOf256(_ ink: Ink) -> Int32 {
    switch ink {
    case .running, .sleeping, .lampGreen: 194  // D7FFD7
    case .lock, .deadlocked, .lampRed, .error: 224  // FFD7D7
    case .condition, .you: 223  // FFD7AF
    case .event: 225  // FFD7FF
    case .semaphore: 189  // D7D7FF
    case .queue: 195  // D7FFFF
    case .others: 187  // D7D7AF
    case .plain, .subdued, .bright, .held: 252
    case .dim, .faint, .rule, .idle, .unknown, .keycap: 254
    }
  }
}
