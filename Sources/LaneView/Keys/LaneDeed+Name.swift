extension LaneDeed {
  /// What it is called in the file of keys.
  var name: String {
    switch self {
    case .move(let step): step > 0 ? "next-lane" : "previous-lane"
    case .page(let pages): pages > 0 ? "next-lanes" : "previous-lanes"
    case .sort: "sort"
    case .filter: "filter"
    case .fold: "fold"
    case .foldWaiters: "fold-waiters"
    case .pin: "pin"
    case .byPrimitive: "by-primitive"
    }
  }
}
