import Phrases

// What deeds are called in the file of keys. A name stays once it has been published.
extension Deed {
  /// Stable, and only one deed's at each place.
  var name: String {
    switch self {
    case .notify(let count): "notify-\(count)"
    case .notifyAll: "notify-all"
    case .askCount: "notify-count"
    case .flip: "flip"
    case .size(let step): step > 0 ? "size-up" : "size-down"
    case .release: "release"
    case .lockTwice: "lock-twice"
    case .satisfy: "satisfy"
    case .put: "put"
    case .more: "more"
    case .restart: "restart"
    case .bare: "bare"
    case .cure: "cure"
    case .slower: "slower"
    case .faster: "faster"
    case .hold: "hold"
    case .step: "step"
    case .level: "level"
    case .keyboard: "keyboard"
    case .pause: "pause"
    case .primitive(let step): step > 0 ? "next-primitive" : "previous-primitive"
    case .time(let deed): deed.name
    case .lanes(let deed): deed.name
    case .panel(let deed): deed.name
    case .contention(let deed): deed.name
    case .listingLanguage: "listing-language"
    case .hideListing: "hide-listing"
    case .theme: "theme"
    case .save: "save"
    case .record: "record"
    case .searchHelp: "search"
    case .help: "help"
    case .menu: "back"
    case .quit: "quit"
    case .suspend: "suspend"
    case .scroll(let step), .choose(let step): step > 0 ? "down" : "up"
    case .scrollPage(let pages): pages > 0 ? "page-down" : "page-up"
    case .scrollToTop, .chooseFirst: "first"
    case .scrollToEnd, .chooseLast: "last"
    case .chooseLesson(let lesson): lesson.rawValue
    case .open: "open"
    case .accept: "accept"
    case .cancel: "cancel"
    }
  }

  /// Whether it does something to primitives or threads, and not only to the picture.
  var acts: Bool {
    switch self {
    case .notify, .notifyAll, .askCount, .flip, .size, .release, .lockTwice, .satisfy, .put, .more,
      .restart, .bare, .cure, .slower, .faster, .hold, .step, .level:
      true
    case .panel(let deed): deed.acts
    case .keyboard, .pause, .primitive, .time, .lanes, .contention, .listingLanguage, .hideListing,
      .theme, .save, .record,
      .searchHelp, .help,
      .menu, .quit, .suspend, .scroll, .scrollPage, .scrollToTop, .scrollToEnd, .choose,
      .chooseFirst, .chooseLast, .chooseLesson, .open, .accept, .cancel:
      false
    }
  }
}

extension Binding.Place {
  /// Stands before the names of what counts only here.
  var prefix: String {
    switch self {
    case .lesson: ""
    case .program: "program-"
    case .menu: "menu-"
    case .help: "help-"
    case .inspector: "inspector-"
    case .remedies: "remedies-"
    case .contention: "contention-"
    case .count: "count-"
    case .question: "question-"
    case .filter: "filter-"
    case .search: "search-"
    }
  }
}
