public import LaneModel
public import SyncEvents

/// What threads did to primitives, drawn: a row for each thread and primitive, a column for each tick.
///
///     T1 lock  (....)
///     T2 lock  ..b...(r..)e
///
/// A thread is there from the first column of its rows that is not `-`. Rows of one column happen from top to bottom. A row
/// without a primitive has `-` for its name. Counts, depths, wakers and sequence numbers follow from what was drawn before.
///
/// | letter | event | letter | event |
/// |---|---|---|---|
/// | `b` `d` | blocking, without or with a deadline | `w` `v` | waiting, without or with a deadline |
/// | `(` `)` | acquired once more, releasing once | `<` `>` | releasing all, acquired to the same depth |
/// | `n` `x` | notified, timed out | `r` `c` | resumed, resumed as cancelled |
/// | `1`…`9` `a` | notifying so many, all | `s` `k` `p` | light set, cleared, passed |
/// | `+` `-` | a limit one higher, lower | `?` `!` | a predicate is false, true |
/// | `B` `j` | blocking to put, to see all items done | `P` `T` `f` | put, taken, done with an item |
/// | `S` `X` | task submitted, the youngest cancelled | `[` `]` `}` | task started, returned, failed |
/// | `Q` `K` | shut down, at once | `t` `/` `0` | a barrier tripped, broke, was reset |
/// | `R` `z` `u` | working, sleeping, woke | `h` `g` | held, stepped |
/// | `m` `D` | misused, destroyed | `e` | thread ended |
/// | `O` `Y` | level off, state | `A` `F` | level auto, full |
public struct OperationDiagram: Sendable {
  public enum Failure: Error, Equatable {
    case noSuchPrimitive(String)
    case noSuchLetter(Character)
    case noTrack(String)
  }
  /// A primitive of the scene; the order gives them their numbers, from 1.
  public struct Prop: Sendable {
    public var name: String
    public var kind: PrimitiveKind
    public var value: Int
    public var limit: Int?
    /// A condition's lock, the thread that is joined, or the pool that runs a future's task.
    public var belonging: String?

    public init(
      _ name: String, _ kind: PrimitiveKind, value: Int = 0, limit: Int? = nil,
      belonging: String? = nil
    ) {
      self.name = name
      self.kind = kind
      self.value = value
      self.limit = limit
      self.belonging = belonging
    }
  }

  public private(set) var declarations: [Declaration] = []
  /// The events of each column.
  public private(set) var columns: [[SyncEvent]] = []
  public let tick: Int64
  private let props: [Prop]
  private var threads: [String] = []
  private var bookkeeper = Bookkeeper()

  /// `you` is the control thread, `X1`, `X2`, … are none of Signalbox's own; every other name is an ordinary thread.
  ///
  /// - Parameter startedBy: made the ordinary threads; nil is a thread that nobody knows.
  public init(
    _ rows: String, with props: [Prop], tick: Int64 = 10, startedBy: ThreadID? = nil
  ) throws {
    self.tick = tick
    self.props = props
    let rows = try rows.split(separator: "\n").map(Row.init)
    for row in rows where !threads.contains(row.thread) { threads.append(row.thread) }
    declareThreads(rows, startedBy)
    try declareProps()
    for column in 0..<(rows.map(\.track.count).max() ?? 0) {
      columns.append([])
      for row in rows where column < row.track.count {
        try draw(row, column)
      }
    }
  }

  public func thread(_ name: String) -> ThreadID {
    ThreadID(UInt32((threads.firstIndex(of: name) ?? threads.count) + 1))
  }
  public func primitive(_ name: String) -> PrimitiveID {
    PrimitiveID(UInt32((props.firstIndex { $0.name == name } ?? props.count) + 1))
  }

  /// All of it in one batch; `now` is the end of the last column.
  public var batch: Batch { Batch(declarations: declarations, events: columns.flatMap { $0 }) }
  private func origin(of name: String) -> ThreadDeclaration.Origin {
    name == "you" ? .control : name.hasPrefix("X") ? .foreign : .own
  }
  public var end: Instant { Instant(nanoseconds: Int64(columns.count) * tick) }

  public func model() -> LaneModel {
    var model = LaneModel()
    model.apply(batch, now: end)
    return model
  }

  /// The same, but a batch for each column, as a source yields it that is asked often.
  public func modelColumnByColumn() -> LaneModel {
    var model = LaneModel()
    model.apply(Batch(declarations: declarations), now: .zero)
    for (column, events) in columns.enumerated() {
      model.apply(Batch(events: events), now: Instant(nanoseconds: Int64(column) * tick))
    }
    model.apply(Batch(), now: end)
    return model
  }

  private struct Row {
    var thread: String
    var primitive: String
    var track: [Character]

    init(_ line: Substring) throws {
      let words = line.split(separator: " ")
      guard words.count == 3 else { throw Failure.noTrack(String(line)) }
      thread = String(words[0])
      primitive = String(words[1])
      track = Array(words[2])
    }
    /// Leading dashes are the time before the thread was.
    var start: Int { track.firstIndex { $0 != "-" } ?? track.count }
  }

  private mutating func declareThreads(_ rows: [Row], _ parent: ThreadID?) {
    for name in threads {
      let start = rows.filter { $0.thread == name }.map(\.start).min() ?? 0
      declarations.append(
        .thread(
          ThreadDeclaration(
            id: thread(name), name: name, origin: origin(of: name),
            parent: origin(of: name) == .own ? parent : nil,
            time: Instant(nanoseconds: Int64(start) * tick))))
    }
  }

  private mutating func declareProps() throws {
    for prop in props {
      var declaration = PrimitiveDeclaration(
        id: primitive(prop.name), kind: prop.kind, name: prop.name, value: prop.value,
        limit: prop.limit)
      if let belonging = prop.belonging {
        if prop.kind == .condition { declaration.lock = primitive(belonging) }
        if prop.kind == .future { declaration.pool = primitive(belonging) }
        if prop.kind == .thread { declaration.thread = thread(belonging) }
      }
      declarations.append(.primitive(declaration))
      bookkeeper.limits[declaration.id] = prop.limit ?? prop.value
    }
  }

  private mutating func draw(_ row: Row, _ column: Int) throws {
    let letter = row.track[column]
    guard letter != ".", column >= row.start else { return }
    var id: PrimitiveID?
    var kind: PrimitiveKind?
    if row.primitive != "-" {
      guard let prop = props.first(where: { $0.name == row.primitive }) else {
        throw Failure.noSuchPrimitive(row.primitive)
      }
      id = primitive(prop.name)
      kind = prop.kind
    }
    let event = try bookkeeper.event(
      letter, thread(row.thread), id, kind, Instant(nanoseconds: Int64(column) * tick))
    columns[column].append(event)
  }
}
