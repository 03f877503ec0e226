import CSignalbox

/// What a mapping says of itself at its beginning, checked: nothing in it leads beyond what a mapping can be.
struct MappingHeader {
  /// So many records from a place on.
  struct Part {
    let at: UInt64
    let room: UInt64
    /// Bytes.
    let size: UInt64
    func place(_ index: UInt64) -> UInt64 { at + index % max(1, room) * size }
  }

  let pid: Int32
  /// When that process began, as the system counts.
  let started: UInt64
  let clockSource: UInt32
  /// Ticks.
  let began: UInt64
  let ringEvents: UInt64
  let ringStride: UInt64
  let clock, journal, texts, sites, threads, primitives, rings: Part

  /// - Throws: what is wrong with it.
  init(_ view: MappingView) throws(ReaderError) {
    guard let magic: UInt64 = view.load(at: 0), magic == SB_MAGIC else { throw .notAMapping }
    guard let header: sb_header = view.load(at: 0) else { throw .truncated }
    guard header.version <= SB_VERSION else { throw .newerVersion(header.version) }
    guard header.version == SB_VERSION else { throw .damaged("it has no version") }
    guard header.clock_source == SB_CLOCK_MONOTONIC || header.clock_source == SB_CLOCK_COUNTER
    else { throw .damaged("its clock is unknown") }
    guard header.size <= Self.largest else { throw .damaged("its size is impossible") }
    pid = header.pid
    started = header.started
    clockSource = header.clock_source
    began = header.began
    guard began < 1 << 62 else { throw .damaged("it began at an impossible time") }

    ringEvents = UInt64(header.ring_events)
    ringStride = header.ring_stride
    guard ringEvents.nonzeroBitCount == 1, (128...1 << 24).contains(ringEvents),
      ringStride % 8 == 0, ringStride <= 1 << 30,
      ringStride >= UInt64(SB_RING_HEADER) + ringEvents * Self.size(sb_event.self)
    else { throw .damaged("its rings have an impossible size") }

    func part(_ name: String, _ at: UInt64, _ room: UInt64, _ size: UInt64, most: UInt64)
      throws(ReaderError) -> Part
    {
      guard room > 0, room <= most, at % 8 == 0, at >= 4096, at <= header.size,
        room * size <= header.size - at
      else { throw .damaged("its table of \(name) lies outside of it") }
      return Part(at: at, room: room, size: size)
    }
    clock = try part(
      "times", header.clock_at, header.clock_room, Self.size(sb_clock_pair.self), most: 1 << 20)
    journal = try part(
      "what there was", header.journal_at, header.journal_room, Self.size(sb_declaration.self),
      most: 1 << 20)
    texts = try part("texts", header.texts_at, header.texts_room, 1, most: 1 << 34)
    sites = try part(
      "places", header.sites_at, header.sites_room, Self.size(sb_site.self), most: 1 << 20)
    threads = try part(
      "threads", header.threads_at, header.threads_room, Self.size(sb_thread_entry.self),
      most: 1 << 17)
    primitives = try part(
      "primitives", header.primitives_at, header.primitives_room,
      Self.size(sb_primitive_entry.self), most: 1 << 20)
    rings = try part(
      "rings", header.rings_at, header.threads_room, ringStride, most: 1 << 17)
    try check(Counts(header), in: view.length)
  }

  /// A petabyte is more than anything has.
  private static let largest: UInt64 = 1 << 50
  private static func size<T>(_ type: T.Type) -> UInt64 { UInt64(MemoryLayout<T>.stride) }

  /// What is used of it is there.
  private func check(_ counts: Counts, in length: UInt64) throws(ReaderError) {
    let used = [
      (clock, min(counts.clock, clock.room)), (journal, min(counts.journal, journal.room)),
      (texts, counts.textsEnd), (sites, counts.sites), (threads, counts.threads),
      (primitives, counts.primitives),
    ]
    for (part, count) in used {
      guard count <= part.room else {
        throw .damaged("a table has more in it than it has room for")
      }
      guard count == 0 || part.at + count * part.size <= length else { throw .truncated }
    }
  }

  /// How much of each part is used, and at what level is recorded.
  struct Counts {
    var level: UInt32 = 0
    var epoch: UInt32 = 0
    /// Ever.
    var clock: UInt64 = 0
    /// Ever.
    var journal: UInt64 = 0
    var textsEnd: UInt64 = 0
    var sites: UInt64 = 0
    var threads: UInt64 = 0
    var primitives: UInt64 = 0
    /// For want of room.
    var unrecordedThreads: UInt64 = 0
    var unlistedPrimitives: UInt64 = 0

    init() {}
    init(_ header: sb_header) {
      (level, epoch, clock) = (header.level, header.epoch, header.clock_count)
      (journal, textsEnd, sites) = (header.journal_count, header.texts_end, header.sites_count)
      (threads, primitives) = (header.threads_count, header.primitives_count)
      unrecordedThreads = header.unrecorded_threads
      unlistedPrimitives = header.unlisted_primitives
    }
  }

  /// The counts now, none more than there is room for, in the tables and in the file. Nil if the file is cut.
  func counts(_ view: MappingView) -> Counts? {
    guard let header: sb_header = view.load(at: 0), header.magic == SB_MAGIC else { return nil }
    var counts = Counts(header)
    let length = view.length
    func limit(_ count: inout UInt64, _ part: Part) {
      count = min(count, part.room, length > part.at ? (length - part.at) / part.size : 0)
    }
    limit(&counts.textsEnd, texts)
    limit(&counts.sites, sites)
    limit(&counts.threads, threads)
    limit(&counts.primitives, primitives)
    return counts
  }

  /// So many rings have memory, or may have.
  func ringCount(_ counts: Counts, _ view: MappingView) -> Int {
    let length = view.length
    guard length > rings.at else { return 0 }
    return Int(min(counts.threads, (length - rings.at + ringStride - 1) / ringStride))
  }

  /// The table of times, oldest first: what is whole of it.
  func clockPairs(_ view: MappingView) -> [sb_clock_pair] {
    guard let before = counts(view)?.clock else { return [] }
    let first = before > clock.room ? before - clock.room : 0
    let pairs = (first..<before).compactMap {
      view.load(sb_clock_pair.self, at: clock.place($0))
    }
    // The next to come is written over the oldest before it is counted.
    guard let after = counts(view)?.clock, pairs.count == Int(before - first) else { return [] }
    let whole = after &+ 1 > clock.room ? after &+ 1 - clock.room : 0
    return Array(pairs.dropFirst(whole > first ? Int(min(whole - first, before - first)) : 0))
  }
}
