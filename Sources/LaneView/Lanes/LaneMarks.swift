import Findings
import Frames
import LaneModel
import SyncEvents

/// What stands before the names of lanes that belong to what is looked at: to the chain of the selected lane, or to the selected
/// primitive. A full square has it, an open one waits for it.
struct LaneMarks {
  struct Mark: Equatable {
    /// It has what others wait for; else it waits.
    var has: Bool
    /// What this is about.
    var primitive: PrimitiveID
  }
  private(set) var all: [ThreadID: Mark] = [:]

  /// Who is in something that is wrong, whatever is looked at.
  private(set) var stuck: Set<ThreadID> = []

  /// Of how it is now: of the past it is not known who had what.
  init(_ viewer: Viewer, _ model: LaneModel) {
    guard viewer.time.cursor == nil else { return }
    for finding in model.findings where finding.grade >= .likely {
      stuck.formUnion(finding.links.map(\.thread))
    }
    if viewer.panel == .findings, let record = viewer.finding(in: model), record.stands {
      for evidence in record.evidence {
        all[evidence.thread] = Mark(has: false, primitive: evidence.primitive)
      }
      for evidence in record.evidence {
        for holder in evidence.holders {
          all[holder] = Mark(has: true, primitive: evidence.primitive)
        }
      }
    } else if viewer.panel == .graph, let lane = viewer.lane(in: model) {
      mark(chainFrom: lane.id, model)
    } else if let selected = viewer.selectedPrimitive.flatMap(model.primitive) {
      for waiter in selected.waiters { all[waiter] = Mark(has: false, primitive: selected.id) }
      for holder in selected.holders { all[holder] = Mark(has: true, primitive: selected.id) }
    }
  }

  private mutating func mark(chainFrom thread: ThreadID, _ model: LaneModel) {
    guard let chain = model.chain(from: thread) else {
      // Nothing keeps it: whom does it keep?
      for hold in model.lane(thread)?.holds ?? [] {
        for waiter in model.primitive(hold.primitive)?.waiters ?? [] {
          all[waiter] = Mark(has: false, primitive: hold.primitive)
        }
      }
      return
    }
    for step in chain.steps {
      for holder in step.holders { all[holder] = Mark(has: true, primitive: step.primitive) }
    }
  }

  /// The primitives that it goes through.
  var primitives: Set<PrimitiveID> { Set(all.values.map(\.primitive)) }
}
