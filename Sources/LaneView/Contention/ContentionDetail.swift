import LaneModel
import Phrases
import SyncEvents

/// What is said of one row below its table.
struct ContentionDetail {
  let model: LaneModel
  let book: Phrasebook
  /// So many of those that are blamed are named, and so many things that each was doing.
  private static let mostNamed = 4

  func phrases(_ row: ContentionRow) -> [Phrase] {
    switch row {
    case .primitive(let it): phrases(it)
    case .thread(let it): phrases(it)
    }
  }

  private func phrases(_ it: PrimitiveContention) -> [Phrase] {
    var all: [Phrase] = []
    let (waits, holds) = (it.waits, it.holds)
    if waits.count > 0 {
      all.append(
        book.waits(
          Phrasebook.Lengths(waits, isAbout: it.hasEstimatedWaits),
          by: it.longest.map { actor($0.thread) }, isOpen: it.longest?.isOpen ?? false))
      all.append(blame(it))
    } else {
      all.append(Phrase(book.neverWaited, .dim))
    }
    if holds.count > 0 {
      all.append(book.holds(Phrasebook.Lengths(holds, isAbout: it.hasEstimatedHolds)))
    }
    var counts: [String] = []
    if it.notifies > 0 { counts.append(book.notifies(it.notifies, unheard: it.unheard)) }
    if it.handOffs > 0 { counts.append(book.handOffs(it.handOffs)) }
    if !counts.isEmpty { all.append(Phrase(counts.joined(separator: book.listComma), .dim)) }
    return all
  }

  private func blame(_ it: PrimitiveContention) -> Phrase {
    let stories = it.charges.sums(by: \.holder).prefix(Self.mostNamed).map { sum in
      story(of: sum.part, it.charges.filter { $0.holder == sum.part }, it.hasEstimatedWaits)
    }
    return stories.isEmpty
      ? Phrase(book.chargedToNobody, .dim) : book.blame(atPrimitive: Array(stories))
  }

  private func phrases(_ it: ThreadContention) -> [Phrase] {
    guard !it.charges.isEmpty else { return [Phrase(book.nobodyWaitedFor, .dim)] }
    let sums = it.charges.sums(by: \.primitive).prefix(Self.mostNamed).map {
      (name: model.name(of: $0.part), time: $0.time)
    }
    return [
      blame(of: it.id, it.charges, isAbout: it.isEstimated),
      book.waitedFor(Array(sums), isAbout: it.isEstimated),
    ]
  }

  /// How long others waited for one thread, and what it did meanwhile.
  func blame(of thread: ThreadID, _ charges: [Charge], isAbout: Bool) -> Phrase {
    book.blame(ofThread: story(of: thread, charges, isAbout))
  }

  private struct Doing: Hashable {
    var look: Look
    var on: PrimitiveID?
  }
  private func story(
    of holder: ThreadID?, _ charges: [Charge], _ isAbout: Bool
  ) -> BlameStory {
    let parts = charges.sums { Doing(look: $0.look, on: $0.blockedOn) }.prefix(Self.mostNamed)
    return BlameStory(
      holder: holder.map(actor), time: charges.total, isAbout: isAbout,
      parts: parts.map { sum in
        BlameStory.Part(
          doing: sum.part.look.word, on: sum.part.on.map { model.name(of: $0) }, time: sum.time)
      })
  }

  private func actor(_ thread: ThreadID) -> Actor {
    let name = model.name(of: thread)
    return Actor(id: thread, name: name, isPerson: model.lane(thread)?.isControl ?? false)
  }
}

extension Phrasebook.Lengths {
  fileprivate init(_ all: DurationHistogram, isAbout: Bool) {
    self.init(
      count: all.count, total: all.total, median: all.percentile(0.5) ?? 0,
      tail: all.percentile(0.99) ?? 0, most: all.longest, isAbout: isAbout)
  }
}
