import EventRing
import SyncEvents

/// The row of a number of threads that do the same: how many there are to be, and when that changed.
package final class ThreadCount: Sendable {
  private let core: ThreadCountCore

  package init(
    _ name: String, size: Int, file: StaticString = #fileID, line: UInt = #line
  ) {
    core = ThreadCountCore(name, size, Site(file, line))
    Registry.shared.add(core.id, name: core.slot.name, kind: .crew, self)
  }

  package var size: Int { core.mutex.locked { core.size } }
  package func set(_ size: Int) { core.set(size) }
}

private final class ThreadCountCore: PrimitiveCore, @unchecked Sendable {
  private(set) var size: Int

  init(_ name: String, _ size: Int, _ site: Site) {
    self.size = size
    super.init(.crew, name, limit: size, site: site)
  }

  override func publish() { slot.publish(sequence: sequence, limit: size) }

  func set(_ new: Int) {
    mutex.locked {
      guard new != size else { return }
      let old = size
      size = new
      record(.current, .limitChanged(old: old, new: new, woken: 0))
    }
  }
}
