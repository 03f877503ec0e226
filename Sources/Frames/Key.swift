/// Something the person did at the terminal.
public enum Key: Hashable, Sendable {
  case character(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case tab, shiftTab
  case enter, escape
  case backspace, delete
  /// F1 is `function(1)`.
  case function(Int)
  /// A letter typed with Ctrl held: Ctrl-C is `control("c")`.
  case control(Character)
  /// The mouse did something.
  case mouse(Mouse)
  /// The terminal has another size now, or the program was stopped and goes on: draw anew.
  case resize
}
