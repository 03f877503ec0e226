/// Why the screen cannot be opened. The program then speaks text instead.
public enum ScreenError: Error, Hashable, Sendable {
  /// Standard input or standard output is not a terminal.
  case notATerminal
  /// Nothing is known about a terminal of this name; an empty one when `TERM` is not set.
  case unknownTerminal(String)
  /// A terminal of this name cannot place the cursor.
  case cannotPlaceCursor(String)
  /// There is one screen a process, and it is open.
  case alreadyOpen
  /// The system refused, for the reason with that number.
  case system(Int32)
}
