import Frames
import LaneModel
import Phrases
import SyncEvents

// What consists of threads: pools, crews, the parties of a barrier; and the results that they give.
extension PrimitivePicture {
  /// A worker that runs is tall, one that is idle a dot; the rest have not been needed yet.
  func poolMarks(_ pool: PrimitiveState) -> [MarkGroup] {
    let idle = idle(pool)
    let unborn = (pool.limit ?? 0).subtracting(pool.running.count + idle)
    return [
      MarkGroup(pool.running.count, glyphs.track(.running), Style(.running)),
      MarkGroup(idle, glyphs.dot, Style(.idle)),
      MarkGroup(unborn, " ", Style(.idle)),
    ]
  }

  func pool(_ pool: PrimitiveState) -> [RowPart] {
    func count(_ word: (Int) -> String, _ count: Int, _ style: Style) -> RowPart {
      RowPart(
        word(count), count == 0 ? Style(.dim) : style,
        reserve: DisplayWidth.of(word(max(count, pool.done, 10))))
    }
    var parts = gaugePart(of: pool)
    parts += [
      count(book.running(tasks:), pool.running.count, Style(.plain)),
      count(book.idle(workers:), idle(pool), Style(.subdued)),
      count(book.done(tasks:), pool.done, Style(.plain)),
    ]
    if pool.isShutDown { parts.append(RowPart(book.shutDown, Style(.error))) }
    // The line of tasks comes last, so that nothing moves as it grows and shrinks.
    let line =
      String(repeating: glyphs.taken, count: min(max(0, pool.value), mostGauge))
      + (pool.value > mostGauge ? book.ellipsis : "")
    parts.append(
      RowPart(
        [
          Piece(book.queued(tasks: pool.value), Style(pool.value == 0 ? .dim : .plain)),
          Piece(" \(line)", Style(.queue)),
        ], brief: [Piece(book.queued(tasks: pool.value), Style(.plain))], isOpen: true))
    return parts
  }

  private func idle(_ pool: PrimitiveState) -> Int {
    model.waiters(at: pool.id, for: .task).count
  }

  func crew(_ crew: PrimitiveState) -> [RowPart] {
    gaugePart(of: crew) + [RowPart(book.crew(crew.limit ?? 0), Style(.plain))]
  }

  /// Filled are those who have come.
  func barrierMarks(_ barrier: PrimitiveState) -> [MarkGroup] {
    let come = barrier.waiters.count
    return [
      MarkGroup(come, glyphs.taken, Style(barrier.isBroken ? .error : .others)),
      MarkGroup(
        (barrier.limit ?? 0).subtracting(come), glyphs.open, Style(barrier.isBroken ? .error : .dim)
      ),
    ]
  }

  func barrier(_ barrier: PrimitiveState) -> [RowPart] {
    let words = book.come(barrier.waiters.count, of: barrier.limit ?? 0)
    let parts = gaugePart(of: barrier) + [number(words.bright, words.dim)]
    return parts + (barrier.isBroken ? [RowPart(book.broken, Style(.error, bold: true))] : [])
  }

  func future(_ future: PrimitiveState) -> [RowPart] {
    let task = RowPart(book.task(future.declaration.value), Style(.dim))
    let runner = future.holders.first.map {
      RowPart([
        Piece("\(glyphs.track(.running))", Style(.running)),
        Piece(" \(book.running(by: model.name(of: $0)))", Style(.plain)),
      ])
    }
    let count = future.waiters.count
    return gaugePart(of: future) + [task, runner ?? RowPart(book.queued, Style(.dim))]
      + (count > 0
        ? [waiters(count, PrimitiveKind.future.ink, .future, book.waitingCount(count))] : [])
  }
}
