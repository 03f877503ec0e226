import EventRing
import SyncEvents

/// Waiting for several futures.
public enum Futures {
  /// What `wait` waits for.
  public enum Condition: Sendable {
    /// One is done.
    case firstDone
    /// One has failed, or all are done.
    case firstError
    /// All are done.
    case allDone
  }

  /// Waits until enough of them are done, or gives up. Nil is for ever; zero or less only looks.
  ///
  /// A cancelled one is done at once, but has not failed. (In Python it is not done before its pool has come across it.)
  /// With `allDone` the lane shows which of them is waited for; otherwise it waits for a future of its own, "first of 3
  /// futures". Python: `concurrent.futures.wait`. Java: `CompletableFuture.anyOf`, `allOf`.
  ///
  /// - Returns: those that are done, and the others, in the order given; none twice.
  @available(*, noasync)
  public static func wait<Value>(
    for futures: [Future<Value>], until condition: Condition = .allDone, timeout: Duration? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> (done: [Future<Value>], pending: [Future<Value>]) {
    let (deadline, site) = (Deadline(after: timeout), Site(file, line))
    var seen: Set<ObjectIdentifier> = []
    let futures = futures.filter { seen.insert(ObjectIdentifier($0)).inserted }
    let me = ThreadRecord.current
    Holding.pass(me)
    if condition == .allDone {
      waitForAll(me, futures, deadline, site)
    } else if !futures.isEmpty, !deadline.polls {
      waitForFirst(me, futures, condition, deadline, site)
    }
    var (done, pending): ([Future<Value>], [Future<Value>]) = ([], [])
    for future in futures {
      if future.isDone { done.append(future) } else { pending.append(future) }
    }
    return (done, pending)
  }

  private static func waitForAll<Value>(
    _ me: ThreadRecord, _ futures: [Future<Value>], _ deadline: Deadline, _ site: Site
  ) {
    for future in futures where !deadline.hasPassed {
      let core = future.core
      core.mutex.locked {
        _ = deadline.insist {
          core.wait(me, until: deadline, site)
          return core.state.isFinal
        }
      }
    }
  }

  private static func waitForFirst<Value>(
    _ me: ThreadRecord, _ futures: [Future<Value>], _ condition: Condition, _ deadline: Deadline,
    _ site: Site
  ) {
    let isError = condition == .firstError
    let gate = FutureGate(
      "\(isError ? "first error" : "first") of \(futures.count) futures",
      missing: isError ? futures.count : 1, opensOnError: isError, site: site)
    for future in futures {
      future.core.mutex.locked {
        if !future.core.add(gate) { gate.count(me, failed: future.hasFailed) }
      }
    }
    gate.wait(me, until: deadline, site)
    for future in futures { future.core.mutex.locked { future.core.remove(gate) } }
  }
}
