import EventRing
import SyncEvents

extension PrimitiveCore {
  /// As every primitive describes itself: its name, its kind, and its state.
  func describe(_ state: String) -> String {
    "\(slot.name) (\(slot.kind.word), \(state), \(waiterCount) waiting)"
  }
}
