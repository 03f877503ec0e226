import Signalbox
import SyncEvents
import TestSupport
import Testing

/// Waiters, notifiers and deadlines on one condition: no notify is lost, and none is spent twice.
@Suite(.watched) struct ConditionStressTests {
  private let recording = Recording()

  @Test(arguments: [false, true]) func noNotifyIsLostOrSpentTwice(_ isPlain: Bool) throws {
    let condition = isPlain ? Condition(lock: Lock()) : Condition()
    let (notified, woken) = (Counter(), Counter())
    let waiters = Bunch(6, "waiter") { number in
      for round in 1...300 {
        Trace.line(round)
        condition.acquire()
        let isNotified = try condition.wait(
          timeout: (round + number) % 3 == 0 ? .microseconds(30 + round % 50) : .milliseconds(20))
        if isNotified { woken.add() }
        try ensure(condition.isHeldByCurrentThread, "back with the lock")
        try condition.release()
      }
    }
    let notifiers = Bunch(2, "notifier") { number in
      for round in 1...600 {
        Trace.line(round)
        condition.acquire()
        notified.add(
          round % 10 == 0 ? try condition.notifyAll() : try condition.notify(round % 3 + number))
        try condition.release()
        if round % 4 == 0 { WorkTimer().sleep(.microseconds(50)) }
      }
    }
    try recording.collect(while: notifiers)
    try recording.collect(while: waiters)
    #expect(recording.faults() == [])
    #expect(notified.value == woken.value)
    #expect(condition.waiterCount == 0)
    #expect(!condition.isLocked)
  }

  /// Tickets are put down and taken: as many are taken as were put down, at whatever depth the lock is held.
  @Test func predicatesAndTickets() throws {
    let condition = Condition()
    let tickets = Counter()
    let taken = Counter()
    let takers = Bunch(6, "taker") { number in
      for round in 1...50 {
        Trace.line(round)
        for _ in 0..<(number % 3) { condition.acquire() }
        condition.acquire()
        let hasOne = try condition.wait(until: { tickets.value > 0 })
        try ensure(hasOne, "a ticket")
        try ensure(tickets.add(-1) >= 0, "a ticket")
        taken.add()
        for _ in 0...(number % 3) { try condition.release() }
      }
    }
    let givers = Bunch(2, "giver") { _ in
      for round in 1...150 {
        Trace.line(round)
        try condition.withLock {
          tickets.add()
          try condition.notify()
        }
      }
    }
    try recording.collect(while: givers)
    try recording.collect(while: takers)
    #expect(recording.faults() == [])
    #expect((taken.value, tickets.value) == (300, 0))
  }
}
