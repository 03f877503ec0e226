import LaneModel
import SyncEvents
import TestSupport
import Testing

typealias Prop = OperationDiagram.Prop

extension OperationDiagram.Prop {
  static let lock = Prop("lock", .lock)
  static let other = Prop("other", .lock)
  static let third = Prop("third", .lock)
  static let rlock = Prop("guard", .recursiveLock)
  static let rother = Prop("guard2", .recursiveLock)
  static let rthird = Prop("guard3", .recursiveLock)
  static let rfourth = Prop("guard4", .recursiveLock)
  static let permits = Prop("permits", .boundedSemaphore, value: 2, limit: 2)
  static let counter = Prop("counter", .countingSemaphore, value: 0)
  static let readyLock = Prop("ready.lock", .recursiveLock)
  static let ready = Prop("ready", .condition, belonging: "ready.lock")
  static let light = Prop("light", .event)
  static let items = Prop("items", .queue, limit: 2)
  static let pool = Prop("pool", .pool, limit: 2)
  static let pool1 = Prop("pool", .pool, limit: 1)
  static let meeting = Prop("meeting", .barrier, limit: 3)
  static let total = Prop("total", .synchronized)
  static let total2 = Prop("total2", .synchronized)
  static let list = Prop("list", .array)
  static let scores = Prop("scores", .dictionary)
  static let mine = Prop("mine", .threadLocal)
  static let count = Prop("count", .variable)
  static let crew = Prop("crew", .crew, limit: 4)
  /// The result of that task of `pool`.
  static func result(_ task: Int) -> Prop {
    Prop("result-\(task)", .future, value: task, belonging: "pool")
  }
  static func thread(_ name: String) -> Prop { Prop(name, .thread, belonging: name) }
}

/// A diagram, played.
struct Stage {
  let diagram: OperationDiagram
  let model: LaneModel
  /// Fed with a batch for each column.
  let slowModel: LaneModel

  /// However often a source is asked, the lanes come out the same.
  init(
    _ props: Prop..., rows: String, tick: Int64 = 10,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    diagram = try OperationDiagram(rows, with: props, tick: tick)
    model = diagram.model()
    slowModel = diagram.modelColumnByColumn()
    #expect(slowModel.lanes == model.lanes, sourceLocation: sourceLocation)
    #expect(slowModel.findings == model.findings, sourceLocation: sourceLocation)
  }

  /// The lanes as drawn, one tick a letter.
  var lanes: [String: String] {
    var lanes: [String: String] = [:]
    for row in StateDiagram.draw(model, columns: diagram.columns.count).split(separator: "\n") {
      let parts = row.split(separator: "\"")
      lanes[String(parts[0].dropLast())] = String(parts[1])
    }
    return lanes
  }

  func thread(_ name: String) -> ThreadID { diagram.thread(name) }
  func id(_ name: String) -> PrimitiveID { diagram.primitive(name) }
  func lane(_ name: String) throws -> Lane { try #require(model.lane(diagram.thread(name))) }
  func primitive(_ name: String) throws -> PrimitiveState {
    try #require(model.primitive(diagram.primitive(name)))
  }
  /// Who holds it, by name.
  func holders(_ name: String) throws -> [String] {
    try primitive(name).holders.map { model.name(of: $0) }
  }
  func waiters(_ name: String) throws -> [String] {
    try primitive(name).waiters.map { model.name(of: $0) }
  }
  /// What one thread was told to have done, without its start.
  func told(_ name: String) -> [Happening.What] {
    model.log.filter { $0.threadName == name && $0.what != .started }.map(\.what)
  }
  func subject(_ name: String) throws -> Happening.Subject { try primitive(name).subject }
}
