import LaneModel
import Phrases
import SyncEvents

/// Which of the two tables.
enum ContentionSubject: Hashable, Sendable, CaseIterable {
  case primitives, threads

  var columns: [ContentionColumn] {
    switch self {
    case .primitives: ContentionColumn.primitives
    case .threads: ContentionColumn.threads
    }
  }
}

/// A row: a primitive, or a thread.
enum ContentionRow {
  case primitive(PrimitiveContention)
  case thread(ThreadContention)

  enum ID: Hashable, Sendable {
    case primitive(PrimitiveID)
    case thread(ThreadID)
  }
  var id: ID {
    switch self {
    case .primitive(let it): .primitive(it.id)
    case .thread(let it): .thread(it.id)
    }
  }
  var name: String {
    switch self {
    case .primitive(let it): it.name
    case .thread(let it): it.name
    }
  }
}

/// What stands in a cell.
enum ContentionValue {
  case none
  case text(String)
  case count(Int)
  case share(Double)
  /// In nanoseconds, and whether it was worked out.
  case time(Int64, isAbout: Bool)

  /// What it is sorted by; the most comes first, and what there is not last.
  var weight: Double {
    switch self {
    case .none, .text: -1
    case .count(let count): Double(count)
    case .share(let share): share
    case .time(let time, _): Double(time)
    }
  }
  /// Nothing that one would look for.
  var isNothing: Bool {
    switch self {
    case .none: true
    case .text(let text): text.isEmpty
    case .count, .share, .time: weight <= 0
    }
  }

  func text(_ book: Phrasebook) -> String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .count(let count): book.count(count)
    case .share(let share): book.percent(share)
    case .time(let time, let isAbout):
      isAbout ? book.about(book.brief(time, columns: 6)) : book.brief(time, columns: 7)
    }
  }
}

extension ContentionRow {
  func value(_ column: ContentionColumn, _ model: LaneModel, _ book: Phrasebook) -> ContentionValue
  {
    switch self {
    case .primitive(let it): it.value(column, model, book)
    case .thread(let it): it.value(column, book)
    }
  }
}

extension PrimitiveContention {
  fileprivate func value(
    _ column: ContentionColumn, _ model: LaneModel, _ book: Phrasebook
  ) -> ContentionValue {
    func wait(_ time: Int64?) -> ContentionValue {
      waits.count == 0 ? .none : .time(time ?? 0, isAbout: hasEstimatedWaits)
    }
    func hold(_ time: Int64?) -> ContentionValue {
      holds.count == 0 ? .none : .time(time ?? 0, isAbout: hasEstimatedHolds)
    }
    return switch column {
    case .name: .text(name)
    case .kind: .text(book.word(kind))
    case .uses: .count(uses)
    case .contended: contendedShare.map(ContentionValue.share) ?? .none
    case .waited: wait(waits.total)
    case .waitMedian: wait(waits.percentile(0.5))
    case .waitTail: wait(waits.percentile(0.99))
    case .waitMost: wait(waits.longest)
    case .held: hold(holds.total)
    case .holdMedian: hold(holds.percentile(0.5))
    case .holdTail: hold(holds.percentile(0.99))
    case .holdMost: hold(holds.longest)
    case .handOffs: .count(handOffs)
    case .unheard: notifies == 0 ? .none : .count(unheard)
    case .charged: .text(mostCharged(model, book))
    case .blamed, .state: .none
    }
  }

  /// "worker-1 62%"; of all that was waited, also what nobody is charged for.
  private func mostCharged(_ model: LaneModel, _ book: Phrasebook) -> String {
    guard let most = charges.sums(by: \.holder).first(where: { $0.part != nil }),
      let holder = most.part
    else { return "" }
    let share = Double(most.time) / Double(max(1, waits.total))
    return "\(book.called(model.name(of: holder))) \(book.percent(share))"
  }
}

extension ThreadContention {
  fileprivate func value(_ column: ContentionColumn, _ book: Phrasebook) -> ContentionValue {
    switch column {
    case .name: .text(book.called(name))
    case .waited: .time(waited, isAbout: isEstimated)
    case .blamed: .time(charges.total, isAbout: isEstimated)
    case .state(let state): .time(times[state.tableLook], isAbout: isEstimated)
    default: .none
    }
  }
}

extension StateWord {
  /// What a lane in this state looks like.
  var tableLook: Look {
    switch self {
    case .running: .running
    case .sleeping: .sleeping
    case .blocked: .lock
    case .waiting(let wanted): wanted.look
    case .idle: .idle
    case .held: .held
    case .deadlocked: .deadlocked
    case .unknown: .unknown
    case .ended: .absent
    }
  }
}
