/// One event into the calling thread's ring, without the lock that it would tell of.
enum RingRows {
  static func contestants(_ options: Options) -> [Contestant] {
    let rows: [(String, (Int) -> Void)] = [
      ("event.untimed", RecorderFacade.writeUntimed), ("event.timed", RecorderFacade.writeTimed),
    ]
    return rows.filter { options.wants($0.0) }.map { key, write in
      let loop = Loop { count in
        let before = RecorderFacade.written
        write(count)
        try check(RecorderFacade.written - before, is: UInt64(count), "events written")
      }
      return Contestant(key: key, sample: loop.sample)
    }
  }
}
