/// In which order the lanes stand.
public enum LaneSort: CaseIterable, Hashable, Sendable {
  /// As the threads were started: nothing moves.
  case start
  case name, state, waiting, changes
}
