import CNcurses
import CTerminal
public import Frames
import Glibc

extension TerminalScreen {
  /// The next thing the person does, waiting for it no longer than that.
  ///
  /// - Returns: Nil when nothing was done in time, and at once when `terminationSignal` says to
  ///   quit.
  public func nextKey(within milliseconds: Int32) -> Key? {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(max(0, milliseconds))
    while true {
      guard isOpen, terminationSignal == nil else { return nil }
      if takeSignals() { return .resize }
      if let key = readKey() { return key }
      let left = clock.now.duration(to: deadline)
      guard left > .zero else { return nil }
      let (seconds, attoseconds) = left.components
      // Rounded up, or the last millisecond would be spent turning round.
      wait(milliseconds: Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
    }
  }

  /// Sleeps until a key is pressed, a signal has come or the time is over.
  private func wait(milliseconds: Int32) {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: terminal_guard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    poll(&descriptors, nfds_t(descriptors.count), milliseconds)
  }

  /// Does what signals asked for. Whether the frame has to be drawn anew.
  private func takeSignals() -> Bool {
    var happened = Int(terminal_guard_take())
    if happened & TERMINAL_STOP_ASKED != 0 {
      connection.leave()
      terminal_guard_stop()
      happened |= Int(terminal_guard_take()) | TERMINAL_CONTINUED
    }
    if happened & TERMINAL_CONTINUED != 0 {
      if terminationSignal != nil { return false }
      comeBack()
      return true
    }
    guard happened & TERMINAL_RESIZED != 0 else { return false }
    adoptSize()
    return true
  }

  /// The process was stopped and goes on. In the background it is stopped again here, until it
  /// comes to the front.
  private func comeBack() {
    timesStopped += 1
    shown = nil
    connection.leave()
    connection.startMouse()
    adoptSize()
    clearok(cn_current_screen(), true)
    wrefresh(cn_standard_screen())
  }

  private func adoptSize() {
    let former = size
    size = connection.adoptSize()
    guard size != former else { return }
    shown = nil
    clearok(cn_current_screen(), true)
  }

  /// A key that has been pressed already.
  private func readKey() -> Key? {
    var terminal = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    poll(&terminal, 1, 0)
    let revents = Int32(terminal.revents)
    if revents & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      terminal_guard_note_hangup()
      return nil
    }
    // The bytes of one character may come one by one, so there is a little patience for them.
    // Without any, there may still be some that ncurses has read ahead.
    wtimeout(cn_standard_screen(), revents & POLLIN != 0 ? TerminalConnection.escapeDelay : 0)
    if unfinishedReport != nil { return readReport() }
    var value: UInt32 = 0
    switch cn_next_key(&value) {
    case KEY_CODE_YES: return KeyDecoding.functionKey(Int32(value))
    case OK:
      let key = KeyDecoding.character(value)
      if key == .escape, case .sequence(let other) = meaningOfEscape() { return other }
      return key
    default: return nil
    }
  }

  private enum Escape {
    case key
    /// It began something else; nil is nothing that the program knows.
    case sequence(Key?)
  }

  /// After Esc: a report of the mouse may follow, or a function key that ncurses does not know. Its bytes are read away, as
  /// they would be taken for keys.
  private func meaningOfEscape() -> Escape {
    wtimeout(cn_standard_screen(), 0)
    var value: UInt32 = 0
    let kind = cn_next_key(&value)
    if kind == KEY_CODE_YES { ungetch(Int32(value)) }
    guard kind == OK else { return .key }
    switch value {
    case 0x5B: return .sequence(readControlSequence())  // [
    case 0x4F:  // O
      _ = cn_next_key(&value)
      return .sequence(nil)
    default:
      unget_wch(wchar_t(value))
      return .key
    }
  }

  /// After `Esc [`. Its bytes may come in pieces.
  private func readControlSequence() -> Key? {
    wtimeout(cn_standard_screen(), TerminalConnection.escapeDelay)
    var value: UInt32 = 0
    for length in 0..<64 {
      guard cn_next_key(&value) == OK else { return nil }
      if length == 0, value == 0x4D { return readShortReport() }  // M
      if length == 0, value == 0x3C {  // <
        unfinishedReport = ""
        return readReport()
      }
      if (0x40...0x7E).contains(value) { return nil }
    }
    return nil
  }

  /// After `Esc [ <`, which nobody types: the rest may take its time, over a slow line for one, and its numbers are no keys.
  private func readReport() -> Key? {
    var value: UInt32 = 0
    while let report = unfinishedReport, report.utf8.count < 32 {
      let kind = cn_next_key(&value)
      if kind == ERR { return nil }
      switch (kind, value) {
      case (OK, 0x30...0x39), (OK, 0x3B):  // 0 to 9 ;
        unfinishedReport = report + String(UnicodeScalar(UInt8(value)))
      case (OK, 0x4D), (OK, 0x6D):  // M m
        unfinishedReport = nil
        return MouseReport.numbered(report + (value == 0x4D ? "M" : "m")).map(Key.mouse)
      default:
        unfinishedReport = nil
        if kind == OK { unget_wch(wchar_t(value)) } else { ungetch(Int32(value)) }
        return nil
      }
    }
    unfinishedReport = nil
    return nil
  }

  private func readShortReport() -> Key? {
    var values: [UInt32] = []
    var value: UInt32 = 0
    while values.count < 3, cn_next_key(&value) == OK { values.append(value) }
    guard values.count == 3 else { return nil }
    return MouseReport.short(values[0], values[1], values[2]).map(Key.mouse)
  }
}
