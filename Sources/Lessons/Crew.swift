import Phrases
import Signalbox
import SyncEvents

/// So many threads that do the same over and over: as many as a person asks for.
final class Crew: Sendable {
  /// One of them.
  final class Member: Sendable {
    let number: Int
    private let state = GuardedValue(State())
    private struct State {
      var isDismissed = false
      var count = 0
      var thread: TracedThread?
    }
    fileprivate init(_ number: Int) { self.number = number }

    /// It is to leave after what it is doing.
    var isDismissed: Bool { state.withLock { $0.isDismissed } }
    /// 1, 2, 3, …
    func nextCount() -> Int {
      state.withLock { state in
        state.count += 1
        return state.count
      }
    }
    fileprivate func began(_ thread: TracedThread?) { state.withLock { $0.thread = thread } }
    fileprivate func dismiss() -> ThreadID? {
      state.withLock { state in
        state.isDismissed = true
        return state.thread?.id
      }
    }
  }
  typealias Work = @Sendable (Member) throws -> Void

  private let row: ThreadCount
  private let stem: String
  private let stage: Stage
  private let dismiss: @Sendable (ThreadID) -> Void
  private let members = GuardedValue(Members())
  private struct Members {
    var present: [Member] = []
    var count = 0
    var call: Call?
  }

  /// More would only be noise.
  static let largest = 100

  /// - Parameters:
  ///   - name: its row's.
  ///   - size: how many there are at first.
  ///   - stem: of its threads' names.
  ///   - dismiss: ends the wait of one that is to leave.
  init(
    _ name: String, _ size: Int, of stem: String, on stage: Stage,
    dismiss: @escaping @Sendable (ThreadID) -> Void
  ) {
    row = ThreadCount(name, size: size)
    self.stem = stem
    self.stage = stage
    self.dismiss = dismiss
  }

  func begin(_ work: @escaping Work) {
    members.withLock { $0.call = Call(work: work) }
    become(row.size)
  }

  /// The youngest leave first.
  func resize(_ amount: Command.Amount) throws {
    let size = try amount.size(from: row.size, in: 0...Self.largest)
    row.set(size)
    become(size)
  }

  /// Before it has begun only the row changes.
  private func become(_ size: Int) {
    guard let call = members.withLock({ $0.call }) else { return }
    var (new, leaving) = members.withLock { members in
      let surplus = max(0, members.present.count - size)
      let leaving = Array(members.present.suffix(surplus))
      members.present.removeLast(surplus)
      let new = (0..<(size - members.present.count)).map { Member(members.count + $0) }
      members.count += new.count
      members.present += new
      return (new[...], leaving[...])
    }
    while let member = leaving.popLast() {
      if let thread = member.dismiss() { dismiss(thread) }
    }
    while let member = new.popFirst() { start(member, call) }
  }

  private func start(_ member: Member, _ call: Call) {
    member.began(
      stage.start("\(stem)-\(member.number)") { [stage] in
        do {
          while !member.isDismissed, !stage.isClosed { try call.work(member) }
          if !stage.isClosed { stage.say(.leaves) }
        } catch SyncError.shutDown {}  // the lesson ends
      })
  }
  /// In a struct: a bare closure would be wrapped once more each time it is taken out.
  private struct Call { var work: Work }
}
