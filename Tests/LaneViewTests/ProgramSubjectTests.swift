import Frames
import LaneModel
import LaneView
import Phrases
import SyncEvents
import TestSupport
import Testing

/// Somebody's own program on the screen: its keys, and what they may do.
@Suite struct ProgramSubjectTests {
  private static let size = Size(width: 100, height: 30)

  private func viewer(
    _ control: ControlScope, life: Subject.Program.Life = .running, hasTerminal: Bool = false
  ) -> Viewer {
    let program = Subject.Program(
      name: "bank", pid: 4711, control: control, life: life, hasTerminal: hasTerminal)
    var viewer = Viewer(
      .program(program), language: .en, abilities: Abilities(colours: .none, hasBlocks: true))
    viewer.screen = Self.size
    return viewer
  }

  /// A light and a lock, and two threads, one of which waits for the light.
  private let model: LaneModel = {
    var model = LaneModel()
    model.apply(
      Batch(
        declarations: [
          .thread(ThreadDeclaration(id: ThreadID(1), name: "teller-0")),
          .thread(ThreadDeclaration(id: ThreadID(2), name: "teller-1")),
          .primitive(PrimitiveDeclaration(id: PrimitiveID(1), kind: .event, name: "open")),
          .primitive(PrimitiveDeclaration(id: PrimitiveID(2), kind: .lock, name: "account")),
        ],
        events: [
          SyncEvent(
            thread: ThreadID(2), primitive: PrimitiveID(1), sequence: 1, time: .zero,
            kind: .blocking(.wait, deadline: nil, site: nil))
        ]), now: Instant(nanoseconds: 1_000_000_000))
    return model
  }()

  private func footer(_ viewer: Viewer) -> String {
    viewer.frame(model, size: Self.size).text.split(separator: "\n").last.map(String.init) ?? ""
  }

  @Test func keysDoWhatTheProgramAllows() {
    for control in ControlScope.allCases {
      var viewer = viewer(control)
      let flip = viewer.handle(.character("f"), model)
      #expect((flip == .instruction(Instruction(.flip, on: "open"))) == (control >= .primitives))
      let hold = viewer.handle(.character("H"), model)
      #expect((hold == .instruction(Instruction(.hold))) == (control == .all))
      let level = viewer.handle(.character("L"), model)
      #expect((level == .instruction(Instruction(.level(.full)))) == (control == .all))
      // What only lessons have no program has.
      for key in "wrbCdxp<" { #expect(viewer.handle(.character(key), model) == nil) }
    }
  }

  @Test func aKeyThatIsNotAllowedSaysWhatWouldAllowIt() {
    var viewer = viewer(.primitives)
    _ = viewer.handle(.character("H"), model)
    #expect(viewer.frame(model, size: Self.size).text.contains("needs control: all"))
    _ = viewer.handle(.character("w"), model)
    #expect(viewer.frame(model, size: Self.size).text.contains("only lessons have"))
    var ended = self.viewer(.none, life: .ended)
    _ = ended.handle(.character("f"), model)
    #expect(ended.frame(model, size: Self.size).text.contains("the program has ended"))
  }

  @Test func theFooterOffersWhatThereIsSomethingFor() {
    #expect(footer(viewer(.all)).contains("flip"))
    #expect(footer(viewer(.all)).contains("release"))
    for missing in ["notify", "size", "restart", "type to it"] {
      #expect(!footer(viewer(.all)).contains(missing))
    }
    #expect(!footer(viewer(.none)).contains("flip"))
  }

  @Test func theHeaderSaysWhatItIsAndHowItIs() {
    func header(_ viewer: Viewer) -> String {
      String(viewer.frame(model, size: Self.size).text.prefix { $0 != "\n" })
    }
    #expect(header(viewer(.none)).contains("bank  process 4711  you may look"))
    #expect(header(viewer(.none)).contains("live"))
    #expect(header(viewer(.all, life: .stopped)).contains("stopped"))
    #expect(header(viewer(.all, life: .ended)).contains("ended"))
    #expect(!header(viewer(.all, life: .ended)).contains("you may"))
  }

  /// The same name twice is no name.
  @Test func oneOfSeveralIsNamedByItsNumber() {
    var model = model
    model.apply(
      Batch(declarations: [
        .primitive(PrimitiveDeclaration(id: PrimitiveID(3), kind: .event, name: "open")),
        .primitive(PrimitiveDeclaration(id: PrimitiveID(4), kind: .event, name: "a  b")),
        .primitive(PrimitiveDeclaration(id: PrimitiveID(5), kind: .event, name: "closing time")),
      ]), now: Instant(nanoseconds: 1_000_000_000))
    var viewer = viewer(.all)
    var targets: Set<String?> = []
    for _ in 0..<5 {
      _ = viewer.handle(.tab, model)
      if case .instruction(let instruction) = viewer.handle(.character("f"), model) {
        targets.insert(instruction.target)
      }
    }
    #expect(targets == ["#1", "#3", "#4", "closing time"])
  }

  // MARK: its terminal

  @Test func theKeyboardGoesThereAndBack() {
    var viewer = viewer(.all, hasTerminal: true)
    viewer.terminal.add("how many? ".utf8)
    #expect(viewer.handle(.character("f"), model) == .instruction(Instruction(.flip, on: "open")))
    #expect(viewer.handle(.control("]"), model) == nil)
    for key in [Key.character("f"), .enter, .escape, .up, .control("c"), .control("z")] {
      #expect(viewer.handle(key, model) == .type(key))
    }
    let text = viewer.frame(model, size: Self.size).text
    #expect(text.contains("how many?"))
    #expect(text.contains("you type here, Ctrl-] goes back"))
    #expect(viewer.handle(.control("]"), model) == nil)
    #expect(viewer.handle(.character("f"), model) == .instruction(Instruction(.flip, on: "open")))
  }

  @Test func aProgramThatHasNoneTakesNoKeys() {
    var viewer = viewer(.all)
    _ = viewer.handle(.control("]"), model)
    #expect(viewer.handle(.character("f"), model) == .instruction(Instruction(.flip, on: "open")))
  }

  /// To quit would end it.
  @Test func quittingAProgramThatWasStartedHereIsAskedFor() {
    var watched = viewer(.all, hasTerminal: true)
    #expect(watched.handle(.character("q"), model) == nil)
    #expect(watched.frame(model, size: Self.size).text.contains("end it"))
    #expect(watched.handle(.character("q"), model) == .quit)
    var ended = viewer(.all, life: .ended, hasTerminal: true)
    #expect(ended.handle(.character("q"), model) == .quit)
    var attached = viewer(.all)
    #expect(attached.handle(.character("q"), model) == .quit)
  }

  @Test func onAnySizeInBothLanguages() {
    for language in Language.allCases {
      for (width, height) in [(1, 1), (40, 10), (60, 16), (80, 24), (120, 36), (300, 80)] {
        var viewer = viewer(.all, hasTerminal: true)
        viewer.language = language
        viewer.terminal.add("a line\r\nanother".utf8)
        _ = viewer.handle(.control("]"), model)
        let frame = viewer.frame(model, size: Size(width: width, height: height))
        #expect(frame.size == Size(width: width, height: height))
      }
    }
  }
}
