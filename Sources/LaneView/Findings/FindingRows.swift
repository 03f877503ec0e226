import Findings
import Frames
import LaneModel
import Phrases
import SyncEvents

/// The findings as lines of text, the newest first; below the selected one what it rests on, and what would end it.
struct FindingRows {
  struct Row: Hashable {
    var phrase: Phrase
    /// Whose first line it is.
    var number: Int?
  }
  let model: LaneModel
  let book: Phrasebook
  let width: Int
  /// Where the cursor is among the remedies.
  private let remedy: Int?
  var rows: [Row] = []
  private(set) var selected: FindingRecord?
  /// The rows of the selected one.
  private(set) var selectedRows = 0..<0

  /// - Parameter only: nothing but this one.
  init(
    _ viewer: Viewer, _ model: LaneModel, _ book: Phrasebook, width: Int,
    only: FindingRecord? = nil
  ) {
    self.model = model
    self.book = book
    self.width = width
    if case .remedies(let index) = viewer.overlay { remedy = index } else { remedy = nil }
    let selected = viewer.finding(in: model)
    for record in only.map({ [$0] }) ?? model.findingRecords.reversed() {
      let first = rows.count
      let isSelected = record.number == selected?.number
      add(record, whole: isSelected)
      guard isSelected else { continue }
      addDetails(of: record)
      self.selected = record
      selectedRows = first..<rows.count
    }
  }

  private mutating func add(_ record: FindingRecord, whole: Bool) {
    var line = Phrase(book.stamp(record.began), .dim)
    line.add("  ")
    let happening = Happening(
      number: 0, time: record.began, thread: record.finding.teller ?? ThreadID(0),
      threadName: "", what: model.happening(of: record.finding))
    let isGrave = record.finding.grade >= .likely
    line.add(book.sentence(happening), !record.stands ? .dim : isGrave ? .finding : .plain)
    let length = (record.end?.time ?? model.now) - record.began
    line.add(book.listComma + book.stands(length, over: record.end.map(\.isByPerson)))
    let first = rows.count
    if whole { add(line) } else { rows.append(Row(phrase: line)) }
    rows[first].number = record.number
  }

  /// What would end it comes first: that is what one chooses from.
  private mutating func addDetails(of record: FindingRecord) {
    if record.stands { addRemedies(for: record.finding) }
    if let inversion = model.inversion(of: record) { return add(inversion) }
    for evidence in record.evidence {
      add(evidence, at: record.end?.time ?? model.now)
    }
  }

  private mutating func addRemedies(for finding: Finding) {
    let remedies = model.remedies(for: finding)
    if remedies.isEmpty {
      let threshold = model.thresholds.text(of: finding.kind)
      add(Phrase("    " + book.noRemedy(finding.kind, threshold: threshold), .dim))
    }
    for (index, remedy) in remedies.enumerated() {
      var line = Phrase(index == self.remedy ? "  > " : "    ", .key)
      line.add(book.remedyLabel)
      line.add(remedy.instruction.text, .key)
      line.add(
        finding.kind == .poolDeadlock
          ? book.oneMoreWorker : book.remedy(wakes: remedy.wakes.map { model.name(of: $0) }))
      add(line)
    }
  }

  private mutating func add(_ evidence: FindingRecord.Evidence, at time: Instant) {
    var line = Phrase("    ", .dim)
    line.add(book.called(model.name(of: evidence.thread)), .thread(evidence.thread))
    line.add(book.waitsFor)
    line.add(model.name(of: evidence.primitive), .primitive(evidence.primitive))
    if let since = evidence.since { line.add(book.sinceThen(time, since)) }
    addPlace(evidence.site, to: &line)
    if evidence.holders.count == 1, let holder = evidence.holders.first {
      line.add(" \(book.backArrow) ")
      line.add(book.called(model.name(of: holder)), .thread(holder))
      line.add(book.hasIt(isTimed: evidence.heldSince != nil))
      if let since = evidence.heldSince { line.add(book.sinceThen(time, since)) }
      addPlace(evidence.heldSite, to: &line)
    }
    add(line)
  }

  private func addPlace(_ site: SiteID?, to line: inout Phrase) {
    guard let place = site.flatMap(model.site) else { return }
    line.add(book.inFile("\(place.file):\(place.line)"))
  }

  mutating func add(_ line: Phrase) {
    for (index, part) in wrapped(line, width: width - 6).enumerated() {
      var phrase = Phrase(index == 0 ? "" : "      ", .dim)
      for segment in part.segments { phrase.add(segment.text, segment.tone) }
      rows.append(Row(phrase: phrase))
    }
  }
}
