import CSignalbox
import SyncEvents

/// Who and what there is, out of a mapping: what came since the last time, what lives, and the texts and sites that both and
/// the events refer to by number.
struct MappingTables {
  private let header: MappingHeader
  private var journalRead: UInt64 = 0
  private var sitesRead: UInt64 = 0
  private var sites: [UInt64: sb_site] = [:]
  /// Texts lie next to each other, so no more bytes of them are told than there are, whatever their lengths say.
  private var textBytes: UInt64 = 0

  /// Names are cut there.
  private static let longestName: UInt64 = 1024

  init(_ header: MappingHeader) { self.header = header }

  // MARK: the journal

  /// Leaves out what is in it already.
  mutating func skipJournal(_ counts: MappingHeader.Counts) { journalRead = counts.journal }

  /// What was declared since the last time, in order.
  ///
  /// - Returns: the declarations, and whether some were overwritten before.
  mutating func journal(_ view: MappingView, _ counts: MappingHeader.Counts)
    -> (new: [sb_declaration], hasGap: Bool)
  {
    let (end, room) = (counts.journal, header.journal.room)
    guard end > journalRead else {
      journalRead = end
      return ([], false)
    }
    let begin = max(journalRead, end > room ? end - room : 0)
    var hasGap = begin != journalRead
    var new: [sb_declaration] = []
    for number in begin..<end {
      // With another number it was overwritten meanwhile, or it never was whole.
      if let record: sb_declaration = view.whole(at: header.journal.place(number)),
        record.number == number + 1
      {
        new.append(record)
      } else {
        hasGap = true
      }
    }
    journalRead = end
    return (new, hasGap)
  }

  // MARK: texts and sites

  /// A name; cut if it is long.
  func name(_ id: UInt32, _ view: MappingView, _ counts: MappingHeader.Counts) -> String {
    text(id, view, counts, most: Self.longestName)?.text ?? ""
  }

  /// A text that events refer to. Once for each.
  mutating func text(_ id: TextID, _ view: MappingView, _ counts: MappingHeader.Counts) -> String {
    let room = counts.textsEnd > textBytes ? counts.textsEnd - textBytes : 0
    guard let (text, length) = text(id.rawValue, view, counts, most: room) else { return "" }
    textBytes += length
    return text
  }

  private func text(
    _ id: UInt32, _ view: MappingView, _ counts: MappingHeader.Counts, most: UInt64
  ) -> (text: String, length: UInt64)? {
    let place = UInt64(id) * 4
    guard place + 4 <= counts.textsEnd,
      let told: UInt32 = view.load(at: header.texts.at + place)
    else { return nil }
    let length = min(UInt64(told), counts.textsEnd - place - 4, most)
    let bytes: [UInt8] = view.loadAll(at: header.texts.at + place + 4, count: Int(length))
    return (String(decoding: bytes, as: UTF8.self), length)
  }

  /// What a site's word stands for; nil if it is not in the table.
  mutating func site(_ id: SiteID, _ view: MappingView, _ counts: MappingHeader.Counts)
    -> (file: String, line: Int)?
  {
    while sitesRead < counts.sites {
      if let site: sb_site = view.load(at: header.sites.place(sitesRead)) {
        sites[site.site] = site
      }
      sitesRead += 1
    }
    guard let site = sites[id.rawValue] else { return nil }
    return (name(site.file, view, counts), Int(site.line))
  }
}

extension Declaration {
  /// What a record of the mapping says; nil for what no writer writes.
  init?(
    _ record: sb_declaration, _ clock: TickClock, name: (UInt32) -> String
  ) {
    guard record.id != 0 else { return nil }
    let time = clock.instant(record.time)
    switch UInt32(record.type) {
    case SB_DECLARES_THREAD:
      self = .thread(
        ThreadDeclaration(
          id: ThreadID(record.id), name: name(record.name),
          origin: ThreadDeclaration.Origin(code: record.kind) ?? .foreign,
          parent: record.related == 0 ? nil : ThreadID(record.related),
          pool: UInt32(exactly: record.value).flatMap { $0 == 0 ? nil : PrimitiveID($0) },
          systemID: record.system_id, time: time))
    case SB_DECLARES_PRIMITIVE:
      guard let kind = PrimitiveKind(rawValue: record.kind) else { return nil }
      let related = record.related
      self = .primitive(
        PrimitiveDeclaration(
          id: PrimitiveID(record.id), kind: kind, name: name(record.name),
          value: Int(record.value), limit: record.limit < 0 ? nil : Int(record.limit),
          lock: kind == .condition && related != 0 ? PrimitiveID(related) : nil,
          thread: kind == .thread && related != 0 ? ThreadID(related) : nil,
          pool: kind == .future && related != 0 ? PrimitiveID(related) : nil,
          site: record.site == 0 ? nil : SiteID(record.site), time: time))
    default: return nil
    }
  }
}
