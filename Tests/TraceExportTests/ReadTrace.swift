/// A trace as whoever reads it has it: one line an event, in the order of time.
struct ReadTrace {
  private(set) var lines: [String] = []

  init(_ bytes: [UInt8]) throws {
    var (names, tracks): ([UInt64: String], [UInt64: String]) = ([:], [:])
    var events: [(time: UInt64, event: Wire)] = []
    for packet in try Wire(bytes[...]).messages(1) {
      for interned in try packet.messages(12) {
        for name in try interned.messages(2) { names[name[1] ?? 0] = name.text(2) }
      }
      for track in try packet.messages(60) {
        let thread = try track.messages(4).first
        let process = try track.messages(3).first
        tracks[track[1] ?? 0] = thread?.text(5) ?? process?.text(6) ?? track.text(2)
      }
      for event in try packet.messages(11) { events.append((packet[8] ?? 0, event)) }
    }
    let sorted = events.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    for (time, event) in sorted.map(\.element) {
      let what: String
      switch event[9] {
      case 1: what = "[ " + (names[event[10] ?? 0] ?? "?")
      case 2: what = "]"
      case 3: what = "! " + (names[event[10] ?? 0] ?? "?")
      default: what = "= \(event[30].map { Int64(bitPattern: $0) } ?? -1)"
      }
      let arrows = (event[47].map { " →\($0)" } ?? "") + (event[48].map { " ←\($0)" } ?? "")
      lines.append("\(time) \(tracks[event[11] ?? 0] ?? "?") \(what)\(arrows)")
    }
  }
}
