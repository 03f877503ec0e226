import LaneModel
import Phrases
import SyncEvents

// Which primitive a key acts on: the selected one if it fits, else the only one of its kind.
extension Viewer {
  /// A target that was found: by name if it was selected.
  struct Target { var name: String? }

  func instruct(_ command: Command) -> Action { .instruction(Instruction(command)) }

  mutating func order(_ command: Command, at sort: Status.Sort, _ model: LaneModel) -> Action? {
    target(sort, model).map { .instruction(Instruction(command, on: $0.name)) }
  }

  /// Says on the status line why there is none.
  mutating func target(_ sort: Status.Sort, _ model: LaneModel) -> Target? {
    let fitting = model.primitives.filter { sort.includes($0.kind) }
    if let selected = fitting.first(where: { $0.id == selectedPrimitive }) {
      return Target(name: selected.name)
    }
    if fitting.count == 1 { return Target(name: nil) }
    show(.cannot(fitting.isEmpty ? .nothingOf(sort) : .severalOf(sort)), at: model.now)
    return nil
  }
}

extension Status.Sort {
  func includes(_ kind: PrimitiveKind) -> Bool {
    switch self {
    case .condition: kind == .condition
    case .event: kind == .event
    case .semaphore: kind.isSemaphore
    case .lock: kind.isPlainLock
    }
  }
}
