import CBenchmarks
import EventRing
import Glibc
import Synchronization

/// What a viewer costs the program that it looks at: one thread writes events as fast as it can, another reads, decodes and
/// orders them 60 times a second. To the same thread when nobody reads. Each has a processor.
enum ReaderRows {
  private static let key = "reader60"
  private static let interval: UInt64 = 16_666_667
  /// A few polls must fall into each sample.
  private static let nanoseconds = 150_000_000.0

  static func figures(_ options: Options) throws -> [Figure] {
    guard options.wants(key) else { return [] }
    let (isWanted, isOver) = (Flag(), Flag())
    let before = RecorderFacade.written
    let accounted = Number()
    let gate = Gate()
    let reader = Worker(on: 1) {
      let reader = RingReader(from: .now)
      gate.pass()
      var next = cb_now()
      while !isOver.isSet {
        next += interval
        let now = cb_now()
        if next > now { usleep(UInt32((next - now) / 1000)) } else { next = now }
        if isWanted.isSet { _ = reader.read() }
      }
      _ = reader.read()
      accounted.value = reader.slotsRead + reader.slotsLost
    }
    gate.open(for: 1)
    let figures = try pinned { try paired(options.rounds, isWanted) }
    isOver.set()
    try reader.join()
    let written = RecorderFacade.written - before
    guard accounted.value >= written else {
      throw Wrong(
        sentence: "\(written) events were written, and the reader knows of \(accounted.value)")
    }
    return figures
  }

  private static func paired(_ rounds: Int, _ isWanted: Flag) throws -> [Figure] {
    func nanoseconds(_ count: Int, isRead: Bool) -> Double {
      isWanted.set(isRead)
      let begin = cb_now()
      RecorderFacade.writeUntimed(count)
      return Double(cb_now() - begin) / Double(count)
    }
    _ = nanoseconds(1_000_000, isRead: false)
    let count = Int(Self.nanoseconds / nanoseconds(1_000_000, isRead: false))
    return try Benchmarks.paired(
      [Contestant(key: key) { nanoseconds(count, isRead: true) }],
      to: Contestant(key: "reference") { nanoseconds(count, isRead: false) }, rounds)
  }
}

/// What a thread leaves for whoever joins it.
final class Number: @unchecked Sendable {
  var value: UInt64 = 0
}
