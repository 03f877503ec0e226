import Signalbox

/// The three orders, for tests of what is true of all.
enum QueueOrder: CaseIterable {
  case fifo, lifo, priority

  func make(_ name: String? = nil, capacity: Int? = nil) throws -> BlockingQueue<Int> {
    switch self {
    case .fifo: try BlockingQueue(name, capacity: capacity)
    case .lifo: try BlockingQueue(name, capacity: capacity, order: .lifo)
    case .priority: try BlockingQueue(name, capacity: capacity, order: .priority)
    }
  }

  /// In which order these come out if all are put first.
  func sorted(_ items: [Int]) -> [Int] {
    switch self {
    case .fifo: items
    case .lifo: items.reversed()
    case .priority: items.sorted()
    }
  }
}

extension BlockingQueue {
  /// Takes what is there.
  func drain() throws -> [Element] {
    var all: [Element] = []
    while !isEmpty, let next = try tryTake() { all.append(next) }
    return all
  }
}
