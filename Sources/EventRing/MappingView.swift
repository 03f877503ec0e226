import CSignalbox
import Glibc

/// A mapping as one looks at it: this process's own, or another's, through its file.
package struct MappingView {
  var raw: sb_view

  /// This process's own.
  package static func own() -> MappingView { MappingView(raw: sb_view_own()) }

  /// Nil: the file ends before, or it cannot be read.
  package func load<T: BitwiseCopyable>(_ type: T.Type = T.self, at place: UInt64) -> T? {
    withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { out in
      copy(place, UInt64(MemoryLayout<T>.size), to: out.baseAddress) ? out[0] : nil
    }
  }

  /// All of it as it was at one moment. Nil also if that is not to be had, since somebody writes there all the time, or has
  /// stopped in the middle.
  ///
  /// - Parameter version: where in it a version lies.
  func whole<T: BitwiseCopyable>(_ type: T.Type = T.self, at place: UInt64, version: Int32 = -1)
    -> T?
  {
    var view = raw
    return withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { out in
      let length = UInt64(MemoryLayout<T>.size)
      return sb_view_snapshot(&view, place, length, version, out.baseAddress) ? out[0] : nil
    }
  }

  /// So many of them, one after the other. Empty if the file ends before.
  func loadAll<T: BitwiseCopyable>(_ type: T.Type = T.self, at place: UInt64, count: Int) -> [T] {
    [T](unsafeUninitializedCapacity: count) { out, written in
      let length = UInt64(count) &* UInt64(MemoryLayout<T>.stride)
      written = count > 0 && copy(place, length, to: out.baseAddress) ? count : 0
    }
  }

  private func copy(_ place: UInt64, _ length: UInt64, to out: UnsafeMutableRawPointer?) -> Bool {
    var view = raw
    return sb_view_copy(&view, place, length, out)
  }

  /// How long the file is now; of one's own mapping, how long it may become.
  var length: UInt64 {
    guard raw.base == nil else { return raw.size }
    var status = stat()
    return fstat(raw.file, &status) == 0 ? UInt64(max(0, status.st_size)) : 0
  }
}

/// A mapping's file, open for reading.
final class MappingFile {
  private(set) var view: MappingView

  init(_ path: String) throws(ReaderError) {
    var raw = sb_view()
    let code = sb_view_open(path, &raw)
    view = MappingView(raw: raw)
    switch code {
    case 0: break
    case ENOENT, ENOTDIR: throw .noSuchFile(path)
    case EACCES, EPERM: throw .notPermitted(path)
    case EINVAL: throw .notAMapping
    default: throw .unreadable(path, reason: String(cString: strerror(code)))
    }
  }
  deinit { sb_view_close(&view.raw) }
}
