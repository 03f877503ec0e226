import SyncEvents
import TestSupport
import Testing

/// What goes over a control socket: what is written is read back, in any pieces, and nonsense is nothing worse.
@Suite struct ControlMessageTests {
  private let requests: [ControlRequest] =
    ScriptLineTests.commands.enumerated().map {
      ControlRequest(UInt32($0.offset), .instruction(Instruction($0.element)))
    } + [
      ControlRequest(7, .instruction(Instruction(.notify(3), on: "ready"))),
      ControlRequest(8, .instruction(Instruction(.size(.by(-1)), on: "#12"))),
      ControlRequest(.max, .withdraw), ControlRequest(0, .ping),
    ]

  @Test func requestsAreReadBack() throws {
    for request in requests {
      let (number, what) = ControlRequest.read(request.text)
      #expect(number == request.number)
      #expect(try what.get() == request.what)
    }
  }

  @Test func repliesAndGreetingsAreReadBack() {
    let replies =
      [ControlReply(1, .done), ControlReply(2, .invalid("there is no command x"))]
      + Refusal.allCases.map { ControlReply(3, .refused($0)) }
    for reply in replies { #expect(ControlReply(reply.text) == reply) }
    for greeting in [ControlGreeting()] + ControlScope.allCases.map({ ControlGreeting(scope: $0) })
    {
      #expect(ControlGreeting(greeting.text) == greeting)
    }
    for text in ["", "signalbox", "signalbox 0", "signalbox x", "signalbox 1 much", "x 1", "1 2 3"]
    {
      #expect(ControlGreeting(text) == nil)
      #expect(ControlReply(text) == nil)
    }
  }

  @Test func framesComeInAnyPieces() throws {
    let bytes = requests.flatMap { ControlFrame.bytes($0.text) }
    for size in [1, 2, 3, 5, 64, bytes.count] {
      var reader = ControlFrameReader()
      var texts: [String] = []
      var place = 0
      while place < bytes.count {
        reader.add(bytes[place..<min(place + size, bytes.count)])
        place += size
        while let text = try reader.next() { texts.append(text) }
      }
      #expect(texts == requests.map(\.text))
    }
  }

  @Test func lengthsThatLieAreNotWaitedFor() throws {
    var reader = ControlFrameReader()
    reader.add([1, 16, 0, 0])
    #expect(throws: ControlFault.tooLong(4097)) { try reader.next() }
    reader = ControlFrameReader()
    reader.add([0, 16, 0, 0] + Array(repeating: UInt8(ascii: "x"), count: 4095))
    #expect(try reader.next() == nil)
    reader.add([UInt8(ascii: "x")])
    #expect(try reader.next()?.count == 4096)
  }

  /// A text that is too long is cut between two characters.
  @Test func whatIsSentFits() throws {
    for text in [String(repeating: "x", count: 9000), String(repeating: "界", count: 4000)] {
      let bytes = ControlFrame.bytes(text)
      #expect(bytes.count <= ControlFrame.longest + 4 && bytes.count > 2000)
      var reader = ControlFrameReader()
      reader.add(bytes)
      let read = try #require(try reader.next())
      #expect(text.hasPrefix(read))
    }
  }

  @Test func tenThousandMutations() {
    var numbers = FixedNumbers(seed: 0xF4A3E)
    let frames =
      requests.map { ControlFrame.bytes($0.text) }
      + ["signalbox 1", "signalbox 1 all", "7 refused notHeld", "7 done"].map(ControlFrame.bytes)
    var (read, refused) = (0, 0)
    for _ in 0..<10_000 {
      var frame = frames.randomElement(using: &numbers) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let place = Int.random(in: 0..<frame.count, using: &numbers)
        frame[place] = UInt8.random(in: 0...255, using: &numbers)
      }
      var reader = ControlFrameReader()
      reader.add(frame)
      do {
        guard let text = try reader.next() else { continue }
        read += 1
        _ = (ControlRequest.read(text), ControlReply(text), ControlGreeting(text))
      } catch {
        refused += 1
      }
    }
    #expect(read > 1000 && refused > 1000)
  }
}
