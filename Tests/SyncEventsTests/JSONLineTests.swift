import SyncEvents
import Testing

/// The lines of queues, pools, barriers, and of what threads set and get.
@Suite struct JSONLineTests {
  private static let declarations: [Declaration] = [
    .thread(ThreadDeclaration(id: ThreadID(1), name: "worker")),
    .primitive(PrimitiveDeclaration(id: PrimitiveID(2), kind: .queue, name: "items", limit: 3)),
    .text(TextID(1), "a \"key\""), .text(TextID(2), "7"),
  ]
  /// One event of that thread and queue, without what all of them begin with.
  private func arguments(_ kind: SyncEvent.Kind, sequence: UInt64 = 5) -> String {
    var writer = JSONLineWriter()
    _ = writer.lines(Batch(declarations: Self.declarations))
    let event = SyncEvent(
      thread: ThreadID(1), primitive: PrimitiveID(2), sequence: sequence,
      time: Instant(nanoseconds: 42), kind: kind)
    let line = writer.lines(Batch(events: [event]))[0]
    let seq = sequence == 0 ? "" : #""seq":\#(sequence),"#
    let common =
      #"{"n":3,"t":42,"event":"\#(kind.word)",\#(seq)"thread":1,"threadName":"worker","object":2,"#
      + #""objectKind":"queue","objectName":"items""#
    #expect(line.hasPrefix(common) && line.hasSuffix("}"), "\(line)")
    return String(line.dropFirst(common.count).dropLast())
  }

