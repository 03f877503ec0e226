import Glibc
import Signalbox

/// Threads that use every kind of primitive, each in its own order, the same in every run.
final class StressWork: Sendable {
  private let threads: Int
  private let plain = [Lock("plain-0"), Lock("plain-1"), Lock("plain-2")]
  private let nested = RecursiveLock("nested")
  private let few: BoundedSemaphore
  private let credits: CountingSemaphore
  private let light = Event("light")
  private let ready = Condition("ready")
  private let items: BlockingQueue<Int>
  private let list = SynchronizedArray<Int>(name: "list")
  private let table = SynchronizedDictionary<Int, Int>(name: "table")
  private let shared = Synchronized(0, name: "shared")
  private let own = ThreadLocal("own") { 0 }

  init(threads: Int) {
    self.threads = threads
    do {
      few = try BoundedSemaphore(3, name: "few")
      credits = try CountingSemaphore(2, name: "credits")
      items = try BlockingQueue("items", capacity: 16)
    } catch { fatalError("\(error)") }
  }

  /// So many operations altogether; nearly all of them on locks, as in a real program.
  func run(_ operations: Int) {
    let all = (0..<threads).map { number in
      TracedThread.run("stress-\(number)") { [self] in
        var random = StressRandom(seed: UInt64(number) + 1)
        for _ in 0..<(operations / threads) { step(&random) }
      }
    }
    for thread in all { try? thread.join() }
  }

  private func step(_ random: inout StressRandom) {
    switch random.next(1000) {
    case 0..<700: plain[random.next(3)].withLock {}
    case 700..<800:
      nested.withLock { if random.next(2) == 0 { nested.withLock {} } }
    case 800..<880: few.withPermit {}
    case 880..<900: if credits.tryAcquire() { _ = try? credits.release() }
    // It may turn red in between, and the others may be through already.
    case 900..<950: if light.isSet { _ = light.wait(timeout: .milliseconds(5)) }
    case 950..<955: light.set()
    case 955..<960: light.clear()
    case 960..<970: shared.withLock { $0 += 1 }
    case 970..<980: changeList(&random)
    case 980..<985: table.updateValue(random.next(9), forKey: random.next(9))
    case 985..<990: own.value += 1
    case 990..<996: exchange(&random)
    default: rare(&random)
    }
  }

  private func changeList(_ random: inout StressRandom) {
    if random.next(2) == 0 { list.append(1) } else { _ = list.removeLast() }
  }
  private func exchange(_ random: inout StressRandom) {
    if random.next(2) == 0 { _ = try? items.tryPut(1) } else { _ = try? items.tryTake() }
  }

  /// What waits, or changes sizes.
  private func rare(_ random: inout StressRandom) {
    switch random.next(40) {
    case 0..<10: ready.withLock { _ = try? ready.wait(timeout: .microseconds(random.next(200))) }
    case 10..<20: ready.withLock { _ = try? ready.notify(random.next(3)) }
    case 20..<25: _ = light.wait(timeout: .microseconds(random.next(100)))
    case 25..<30:
      if plain[0].acquire(timeout: .microseconds(random.next(100))) { try? plain[0].release() }
    case 30: try? few.resize(to: 1 + random.next(5))
    case 31..<35:
      if few.acquire(timeout: .microseconds(random.next(100))) { _ = try? few.release() }
    case 35: comeAndGo()
    default: sched_yield()
    }
  }
  /// A thread that lives for one operation.
  private func comeAndGo() {
    try? TracedThread.run("passing") { [self] in plain[1].withLock {} }.join()
  }
}

/// xorshift: the same numbers for the same seed.
struct StressRandom {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
