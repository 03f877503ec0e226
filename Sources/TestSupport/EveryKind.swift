public import SyncEvents
import EventRing

/// Every kind of event, with the largest and the smallest of its arguments.
public enum EveryKind {
  public static let times: [Instant] = [
    .zero, Instant(nanoseconds: 1), Instant(nanoseconds: .max), Instant(nanoseconds: -2),
  ]
  public static let sites: [SiteID?] = [nil, Site(#fileID, 1).id, Site(#fileID, 70_000).id]
  public static let threads = [ThreadID(1), ThreadID(.max)]
  public static let numbers = [0, 1, 7, Int(Int32.max)]
  public static let texts = [TextID(0), TextID(.max)]

  public static var kinds: [SyncEvent.Kind] {
    var all: [SyncEvent.Kind] = [
      .timedOut, .passed, .lightCleared, .evaluated(true), .evaluated(false), .woke, .held,
      .stepped, .threadEnded, .destroyed,
    ]
    for site in sites {
      for time in times + [nil] {
        all += Operation.allCases.map { .blocking($0, deadline: time, site: site) }
        all.append(.waiting(deadline: time, site: site))
      }
      for number in numbers {
        for depth in [number, 1, 0] {
          all.append(.acquired(permits: number, depth: depth, site: site))
          all.append(.releasing(permits: number, depth: depth, site: site))
        }
      }
    }
    for thread in threads {
      all += times.map { .notified(by: thread, at: $0) }
      all += Outcome.allCases.map { .resumed($0, by: thread) }
    }
    all += Outcome.allCases.map { .resumed($0, by: nil) }
    for number in numbers {
      all += [
        .notifying(asked: number, woken: number), .notifying(asked: nil, woken: number),
        .lightSet(woken: number), .limitChanged(old: number, new: 7, woken: number),
        .limitChanged(old: 7, new: number, woken: 0), .line(number),
        .working(Int64(number)), .sleeping(Int64(number)),
      ]
    }
    all += [.working(.max), .sleeping(.max), .notifying(asked: .max, woken: 1)]
    for text in texts {
      all += [.output(text), .note(text), .commanded(text)]
      all += Refusal.allCases.map { .refused(text, $0) }
    }
    for operation in Operation.allCases {
      all += Misuse.allCases.map { .misused(operation, $0) }
    }
    all += RecordingLevel.allCases.map { .levelChanged($0) }
    return all + work + values
  }

  /// Of queues, pools and barriers.
  public static var work: [SyncEvent.Kind] {
    var all: [SyncEvent.Kind] = []
    for number in numbers + [.max, .min, -1] {
      all += [
        .put(depth: number), .taken(depth: number), .taskDone(unfinished: number),
        .shutDown(immediate: true, woken: number), .shutDown(immediate: false, woken: number),
        .tripped(woken: number), .broke(woken: number), .reset(woken: number),
      ]
      all += TaskEnd.allCases.map { .taskEnded(task: number, $0) }
      for queued in numbers {
        all += [
          .taskSubmitted(task: number, queued: queued), .taskStarted(task: number, queued: queued),
          .taskCancelled(task: number, queued: queued),
        ]
      }
    }
    return all + [
      .limitChanged(old: -1, new: 5, woken: 0), .limitChanged(old: 5, new: -1, woken: 2),
    ]
  }

  public static var values: [SyncEvent.Kind] {
    var all: [SyncEvent.Kind] = []
    for key in texts + [nil] {
      all.append(.localGet(key: key, value: nil))
      for value in texts {
        all += [.localSet(key: key, value: value), .localGet(key: key, value: value)]
      }
    }
    for number in numbers + [.max, .min, -1] {
      all += [.tallied(value: number, updates: 3), .tallied(value: 3, updates: number)]
    }
    return all
  }
}
