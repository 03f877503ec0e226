import CSignalbox
import Glibc
public import SyncEvents

/// Who and what there is in this process, as far as the library itself asks: the texts it has told, and its live threads.
/// What readers see is in the mapping.
///
/// Its mutex is held for a few instructions at a time, and by nobody who waits for anything else.
public final class Directory: @unchecked Sendable {
  public static let shared = Directory()

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var texts: [String: TextID] = ["": TextID(0)]
  private var threads: [ThreadID: String] = [:]

  private init() {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    sb_guard_at_fork(mutex)
    EventsFile.beginIfAsked()
  }

  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// The text's number. Equal texts have the same one. When there is no room for more, one number stands for all others.
  public func intern(_ text: String) -> TextID {
    locked {
      if let id = texts[text] { return id }
      var copy = text
      let id = copy.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          TextID(sb_text_add($0.baseAddress, UInt32(clamping: $0.count)))
        }
      }
      if id.rawValue != SB_NO_ROOM_TEXT { texts[text] = id }
      return id
    }
  }

  func declare(_ thread: ThreadDeclaration, in entry: UnsafeMutablePointer<sb_thread_entry>) {
    var declaration = sb_declaration()
    declaration.time = sb_ticks()
    declaration.id = thread.id.rawValue
    declaration.name = intern(thread.name).rawValue
    declaration.value = Int64(thread.pool?.rawValue ?? 0)
    declaration.limit = -1
    declaration.related = thread.parent?.rawValue ?? 0
    declaration.type = UInt8(SB_DECLARES_THREAD)
    declaration.kind = thread.origin.code
    declaration.system_id = thread.systemID
    locked { threads[thread.id] = thread.name }
    sb_declare(declaration, entry.pointer(to: \.declaration))
  }
  func threadEnded(_ id: ThreadID) { locked { threads[id] = nil } }

  /// The thread of that name that has not ended, or of that number, after a `#`; the newest, if there are several.
  public func liveThread(named name: String) -> ThreadID? {
    locked { threads.filter { $0.value == name || "#\($0.key)" == name }.keys.max() }
  }
}
