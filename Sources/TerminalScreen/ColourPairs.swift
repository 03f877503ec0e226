import CNcurses
import Frames

/// ncurses draws in numbered pairs of colours. This hands them out as looks come to need them.
struct ColourPairs {
  /// The attributes and the pair to draw a style with.
  struct Drawn: Hashable {
    var attributes: attr_t
    var pair: Int32

    /// The terminal's own colours, nothing added.
    static let own = Drawn(attributes: 0, pair: 0)
  }

  /// As many colours as the terminal has, or as are wanted.
  private let terminalDepth: ColourDepth
  /// None in a theme without colour.
  var depth: ColourDepth { theme.name == .mono ? .mono : terminalDepth }
  /// The pairs that there are stay: ncurses has no more to give.
  private(set) var theme: Theme
  /// The theme is not the one that fits the terminal, so its ground is drawn, too.
  private(set) var isPainted = false
  /// Whether the terminal's own colours may be in a pair; if not, they are white on black.
  private let hasOwnColours: Bool
  private let limit: Int32
  private var pairs: [UInt64: Int32] = [:]
  private var drawn: [Style: Drawn] = [:]
  /// Neighbours are mostly drawn alike.
  private var last: (style: Style, drawn: Drawn)?

  /// Starts ncurses' colours, unless none are wanted or there are none.
  init(wantsColour: Bool, theme: Theme) {
    self.theme = theme
    guard wantsColour, has_colors(), start_color() == OK else {
      (terminalDepth, hasOwnColours, limit) = (.mono, true, 0)
      return
    }
    hasOwnColours = use_default_colors() == OK
    terminalDepth = ColourDepth(count: cn_color_count())
    limit = cn_pair_count()
  }

  /// Another theme from now on.
  mutating func use(_ new: Theme, isPainted: Bool) {
    theme = new
    self.isPainted = isPainted && (depth == .indexed || depth == .direct)
    (drawn, last) = ([:], nil)
  }

  subscript(style: Style) -> Drawn {
    mutating get {
      if let last, last.style == style { return last.drawn }
      if let known = drawn[style] {
        last = (style, known)
        return known
      }
      let look = Look(style, depth: depth, theme: theme, isPainted: isPainted)
      var attributes: attr_t = 0
      if look.isBold { attributes |= cn_bold() }
      if look.isDim { attributes |= cn_dim() }
      if look.isReverse { attributes |= cn_reverse() }
      let new = Drawn(attributes: attributes, pair: pair(look.ink, look.ground))
      drawn[style] = new
      return new
    }
  }

  /// The pair's number. When there are no more, the ground is given up first, then the ink.
  private mutating func pair(_ ink: Int32, _ ground: Int32) -> Int32 {
    if ink == Look.own, ground == Look.own { return 0 }
    let key = UInt64(UInt32(bitPattern: ink)) << 32 | UInt64(UInt32(bitPattern: ground))
    if let known = pairs[key] { return known }
    let next = Int32(pairs.count) + 1
    guard next < limit else { return ground == Look.own ? 0 : pair(ink, Look.own) }
    let isMade = init_extended_pair(next, replacingOwn(ink, by: 7), replacingOwn(ground, by: 0))
    guard isMade == OK else { return 0 }
    pairs[key] = next
    return next
  }

  private func replacingOwn(_ colour: Int32, by other: Int32) -> Int32 {
    colour == Look.own && !hasOwnColours ? other : colour
  }
}
