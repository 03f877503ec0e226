import CSignalbox
import Frames
import LaneModel
import LaneView
import Phrases

/// A model, drawn as the viewer draws it.
enum Picture {
  static func rows(of model: LaneModel, _ language: Language = .en) -> [Substring] {
    let viewer = Viewer(lesson: .lock, language: language, abilities: Abilities())
    return viewer.frame(model, size: Size(width: 120, height: 40)).text.split(separator: "\n")
  }
}

/// What a mapping's rings say of themselves, without a reader.
enum Heads {
  /// How much has been written into all of them.
  static func sum(_ path: String) throws -> UInt64 {
    var view = sb_view()
    let code = sb_view_open(path, &view)
    guard code == 0 else { throw ChildProcess.Failed(what: "\(path): error \(code)") }
    defer { sb_view_close(&view) }
    var header = sb_header()
    guard sb_view_copy(&view, 0, UInt64(MemoryLayout<sb_header>.size), &header) else {
      throw ChildProcess.Failed(what: "\(path): no header")
    }
    return (0..<header.threads_count).reduce(0) { sum, index in
      var head: UInt64 = 0
      let place = UInt64(MemoryLayout<sb_ring>.offset(of: \.head) ?? 0)
      let at = header.rings_at + index * header.ring_stride + place
      return sb_view_copy(&view, at, 8, &head) ? sum + head : sum
    }
  }
}
