import Signalbox
import SyncEvents

/// What both semaphores have in common.
protocol AnySemaphore: AnyObject, Sendable, CustomStringConvertible {
  func acquire(file: StaticString, line: UInt)
  func tryAcquire(file: StaticString, line: UInt) -> Bool
  func acquire(timeout: Duration?, file: StaticString, line: UInt) -> Bool
  func release(_ count: Int, file: StaticString, line: UInt) throws(SyncError) -> Int
  @discardableResult
  func withPermit<R: ~Copyable, E: Error>(
    file: StaticString, line: UInt, _ body: () throws(E) -> R
  ) throws(E) -> R
  var value: Int { get }
  var waiterCount: Int { get }
}

extension AnySemaphore {
  func acquire() { acquire(file: #fileID, line: #line) }
  func tryAcquire() -> Bool { tryAcquire(file: #fileID, line: #line) }
  func acquire(timeout: Duration?) -> Bool {
    acquire(timeout: timeout, file: #fileID, line: #line)
  }
  @discardableResult
  func release(_ count: Int = 1) throws(SyncError) -> Int {
    try release(count, file: #fileID, line: #line)
  }
  @discardableResult
  func withPermit<R: ~Copyable, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    try withPermit(file: #fileID, line: #line, body)
  }
}

extension CountingSemaphore: AnySemaphore {}
extension BoundedSemaphore: AnySemaphore {}

enum SemaphoreKind: CaseIterable {
  case counting, bounded

  func make(_ value: Int) throws(SyncError) -> any AnySemaphore {
    switch self {
    case .counting: try CountingSemaphore(value)
    case .bounded: try BoundedSemaphore(value)
    }
  }
}
