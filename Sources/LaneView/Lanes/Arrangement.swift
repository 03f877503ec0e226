import LaneModel
import Phrases
import SyncEvents

/// Which lanes the person looks at, and in which order.
struct Arrangement: Equatable, Sendable {
  var sort = LaneSort.start
  var filter = LaneFilter()
  /// Drawn as one summary lane each.
  var folded: Set<LaneGroup> = []
  /// At the top, in the order in which they were pinned.
  var pins: [ThreadID] = []
  /// The lanes of threads that ended long ago stand one by one.
  var opensEnded = false
  /// One lane a primitive, not one a thread.
  var showsPrimitives = false
  /// The first row in sight below the pinned ones, after the wheel was turned; nil keeps what is selected in sight.
  var top: Int?
  /// What was worked out last.
  var remembered: LaneRows?
  var widths = LaneWidths()

  /// Every lane has its row, in the order of the model.
  var isPlain: Bool { sort == .start && filter.isEmpty && folded.isEmpty && pins.isEmpty }
}

/// Which lanes are shown.
struct LaneFilter: Hashable, Sendable {
  /// In the name, in the word for the state, or in the name of the primitive.
  var text = ""
  /// Only lanes that look like this.
  var look: Look?

  var isEmpty: Bool { text.isEmpty && look == nil }
  /// What it lets through, as it is shown.
  func words(_ book: Phrasebook) -> String {
    let state = look.map { [book.legendWord(Legend.word(for: $0))] } ?? []
    return ((text.isEmpty ? [] : ["\"\(text)\""]) + state).joined(separator: " ")
  }

  /// A lane, by its index, as it is or was at the moment that is looked at. Words count in both languages: who reads Chinese may
  /// well type English.
  func matches(_ index: Int, _ model: LaneModel, _ moments: LaneMoments) -> Bool {
    if let look, moments.look(index) != look { return false }
    guard !text.isEmpty else { return true }
    let wanted = text.lowercased()
    let name = model.lanes[index].name
    if name.lowercased().contains(wanted) { return true }
    let state = moments.state(index)
    if let primitive = state?.primitive, model.name(of: primitive).lowercased().contains(wanted) {
      return true
    }
    let isControl = model.lanes[index].isControl
    return Language.allCases.contains { language in
      let book = Phrasebook(language)
      let isThere = state != nil || moments.isUnknown(index)
      let word = isThere ? book.word((state ?? .unknown).word) : book.notStarted
      return word.lowercased().contains(wanted)
        || isControl && book.called(name).lowercased().contains(wanted)
    }
  }

  /// A primitive, by its own name or by those who have it and wait for it.
  func matches(
    _ primitive: PrimitiveState, with lanes: some Sequence<Int>, _ model: LaneModel,
    _ moments: LaneMoments
  ) -> Bool {
    if look == nil, text.isEmpty || primitive.name.lowercased().contains(text.lowercased()) {
      return true
    }
    return lanes.contains { matches($0, model, moments) }
  }
}

/// Lanes that belong together.
///
/// The usual group is that of the pool whose workers they are, or else of the name's stem: `worker-0`, `worker-1` and so on.
/// The other is that of those who wait for one primitive.
enum LaneGroup: Hashable, Sendable {
  case pool(PrimitiveID)
  case stem(String)
  case waiters(PrimitiveID)

  init(usualOf lane: Lane) {
    self = lane.declaration.pool.map { .pool($0) } ?? .stem(Self.stem(of: lane.name))
  }
  var isUsual: Bool {
    switch self {
    case .pool, .stem: true
    case .waiters: false
    }
  }

  /// A name without the number at its end, and without what parts them.
  static func stem(of name: String) -> String {
    let letters = name.utf8.reversed().drop { (0x30...0x39).contains($0) }
    let stem = letters.drop { $0 == 0x2D || $0 == 0x5F || $0 == 0x20 || $0 == 0x23 }
    let end = name.utf8.index(name.utf8.startIndex, offsetBy: stem.count)
    return stem.isEmpty ? name : String(name[..<end])
  }
}
