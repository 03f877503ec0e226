/// Something the mouse did, at a cell of the screen, counted from 0.
public struct Mouse: Hashable, Sendable {
  public enum Act: Hashable, Sendable {
    /// The left button went down, and came up; between them the terminal may tell of places on the way.
    case press, drag, release
    case wheelUp, wheelDown
  }

  public var act: Act
  public var x: Int
  public var y: Int
  public init(_ act: Act, x: Int, y: Int) {
    self.act = act
    self.x = x
    self.y = y
  }
}
