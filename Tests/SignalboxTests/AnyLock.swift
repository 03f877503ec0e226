import Signalbox

/// What plain locks, recursive locks, and conditions used as their lock have in common.
protocol AnyLock: AnyObject, Sendable, CustomStringConvertible {
  func acquire(file: StaticString, line: UInt)
  func tryAcquire(file: StaticString, line: UInt) -> Bool
  func acquire(timeout: Duration?, file: StaticString, line: UInt) -> Bool
  func release(file: StaticString, line: UInt) throws(SyncError)
  @discardableResult
  func withLock<R: ~Copyable, E: Error>(
    file: StaticString, line: UInt, _ body: () throws(E) -> R
  ) throws(E) -> R
  var isLocked: Bool { get }
  var isHeldByCurrentThread: Bool { get }
  var blockedCount: Int { get }
}

extension AnyLock {
  func acquire() { acquire(file: #fileID, line: #line) }
  func tryAcquire() -> Bool { tryAcquire(file: #fileID, line: #line) }
  func acquire(timeout: Duration?) -> Bool {
    acquire(timeout: timeout, file: #fileID, line: #line)
  }
  func release() throws(SyncError) { try release(file: #fileID, line: #line) }
  @discardableResult
  func withLock<R: ~Copyable, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    try withLock(file: #fileID, line: #line, body)
  }
}

extension Lock: AnyLock { var blockedCount: Int { waiterCount } }
extension RecursiveLock: AnyLock { var blockedCount: Int { waiterCount } }
extension Condition: AnyLock { var blockedCount: Int { lockWaiterCount } }

enum LockKind: CaseIterable {
  case plain, recursive, condition, conditionOnPlainLock
  static let owned: [LockKind] = [.recursive, .condition]

  func make() -> any AnyLock {
    switch self {
    case .plain: Lock()
    case .recursive: RecursiveLock()
    case .condition: Condition()
    case .conditionOnPlainLock: Condition(lock: Lock())
    }
  }
}
