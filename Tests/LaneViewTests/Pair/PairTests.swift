import Frames
import LaneModel
@testable import LaneView
import Phrases
import SyncEvents
import TestSupport
import Testing

/// Two recordings side by side.
@Suite struct PairTests {
  /// A thread takes a lock twice while another has it. In the second run that begins `later`, and takes `longer`.
  private func run(later: Double = 0, longer: Double = 0, also other: String? = nil) -> LaneModel {
    var scene = Scene()
    scene.at(later)
    let lock = scene.primitive("ledger", .lock)
    let extra = other.map { scene.primitive($0, .lock) }
    let holder = scene.thread("holder")
    let waiter = scene.thread("waiter")
    for round in 0..<2 {
      let begin = later + Double(round) * (4 + longer)
      scene.at(begin + 1)
      scene.take(holder, lock)
      scene.at(begin + 2)
      scene.block(waiter, lock)
      scene.at(begin + 3 + longer)
      scene.give(holder, lock)
      scene.get(waiter, lock, from: holder)
      scene.at(begin + 3.5 + longer)
      scene.give(waiter, lock)
      if let extra {
        scene.take(waiter, extra)
        scene.give(waiter, extra)
      }
    }
    scene.at(later + 12)
    return scene.model
  }

  private func viewer(
    _ first: LaneModel, _ second: LaneModel, offset: Int64, language: Language = .en,
    abilities: Abilities = Abilities(), isFirst: Bool = false
  ) -> Viewer {
    var recording = Subject.Recording(
      name: "A one.sbx", begin: .zero, end: first.now, position: first.now)
    recording.other = Subject.Recording.Other(
      name: "B two.sbx", lanes: second.lanes.count, offset: offset, position: second.now,
      isByEvent: false, isFirst: isFirst)
    return Viewer(.recording(recording), language: language, abilities: abilities)
  }

  @Test func pictures() throws {
    let (first, second) = (run(), run(later: 3, longer: 0.5, also: "audit"))
    for (language, abilities, name) in [
      (Language.en, Abilities(), "pair"),
      (.zh, Abilities(), "pair-zh"),
      (.en, Abilities(colours: .none, hasBlocks: false), "pair-ascii"),
    ] {
      var viewer = viewer(
        first, second, offset: 3_000_000_000, language: language, abilities: abilities)
      for (width, height) in [(100, 26), (40, 10)] {
        let size = Size(width: width, height: height)
        viewer.screen = size
        try golden(viewer.frame(first, beside: second, size: size), "\(name)-\(width)x\(height)")
      }
      viewer.screen = Size(width: 100, height: 26)
      _ = viewer.handle(.character("D"), first)
      try golden(
        viewer.frame(first, beside: second, size: viewer.screen), "\(name)-difference")
    }
  }

