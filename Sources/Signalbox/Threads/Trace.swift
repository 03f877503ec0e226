import EventRing
import SyncEvents

/// What a program may add to its lanes.
public enum Trace {
  /// The program's own output: it is drawn beside the lanes, with the name of the thread that printed it. It prints
  /// nothing by itself.
  public static func output(_ text: String) {
    ThreadRecord.current.write(.output(Directory.shared.intern(text)))
  }
  /// A remark for whoever reads the recording.
  public static func note(_ text: String) {
    ThreadRecord.current.write(.note(Directory.shared.intern(text)))
  }
  /// The line of the program's listing that the calling thread stands on, from 1; 0 is on none.
  public static func line(_ line: Int) { ThreadRecord.current.write(.line(line)) }
}
