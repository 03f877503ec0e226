import EventRing
import SyncEvents

/// A variable that threads share without protection. Each get and each set is whole; nothing holds two of them together, so
/// what one thread has read is out of date as soon as another writes.
///
///     value   get          set(b)   another's set between this thread's get and its set
///     a       a            b        is overwritten unseen
///
/// Python: a global. C: an atomic, used with loads and stores only. About 0.2 µs each, recorded, and the time for the text.
///
///     let last = UnguardedVariable("nobody", name: "last")
///     last.value = "me"
public final class UnguardedVariable<Value: Sendable>: @unchecked Sendable, CustomStringConvertible
{
  let core: PrimitiveCore
  private var now: Value
  /// Made when the value was put there: making it may wait, and a get must not.
  private var text: TextID
  private let showing: @Sendable (Value) -> String

  /// - Parameters:
  ///   - value: what it is at first.
  ///   - name: what its row and the log call it; nil makes one up.
  ///   - describe: the text by which a value is shown.
  ///   - file: where it was made, for whoever looks at it.
  ///   - line: the same.
  public init(
    _ value: Value, name: String? = nil,
    showing describe: @escaping @Sendable (Value) -> String = { "\($0)" },
    file: StaticString = #fileID, line: UInt = #line
  ) {
    core = PrimitiveCore(.variable, name, site: Site(file, line))
    now = value
    text = Directory.shared.intern(describe(value))
    showing = describe
    Registry.shared.add(core.id, name: core.slot.name, kind: .variable, self)
  }

  /// What it is now. `value += 1` is a get and a set, and another thread may come in between.
  @available(*, noasync)
  public var value: Value {
    get {
      let me = ThreadRecord.current
      Holding.pass(me)
      return core.mutex.locked {
        core.record(me, .localGet(key: nil, value: text))
        return now
      }
    }
    set {
      let me = ThreadRecord.current
      Holding.pass(me)
      let new = Directory.shared.intern(showing(newValue))
      var old = newValue
      core.mutex.locked {
        swap(&now, &old)
        text = new
        core.record(me, .localSet(key: nil, value: new))
      }
      withExtendedLifetime(old) {}  // the old value goes here: what it does for that may look in
    }
  }

  /// Its name, what it is, and how it stands, for people.
  public var description: String { core.describe("value=\(showing(core.mutex.locked { now }))") }
}
