import Findings
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// What counts of all that was found.
struct Verdict {
  /// Stood at the end, or until somebody from outside ended it, and is sure enough.
  private(set) var records: [FindingRecord] = []
  /// The others, for people to know.
  private(set) var notes: [FindingRecord] = []
  private(set) var excesses: [Excess] = []

  /// Something took longer than it may.
  struct Excess {
    var isHold: Bool
    var primitive: Happening.Subject
    /// Who waited longest.
    var thread: String?
    var longest: Int64
    var limit: Int64
  }

  init(_ model: LaneModel, _ limits: CheckLimits) {
    for record in model.findingRecords {
      let counts = record.finding.grade >= limits.least && !hasProvedWrong(record)
      if counts { records.append(record) } else { notes.append(record) }
    }
    for row in model.primitiveContention() {
      let subject = Happening.Subject(id: row.id, name: row.name, kind: row.kind)
      if let limit = limits.maxWait, let longest = row.longest, longest.time > limit {
        excesses.append(
          Excess(
            isHold: false, primitive: subject, thread: model.name(of: longest.thread),
            longest: longest.time, limit: limit))
      }
      if let limit = limits.maxHold, row.holds.longest > limit {
        excesses.append(
          Excess(isHold: true, primitive: subject, longest: row.holds.longest, limit: limit))
      }
    }
  }

  /// What was only likely, and the program went on by itself. What is certain cannot; and that locks were taken in different orders
  /// or somebody starved was so, whatever came then.
  private func hasProvedWrong(_ record: FindingRecord) -> Bool {
    record.finding.grade == .likely && record.end?.isByPerson == false
  }

  var isEmpty: Bool { records.isEmpty && excesses.isEmpty }

  func lines(_ model: LaneModel, _ book: Phrasebook) -> [String] {
    var lines: [String] = []
    for record in records {
      lines += FindingText.lines(record, model, book, width: 100) + [""]
    }
    for excess in excesses {
      lines.append(sentence(excess, book))
    }
    if !excesses.isEmpty { lines.append("") }
    for record in notes {
      lines += [book.doesNotCount] + FindingText.lines(record, model, book, width: 100) + [""]
    }
    return lines + [book.verdict(records.count + excesses.count)]
  }

  private func sentence(_ excess: Excess, _ book: Phrasebook) -> String {
    excess.isHold
      ? book.heldTooLong(excess.primitive.name, excess.longest, excess.limit)
      : book.waitedTooLong(
        excess.thread ?? "", excess.primitive.name, excess.longest, excess.limit)
  }

  /// One object a finding, and one for all.
  func json(_ model: LaneModel, _ trouble: CheckTrouble?, _ book: Phrasebook) -> String {
    let all =
      records.map { object($0, counts: true, model, book) }
      + notes.map { object($0, counts: false, model, book) } + excesses.map { object($0, book) }
    var end = "{\"check\":\"end\",\"found\":\(records.count + excesses.count)"
    if let trouble { end += ",\"trouble\":\(JSONText.quoted(book.sentence(trouble)))" }
    return (all + [end + "}"]).joined(separator: "\n") + "\n"
  }

  private func object(
    _ record: FindingRecord, counts: Bool, _ model: LaneModel, _ book: Phrasebook
  ) -> String {
    let waits = record.evidence.map { evidence in
      var fields = [
        "\"thread\":\(JSONText.quoted(model.name(of: evidence.thread)))",
        "\"primitive\":\(JSONText.quoted(model.name(of: evidence.primitive)))",
      ]
      if let since = evidence.since { fields.append("\"since\":\(since.nanoseconds)") }
      if let site = evidence.site.flatMap(model.site) {
        fields.append("\"site\":\(JSONText.quoted("\(site.file):\(site.line)"))")
      }
      let holders = evidence.holders.map { JSONText.quoted(model.name(of: $0)) }
      fields.append("\"holders\":[\(holders.joined(separator: ","))]")
      if let site = evidence.heldSite.flatMap(model.site) {
        fields.append("\"heldSite\":\(JSONText.quoted("\(site.file):\(site.line)"))")
      }
      return "{\(fields.joined(separator: ","))}"
    }
    let text = FindingText.lines(record, model, book, width: 1000).first ?? ""
    var object = "{\"check\":\"finding\",\"kind\":\"\(record.finding.kind.word)\""
    object += ",\"grade\":\"\(record.finding.grade.word)\",\"counts\":\(counts)"
    object += ",\"began\":\(record.began.nanoseconds)"
    if let end = record.end { object += ",\"ended\":\(end.time.nanoseconds)" }
    object += ",\"waits\":[\(waits.joined(separator: ","))]"
    return object + ",\"sentence\":\(JSONText.quoted(text))}"
  }

  private func object(_ excess: Excess, _ book: Phrasebook) -> String {
    "{\"check\":\"\(excess.isHold ? "hold" : "wait")\",\"primitive\":"
      + JSONText.quoted(excess.primitive.name) + ",\"longest\":\(excess.longest),\"limit\":"
      + "\(excess.limit),\"sentence\":\(JSONText.quoted(sentence(excess, book)))}"
  }
}
