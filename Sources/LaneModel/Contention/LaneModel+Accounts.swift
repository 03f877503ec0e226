import Findings
import SyncEvents

/// What goes into a primitive's account. All of it happens at every event: nothing here copies, and what is more than a line
/// is not inlined, for where the code grows it does not stay in the cache.
extension LaneModel {
  /// A lock or a permit was taken; `wait` is what the thread was waiting for until then.
  @inline(__always)
  mutating func noteUse(_ p: Int, after wait: Lane.Wait?) {
    noteUse(p, waited: wait?.primitive == id(p))
  }
  @inline(__always)
  mutating func noteUse(_ p: Int, waited: Bool) { states[p].counts.use(waited: waited) }

  /// A wait is over. A pool's worker without a task is idle, and waits for nobody.
  @inline(never)
  mutating func noteWait(
    _ wait: Lane.Wait, of lane: Int, _ p: Int, until end: Instant, _ isEstimated: Bool
  ) {
    guard wait.wanted != .task else { return }
    let isEstimated = isEstimated || wait.isEstimated
    contention.note(
      p, part(ofLane: lane) { $0.id }, end - wait.since, isHold: false, isEstimated: isEstimated)
    if isEstimated { lanes[lane].hasEstimatedWaits = true }
  }

  /// A thread has it no more, after so long; nil is a hold of which nobody knows since when it was.
  @inline(__always)
  mutating func noteHold(_ p: Int, by thread: ThreadID, _ held: Int64?, _ isEstimated: Bool) {
    if let held { contention.note(p, thread, held, isHold: true, isEstimated: isEstimated) }
  }
  mutating func noteHold(_ p: Int, by thread: ThreadID, until end: Instant, _ isEstimated: Bool) {
    guard let hold = laneIndex[thread].flatMap({ hold($0, of: id(p)) }) else { return }
    noteHold(p, by: thread, hold.since.map { end - $0 }, isEstimated || hold.isEstimated)
  }

  /// Whoever gave it back has given it to one who waited.
  @inline(__always)
  mutating func noteHandOff(_ p: Int, from giver: ThreadID?, to thread: ThreadID) {
    if let giver, giver != thread { contention.handedOff(p) }
  }

  /// - Parameter asked: nil is all.
  mutating func noteNotify(_ p: Int, asked: Int?, woken: Int) {
    contention.notified(p, isHeard: woken > 0 || asked == 0)
  }
}
