import LaneModel
import SyncEvents

/// The primitives as a frame needs them. Whoever asks the model for all of them gets copies, and there may be many: so a frame
/// asks once, and hands these on.
struct Primitives {
  /// A condition stands before its lock, whichever was declared first. A result is there only for those who wait for it.
  let inOrder: [PrimitiveState]
  /// The locks that conditions give up.
  let conditionLocks: Set<PrimitiveID>
  /// The names of all of them, also of results that nobody waits for: nothing moves when somebody does.
  let names: [String]

  init(_ model: LaneModel) {
    let declared = model.primitives
    names = declared.map(\.name)
    let all = declared.filter { $0.kind != .future || !$0.waiters.isEmpty }
    let conditions = Dictionary(grouping: all.filter { $0.kind == .condition }) {
      $0.declaration.lock
    }
    conditionLocks = Set(conditions.keys.compactMap(\.self))
    guard !conditions.isEmpty else {
      inOrder = all
      return
    }
    var seen: Set<PrimitiveID> = []
    inOrder = all.flatMap { primitive in
      primitive.kind == .condition
        ? [primitive] : (conditions[primitive.id] ?? []) + [primitive]
    }.filter { seen.insert($0.id).inserted }
  }

  /// The selected one, or else the first.
  func chosen(_ viewer: Viewer) -> PrimitiveState? {
    inOrder.first { $0.id == viewer.selectedPrimitive } ?? inOrder.first
  }
}
