public import Frames
public import LaneModel
import Phrases
import SyncEvents

extension Viewer {
  /// Takes a key. What changes only the picture is done here; the rest comes back as an action.
  ///
  /// What the person holds, and the pace, are taken to be as asked for at once; whoever runs the program may correct them.
  public mutating func handle(_ key: Key, _ model: LaneModel) -> Action? {
    guard key != .resize else { return nil }
    defer { arrangeAtCursor(shown(model)) }
    if case .mouse(let mouse) = key { return point(mouse, model) }
    message = nil
    if type(key, model) { return nil }
    if case .count(let text) = overlay, let typed = edited(text, by: key, at: model.now) {
      overlay = .count(typed)
      return nil
    }
    guard let (binding, deed) = keys.binding(for: key, at: place) else {
      if place == .program { return .type(key) }
      show(place == .question ? .noAnswer : .cannot(.unknownKey), at: model.now)
      return nil
    }
    guard binding.applies(to: subject) else {
      show(.cannot(binding.inability(in: subject)), at: model.now)
      return nil
    }
    guard !isReadOnly || !deed.acts || subject.recording != nil else {
      show(.cannot(.readOnly), at: model.now)
      return nil
    }
    return perform(deed, model)
  }

  /// Whether a key of it can do something in this lesson.
  func allows(_ binding: Binding) -> Bool {
    let isForbidden = isReadOnly && subject.recording == nil
    return binding.applies(to: subject) && !(isForbidden && binding.keys.allSatisfy(\.deed.acts))
  }

  var place: Binding.Place {
    switch overlay {
    case .help: .help
    case .count: .count
    case .filter: .filter
    case .helpSearch(_, top: _, let isTyping): isTyping ? .search : .help
    case .question: .question
    case .inspector: .inspector
    case .remedies: .remedies
    case .contention: .contention
    case .none: subject == .menu ? .menu : isTyping ? .program : .lesson
    }
  }

  private mutating func perform(_ deed: Deed, _ model: LaneModel) -> Action? {
    switch deed {
    case .notify(let count): return order(.notify(count), at: .condition, model)
    case .notifyAll: return order(.notifyAll, at: .condition, model)
    case .askCount:
      if target(.condition, model) != nil { overlay = .count("") }
    case .flip: return order(.flip, at: .event, model)
    case .size(let step): return resize(by: step, model)
    case .put: return instruct(.put)
    case .release: return order(.release, at: .lock, model)
    case .lockTwice: return instruct(.lockTwice)
    case .satisfy: return instruct(.satisfy)
    case .more: return instruct(.more)
    case .restart: return instruct(.restart)
    case .bare:
      isBare.toggle()
      show(.bare(isBare, lesson), at: model.now)
      return instruct(.bare)
    case .cure:
      isCured.toggle()
      show(.cured(isCured, lesson), at: model.now)
      return instruct(.cure)
    case .slower where subject.recording != nil: return changeReplaySpeed(by: -1, model)
    case .faster where subject.recording != nil: return changeReplaySpeed(by: 1, model)
    case .slower: return changeSpeed(to: Self.speeds.last { $0 < speed }, or: .slowest, model)
    case .faster: return changeSpeed(to: Self.speeds.first { $0 > speed }, or: .fastest, model)
    case .hold:
      isHolding.toggle()
      show(.holding(isHolding), at: model.now)
      return instruct(isHolding ? .hold : .go)
    case .step: return step(model)
    case .level: return changeLevel(model)
    case .keyboard: isTyping.toggle()
    case .suspend: return .suspend
    case .quit:
      // To leave a program that was started here ends it.
      guard let program = subject.program, program.hasTerminal, program.life != .ended,
        overlay != .question
      else { return .quit }
      overlay = .question
    case .theme: return .theme
    case .save: return .save
    case .record: return .record
    case .open: return .open(choice)
    case .chooseLesson(let lesson):
      choice = lesson
      return .open(lesson)
    case .menu:
      if waitingCommand(in: model) != nil || subject.recording?.progress != nil { return .withdraw }
      if time.isAway {
        time.goLive()
      } else if panel != nil {
        panel = nil
      } else if showAllLanes(shown(model)) {
        break
      } else if selectedLane != nil {
        selectedLane = nil
      } else {
        overlay = .question
      }
    case .accept: return accept(model)
    case .pause where subject.recording != nil: return playOrStand()
    case .pause: frozen = frozen == nil ? model : nil
    case .time(.live) where subject.recording != nil && !time.isAway:
      return subject.recording.map { .replay(.stand(at: $0.end)) }
    case .listingLanguage, .hideListing: changeListing(deed, model)
    case .time(.bookmark): return bookmark(shown(model))
    case .time(.bookmarks(let step)): return goToBookmark(by: step, shown(model))
    case .time(let deed): look(deed, model)
    case .lanes(let deed): look(deed, shown(model))
    case .panel(.carryOut): return carryOutRemedy(model)
    case .panel(.align): return align(shown(model))
    case .panel(.exchange): return .replay(.exchange)
    case .panel(.move(let step)): return moveFinding(by: step, shown(model))
    case .panel(let deed): look(deed, shown(model))
    case .contention(let deed): look(deed, shown(model))
    case .primitive, .choose, .chooseFirst, .chooseLast, .help, .searchHelp, .cancel, .scroll,
      .scrollPage,
      .scrollToTop, .scrollToEnd:
      look(deed, shown(model))
    }
    return nil
  }

