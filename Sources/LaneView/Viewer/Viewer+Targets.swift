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
    return Target(name: name(of: it, model))
  }

  /// Changes the size of what is selected, or of the only one that has a size.
  mutating func resize(by step: Int, _ model: LaneModel) -> Action? {
    let sized = model.primitives.compactMap { primitive in
      primitive.resizing(by: step).map { (primitive, $0) }
    }
    guard let it = one(of: sized.map(\.0), .size, model),
      let (_, command) = sized.first(where: { $0.0.id == it.id })
    else { return nil }
    return .instruction(Instruction(command, on: command.takesTarget ? name(of: it, model) : nil))
  }

  /// What a command calls it. A program may have several of one name, or names that are not written as one word; and who acts
  /// on it from outside says on what.
  private func name(of primitive: PrimitiveState, _ model: LaneModel) -> String? {
    guard subject.program != nil else {
      return primitive.id == selectedPrimitive ? primitive.name : nil
    }
    let isOnly = model.primitives.count { $0.name == primitive.name } == 1
    return isOnly && primitive.name.isPlain ? primitive.name : "#\(primitive.id.rawValue)"
  }

  /// The same of a thread.
  func name(of lane: Lane, _ model: LaneModel) -> String {
    guard subject.program != nil else { return lane.name }
    let isOnly = model.lanes.count { $0.name == lane.name && $0.state != .ended } == 1
    return isOnly && lane.name.isPlain ? lane.name : "#\(lane.id.rawValue)"
  }

  private mutating func one(
    of fitting: [PrimitiveState], _ sort: Status.Sort, _ model: LaneModel
  ) -> PrimitiveState? {
    if let selected = fitting.first(where: { $0.id == selectedPrimitive }) { return selected }
    if fitting.count == 1 { return fitting[0] }
    // The row that is marked though nobody has selected it yet.
    if subject.program != nil, let marked = primitive(in: model),
      let it = fitting.first(where: { $0.id == marked.id })
    {
      return it
    }
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

extension String {
  /// It stays as it is when it is written in a line of words.
  fileprivate var isPlain: Bool {
    !isEmpty && first != "#" && split(whereSeparator: \.isWhitespace).joined(separator: " ") == self
      && !unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