  @Test(
    arguments: [
      (.blocking(.put, deadline: nil, site: nil), #","operation":"put""#),
      (.blocking(.nextTask, deadline: nil, site: nil), #","operation":"nextTask""#),
      (.put(depth: 2), #","depth":2"#), (.taken(depth: 0), #","depth":0"#),
      (.taskDone(unfinished: 4), #","unfinished":4"#),
      (.shutDown(immediate: true, woken: 3), #","immediate":true,"woken":3"#),
      (.shutDown(immediate: false, woken: 0), #","immediate":false,"woken":0"#),
      (.limitChanged(old: -1, new: 5, woken: 0), #","old":-1,"new":5,"woken":0"#),
      (.taskSubmitted(task: 8, queued: 2), #","task":8,"queued":2"#),
      (.taskStarted(task: 8, queued: 1), #","task":8,"queued":1"#),
      (.taskCancelled(task: 9, queued: 0), #","task":9,"queued":0"#),
      (.taskEnded(task: 8, .returned), #","task":8,"end":"returned""#),
      (.taskEnded(task: 8, .failed), #","task":8,"end":"failed""#),
      (.localSet(key: TextID(1), value: TextID(2)), #","key":"a \"key\"","value":"7""#),
      (.localSet(key: nil, value: TextID(2)), #","value":"7""#),
      (.localGet(key: TextID(1), value: nil), #","key":"a \"key\"""#),
      (.localGet(key: nil, value: TextID(2)), #","value":"7""#),
      (.localGet(key: nil, value: TextID(99)), #","value":"""#),
      (.tallied(value: 940, updates: 1000), #","value":940,"updates":1000"#),
      (.tripped(woken: 2), #","woken":2"#), (.broke(woken: 1), #","woken":1"#),
      (.reset(woken: 0), #","woken":0"#),
      (.resumed(.tripped, by: ThreadID(1)), #","outcome":"tripped","by":1,"byName":"worker""#),
      (.resumed(.shutDown, by: nil), #","outcome":"shutDown""#),
      (.misused(.taskDone, .tooOftenDone), #","operation":"taskDone","error":"tooOftenDone""#),
    ] as [(SyncEvent.Kind, String)])
  func eachHasItsArguments(_ kind: SyncEvent.Kind, _ expected: String) {
    #expect(arguments(kind) == expected)
  }

  @Test func whatHasNoOrderHasNoNumber() {
    #expect(arguments(.localSet(key: nil, value: TextID(2)), sequence: 0) == #","value":"7""#)
  }

  private func line(_ event: SyncEvent) -> String {
    var writer = JSONLineWriter()
    _ = writer.lines(Batch(declarations: Self.declarations))
    return writer.lines(Batch(events: [event]))[0]
  }

  @Test(arguments: [0, 1, UInt64.max])
  func whatChangesNothingSaysWhichChangeItSaw(_ number: UInt64) {
    var event = SyncEvent(
      thread: ThreadID(1), primitive: PrimitiveID(2), sequence: number, isChange: false,
      time: Instant(nanoseconds: 42), kind: .timedOut)
    #expect(
      line(event).hasPrefix(
        #"{"n":3,"t":42,"event":"timedOut","after":\#(number),"thread":1,"threadName":"worker","object":2"#
      ))
    event.primitive = nil
    #expect(line(event).hasPrefix(#"{"n":3,"t":42,"event":"timedOut","thread":1,"#))
  }

  @Test func aTimeThatWasWorkedOutIsMarked() {
    let event = SyncEvent(
      thread: ThreadID(1), primitive: PrimitiveID(2), sequence: 7,
      time: Instant(nanoseconds: 42), isEstimated: true, kind: .put(depth: 1))
    #expect(
      line(event).hasPrefix(#"{"n":3,"t":42,"event":"put","seq":7,"estimated":true,"thread":1,"#))
  }

  @Test(arguments: RecordingLevel.allCases)
  func aChangeOfTheLevelSaysToWhich(_ level: RecordingLevel) {
    let event = SyncEvent(
      thread: ThreadID(1), time: Instant(nanoseconds: 42), kind: .levelChanged(level))
    #expect(
      line(event)
        == #"{"n":3,"t":42,"event":"levelChanged","thread":1,"threadName":"worker","level":"\#(level.word)"}"#
    )
  }

  @Test func aResultSaysWhoseItIs() {
    var writer = JSONLineWriter()
    let lines = writer.lines(
      Batch(declarations: [
        .primitive(PrimitiveDeclaration(id: PrimitiveID(2), kind: .pool, name: "pool", limit: 4)),
        .primitive(
          PrimitiveDeclaration(
            id: PrimitiveID(3), kind: .future, name: "task 9", value: 9, pool: PrimitiveID(2))),
      ]))
    let common = #""t":0,"event":"primitiveDeclared","object":"#
    #expect(
      lines == [
        #"{"n":1,\#(common)2,"objectKind":"pool","objectName":"pool","limit":4}"#,
        #"{"n":2,\#(common)3,"objectKind":"future","objectName":"task 9","task":9,"pool":2}"#,
      ])
  }

  /// Every word of an event, and every kind of primitive, is in the schema.
  @Test func theSchemaNamesThem() {
    let words = Set(
      JSONSchema.text.split { !$0.isLetter }.map(String.init))
    let new: [SyncEvent.Kind] = [
      .put(depth: 0), .taken(depth: 0), .taskDone(unfinished: 0),
      .shutDown(immediate: true, woken: 0), .taskSubmitted(task: 0, queued: 0),
      .taskStarted(task: 0, queued: 0), .taskEnded(task: 0, .failed),
      .taskCancelled(task: 0, queued: 0), .localSet(key: nil, value: TextID(0)),
      .localGet(key: nil, value: nil), .tallied(value: 0, updates: 0), .tripped(woken: 0),
      .broke(woken: 0), .reset(woken: 0), .levelChanged(.off),
    ]
    var all = new.map(\.word) + ["seq", "after", "estimated", "level"]
    all += PrimitiveKind.allCases.map(\.word) + Outcome.allCases.map(\.word)
    all += RecordingLevel.allCases.map(\.word)
    for word in all { #expect(words.contains(word), "\(word)") }
  }
}