  /// What changes only where one looks.
  private mutating func look(_ deed: Deed, _ model: LaneModel) {
    switch deed {
    case .primitive(let step): movePrimitive(by: step, in: model)
    case .choose(let step):
      let all = LessonID.allCases
      let current = all.firstIndex(of: choice) ?? 0
      choice = all[min(max(0, current + step), all.count - 1)]
    case .chooseFirst: choice = LessonID.allCases.first ?? choice
    case .chooseLast: choice = LessonID.allCases.last ?? choice
    case .help: overlay = .help(top: 0)
    case .searchHelp: overlay = .helpSearch("", top: 0, isTyping: true)
    case .scroll(let step): scrollHelp { $0 + step }
    case .scrollPage(let pages): scrollHelp { [page = helpRows] top in top + pages * page }
    case .scrollToTop: scrollHelp { _ in 0 }
    case .scrollToEnd: scrollHelp { _ in .max }
    default: cancel(model)
    }
  }

  private mutating func cancel(_ model: LaneModel) {
    switch overlay {
    case .filter:
      overlay = .none
      arrangement.filter.text = ""
      rearrange(model)
    case .helpSearch: overlay = .help(top: 0)
    default: overlay = .none
    }
  }

  private mutating func accept(_ model: LaneModel) -> Action? {
    switch overlay {
    case .filter:
      overlay = .none
      return nil
    case .helpSearch(let text, let top, isTyping: true):
      overlay = text.isEmpty ? .help(top: 0) : .helpSearch(text, top: top, isTyping: false)
      return nil
    default: break
    }
    guard case .count(let text) = overlay else {
      overlay = .none
      return .back
    }
    guard let count = Int(text), (1...Int(Int32.max)).contains(count) else {
      show(.badCount(text), at: model.now)
      overlay = .count("")
      return nil
    }
    overlay = .none
    return order(.notify(count), at: .condition, model)
  }

  /// What is typed after this key; nil if the key is not for typing.
  private mutating func edited(_ text: String, by key: Key, at now: Instant) -> String? {
    switch key {
    case .character(let sign):
      if sign.isASCII && sign.isNumber && text.count < 12 { return text + String(sign) }
      show(.badCount(text + String(sign)), at: now)
      return text
    case .backspace, .delete: return String(text.dropLast())
    default: return nil
    }
  }

  /// Never off: then there would be nothing to see, not even that.
  private mutating func changeLevel(_ model: LaneModel) -> Action? {
    let levels: [RecordingLevel] = [.auto, .full, .state]
    let next = levels.firstIndex(of: model.level ?? .auto).map { ($0 + 1) % levels.count }
    let level = levels[next ?? 0]
    show(.level(level), at: model.now)
    return instruct(.level(level))
  }

  private mutating func changeSpeed(
    to new: Double?, or limit: Status.Inability, _ model: LaneModel
  ) -> Action? {
    guard let new else {
      show(.cannot(limit), at: model.now)
      return nil
    }
    speed = new
    show(.speed(new), at: model.now)
    return instruct(.speed(new))
  }
}
