import SwiftProtobuf
import SyncEvents

/// The packets of a trace, in the order in which they were made: readers sort them by time. What is named again and again is
/// written out once, and numbered.
struct PacketWriter {
  private var packets: [PerfettoTracePacket] = []
  private var names = Interned()
  private var categories = Interned()
  private var keys = Interned()
  private var texts = Interned()
  /// What was numbered since the last packet: the next one brings it along.
  private var new = PerfettoInternedData()
  private var hasNew = false
  private var hasBegun = false

  /// Texts and their numbers, from 1.
  private struct Interned {
    private var numbers: [String: UInt64] = [:]

    mutating func number(_ text: String, onNew add: (UInt64) -> Void) -> UInt64 {
      if let number = numbers[text] { return number }
      let number = UInt64(numbers.count + 1)
      numbers[text] = number
      add(number)
      return number
    }
  }

  mutating func name(_ text: String) -> UInt64 {
    names.number(text) { number in
      hasNew = true
      new.eventNames.append(.with { ($0.iid, $0.name) = (number, text) })
    }
  }
  mutating func category(_ text: String) -> UInt64 {
    categories.number(text) { number in
      hasNew = true
      new.eventCategories.append(.with { ($0.iid, $0.name) = (number, text) })
    }
  }
  /// A detail of an event, which readers list beside it.
  mutating func detail(_ key: String, _ text: String) -> PerfettoDebugAnnotation {
    let value = texts.number(text) { number in
      hasNew = true
      new.debugAnnotationStringValues.append(.with { ($0.iid, $0.str) = (number, text) })
    }
    let name = number(ofKey: key)
    return .with { ($0.nameIid, $0.stringValueIid) = (name, value) }
  }
  private mutating func number(ofKey text: String) -> UInt64 {
    keys.number(text) { number in
      hasNew = true
      new.debugAnnotationNames.append(.with { ($0.iid, $0.name) = (number, text) })
    }
  }

  // MARK: packets

  mutating func add(_ track: PerfettoTrackDescriptor) {
    append(.trackDescriptor(track), at: nil)
  }
  mutating func add(_ clocks: PerfettoClockSnapshot, at time: Instant) {
    append(.clockSnapshot(clocks), at: time)
  }
  mutating func add(
    _ type: PerfettoTrackEvent.TypeEnum, on track: UInt64, at time: Instant,
    _ fill: (inout PerfettoTrackEvent) -> Void = { _ in }
  ) {
    var event = PerfettoTrackEvent()
    (event.type, event.trackUuid) = (type, track)
    fill(&event)
    append(.trackEvent(event), at: time)
  }

  private mutating func append(_ data: PerfettoTracePacket.OneOf_Data, at time: Instant?) {
    var packet = PerfettoTracePacket()
    packet.data = data
    packet.trustedPacketSequenceID = 1
    packet.sequenceFlags = hasBegun ? 2 : 3
    if let time { packet.timestamp = UInt64(clamping: time.nanoseconds) }
    if hasNew { packet.internedData = new }
    (hasNew, hasBegun, new) = (false, true, PerfettoInternedData())
    packets.append(packet)
  }

  /// What was added since the last time, as bytes: put one after another they are one trace.
  mutating func takeBytes() throws -> [UInt8] {
    var trace = PerfettoTrace()
    (trace.packet, packets) = (packets, [])
    return try trace.serializedBytes()
  }
}
