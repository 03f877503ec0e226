/// What the terminal can draw. Views choose their glyphs and grounds by it.
public struct Abilities: Hashable, Sendable {
  public enum Colours: Sendable {
    /// No colour, or none wanted: meaning has to be read from letters and heights.
    case none
    /// 8 or 16 colours: inks are told apart, but there are no tints.
    case few
    /// 256 colours.
    case many
    /// Every colour.
    case direct
  }

  public var colours: Colours
  /// Whether blocks, arrows and letters beyond ASCII can be drawn. If not, only the ASCII set is.
  public var hasBlocks: Bool

  public init(colours: Colours = .direct, hasBlocks: Bool = true) {
    self.colours = colours
    self.hasBlocks = hasBlocks
  }
}
