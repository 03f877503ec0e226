extension TimeDeed {
  /// What it is called in the file of keys.
  var name: String {
    switch self {
    case .zoom(let step): step > 0 ? "zoom-out" : "zoom-in"
    case .move(let step): step > 0 ? "later" : "earlier"
    case .leap(let step): step > 0 ? "much-later" : "much-earlier"
    case .beginning: "beginning"
    case .live: "live"
    case .change(let step): step > 0 ? "next-change" : "previous-change"
    case .unblocker: "unblocker"
    case .back: "unblocker-back"
    case .mode: "cell-mode"
    case .bookmark: "bookmark"
    case .bookmarks(let step): step > 0 ? "next-bookmark" : "previous-bookmark"
    case .inspect: "inspect"
    case .close: "close"
    case .scroll(let step): step > 0 ? "down" : "up"
    case .scrollPage(let pages): pages > 0 ? "page-down" : "page-up"
    case .scrollToTop: "first"
    case .scrollToEnd: "last"
    }
  }
}
