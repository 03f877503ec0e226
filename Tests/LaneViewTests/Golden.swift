import Frames
import Glibc
import Testing

/// A frame is as it was recorded. With `RECORD=1` in the environment it is recorded anew, and the run fails, so that nobody
/// takes it for a test.
func golden(
  _ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = "\(directory(of: #filePath))/Goldens/\(name).txt"
  let planes = frame.planes
  let text = [
    "-- glyph --", planes.glyphs, "-- ink --", planes.inks, "-- ground --", planes.grounds, "",
  ].joined(separator: "\n")
  if getenv("RECORD") != nil {
    try #require(write(text, to: path), sourceLocation: sourceLocation)
    Issue.record("recorded \(name); run again without RECORD", sourceLocation: sourceLocation)
    return
  }
  let recorded = read(path)
  guard recorded != text else { return }
  let message = recorded == nil ? "\(name) was never recorded" : "\(name) is not as recorded"
  Issue.record("\(message)\n\(difference(recorded ?? "", text))", sourceLocation: sourceLocation)
}

/// The rows that differ.
private func difference(_ old: String, _ new: String) -> String {
  let before = old.split(separator: "\n", omittingEmptySubsequences: false)
  let after = new.split(separator: "\n", omittingEmptySubsequences: false)
  return (0..<max(before.count, after.count)).compactMap { row -> String? in
    let a = row < before.count ? before[row] : ""
    let b = row < after.count ? after[row] : ""
    return a == b ? nil : "\(row + 1)\n  - \(a)\n  + \(b)"
  }.joined(separator: "\n")
}

private func directory(of path: String) -> Substring {
  path.lastIndex(of: "/").map { path[..<$0] } ?? path[...]
}

private func read(_ path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
  return String(decoding: bytes, as: UTF8.self)
}

private func write(_ text: String, to path: String) -> Bool {
  guard let file = fopen(path, "w") else { return false }
  defer { fclose(file) }
  return fputs(text, file) >= 0
}
