extension SyncEvent.Kind {
  /// By its name in JSON lines and its arguments; nil for a name that is not known.
  init?(
    _ word: String, _ fields: JSONFields, _ site: SiteID?, _ texts: JSONEventTexts
  ) throws(JSONLineFault.Problem) {
    switch word {
    case "blocking":
      self = .blocking(
        try fields.choice("operation", \.word), deadline: try fields.time("deadline"), site: site)
    case "waiting": self = .waiting(deadline: try fields.time("deadline"), site: site)
    case "notified":
      self = .notified(
        by: try fields.thread("by"), at: Instant(nanoseconds: try fields.integer("at")))
    case "timedOut": self = .timedOut
    case "acquired":
      self = .acquired(
        permits: try fields.needed("permits"), depth: try fields.int("depth") ?? 0, site: site)
    case "releasing":
      self = .releasing(
        permits: try fields.needed("permits"), depth: try fields.int("depth") ?? 0, site: site)
    case "resumed":
      self = .resumed(
        try fields.choice("outcome", \.word), by: try fields.optional("by").map { ThreadID($0) })
    case "passed": self = .passed
    case "notifying":
      self = .notifying(asked: try fields.int("asked"), woken: try fields.needed("woken"))
    case "lightSet": self = .lightSet(woken: try fields.needed("woken"))
    case "lightCleared": self = .lightCleared
    case "limitChanged":
      self = .limitChanged(
        old: try fields.needed("old"), new: try fields.needed("new"),
        woken: try fields.needed("woken"))
    case "evaluated": self = .evaluated(try fields.flag("result"))
    case "put": self = .put(depth: try fields.needed("depth"))
    case "taken": self = .taken(depth: try fields.needed("depth"))
    case "taskDone": self = .taskDone(unfinished: try fields.needed("unfinished"))
    case "shutDown":
      self = .shutDown(
        immediate: try fields.flag("immediate"), woken: try fields.needed("woken"))
    case "taskSubmitted":
      self = .taskSubmitted(
        task: try fields.needed("task"), queued: try fields.needed("queued"))
    case "taskStarted":
      self = .taskStarted(task: try fields.needed("task"), queued: try fields.needed("queued"))
    case "taskCancelled":
      self = .taskCancelled(
        task: try fields.needed("task"), queued: try fields.needed("queued"))
    case "taskEnded":
      self = .taskEnded(task: try fields.needed("task"), try fields.choice("end", \.word))
    case "localSet":
      self = .localSet(key: texts.key, value: try JSONEventTexts.needed(texts.value, "value"))
    case "localGet": self = .localGet(key: texts.key, value: texts.value)
    case "tallied":
      self = .tallied(
        value: try fields.needed("value"), updates: try fields.needed("updates"))
    case "tripped": self = .tripped(woken: try fields.needed("woken"))
    case "broke": self = .broke(woken: try fields.needed("woken"))
    case "reset": self = .reset(woken: try fields.needed("woken"))
    case "line": self = .line(try fields.needed("line"))
    case "output": self = .output(try JSONEventTexts.needed(texts.text, "text"))
    case "note": self = .note(try JSONEventTexts.needed(texts.text, "text"))
    case "working": self = .working(try fields.integer("duration"))
    case "sleeping": self = .sleeping(try fields.integer("duration"))
    case "woke": self = .woke
    case "held": self = .held
    case "stepped": self = .stepped
    case "commanded": self = .commanded(try JSONEventTexts.needed(texts.command, "command"))
    case "refused":
      self = .refused(
        try JSONEventTexts.needed(texts.command, "command"), try fields.choice("reason", \.word))
    case "misused":
      self = .misused(
        try fields.choice("operation", \.word), try fields.choice("error", \.word))
    case "threadEnded": self = .threadEnded
    case "destroyed": self = .destroyed
    case "levelChanged": self = .levelChanged(try fields.choice("level", \.word))
    default: return nil
    }
  }
}
