import LaneModel
import SyncEvents

/// Who waits for what, as trees: at each root what all below it comes down to, below it what it has and who waits for that, and
/// so on. Threads that wait for each other in a ring are a tree whose root comes again at its end.
struct WaitForest: Equatable {
  struct Tree: Equatable {
    var root: Root
    var branches: [Branch]
    /// The thread at the root waits too: it is in the ring.
    var isRing = false
    /// How many threads are in it.
    var size: Int
  }
  enum Root: Equatable {
    /// It does not wait, or is in a ring.
    case thread(ThreadID)
    /// Nobody has it, or several have.
    case primitive(PrimitiveID)
  }
  /// Something that somebody has, and those who wait for it, oldest first.
  struct Branch: Equatable {
    var primitive: PrimitiveID
    var twigs: [Twig]
  }
  struct Twig: Equatable {
    var thread: ThreadID
    /// What it has in turn.
    var branches: [Branch]
    /// The ring closes here: it is the root.
    var isRoot = false
  }

  /// Those in rings first, then those that keep most threads waiting.
  private(set) var trees: [Tree] = []

  private var waiters: [PrimitiveID: [ThreadID]] = [:]
  /// What waiting threads wait for, and whose it is.
  private var waits: [ThreadID: PrimitiveID] = [:]
  private var holders: [PrimitiveID: ThreadID] = [:]
  private var held: [ThreadID: [PrimitiveID]] = [:]
  private var seen: Set<ThreadID> = []

  init(_ model: LaneModel) {
    gather(model)
    plantRings()
    for (holder, primitives) in held.sorted(by: { $0.key < $1.key }) where waits[holder] == nil {
      seen.insert(holder)
      plant(.thread(holder), primitives.map { branch($0, 1) })
    }
    for primitive in waiters.keys.sorted() where holders[primitive] == nil {
      plant(.primitive(primitive), [branch(primitive, 1)])
    }
    let order = trees.indices.sorted { a, b in
      (trees[a].isRing ? 0 : 1, -trees[a].size, a) < (trees[b].isRing ? 0 : 1, -trees[b].size, b)
    }
    trees = order.map { trees[$0] }
  }

  private mutating func gather(_ model: LaneModel) {
    var line: [PrimitiveID: [ThreadID]] = [:]
    for index in model.lanes.indices {
      guard let primitive = model.lanes[index].state.primitive,
        model.lanes[index].state.look != .idle
      else { continue }
      waits[model.lanes[index].id] = primitive
      line[primitive, default: []].append(model.lanes[index].id)
    }
    for (primitive, threads) in line {
      let state = model.primitive(primitive)
      let order = state?.waiters ?? []
      let known = order.filter { waits[$0] == primitive }
      waiters[primitive] = known + threads.filter { !known.contains($0) }
      guard let state, let holder = state.holders.first, state.holders.count == 1,
        model.lane(holder) != nil
      else { continue }
      holders[primitive] = holder
      held[holder, default: []].append(primitive)
    }
    for thread in held.keys { held[thread]?.sort() }
  }

  /// Of each ring its smallest thread. Every thread is passed once: who comes to one that another walk has passed finds no ring.
  private mutating func plantRings() {
    var walkOf: [ThreadID: Int] = [:]
    for (walk, start) in waits.keys.sorted().enumerated() {
      var here: ThreadID? = start
      while let at = here, walkOf[at] == nil {
        walkOf[at] = walk
        here = waits[at].flatMap { holders[$0] }
      }
      guard let met = here, walkOf[met] == walk, waits[met] != nil else { continue }
      var ring = [met]
      while let next = ring.last.flatMap({ waits[$0] }).flatMap({ holders[$0] }), next != met {
        ring.append(next)
      }
      let root = ring.min() ?? met
      seen.insert(root)
      plant(.thread(root), (held[root] ?? []).map { branch($0, 1) }, isRing: true)
    }
  }

  private mutating func plant(_ root: Root, _ branches: [Branch], isRing: Bool = false) {
    let own: Int = if case .thread = root { 1 } else { 0 }
    let size = branches.reduce(own) { $0 + Self.size($1) } - (isRing ? 1 : 0)
    trees.append(Tree(root: root, branches: branches, isRing: isRing, size: size))
  }
  private static func size(_ branch: Branch) -> Int {
    branch.twigs.reduce(0) { $0 + 1 + $1.branches.reduce(0) { $0 + size($1) } }
  }

  /// Chains that are longer than any screen is high are cut.
  private static let mostLevels = 100

  private mutating func branch(_ primitive: PrimitiveID, _ level: Int) -> Branch {
    Branch(
      primitive: primitive,
      twigs: (waiters[primitive] ?? []).map { thread in
        guard seen.insert(thread).inserted else {
          return Twig(thread: thread, branches: [], isRoot: true)
        }
        let has = level < Self.mostLevels ? held[thread] ?? [] : []
        return Twig(thread: thread, branches: has.map { branch($0, level + 1) })
      })
  }
}
