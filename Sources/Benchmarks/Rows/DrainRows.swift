import CBenchmarks
import Glibc

/// What a reader can follow: the most events a second that one who comes 1000 times a second has read of one writer without
/// losing any.
///
/// The writer tries one rate after another, and each of the two has a processor. A ring must hold what is written between two
/// polls, so its size is a limit, too: here it holds 2^18 events (`SIGNALBOX_RING`), as who wants to follow so much will have
/// it; the usual 2^14 are enough for some 10 M/s. A rate is too high if five tries all lost something: one alone may be the fault of
/// the machine under a virtual one, which stops at times.
enum DrainRows {
  private static let rates: [Double] = [1, 2, 5, 10, 15, 20, 25, 30, 35, 40, 50, 63, 80, 100].map {
    $0 * 1e6
  }
  private static let tries = 5

  static let events = 1 << 18

  /// In a process of its own, whose rings are so large.
  static func measure() throws {
    guard RecorderFacade.ringSize == events else {
      throw Wrong(sentence: "the rings hold \(RecorderFacade.ringSize) events, not \(events)")
    }
    var best: DrainRun?
    for rate in rates {
      var followed: DrainRun?
      for _ in 0..<tries where followed == nil {
        let run = DrainRun(rate: rate)
        try run.run()
        if run.lost == 0 { followed = run }
      }
      guard let followed else { break }
      if followed.perSecond > best?.perSecond ?? 0 { best = followed }
    }
    Child.answer("drain.perSecond", best?.perSecond ?? 0)
    Child.answer("drain.cpu", best?.percentOfCore ?? 0)
  }
}

private final class DrainRun: @unchecked Sendable {
  private let rate: Double
  private static let length: UInt64 = 100_000_000
  private static let interval: UInt32 = 1000
  /// Written at once, and then the clock is looked at.
  private static let batch = 256

  // Left by the threads for whoever joins them.
  private var handle: RecorderFacade.Handle?
  private var written: UInt64 = 0
  private(set) var perSecond = 0.0
  private(set) var percentOfCore = 0.0
  private(set) var lost: UInt64 = 0

  init(rate: Double) { self.rate = rate }

  func run() throws {
    let (hasRing, hasReader, hasWritten, isOver) = (Gate(), Gate(), Gate(), Flag())
    let writer = Worker(on: 0) { [self] in
      handle = RecorderFacade.Handle()
      RecorderFacade.writeUntimed(RecorderFacade.ringSize)  // touches its memory
      hasRing.pass()
      hasReader.pass()
      write(until: isOver)
      hasWritten.pass()  // until it has been counted: its end is an event, too
    }
    hasRing.open(for: 1)
    let reader = Worker(on: 1) { [self] in
      guard let handle else { return }
      var drain = RecorderFacade.Drain(handle)
      defer { drain.free() }
      hasReader.pass()
      let (begin, cpu) = (cb_now(), cb_thread_cpu())
      while cb_now() - begin < Self.length {
        usleep(Self.interval)
        drain.poll()
      }
      let time = Double(cb_now() - begin)
      perSecond = Double(drain.read) / time * 1e9
      percentOfCore = Double(cb_thread_cpu() - cpu) / time * 100
      lost = drain.lost
      isOver.set()
      hasWritten.wait(for: 1)
      drain.poll()
      hasWritten.open(for: 1)
      try check(drain.read + drain.lost, is: written, "events read or lost")
    }
    hasReader.open(for: 2)
    try reader.join()
    try writer.join()
  }

  private func write(until isOver: Flag) {
    let before = RecorderFacade.written
    let gap = Double(Self.batch) / rate * 1e9
    var due = Double(cb_now())
    while !isOver.isSet {
      RecorderFacade.writeUntimed(Self.batch)
      due += gap
      while Double(cb_now()) < due {}
      // What it was stopped for is not made up for.
      due = max(due, Double(cb_now()) - 100_000)
    }
    written = RecorderFacade.written - before
  }
}
