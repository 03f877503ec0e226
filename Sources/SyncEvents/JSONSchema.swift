/// What the JSON lines contain, in words: `signalbox events` prints it.
public enum JSONSchema {
  public static let text = """
    One JSON object a line. Times are integers: nanoseconds since the start. What does not apply is absent.

    The first line:
      event "stream", version 1, clock "monotonic", unit "ns"

    Every other line (a thread's times never go back; declarations come first):
      n            number of the line, from 1
      t            time
      event        one of the names below
      seq          the object's own count of its changes, 1, 2, 3, ...: its events in exact order. Among the
                   events that have one there is no gap, but where events were lost or the level was changed
      after        of an event that changes nothing, in place of seq: the newest change when it was written,
                   0 before the first; any number of events may have seen the same. Events of a
                   thread-local have neither: those of different threads have no order
      estimated    true: nobody looked at the clock, t was worked out from what happened before and after
      thread       number of the thread, never used again     threadName   its name
      object       number of the primitive, never used again  objectName   its name
      objectKind   \(PrimitiveKind.allCases.map(\.word).joined(separator: ", "))

    Declarations:
      threadDeclared     origin (own, foreign, control), parent, pool (a worker's), systemThread
      primitiveDeclared  value (a semaphore's, or how many elements there are at first), limit (a semaphore's size,
                         a queue's capacity, a barrier's parties, a pool's or crew's threads), lock (a condition's), ofThread
                         (kind thread), task and pool (kind future), site
      lost               count, since: so many slots of this thread's events were overwritten unread

    Events and their arguments:
      blocking      operation, deadline, site   before a wait, only when it really waits
      waiting       deadline, site              on a condition, after its lock was given up
      notified      by, byName, at              written by the woken thread
      timedOut                                  the time was up; resumed follows
      acquired      permits, depth, site        after
      releasing     permits, depth, site        before; depth is what is being left, 1 frees the lock
      resumed       outcome, by, byName         ends every blocking and waiting, once (the blocking on a
                    condition's lock inside a wait ends with the wait);
                    outcome: \(Outcome.allCases.map(\.word).joined(separator: ", "))
      passed                                    a wait at a green light
      notifying     asked (absent: all), woken
      lightSet      woken
      lightCleared
      limitChanged  old, new, woken
      evaluated     result                      a predicate was asked
      put, taken    depth                       of a queue, an array, a dictionary: so many elements now
      taskDone      unfinished                  an item of a queue has been dealt with
      shutDown      immediate, woken            of a queue or a pool
      taskSubmitted, taskStarted, taskCancelled   task, queued
      taskEnded     task, end                   \(TaskEnd.allCases.map(\.word).joined(separator: ", "))
      localSet      key, value                  the thread's own, its row of a dictionary, or a shared variable
      localGet      key, value (absent: none)
      tallied       value, updates              an unprotected counter: what is missing was lost
      tripped, broke, reset   woken             of a barrier
      line          line                        of the listing, from 1; 0: on none
      output, note  text
      working, sleeping   duration              until woke
      woke
      held, stepped                             parked by the person, and let go
      commanded     command
      refused       command, reason             \(Refusal.allCases.map(\.word).joined(separator: ", "))
      misused       operation, error            \(Misuse.allCases.map(\.word).joined(separator: ", "))
      threadEnded
      destroyed
      levelChanged  level                       how much is recorded from here on: off (nothing), state (what
                    is true now, no events), auto (every event, some times estimated), full (all timed).
                    What is held after off or state shows with the next event of its holder
    """
}
