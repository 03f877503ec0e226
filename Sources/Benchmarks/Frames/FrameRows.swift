import CBenchmarks
import Frames
import Glibc
import LaneModel
import LaneView
import Phrases
import SyncEvents
import TerminalScreen

/// What a frame costs in processor time: a batch into the model, the model into a frame, the frame through ncurses into a
/// terminal. In a process of its own, whose standard input and output are the terminal.
enum FrameRows {
  static let size = Size(width: 200, height: 50)
  /// So many cells have passed before, so that the timeline is full.
  private static let past = 200

  static func measure(_ rounds: Int) throws {
    for (name, value) in [
      ("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LC_ALL", "C.UTF-8"),
    ] { setenv(name, value, 1) }
    unsetenv("NO_COLOR")
    let screen = try TerminalScreen.open(colour: .always)
    defer { screen.close() }
    try check(screen.size, is: size, "the terminal's size")
    var viewer = Viewer(lesson: .lock, language: .en, abilities: screen.abilities)
    viewer.screen = size
    _ = viewer.handle(.character("V"), LaneModel())  // no listing: lanes across the whole screen
    try FrameClock(screen, viewer).measure(rounds)
  }

  private final class FrameClock {
    private let screen: TerminalScreen
    private var viewer: Viewer
    private var world = FrameWorld()
    private var model = LaneModel()
    /// Is always ahead of the model, to know what the next frame will be.
    private var preview = LaneModel()

    init(_ screen: TerminalScreen, _ viewer: Viewer) {
      self.screen = screen
      self.viewer = viewer
    }

    func measure(_ rounds: Int) throws {
      for _ in 0..<past {
        let batch = advance()
        model.apply(batch, now: world.now)
      }
      _ = try frame { _ in }
      for _ in 0..<rounds {
        Child.answer("frame.scroll.ms", try frame { _ in })
        Child.answer("frame.ms", try frame { screen.show(FrameRows.other($0)) })
      }
    }

    private func advance() -> Batch {
      let batch = world.next()
      preview.apply(batch, now: world.now)
      return batch
    }

    /// Draws the next frame; gives the milliseconds.
    private func frame(after prepare: (Frame) -> Void) throws -> Double {
      let batch = advance()
      var looking = viewer
      looking.follow(preview)
      let expected = looking.frame(preview, size: size)
      prepare(expected)
      let begin = cb_thread_cpu()
      model.apply(batch, now: world.now)
      viewer.follow(model)
      let frame = viewer.frame(model, size: screen.size)
      screen.show(frame)
      let time = Double(cb_thread_cpu() - begin) / 1e6
      try check(frame == expected, is: true, "that a frame is the one that was foreseen")
      return time
    }
  }

  /// A frame that differs from this one in every cell.
  private static func other(_ frame: Frame) -> Frame {
    var other = Frame(frame.size)
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width {
        let isX = frame[x, y]?.glyph == "x"
        other.put(isX ? "y" : "x", x: x, y: y, Style(.error, bold: true))
      }
    }
    return other
  }
}
