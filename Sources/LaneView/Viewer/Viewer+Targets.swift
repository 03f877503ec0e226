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
    guard let it = one(of: fitting, sort, model) else { return nil }
    return Target(name: it.id == selectedPrimitive ? it.name : nil)
  }

  /// Changes the size of what is selected, or of the only one that has a size.
  mutating func resize(by step: Int, _ model: LaneModel) -> Action? {
    let sized = model.primitives.compactMap { primitive in
      primitive.resizing(by: step).map { (primitive, $0) }
    }
    guard let it = one(of: sized.map(\.0), .size, model),
      let (_, command) = sized.first(where: { $0.0.id == it.id })
    else { return nil }
    let isNamed = it.id == selectedPrimitive && command.takesTarget
    return .instruction(Instruction(command, on: isNamed ? it.name : nil))
  }

  private mutating func one(
    of fitting: [PrimitiveState], _ sort: Status.Sort, _ model: LaneModel
  ) -> PrimitiveState? {
    if let selected = fitting.first(where: { $0.id == selectedPrimitive }) { return selected }
    if fitting.count == 1 { return fitting[0] }
    show(.cannot(fitting.isEmpty ? .nothingOf(sort) : .severalOf(sort)), at: model.now)
    return nil
  }
}

extension PrimitiveState {
  /// What makes it larger or smaller; nil where nothing does.
  fileprivate func resizing(by step: Int) -> Command? {
    switch kind {
    case .boundedSemaphore, .countingSemaphore: return .size(.by(step))
    case .queue: return limit == nil ? nil : .capacity(.by(step))
    case .pool: return .workers(.by(step))
    case .crew:
      switch name {
      case Command.Word.producers.rawValue: return .producers(.by(step))
      case Command.Word.consumers.rawValue: return .consumers(.by(step))
      default: return nil
      }
    default: return nil
    }
  }
}

extension Status.Sort {
  func includes(_ kind: PrimitiveKind) -> Bool {
    switch self {
    case .condition: kind == .condition
    case .event: kind == .event
    case .semaphore: kind.isSemaphore
    case .lock: kind.isPlainLock
    case .size: kind.isSemaphore || kind == .queue || kind == .pool || kind == .crew
    }
  }
}
