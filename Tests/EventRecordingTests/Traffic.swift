import EventRecording
import SyncEvents
import TestSupport

/// Threads at locks, as a source would tell of them: the same in every run.
struct Traffic {
  private var numbers = FixedNumbers(seed: 0x7AFF1C)
  private var now: Int64 = 0
  private var holders: [UInt32?]
  private var lines: [[UInt32]]
  private var sequences: [UInt64]
  /// Which lock each has, or waits for.
  private var has: [Int?]
  private var waits: [Bool]
  private var isFirst = true

  init(threads: Int, locks: Int) {
    holders = Array(repeating: nil, count: locks)
    lines = Array(repeating: [], count: locks)
    sequences = Array(repeating: 0, count: locks)
    has = Array(repeating: nil, count: threads)
    waits = Array(repeating: false, count: threads)
  }

  /// What happens in the next five milliseconds or so.
  mutating func look(_ count: Int) -> RecordedLook {
    var batch = Batch()
    if isFirst {
      batch.declarations = has.indices.map {
        .thread(ThreadDeclaration(id: ThreadID(UInt32($0 + 1)), name: "worker-\($0)"))
      }
      batch.declarations += holders.indices.map {
        .primitive(
          PrimitiveDeclaration(id: PrimitiveID(UInt32($0 + 1)), kind: .lock, name: "lock-\($0)"))
      }
      batch.declarations.append(.site(SiteID(3), file: "main.swift", line: 12))
      isFirst = false
    }
    for _ in 0..<count { step(&batch.events) }
    return RecordedLook(batch, now: Instant(nanoseconds: now))
  }

  private mutating func step(_ events: inout [SyncEvent]) {
    now += Int64.random(in: 50..<200_000, using: &numbers)
    let index = Int.random(in: has.indices, using: &numbers)
    let thread = UInt32(index + 1)
    guard !waits[index] else { return }
    if let lock = has[index] {
      let next = lines[lock].isEmpty ? nil : lines[lock].removeFirst()
      sequences[lock] += 1
      add(&events, thread, lock, sequences[lock], .releasing(permits: 1, depth: 1, site: nil))
      has[index] = nil
      holders[lock] = next
      guard let next else { return }
      waits[Int(next - 1)] = false
      has[Int(next - 1)] = lock
      sequences[lock] += 1
      now += 300
      add(&events, next, lock, 0, .resumed(.acquired, by: ThreadID(thread)), isChange: false)
      add(&events, next, lock, sequences[lock], .acquired(permits: 1, depth: 1, site: SiteID(3)))
    } else {
      let lock = Int.random(in: holders.indices, using: &numbers)
      if holders[lock] == nil {
        holders[lock] = thread
        has[index] = lock
        sequences[lock] += 1
        add(
          &events, thread, lock, sequences[lock], .acquired(permits: 1, depth: 1, site: SiteID(3)))
      } else {
        lines[lock].append(thread)
        waits[index] = true
        add(
          &events, thread, lock, sequences[lock],
          .blocking(.acquire, deadline: nil, site: SiteID(3)), isChange: false)
      }
    }
  }

  private func add(
    _ events: inout [SyncEvent], _ thread: UInt32, _ lock: Int, _ sequence: UInt64,
    _ kind: SyncEvent.Kind, isChange: Bool = true
  ) {
    events.append(
      SyncEvent(
        thread: ThreadID(thread), primitive: PrimitiveID(UInt32(lock + 1)), sequence: sequence,
        isChange: isChange, time: Instant(nanoseconds: now), kind: kind))
  }
}
