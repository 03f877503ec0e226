/// A line of the table: what is measured, and what it has to come to.
struct Row {
  let key: String
  let what: String
  /// Nil: it is a ratio.
  let unit: String?
  let must: Bound?
  let aim: Double?

  enum Bound {
    case atMost(Double), atLeast(Double)

    func isMet(by value: Double) -> Bool {
      switch self {
      case .atMost(let most): value <= most
      case .atLeast(let least): value >= least
      }
    }
    var value: Double {
      switch self {
      case .atMost(let value), .atLeast(let value): value
      }
    }
    var sign: String {
      switch self {
      case .atMost: "≤"
      case .atLeast: "≥"
      }
    }
  }

  private init(
    _ key: String, _ what: String, _ unit: String? = nil, _ must: Bound? = nil, aim: Double? = nil
  ) {
    self.key = key
    self.what = what
    self.unit = unit
    self.must = must
    self.aim = aim
  }

  /// In the order of the table.
  static let all = locks + signals + ring + others + screen + model + recording + memory

  private static let locks = [
    Row("lock.off", "Lock, level off", nil, .atMost(0.9), aim: 0.7),
    Row("lock.state", "Lock, level state", nil, .atMost(1.05), aim: 0.8),
    Row("lock.auto", "Lock, level auto: every event recorded", nil, .atMost(1.2), aim: 0.95),
    Row("lock.full", "Lock, level full: every event timed", nil, .atMost(3.7), aim: 3.2),
    Row(
      "lock.auto.work1us", "Lock with 1 µs of work, to pthread with it", nil, .atMost(1.05), aim: 1),
    Row("lock.full.work1us", "the same, level full"),
    Row(
      "lock.auto.contended2", "2 threads, short sections, to pthread so", nil, .atMost(1.25),
      aim: 0.9),
    Row(
      "lock.auto.contended4", "4 threads, short sections, to pthread so", nil, .atMost(1.25),
      aim: 0.9),
    Row(
      "lock.auto.watched", "Lock with a FindingMonitor watching, to none", nil, .atMost(1.02),
      aim: 1),
    Row(
      "lock.auto.contended2.watched", "2 threads, short sections, watched, to not", nil,
      .atMost(1.02), aim: 1),
    Row("finding.ms", "a deadlock, until it is told; longest of 40", "ms", .atMost(100)),
    Row("finding.busy.ms", "the same, beside two busy threads", "ms", .atMost(100)),
    Row("recursive.auto", "RecursiveLock", nil, .atMost(1.25), aim: 1),
  ]
  private static let signals = [
    Row("semaphore.auto", "BoundedSemaphore", nil, .atMost(1.6), aim: 1.2),
    Row("event.wait.auto", "Event.wait at green", nil, .atMost(0.3), aim: 0.13),
    Row(
      "condition.pingpong", "a Condition to and fro, to raw pthread", nil, .atMost(1.25), aim: 1.05),
  ]
  private static let ring = [
    Row("event.untimed", "an event into the ring, not timed", nil, .atMost(0.2)),
    Row("event.timed", "an event into the ring, timed", nil, .atMost(1.2)),
    Row("reader60", "a writer flat out with a 60 Hz reader, to none", nil, .atMost(1.02)),
    Row("drain.perSecond", "one reader at 1 kHz, no loss", "events/s", .atLeast(30e6), aim: 50e6),
    Row("drain.cpu", "what that costs the reader", "% of a core"),
    Row("merge.perSecond", "8 rings in order, bursts of 8", "events/s", .atLeast(60e6)),
    Row("merge.interleaved", "8 rings in order, each event from another", "events/s"),
  ]
  private static let others = [
    Row("mutex.standard", "Synchronization.Mutex"),
    Row("nslock", "Foundation's NSLock"),
    Row("dispatch.semaphore", "DispatchSemaphore"),
    Row("python.lock", "CPython's threading.Lock"),
  ]
  private static let screen = [
    Row("frame.ms", "a frame of 200 × 50: everything changed", "ms CPU", .atMost(8), aim: 4),
    Row("frame.scroll.ms", "the same: one column scrolled", "ms CPU", .atMost(3), aim: 1.5),
  ]
  private static let model = [
    Row("model.perSecond", "the model, 50 lanes", "events/s", .atLeast(5e6)),
    Row("frame.many", "a frame of 10 000 lanes, 10 M events, to 50, 10 000", nil, .atMost(2)),
    Row("zoom.ms", "46 × 150 cells of it, at the worst place", "ms CPU", .atMost(16)),
    Row("history.bytes", "10 000 lanes after a busy hour", "bytes", .atMost(Double(256 << 20))),
    Row("history.bucketBytes", "a bucket", "bytes", .atMost(24)),
    Row("history.spanBuckets", "the whole hour of any lane", "buckets", .atLeast(256)),
    Row("open.ms", "opening the program on its menu, and closing it", "ms", .atMost(100)),
    Row("open.bytes", "what it takes meanwhile", "bytes", .atMost(Double(40 << 20))),
  ]
  private static let recording = [
    Row(
      "recording.perSecond", "100 M events into a recording, until it is whole", "events/s",
      .atLeast(5e6)),
    Row("recording.eventBytes", "what each takes", "bytes", .atMost(8)),
    Row("replay.open.ms", "opening that at its end", "ms", .atMost(1000)),
    Row("replay.jump.ms", "standing anywhere in it; longest of 60", "ms", .atMost(100)),
    Row("replay.zoom.ms", "46 × 150 cells of it there; longest of all", "ms", .atMost(100)),
    Row("replay.bytes", "what that takes", "bytes", .atMost(Double(500 << 20))),
  ]
  private static let memory = [
    Row("memory.perThread", "a thread whose ring is full", "bytes"),
    Row("memory.perThread.first", "a thread after its first event", "bytes"),
    Row("memory.perPrimitive", "a Lock", "bytes"),
  ]
}
