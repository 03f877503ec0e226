import Frames
import LaneModel
import Phrases
import SyncEvents

/// One of the tables, sorted, with the columns there is room for.
struct ContentionTable {
  let columns: ContentionColumns
  let rows: [ContentionRow]
  let sort: ContentionColumn
  let model: LaneModel
  let book: Phrasebook
  /// Some of its times were worked out.
  let isEstimated: Bool

  init(
    _ subject: ContentionSubject, by sort: ContentionColumn?, _ model: LaneModel,
    _ book: Phrasebook, width: Int
  ) {
    self.model = model
    self.book = book
    var rows: [ContentionRow]
    var states: [StateWord] = []
    switch subject {
    case .primitives:
      let all = model.primitiveContention()
      rows = all.map(ContentionRow.primitive)
      isEstimated = all.contains { $0.hasEstimatedWaits || $0.hasEstimatedHolds }
    case .threads:
      let all = model.threadContention()
      rows = all.map(ContentionRow.thread)
      isEstimated = all.contains(where: \.isEstimated)
      states = ContentionColumn.states.filter { state in
        all.contains { $0.times[state.tableLook] > 0 }
      }
    }
    let names = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
    columns = ContentionColumns(subject, width: width, names: names, states: states, book)
    let column = sort.flatMap { subject.columns.contains($0) ? $0 : nil } ?? .waited
    self.sort = column
    Self.sort(&rows, by: column, model, book)
    self.rows = rows
  }

  /// The most first, names by the alphabet; what is the same stays as it was declared.
  private static func sort(
    _ rows: inout [ContentionRow], by column: ContentionColumn, _ model: LaneModel,
    _ book: Phrasebook
  ) {
    let keyed = rows.enumerated().map {
      (place: $0.offset, value: $0.element.value(column, model, book))
    }
    let order = keyed.sorted { a, b in
      if case .text(let first) = a.value, case .text(let second) = b.value {
        // Who has none comes last.
        if first.isEmpty != second.isEmpty { return second.isEmpty }
        return (first, a.place) < (second, b.place)
      }
      return (b.value.weight, a.place) < (a.value.weight, b.place)
    }
    rows = order.map { rows[$0.place] }
  }

  /// What stands in a cell, and whether it is nothing that one would look for.
  func cell(_ row: ContentionRow, _ column: ContentionColumn) -> (text: String, isNothing: Bool) {
    let value = row.value(column, model, book)
    return (value.text(book), value.isNothing)
  }

  func place(of id: ContentionRow.ID?) -> Int? {
    id.flatMap { id in rows.firstIndex { $0.id == id } }
  }
}
