import CBenchmarks
import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents

/// What the model takes in, and what a picture of much of it costs.
enum ModelRows {
  private static let batch = 4096
  private static let batches = 250

  static func figures(_ options: Options) throws -> [Figure] {
    var figures: [Figure] = []
    if options.wants("model.perSecond") {
      figures.append(Figure("model.perSecond", try perSecond(options.rounds)))
    }
    if options.wants("frame.many") || options.wants("zoom.ms") { figures += try many(options) }
    return figures.filter { options.wants($0.key) }
  }

  /// A million events of fifty lanes.
  private static func perSecond(_ rounds: Int) throws -> [Double] {
    var world = ModelWorld(threads: 50, gap: 200)
    let work = (0..<batches).map { _ in (world.next(batch), world.now) }
    let events = work.reduce(0) { $0 + $1.0.events.count }
    func once() throws -> Double {
      var model = LaneModel()
      model.apply(Batch(declarations: world.declarations), now: .zero)
      let begin = cb_thread_cpu()
      for (batch, now) in work { model.apply(batch, now: now) }
      let time = Double(cb_thread_cpu() - begin)
      try check(model.laneCounts.values.reduce(0, +), is: 50, "lanes")
      return Double(events) / time * 1e9
    }
    // There is nothing to pair it with: what else the host does shows, so each round takes the better of three.
    return try (0..<rounds).map { _ in try (0..<3).map { _ in try once() }.max() ?? 0 }
  }

  // MARK: a large model

  private static let size = Size(width: 200, height: 50)
  private static let rows = 46
  private static let columns = 150

  private static func many(_ options: Options) throws -> [Figure] {
    let small = model(lanes: 50, events: 10_000)
    let large = model(lanes: 10_000, events: 10_000_000)
    try check(large.lanes.count, is: 10_000, "lanes")
    let ratios = try (0..<options.rounds).map { _ in try frame(large) / frame(small) }
    return [Figure("frame.many", ratios), Figure("zoom.ms", [try worstZoom(large)])]
  }

  private static func model(lanes: Int, events: Int) -> LaneModel {
    var world = ModelWorld(threads: lanes, gap: 1000)
    var model = LaneModel()
    model.apply(Batch(declarations: world.declarations), now: .zero)
    for _ in 0..<max(1, events / batch) {
      let batch = world.next(batch)
      model.apply(batch, now: world.now)
    }
    return model
  }

  /// The milliseconds that a frame takes; the better of three.
  private static func frame(_ model: LaneModel) throws -> Double {
    var viewer = Viewer(
      lesson: nil, language: .en, abilities: Abilities(colours: .direct, hasBlocks: true))
    viewer.screen = size
    viewer.follow(model)
    let times = try (0..<3).map { _ in
      let begin = cb_thread_cpu()
      let frame = viewer.frame(model, size: size)
      let time = Double(cb_thread_cpu() - begin) / 1e6
      try check(frame.size, is: size, "the frame's size")
      return time
    }
    return times.min() ?? 0
  }

  /// Everywhere and at every length: the worst of them in milliseconds.
  private static func worstZoom(_ model: LaneModel) throws -> Double {
    var worst = 0.0
    for k in 10...42 {
      let end = model.now.nanoseconds >> Int64(k)
      for part in 0..<8 as Range<Int64> {
        let first = end * part / 8 - Int64(columns / 2)
        // What interrupted it once does not twice.
        let times = try (0..<2).map { _ in
          let begin = cb_thread_cpu()
          var drawn = 0
          for row in 0..<rows {
            let lane = model.lanes[row * (model.lanes.count / rows)]
            drawn += model.cells(of: lane, k: k, first: first, count: columns).count
          }
          let time = Double(cb_thread_cpu() - begin) / 1e6
          try check(drawn, is: rows * columns, "cells")
          return time
        }
        worst = max(worst, times.min() ?? 0)
      }
    }
    return worst
  }
}
