import EventRing
import SyncEvents

extension ThreadLocal where Value: Sendable {
  /// The calling thread's value. Each get and each set is an access of its own. Recorded as a get or a set.
  @available(*, noasync)
  public var value: Value {
    get {
      let me = begin()
      let value = current(me)
      recordGet(value, me)
      return value
    }
    set {
      let me = begin()
      put(newValue, me)
      recordSet(newValue, me)
    }
  }

  /// A property of the calling thread's value. Python: an attribute of the local.
  ///
  /// Recorded with the property's name, if it is stored and the program was built with reflection, as it is by default;
  /// otherwise as a get of the whole value. The name costs 3 µs more.
  @available(*, noasync)
  public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
    let me = begin()
    let value = current(me)
    let member = value[keyPath: path]
    guard isShown else { return member }
    if let key = name(path) {
      record(me, .localGet(key: key, value: Directory.shared.intern("\(member)")))
    } else {
      recordGet(value, me)
    }
    return member
  }

  /// A property of the calling thread's value, which the rest of stays. Recorded as above, as a get or a set.
  @available(*, noasync)
  public subscript<Member>(dynamicMember path: WritableKeyPath<Value, Member>) -> Member {
    get { self[dynamicMember: path as KeyPath<Value, Member>] }
    set {
      let me = begin()
      var value = current(me)
      value[keyPath: path] = newValue
      put(value, me)
      guard isShown else { return }
      if let key = name(path) {
        record(me, .localSet(key: key, value: Directory.shared.intern("\(newValue)")))
      } else {
        recordSet(value, me)
      }
    }
  }

  /// Swift tells the names of stored properties only: `\Card.phone`, but `\Card.<computed 0x… (Int)>`.
  private func name(_ path: KeyPath<Value, some Any>) -> TextID? {
    let (text, type) = ("\(path)", "\\\(Value.self).")
    guard text.hasPrefix(type) else { return nil }
    let name = text.dropFirst(type.count)
    let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return isName && name != "self" ? Directory.shared.intern(String(name)) : nil
  }
}
