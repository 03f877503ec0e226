public import Packing
import SyncEvents

extension Lane {
  func pack(to writer: inout ByteWriter) {
    writer.pack(declaration, state, since, holds, wokenBy, notifiedBy, task, values, line, site)
    writer.pack(hasArrived, hasEstimatedWaits, hasActed, wait, conditionWait, lastSeen, lostUntil)
    history.pack(to: &writer)
  }

  init(from reader: inout ByteReader) throws(Damaged) {
    // What the history takes is counted when all lanes are there.
    var usage = HistoryUsage()
    self.init(try reader.next(), &usage)
    (state, since, holds) = (try reader.next(), try reader.next(), try reader.next())
    (wokenBy, notifiedBy, task) = (try reader.next(), try reader.next(), try reader.next())
    (values, line, site) = (try reader.next(), try reader.next(), try reader.next())
    (hasArrived, hasEstimatedWaits) = (try reader.next(), try reader.next())
    (hasActed, wait, conditionWait) = (try reader.next(), try reader.next(), try reader.next())
    (lastSeen, lostUntil) = (try reader.next(), try reader.next())
    history = try LaneHistory(from: &reader)
  }
}

extension Lane.Hold: Packed {
  public func pack(to writer: inout ByteWriter) {
    writer.pack(primitive, count, since, isEstimated, site)
  }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      primitive: try reader.next(), count: try reader.next(), since: try reader.next(),
      isEstimated: try reader.next(), site: try reader.next())
  }
}

extension Lane.Task: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(pool, number, since) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(pool: try reader.next(), number: try reader.next(), since: try reader.next())
  }
}

extension Lane.OwnValue: Packed {
  public func pack(to writer: inout ByteWriter) { writer.pack(primitive, key, text, wasRead, time) }
  public init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      primitive: try reader.next(), key: try reader.next(), text: try reader.next(),
      wasRead: try reader.next(), time: try reader.next())
  }
}

extension Lane.Wait: Packed {
  func pack(to writer: inout ByteWriter) {
    writer.pack(primitive, wanted, since, isEstimated, isTimed, isOld)
  }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(
      primitive: try reader.next(), wanted: try reader.next(), since: try reader.next(),
      isEstimated: try reader.next(), isTimed: try reader.next(), isOld: try reader.next())
  }
}

extension Lane.ConditionWait: Packed {
  func pack(to writer: inout ByteWriter) { writer.pack(condition, since, left) }
  init(from reader: inout ByteReader) throws(Damaged) {
    self.init(condition: try reader.next(), since: try reader.next(), left: try reader.next())
  }
}
