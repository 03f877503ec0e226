// swift-tools-version: 6.2
import PackageDescription

// One direction: primitives emit events → events become a picture → the picture becomes cells → cells reach the terminal.
// What a target may import is what stands in its dependencies; `make lint` checks the rest.

let swift: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let c: [CSetting] = [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]

/// The tests of one target.
func test(_ target: String, _ others: Target.Dependency..., exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(target)Tests", dependencies: [.byName(name: target), "TestSupport"] + others,
    exclude: exclude, swiftSettings: swift)
}

/// A program with nothing but the library, and none of the settings above: as it would be elsewhere.
func example(_ name: String, _ folder: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["Signalbox"], path: "Sources/Examples/\(folder)",
    swiftSettings: [.treatAllWarnings(as: .error)])
}

let package = Package(
  name: "signalbox",
  products: [
    // For programs: no terminal, no Foundation, no dependency.
    .library(name: "Signalbox", targets: ["Signalbox", "SyncEvents"]),
    .executable(name: "signalbox", targets: ["SignalboxCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // Pure: values and functions; no clock, no thread, no C.
    .target(name: "SyncEvents", swiftSettings: swift),
    .target(name: "Packing", dependencies: ["SyncEvents"], swiftSettings: swift),
    .target(name: "Findings", dependencies: ["SyncEvents", "Packing"], swiftSettings: swift),
    .target(
      name: "LaneModel", dependencies: ["SyncEvents", "Findings", "Packing"], swiftSettings: swift),
    .target(name: "Phrases", dependencies: ["SyncEvents", "Findings"], swiftSettings: swift),
    .target(name: "Frames", swiftSettings: swift),
    .target(
      name: "LaneView", dependencies: ["LaneModel", "Findings", "Phrases", "Frames", "SyncEvents"],
      swiftSettings: swift),

    // The library: the instrumented primitives and the recorder inside the watched program.
    .target(name: "CSignalbox", cSettings: c),
    .target(name: "EventRing", dependencies: ["SyncEvents", "CSignalbox"], swiftSettings: swift),
    .target(
      name: "Signalbox", dependencies: ["SyncEvents", "Findings", "EventRing", "CSignalbox"],
      swiftSettings: swift),

    // What viewers know of programs that have published themselves.
    .target(name: "Attachment", dependencies: ["SyncEvents", "EventRing"], swiftSettings: swift),

    // The file that events are recorded in.
    .target(
      name: "EventRecording",
      dependencies: ["SyncEvents", "Packing", "LaneModel", "EventRing", "CSignalbox"],
      swiftSettings: swift),

    // What others read.
    .target(
      name: "TraceExport",
      dependencies: [
        "Findings", "LaneModel", "SyncEvents",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["Schema/trace.proto"], swiftSettings: swift),

    // The terminal.
    .systemLibrary(name: "CNcurses"),
    .target(name: "CTerminal", cSettings: c),
    .target(
      name: "TerminalScreen", dependencies: ["Frames", "CNcurses", "CTerminal"],
      swiftSettings: swift),

    // The program.
    .target(
      name: "Lessons", dependencies: ["Signalbox", "Phrases", "SyncEvents"], swiftSettings: swift),
    .executableTarget(
      name: "SignalboxCommand",
      dependencies: [
        "Attachment", "EventRecording", "EventRing", "Findings", "Frames", "LaneModel", "LaneView",
        "Lessons",
        "Phrases", "SyncEvents", "TerminalScreen", "TraceExport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),

    // Real programs that use the library as anybody's would. The tests build and watch them.
    example("word-count", "WordCount"),
    example("directory-crawler", "DirectoryCrawler"),
    example("bank", "Bank"),

    // What the tests run as processes of their own.
    .executableTarget(
      name: "StressProgram",
      dependencies: [
        "Attachment", "CSignalbox", "EventRing", "Signalbox", "SyncEvents", "TestSupport",
      ],
      swiftSettings: swift),

    // What recording costs. `make bench`; no product, and nothing that a user of the library builds.
    .target(name: "CBenchmarks", cSettings: c),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CBenchmarks", "CSignalbox", "EventRecording", "EventRing", "Frames", "LaneModel",
        "LaneView", "Phrases", "Signalbox",
        "SyncEvents", "TerminalScreen",
      ],
      swiftSettings: swift),

    // The tests, from values to the real terminal.
    .target(
      name: "TestSupport",
      dependencies: ["SyncEvents", "LaneModel", "EventRing", "CSignalbox", "Signalbox"],
      swiftSettings: swift),
    test("SyncEvents"),
    test("Findings", "SyncEvents"),
    test("LaneModel", "Findings", "Packing", "SyncEvents"),
    test("Phrases", "Findings", "SyncEvents"),
    test("Frames"),
    test(
      "LaneView", "Findings", "Frames", "LaneModel", "Phrases", "SyncEvents", exclude: ["Goldens"]
    ),
    test("TerminalScreen", "Frames"),
    test("EventRecording", "SyncEvents", "Packing", "LaneModel", "LaneView", "Phrases", "Frames"),
    test("TraceExport", "Findings", "LaneModel", "SyncEvents"),
    test("EventRing", "CSignalbox", "LaneModel", "SyncEvents"),
    test("Signalbox", "CSignalbox", "EventRing", "LaneModel", "SyncEvents"),
    test(
      "Lessons", "EventRing", "Findings", "Frames", "LaneModel", "LaneView", "Phrases", "SyncEvents"
    ),
    .testTarget(
      name: "RecordingTests",
      dependencies: [
        "Attachment", "CSignalbox", "EventRecording", "EventRing", "Frames", "LaneModel",
        "LaneView",
        "Phrases", "Signalbox", "StressProgram", "SyncEvents", "TestSupport",
      ],
      swiftSettings: swift),
    .testTarget(
      name: "ProgramTests", dependencies: ["TestSupport"], exclude: ["trace_agrees.py"],
      swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17
)
