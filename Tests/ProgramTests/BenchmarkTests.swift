import Testing

/// What `make bench` says before it measures anything. Times are no matter for tests.
@Suite(.serialized)
struct BenchmarkTests {
  @Test func aDebugBuildRefuses() throws {
    let ran = try shell("Benchmarks 2>&1 </dev/null")
    #expect(ran.status == 1)
    #expect(ran.lines.count == 1)
    #expect(ran.output.contains("this is a debug build"), "\(ran)")
  }
}
