import Findings
import Frames
public import LaneModel
public import Phrases
import SyncEvents

/// A finding as plain text, with a picture of the lanes that it is about: to be pasted into a bug report.
public enum FindingText {
  /// - Parameter width: columns; the picture takes what the names leave.
  public static func lines(
    _ record: FindingRecord, _ model: LaneModel, _ book: Phrasebook, width: Int
  ) -> [String] {
    var viewer = Viewer(
      lesson: .lock, language: book.language,
      abilities: Abilities(colours: .none, hasBlocks: !book.isASCII))
    viewer.panel = .findings
    viewer.selectedFinding = record.number
    let rows = FindingRows(viewer, model, book, width: max(40, width), only: record)
    return rows.rows.map { DisplayWidth.clean($0.phrase.text) }
      + picture(record, model, book, width: max(40, width))
  }

  /// The lanes that it rests on, from before it was found until after it, one row each with the state at its end.
  private static func picture(
    _ record: FindingRecord, _ model: LaneModel, _ book: Phrasebook, width: Int
  ) -> [String] {
    var threads: [ThreadID] = []
    for thread in record.evidence.flatMap({ [$0.thread] + $0.holders }) + record.finding.others
    where !threads.contains(thread) && model.lane(thread) != nil && threads.count < 16 {
      threads.append(thread)
    }
    let lanes = threads.compactMap(model.lane)
    guard !lanes.isEmpty else { return [] }
    let nameWidth = min(24, lanes.map { DisplayWidth.of($0.name) }.max() ?? 0)
    let columns = min(72, width - nameWidth - 8)
    guard columns >= 10 else { return [] }
    let (zoom, first) = span(record, lanes, columns)
    let abilities = Abilities(colours: .none, hasBlocks: !book.isASCII)
    let timeline = Timeline(abilities, .mixed)
    let rows = lanes.map { lane in
      let cells = model.cells(of: lane, k: zoom, first: first, count: columns)
      let name = DisplayWidth.cut(
        DisplayWidth.clean(lane.name), to: nameWidth, ellipsis: book.ellipsis)
      let gap = String(repeating: " ", count: nameWidth - DisplayWidth.of(name) + 2)
      return "    " + name + gap + String(timeline.marks(cells).map(\.glyph))
    }
    return ["", "    " + book.picture(from: record.began, cell: 1 << Int64(zoom))] + rows
  }

  /// So that it shows when the first of them came to where it is, and some of what was before; what it was found at is three
  /// quarters of the way.
  private static func span(
    _ record: FindingRecord, _ lanes: [Lane], _ columns: Int
  ) -> (zoom: Int, first: Int64) {
    let earliest = record.evidence.compactMap(\.since).min() ?? record.began
    let length = max(record.began - earliest, 1_000_000)
    var zoom = 10
    while zoom < 42, (Int64(columns) * 3 / 8) << Int64(zoom) < length { zoom += 1 }
    let last = record.began.bucket(zoom) + Int64(columns / 4)
    return (zoom, max(0, last - Int64(columns) + 1))
  }
}
