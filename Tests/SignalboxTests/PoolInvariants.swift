import SyncEvents
import TestSupport

/// What must be true of every pool's events: each task is submitted once, begun in order, and ended by whoever began it, or
/// cancelled while it is queued; the counts add up; never more run than may; nothing is submitted after the shutdown.
struct PoolInvariants {
  private(set) var faults: [String] = []
  private var queued: Set<Int> = []
  private(set) var submitted = 0
  private(set) var cancelled: Set<Int> = []
  private(set) var ended: [Int: TaskEnd] = [:]
  private var runs: [ThreadID: Int] = [:]
  private var idle: Set<ThreadID> = []
  private var limit: Int
  private var isClosed = false

  /// - Parameter name: a pool that the recording has seen from its beginning, until all its tasks were dealt with.
  init(_ recording: Recording, _ name: String) {
    limit = recording.primitives.last { $0.name == name }?.limit ?? 0
    for event in recording.events(of: name) { check(event) }
    if !queued.isEmpty || !runs.isEmpty { faults.append("not dealt with: \(queued) \(runs)") }
    if !idle.isEmpty { faults.append("still idle: \(idle)") }
  }

  private mutating func expect(_ holds: Bool, _ event: SyncEvent) {
    if !holds { faults.append("thread \(event.thread.rawValue) #\(event.sequence) \(event.kind)") }
  }

  private mutating func check(_ event: SyncEvent) {
    let (before, thread) = (queued.count, event.thread)
    switch event.kind {
    case .taskSubmitted(let task, let count):
      submitted += 1
      expect(task == submitted && count == before + 1 && !isClosed, event)
      queued.insert(task)
    case .taskStarted(let task, let count):
      expect(task == queued.min() && count == before - 1, event)
      expect(runs[thread] == nil && !idle.contains(thread) && runs.count < limit, event)
      queued.remove(task)
      runs[thread] = task
    case .taskEnded(let task, let end):
      expect(runs[thread] == task && ended[task] == nil, event)
      runs[thread] = nil
      ended[task] = end
    case .taskCancelled(let task, let count):
      expect(queued.contains(task) && count == before - 1, event)
      queued.remove(task)
      cancelled.insert(task)
    case .limitChanged(let old, let new, let woken):
      expect(old == limit && woken <= idle.count, event)
      limit = new
    case .shutDown(let immediate, let woken):
      expect(woken <= idle.count && (immediate || !isClosed || woken == 0), event)
      isClosed = true
    case .blocking(let operation, let deadline, _):
      expect(operation == .nextTask && deadline == nil && runs[thread] == nil, event)
      expect(idle.insert(thread).inserted, event)
    case .resumed(let outcome, _):
      expect(idle.remove(thread) != nil, event)
      expect([.acquired, .shutDown, .ended].contains(outcome), event)
    case .misused, .destroyed: break
    default: expect(false, event)
    }
  }
}
