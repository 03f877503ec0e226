/// How a cell of the timeline is drawn that was in several states.
public enum CellMode: CaseIterable, Hashable, Sendable {
  /// As a bar of the share that was spent running, on the ground of the worst.
  case mixed
  /// As its worst state, as the one that it was in longest, and as its last.
  case worst, dominant, last
}
