import EventRing
import SyncEvents

/// What a thread waits at for several futures at once: a future of its own, which the others complete.
///
/// Its mutex is taken by whoever has that of one of the others, never the other way round.
final class FutureGate: @unchecked Sendable {
  private let core: FutureCore
  private var missing: Int
  private let opensOnError: Bool

  /// It opens when so many are done; with the first error, too, if `opensOnError`.
  init(_ name: String, missing: Int, opensOnError: Bool, site: Site) {
    core = FutureCore(name, site: site)
    self.missing = missing
    self.opensOnError = opensOnError
  }

  /// One more is done. A cancelled one has not failed.
  func count(_ me: ThreadRecord?, failed: Bool) {
    core.mutex.locked {
      missing -= 1
      guard missing == 0 || (failed && opensOnError), !core.state.isFinal else { return }
      core.finish(me, as: .done)
    }
  }

  func wait(_ me: ThreadRecord, until deadline: Deadline, _ site: Site) {
    core.mutex.locked {
      _ = deadline.insist {
        core.wait(me, until: deadline, site)
        return core.state == .done
      }
    }
  }
}