  /// What happened at the same time after the beginning is in the same column.
  @Test func momentsStandBelowOneAnother() {
    let first = run()
    for later in [0.0, 3, 3.3, 71.77] {
      let second = run(later: later)
      let offset = Int64((later * 1e9).rounded())
      var viewer = viewer(first, second, offset: offset)
      viewer.screen = Size(width: 100, height: 30)
      for keys in [[Key](), [.left, .left, .left], [.home], [.character("z"), .left]] {
        for key in keys { _ = viewer.handle(key, first) }
        let lines = viewer.frame(first, beside: second, size: viewer.screen).text
          .split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
        let waiters = lines.filter { String($0).contains("waiter ") && $0.count > 60 }
        #expect(waiters.count == 2)
        let timelines = waiters.map { $0.dropFirst(50) }
        // The clocks differ by no whole cells, so that a change may lie in the cell beside.
        let differing = zip(timelines[0], timelines[1]).count { $0 != $1 }
        #expect(differing <= 8, "\(later) \(keys)")
        if later == 0 { #expect(differing == 0) }
      }
    }
  }

  @Test func alignedByWhatAThreadDoes() throws {
    let (first, second) = (run(), run(later: 3, longer: 0.5))
    let waiter = try #require(first.lanes.first { $0.name == "waiter" }).id
    // It is blocked from 2 s to 3 s, and again from 6 s; there from 5 s and from 9.5 s.
    let time = Instant(nanoseconds: 6_500_000_000)
    let found = try #require(
      Alignment(waiter, at: time, of: first, with: second, near: 3_000_000_000))
    #expect(found.offset == 3_500_000_000)
    #expect(found.state == .blocked && found.primitive == "ledger" && found.thread == "waiter")
    // From far away the nearest is another one.
    let far = try #require(
      Alignment(waiter, at: time, of: first, with: second, near: -3_000_000_000))
    #expect(far.offset == -1_000_000_000)
    // Back, it is the other way round.
    let there = try #require(second.lanes.first { $0.name == "waiter" }).id
    let back = try #require(
      Alignment(
        there, at: Instant(nanoseconds: 9_600_000_000), of: second, with: first,
        near: -3_000_000_000))
    #expect(back.offset == -3_500_000_000)
  }

  @Test func whatIsNotThereCannotBeAligned() throws {
    var scene = Scene()
    _ = scene.thread("somebody else")
    scene.at(1)
    let first = run()
    let waiter = try #require(first.lanes.first { $0.name == "waiter" }).id
    let time = Instant(nanoseconds: 2_500_000_000)
    #expect(Alignment(waiter, at: time, of: first, with: scene.model, near: 0) == nil)
  }

  @Test func theDifference() throws {
    let difference = Difference(run(), run(longer: 0.5, also: "audit"))
    #expect(difference.rows.map(\.name) == ["ledger", "audit"])
    #expect(difference.rows[0].more == 1_000_000_000)
    #expect(difference.rows[1].first == nil && difference.rows[1].second?.uses == 2)
    let lines = DifferenceReport.lines(
      run(), run(longer: 0.5, also: "audit"), Phrasebook(.en), width: 80)
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("ledger"))
    #expect(lines[1].contains("2.0 s") && lines[1].contains("3.0 s") && lines[1].contains("+1.0 s"))
    for width in 10...140 {
      for line in DifferenceReport.lines(run(), run(), Phrasebook(.zh), width: width) {
        #expect(DisplayWidth.of(line) <= max(30, width))
      }
    }
  }

  /// Several of one name belong together in turn.
  @Test func namesakes() {
    func model(_ seconds: [Double]) -> LaneModel {
      var scene = Scene()
      let (a, b) = (scene.thread("a"), scene.thread("b"))
      var begin = 1.0
      for length in seconds {
        scene.at(begin)
        let lock = scene.primitive("same", .lock)
        scene.take(a, lock)
        scene.block(b, lock)
        scene.at(begin + length)
        scene.give(a, lock)
        scene.get(b, lock, from: a)
        scene.give(b, lock)
        begin += 10
      }
      return scene.model
    }
    let difference = Difference(model([1, 2]), model([1, 5, 3]))
    #expect(difference.rows.map(\.more) == [3_000_000_000, 3_000_000_000, 0])
  }

  @Test func keys() throws {
    let (first, second) = (run(), run(later: 3))
    var viewer = viewer(first, second, offset: 3_000_000_000)
    viewer.screen = Size(width: 100, height: 30)
    let waiter = try #require(first.lanes.first { $0.name == "waiter" }).id
    _ = viewer.handle(.character("j"), first)
    #expect(viewer.selectedLane == waiter)
    #expect(
      viewer.handle(.character("A"), first) == .replay(.align(waiter, at: first.now)))
    #expect(viewer.handle(.character("X"), first) == .replay(.exchange))
    _ = viewer.handle(.character("D"), first)
    viewer.exchange(to: viewer.subject)
    #expect(viewer.panel == .difference && viewer.selectedLane == nil)
    var alone = Viewer(.lesson(.lock), language: .en, abilities: Abilities())
    alone.screen = Size(width: 120, height: 30)
    for key in "DAX" {
      #expect(alone.handle(.character(key), first) == nil)
      #expect(alone.frame(first, size: alone.screen).text.contains("needs two recordings"))
    }
  }

  /// Any keys, at any size, and clocks that are as far apart as can be.
  @Test func aStormOfKeys() throws {
    let models = [run(), run(later: 3, longer: 0.5, also: "audit"), LaneModel()]
    var random = FixedNumbers(seed: 0x9A12)
    let keys: [Key] =
      (0x20..<0x7F).map { .character(Character(Unicode.Scalar($0))) }
      + [.left, .right, .up, .down, .home, .end, .pageUp, .pageDown, .enter, .escape, .tab]
    let offsets: [Int64] = [0, 3_000_000_000, -1, .max, .min]
    var viewer = viewer(models[0], models[1], offset: 0)
    var (first, second) = (models[0], models[1])
    for step in 0..<6000 {
      if step % 40 == 0 {
        (first, second) = (
          models.randomElement(using: &random) ?? first,
          models.randomElement(using: &random) ?? second
        )
        let offset = offsets.randomElement(using: &random) ?? 0
        viewer = self.viewer(first, second, offset: offset, isFirst: step % 80 == 0)
        viewer.screen = Size(
          width: [1, 39, 40, 60, 100].randomElement(using: &random) ?? 80,
          height: [1, 10, 11, 24, 40].randomElement(using: &random) ?? 24)
      }
      let key = keys.randomElement(using: &random) ?? .escape
      if case .replay(.align(let lane, let time)) = viewer.handle(key, first) {
        for offset in offsets {
          _ = Alignment(lane, at: time, of: first, with: second, near: offset)
        }
      }
      viewer.follow(first)
      #expect(
        viewer.frame(first, beside: second, size: viewer.screen).size == viewer.screen, "\(key)")
    }
  }
}
