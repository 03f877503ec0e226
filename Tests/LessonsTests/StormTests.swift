import EventRing
import Frames
import LaneModel
import LaneView
import Lessons
import Phrases
import SyncEvents
import TestSupport
import Testing

/// Keys, the mouse and other sizes at random, in every lesson, with its real threads: as the program's loop does it, but without a
/// terminal and without waiting for time.
@Suite(.serialized) struct StormTests {
  @Test(arguments: LessonID.allCases) func keysAndMouseEvents(_ lesson: LessonID) throws {
    var storm = try Storm(lesson, seed: 0x5EED_0001 + UInt64(lesson.key.asciiValue ?? 0))
    // Lessons of what goes wrong have few keys of their own.
    for _ in 0..<(lesson.group == .course ? 5000 : 600) { try storm.step() }
    // Many keys only move the view, or are typed into a filter.
    #expect(storm.acted > (lesson.group == .course ? 20 : 0), "\(storm.acted)")
    storm.expectEverybodyEnds()
  }
}

private struct Storm {
  let lesson: LessonID
  /// How many keys became commands.
  private(set) var acted = 0
  private var random: FixedNumbers
  private var viewer: Viewer
  private var run: LessonRun?
  private var reader = RingReader(from: .now)
  private var model = LaneModel()
  private var size = Size(width: 80, height: 24)
  private var restarts = 0

  init(_ lesson: LessonID, seed: UInt64) throws {
    self.lesson = lesson
    random = FixedNumbers(seed: seed)
    viewer = Viewer(lesson: lesson, language: .en, abilities: Abilities())
    try open()
  }

  mutating func step() throws {
    if Int.random(in: 0..<50, using: &random) == 0 { resize() }
    let key = key()
    viewer.screen = size
    if let action = viewer.handle(key, model) { try carryOut(action) }
    tick()
    let frame = viewer.frame(model, size: size)
    #expect(frame.size == size, "\(key)")
  }

  mutating func expectEverybodyEnds() {
    #expect(run?.end() ?? true)
    let limit = ContinuousClock.now + .seconds(30)
    repeat { tick() } while !model.lanes.allSatisfy { $0.state == .ended } && .now < limit
    let left = model.lanes.filter { $0.state != .ended }.map { "\($0.name): \($0.state)" }
    #expect(left.isEmpty, "\(left)")
  }

  private mutating func tick() {
    model.apply(reader.read(), now: reader.now)
    viewer.queuedCommands = run?.queuedCommands ?? 0
    viewer.follow(model)
  }

  // MARK: what is done

  /// Small screens mostly: there are sixty thousand frames.
  private mutating func resize() {
    let (widths, heights) = ([1, 2, 20, 39, 40, 60, 80, 100], [1, 2, 9, 10, 11, 24, 30])
    size = Size(
      width: widths.randomElement(using: &random) ?? 80,
      height: heights.randomElement(using: &random) ?? 24)
    _ = viewer.handle(.resize, model)
  }

  private mutating func key() -> Key {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<6: Self.keys.randomElement(using: &random) ?? .escape
    case 6: .character(Character(Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &random))))
    default: .mouse(mouse())
    }
  }

  /// Also beside the screen: it may have been made smaller just now.
  private mutating func mouse() -> Mouse {
    let acts: [Mouse.Act] = [.press, .drag, .release, .wheelUp, .wheelDown]
    return Mouse(
      acts.randomElement(using: &random) ?? .press,
      x: Int.random(in: -1...size.width + 1, using: &random),
      y: Int.random(in: -1...size.height + 1, using: &random))
  }

  private static let keys = Array(
    Set(KeyTable.standard.entries.flatMap(\.keys).compactMap(KeyText.key))
  ).sorted { KeyText.of($0) < KeyText.of($1) }

  // MARK: what it leads to

  private mutating func carryOut(_ action: Action) throws {
    switch action {
    case .instruction(let instruction): try carryOut(instruction)
    case .withdraw: run?.withdraw()
    // In the menu any lesson is asked for soon, and this is the one that is meant.
    case .open, .quit:
      if run == nil { try open() }
    case .back:
      #expect(run?.end() ?? true)
      run = nil
      viewer.enter(nil)
    case .suspend, .theme, .save, .type, .replay, .record, .keepBookmarks: break
    }
  }

  private mutating func carryOut(_ instruction: Instruction) throws {
    acted += 1
    switch instruction.command {
    case .restart, .bare, .cure:
      // Each of them joins all threads: some are enough.
      restarts += 1
      guard restarts <= 10 else { return }
      try open(
        isBare: instruction.command == .bare && viewer.isBare,
        isCured: instruction.command == .cure && viewer.isCured)
    default: run?.submit(instruction)
    }
  }

  private mutating func open(isBare: Bool = false, isCured: Bool = false) throws {
    #expect(run?.end() ?? true)
    viewer.enter(lesson)
    viewer.isBare = isBare
    viewer.isCured = isCured
    model = LaneModel()
    reader = RingReader(from: .now)
    run = try LessonRun(lesson, LessonOptions(speed: 20, isBare: isBare, isCured: isCured))
  }
}
