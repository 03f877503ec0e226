/// All that is measured, in an order in which nothing is disturbed by what was before.
enum Suite {
  static func figures(_ options: Options) throws -> [Figure] {
    var figures = try ProcessRows.figures(options)
    try pinned {
      let loops =
        try LockRows.contestants(options) + OtherRows.contestants(options)
        + RingRows.contestants(options)
      figures += try paired(loops, to: HeapMutex.reference(), options.rounds)
      figures += try WorkRows.figures(options)
      figures += try PythonRow.figures(options)
    }
    figures += try ContendedRows.figures(options)
    figures += try MonitorRows.figures(options)
    figures += try FindingRows.figures(options)
    figures += try ConditionRows.figures(options)
    figures += try ReaderRows.figures(options)
    figures += try MergeRows.figures(options)
    figures += try ModelRows.figures(options)
    figures += try HistoryRows.figures(options)
    figures += try OpeningRows.figures(options)
    figures += try RecordingRows.figures(options)
    return figures
  }
}
