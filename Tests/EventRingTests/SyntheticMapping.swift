import CSignalbox
import Glibc
import SyncEvents

@testable import EventRing

/// A mapping that a test writes itself, as sb_layout.h says: small, in memory, and to be saved as a file.
final class SyntheticMapping {
  let memory: UnsafeMutableRawPointer
  let size: Int
  let ringEvents: Int
  private static let page = 4096

  /// - Parameters:
  ///   - threads: so many rings.
  ///   - ringEvents: for so many events each.
  ///   - source: of the ticks; they are nanoseconds where nothing else is said.
  ///   - began: ticks.
  init(
    threads: Int = 4, ringEvents: Int = 256, primitives: Int = 64, journal: Int = 64,
    source: UInt32 = SB_CLOCK_MONOTONIC, began: UInt64 = 1000
  ) {
    self.ringEvents = ringEvents
    var at = UInt64(Self.page)
    func part(_ bytes: Int) -> UInt64 {
      defer { at += UInt64((bytes + Self.page - 1) / Self.page * Self.page) }
      return at
    }
    var header = sb_header()
    header.version = SB_VERSION
    header.pid = getpid()
    header.level = SB_AUTO
    header.clock_source = source
    header.ring_events = UInt32(ringEvents)
    header.ring_stride = UInt64(SB_RING_HEADER) + UInt64(ringEvents * 16)
    header.began = began
    (header.clock_room, header.journal_room, header.texts_room) = (64, UInt64(journal), 16_384)
    (header.sites_room, header.threads_room, header.primitives_room) =
      (64, UInt64(threads), UInt64(primitives))
    header.clock_at = part(64 * 16)
    header.journal_at = part(journal * 64)
    header.texts_at = part(16_384)
    header.sites_at = part(64 * 16)
    header.threads_at = part(threads * 128)
    header.primitives_at = part(primitives * 128)
    header.rings_at = part(threads * Int(header.ring_stride))
    header.size = at
    header.magic = SB_MAGIC
    size = Int(at)
    memory = .allocate(byteCount: size, alignment: Self.page)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    self.header.pointee = header
    _ = text("")
    _ = text("…")
  }
  deinit { memory.deallocate() }

  var header: UnsafeMutablePointer<sb_header> { place(0) }
  func place<T>(_ at: UInt64, _ type: T.Type = T.self) -> UnsafeMutablePointer<T> {
    (memory + Int(at)).assumingMemoryBound(to: T.self)
  }
  var view: MappingView {
    MappingView(raw: sb_view(base: UnsafeRawPointer(memory), file: -1, size: UInt64(size)))
  }
  var image: [UInt8] {
    withExtendedLifetime(self) { Array(UnsafeRawBufferPointer(start: memory, count: size)) }
  }

  // MARK: tables

  func pair(ticks: UInt64, ns: UInt64) {
    let count = header.pointee.clock_count
    place(header.pointee.clock_at, sb_clock_pair.self)[Int(count % header.pointee.clock_room)] =
      sb_clock_pair(ticks: ticks, ns: ns)
    header.pointee.clock_count = count + 1
  }

  @discardableResult
  func text(_ text: String) -> UInt32 {
    let at = header.pointee.texts_end
    let bytes = Array(text.utf8)
    place(header.pointee.texts_at + at, UInt32.self).pointee = UInt32(bytes.count)
    (memory + Int(header.pointee.texts_at + at) + 4).copyMemory(
      from: bytes, byteCount: bytes.count)
    header.pointee.texts_end = at + UInt64((4 + bytes.count + 3) / 4 * 4)
    return UInt32(at / 4)
  }

  func site(_ word: UInt64, file: String, line: UInt32) {
    let file = text(file)
    place(header.pointee.sites_at, sb_site.self)[Int(header.pointee.sites_count)] =
      sb_site(site: word, file: file, line: line)
    header.pointee.sites_count += 1
  }

  private func declare(_ declaration: sb_declaration) -> sb_declaration {
    var numbered = declaration
    let count = header.pointee.journal_count
    numbered.number = count + 1
    place(header.pointee.journal_at, sb_declaration.self)[
      Int(count % header.pointee.journal_room)] =
      numbered
    header.pointee.journal_count = count + 1
    return numbered
  }

