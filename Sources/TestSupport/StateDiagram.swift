public import LaneModel
import SyncEvents

/// Lanes as they look, drawn: a row for each thread, a column for each tick.
///
///     T1 "-LRRRR--"
///     T2 "RRCCCLR-"
///
/// The letters are those of the screen; `-` is a thread that has not started or has ended.
public enum StateDiagram {
  /// Draws the first `columns` ticks of a model's lanes: what each is doing as the tick begins.
  public static func draw(_ model: LaneModel, columns: Int, tick: Int64 = 10) -> String {
    model.lanes.map { lane in
      let track = (0..<columns).map { column in
        letter(look(of: lane, at: Instant(nanoseconds: Int64(column) * tick)))
      }
      return "\(lane.name) \"\(String(track))\""
    }.joined(separator: "\n")
  }

  private static func look(of lane: Lane, at time: Instant) -> Look {
    if time < lane.declaration.time { return .absent }
    return lane.stretch(at: time)?.state.look ?? .unknown
  }

  static func letter(_ look: Look) -> Character {
    switch look {
    case .absent: "-"
    case .running: "R"
    case .idle: "I"
    case .sleeping: "Z"
    case .joining: "J"
    case .future: "F"
    case .barrier: "B"
    case .queue: "Q"
    case .semaphore: "S"
    case .event: "E"
    case .condition: "C"
    case .lock: "L"
    case .held: "H"
    case .unknown: "?"
    case .deadlocked: "X"
    }
  }

  public enum Failure: Error, Equatable {
    case notARow(String)
    case noSuchLetter(Character)
  }

  /// A model whose lanes look as drawn. The threads wait for `lock`, `ready`, `light`, `permits`, `child`, `items`,
  /// `meeting` and `answer`, or are idle `workers`; `you` is the control thread. A deadlock cannot be drawn this way: it
  /// needs a ring.
  public static func model(_ rows: String, tick: Int64 = 10) throws -> LaneModel {
    let rows = try rows.split(separator: "\n").map(Row.init)
    var model = LaneModel()
    model.apply(Batch(declarations: declarations(rows, tick)), now: .zero)
    let columns = rows.map(\.track.count).max() ?? 0
    for column in 0..<columns {
      let time = Instant(nanoseconds: Int64(column) * tick)
      var batch = Batch()
      for (index, row) in rows.enumerated() where column < row.track.count {
        let before = column == 0 ? "-" : row.track[column - 1]
        guard before != row.track[column] else { continue }
        let transition = Transition(
          thread: ThreadID(UInt32(index + 1)), time: time, isControl: row.name == "you")
        batch.events += try transition.leave(before, for: row.track[column])
        if row.track[column] == "?" {
          batch.losses.append(
            Loss(thread: transition.thread, count: 1, since: time, until: time + 1))
        }
      }
      model.apply(batch, now: time)
    }
    model.apply(Batch(), now: Instant(nanoseconds: Int64(columns) * tick))
    return model
  }

  private struct Row {
    var name: String
    var track: [Character]

    init(_ line: Substring) throws {
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count == 3, let name = parts[0].split(separator: " ").first else {
        throw Failure.notARow(String(line))
      }
      self.name = String(name)
      track = Array(parts[1])
    }
  }

  private static func declarations(_ rows: [Row], _ tick: Int64) -> [Declaration] {
    let threads = rows.enumerated().map { index, row in
      let start = row.track.firstIndex { $0 != "-" } ?? 0
      return Declaration.thread(
        ThreadDeclaration(
          id: ThreadID(UInt32(index + 1)), name: row.name,
          origin: row.name == "you" ? .control : .own,
          time: Instant(nanoseconds: Int64(start) * tick)))
    }
    return threads + Scenery.allCases.map { .primitive($0.declaration) }
  }
}
