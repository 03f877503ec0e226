import Packing
import SyncEvents

extension ByteWriter {
  mutating func loss(_ loss: Loss) {
    optional(loss.thread.map { UInt64($0.rawValue) })
    number(loss.count)
    signed(loss.since.nanoseconds)
    signed(loss.until.nanoseconds)
  }

  mutating func snapshot(_ snapshot: Snapshot) {
    signed(snapshot.time.nanoseconds)
    byte(snapshot.isOfOneMoment ? 1 : 0)
    number(UInt64(snapshot.threads.count))
    for it in snapshot.threads {
      number(UInt64(it.id.rawValue))
      byte(it.state.rawValue)
      optional(it.primitive.map { UInt64($0.rawValue) })
      byte(it.operation?.rawValue ?? 0)
      byte(it.isTimed ? 1 : 0)
      signed(it.since.nanoseconds)
      optional(it.site?.rawValue)
    }
    number(UInt64(snapshot.primitives.count))
    for it in snapshot.primitives {
      number(UInt64(it.id.rawValue))
      optional(it.owner.map { UInt64($0.rawValue) })
      signed(Int64(it.depth))
      byte(it.since == nil ? 0 : 1)
      if let since = it.since { signed(since.nanoseconds) }
      number(it.sequence)
      for value in [it.value, it.limit, it.waiters] { signed(Int64(value)) }
      optional(it.site?.rawValue)
    }
  }
}

extension ByteReader {
  mutating func loss() throws(Damaged) -> Loss {
    Loss(
      thread: try identifier().map { ThreadID($0) }, count: try number(), since: try next(),
      until: try next())
  }

  mutating func snapshot() throws(Damaged) -> Snapshot {
    var snapshot = Snapshot(time: try next(), threads: [], primitives: [])
    snapshot.isOfOneMoment = try byte() != 0
    for _ in 0..<(try count()) { snapshot.threads.append(try threadSnapshot()) }
    for _ in 0..<(try count()) { snapshot.primitives.append(try primitiveSnapshot()) }
    return snapshot
  }

  private mutating func threadSnapshot() throws(Damaged) -> ThreadSnapshot {
    let id = ThreadID(try narrow())
    let state = try value(ThreadSnapshot.State.self)
    let primitive = try identifier().map { PrimitiveID($0) }
    let operation = try byte()
    return ThreadSnapshot(
      id: id, state: state, primitive: primitive, operation: Operation(rawValue: operation),
      isTimed: try byte() != 0, since: try next(), site: try optional().map { SiteID($0) })
  }

  private mutating func primitiveSnapshot() throws(Damaged) -> PrimitiveSnapshot {
    PrimitiveSnapshot(
      id: PrimitiveID(try narrow()), owner: try identifier().map { ThreadID($0) },
      depth: try integer(), since: try byte() == 0 ? nil : try next(Instant.self),
      sequence: try number(), value: try integer(), limit: try integer(), waiters: try integer(),
      site: try optional().map { SiteID($0) })
  }
}
