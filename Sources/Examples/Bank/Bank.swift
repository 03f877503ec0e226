// A small bank: bank [SECONDS]
//
// Tellers transfer money between accounts, each account behind a lock of its own. Two locks are always taken in the order of
// the accounts' numbers, or two transfers could wait for each other. Whoever has too little waits for a payment. At night the
// bank is closed: `f` in the viewer turns the light `open` red and green. Now and then an auditor takes every lock and counts.
//
//     signalbox watch --control all -- .build/debug/bank 60
import Glibc
import Signalbox

final class Account: @unchecked Sendable {
  let number: Int
  let lock: Lock
  /// Behind the lock.
  var balance: Int

  init(_ number: Int, balance: Int) {
    self.number = number
    self.balance = balance
    lock = Lock("account-\(number)")
  }
}

final class Bank: Sendable {
  let accounts: [Account]
  let open = Event("open")
  /// Those who wait for money.
  let paid = Condition("paid")
  let transfers = Synchronized(0, name: "transfers")
  private let total: Int

  init(accounts count: Int, each balance: Int) {
    accounts = (0..<count).map { Account($0, balance: balance) }
    total = count * balance
    open.set()
  }

  /// False: there was too little on the account.
  func transfer(_ amount: Int, from a: Account, to b: Account) throws -> Bool {
    let (first, second) = a.number < b.number ? (a, b) : (b, a)
    let isDone = first.lock.withLock {
      second.lock.withLock {
        guard a.balance >= amount else { return false }
        a.balance -= amount
        b.balance += amount
        return true
      }
    }
    if isDone {
      transfers.withLock { $0 += 1 }
      _ = try paid.withLock { try paid.notifyAll() }
    }
    return isDone
  }

  /// All there is, which never changes.
  func audit() throws {
    for account in accounts { account.lock.acquire() }
    let sum = accounts.reduce(0) { $0 + $1.balance }
    for account in accounts.reversed() { try account.lock.release() }
    precondition(sum == total, "\(sum - total) too much")
  }
}

@main
enum Main {
  static func main() {
    let seconds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10
    do {
      try Recorder.publish(control: .primitives)
    } catch {
      print("nobody can look at this program: \(error)")
    }
    do { try run(for: .seconds(seconds)) } catch {
      print("bank: \(error)")
      exit(1)
    }
  }

  static func run(for length: Duration) throws {
    let bank = Bank(accounts: 5, each: 1000)
    let closing = Event("closing time")
    let start = try Barrier(parties: 5, name: "start")
    let tellers = (0..<4).map { number in
      TracedThread.run("teller-\(number)") {
        var random = SystemRandomNumberGenerator()
        _ = try start.wait()
        while !closing.isSet {
          // At night they wait for the morning, but not beyond closing time.
          guard bank.open.wait(timeout: .milliseconds(50)) else { continue }
          let pair = bank.accounts.shuffled(using: &random).prefix(2)
          let amount = Int.random(in: 1...900, using: &random)
          usleep(2000)  // the customer signs
          if try !bank.transfer(amount, from: pair[0], to: pair[1]) {
            _ = try bank.paid.withLock { try bank.paid.wait(timeout: .milliseconds(50)) }
          }
        }
      }
    }
    let auditor = TracedThread.run("auditor") {
      _ = try start.wait()
      while !closing.wait(timeout: .milliseconds(250)) { try bank.audit() }
    }
    _ = closing.wait(timeout: length)
    closing.set()
    for thread in tellers + [auditor] {
      try thread.join()
      if let failure = thread.failure { throw failure }
    }
    try bank.audit()
    print("\(bank.transfers.withLock { $0 }) transfers, and nothing is missing")
  }
}
