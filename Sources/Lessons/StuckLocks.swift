import Signalbox

/// Plain locks that threads may be stuck at: nobody owns them, so an outsider may release them.
struct StuckLocks: Sendable {
  let locks: [Lock]

  init(_ locks: [Lock]) { self.locks = locks }

  /// Releases the first that somebody has while another waits for it. To be called when work has been cut short, and nobody
  /// would keep one for long who is not stuck.
  func openOne() {
    try? locks.first { $0.isLocked && $0.waiterCount > 0 }?.release()
  }
}