  /// The thread's entry and ring have that index.
  func thread(_ id: UInt32, _ name: String, at index: Int, time: UInt64 = 1000) {
    var declaration = sb_declaration()
    declaration.time = time
    declaration.id = id
    declaration.name = text(name)
    declaration.limit = -1
    declaration.type = UInt8(SB_DECLARES_THREAD)
    declaration.kind = ThreadDeclaration.Origin.own.code
    declaration.system_id = 77
    let entry = threadEntry(index)
    entry.pointee.declaration = declare(declaration)
    entry.pointee.slot = sb_thread_slot()
    entry.pointee.slot.id = id
    entry.pointee.slot.since = time
    header.pointee.threads_count = max(header.pointee.threads_count, UInt64(index + 1))
    ring(index).claim(id, time: time)
  }
  func threadEntry(_ index: Int) -> UnsafeMutablePointer<sb_thread_entry> {
    place(header.pointee.threads_at, sb_thread_entry.self) + index
  }

  func primitive(
    _ id: UInt32, _ kind: PrimitiveKind, _ name: String, at index: Int, value: Int64 = 0,
    limit: Int64 = -1, related: UInt32 = 0, site: UInt64 = 0
  ) {
    var declaration = sb_declaration()
    declaration.time = header.pointee.began
    declaration.id = id
    declaration.name = text(name)
    (declaration.value, declaration.limit, declaration.related) = (value, limit, related)
    declaration.site = site
    declaration.type = UInt8(SB_DECLARES_PRIMITIVE)
    declaration.kind = kind.rawValue
    let entry = primitiveEntry(index)
    entry.pointee.declaration = declare(declaration)
    entry.pointee.slot = sb_slot()
    entry.pointee.slot.id = id
    entry.pointee.slot.kind = UInt32(kind.rawValue)
    (entry.pointee.slot.value, entry.pointee.slot.limit) = (value, limit)
    if kind.isLock { entry.pointee.slot.turn = UInt64(0xFF_FFFF) << 40 }
    header.pointee.primitives_count = max(header.pointee.primitives_count, UInt64(index + 1))
  }
  func primitiveEntry(_ index: Int) -> UnsafeMutablePointer<sb_primitive_entry> {
    place(header.pointee.primitives_at, sb_primitive_entry.self) + index
  }

  // MARK: rings

  func ring(_ index: Int) -> Ring {
    Ring(
      place: header.pointee.rings_at + UInt64(index) * header.pointee.ring_stride, mapping: self)
  }

  struct Ring {
    let place: UInt64
    let mapping: SyntheticMapping
    var head: UnsafeMutablePointer<sb_ring> { mapping.place(place) }

    func claim(_ thread: UInt32, time: UInt64) {
      head.pointee.mask = UInt64(mapping.ringEvents - 1)
      head.pointee.owner_since = head.pointee.head
      head.pointee.owner = thread
      write(SB_THREAD, thread, time: time)
    }

    /// One event: its number may have `SB_SEEN` in it.
    func write(
      _ number: UInt32, _ primitive: UInt32 = 0, _ sequence: UInt64 = 0, time: UInt64 = 0,
      arguments: [sb_argument] = []
    ) {
      var at = head.pointee.head
      let events = mapping.place(place + UInt64(SB_RING_HEADER), sb_event.self)
      let heads = [
        sb_event(time: time, what: sb_head_word(sequence & 0xFF_FFFF, number, primitive))
      ]
      head.pointee.reserve = max(
        head.pointee.reserve, at + UInt64(1 + arguments.count), (at / 64 + 1) * 64)
      for event in heads
        + arguments.map({ sb_event(time: $0.a, what: sb_head_word(0, SB_ARGUMENT, $0.b)) })
      {
        events[Int(at % UInt64(mapping.ringEvents))] = event
        at += 1
      }
      head.pointee.head = at
    }
  }

  // MARK: files

  func save(_ path: String, bytes count: Int? = nil) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw NotSaved(code: errno) }
    defer { close(file) }
    let length = min(size, count ?? size)
    guard write(file, memory, length) == length else { throw NotSaved(code: errno) }
  }
  struct NotSaved: Error { var code: Int32 }
}
