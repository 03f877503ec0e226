import CSignalbox
import Glibc
public import SyncEvents

/// Who and what there is in this process: the append-only tables that the rings refer to by number, and the slots.
///
/// Its mutex is held for a few instructions at a time, and by nobody who waits for anything else.
public final class Directory: @unchecked Sendable {
  public static let shared = Directory()

  /// When the process first had a thread or a primitive; the machine's time.
  let began = sb_now()
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Threads and primitives in the order in which they were declared; times count from the machine's start.
  private var declarations: [Declaration] = []
  private var threadIndex: [ThreadID: Int] = [:]
  private var primitiveIndex: [PrimitiveID: Int] = [:]
  private var texts: [String] = []
  private var textIndex: [String: TextID] = [:]
  private var threadSlots: [ThreadID: UnsafeMutablePointer<sb_thread_slot>] = [:]
  private var primitiveSlots: [PrimitiveID: UnsafeMutablePointer<sb_primitive_slot>] = [:]

  private init() {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  func declare(_ thread: ThreadDeclaration, slot: UnsafeMutablePointer<sb_thread_slot>) {
    locked {
      threadIndex[thread.id] = declarations.count
      declarations.append(.thread(thread))
      threadSlots[thread.id] = slot
    }
  }
  func threadEnded(_ id: ThreadID) { locked { threadSlots[id] = nil } }

  func declare(_ primitive: PrimitiveDeclaration, slot: UnsafeMutablePointer<sb_primitive_slot>) {
    locked {
      primitiveIndex[primitive.id] = declarations.count
      declarations.append(.primitive(primitive))
      primitiveSlots[primitive.id] = slot
    }
  }
  /// After this no reader looks at the slot any more.
  func destroyed(_ id: PrimitiveID) { locked { primitiveSlots[id] = nil } }

  /// The text's number. Equal texts have the same one.
  public func intern(_ text: String) -> TextID {
    locked {
      if let id = textIndex[text] { return id }
      let id = TextID(UInt32(texts.count))
      texts.append(text)
      textIndex[text] = id
      return id
    }
  }

  /// The thread of that name that has not ended; the newest, if there are several.
  public func liveThread(named name: String) -> ThreadID? {
    locked {
      threadSlots.keys
        .filter { id in
          guard let index = threadIndex[id], case .thread(let thread) = declarations[index] else {
            return false
          }
          return thread.name == name
        }
        .max()
    }
  }

  // MARK: for readers

  var count: Int { locked { declarations.count } }
  /// A copy: a slice would make the next declaration copy the whole table.
  func declarations(from index: Int) -> [Declaration] {
    locked { Array(declarations[min(index, declarations.count)...]) }
  }
  func declaration(of thread: ThreadID) -> Declaration? {
    locked { threadIndex[thread].map { declarations[$0] } }
  }
  func declaration(of primitive: PrimitiveID) -> Declaration? {
    locked { primitiveIndex[primitive].map { declarations[$0] } }
  }
  func text(_ id: TextID) -> String {
    locked { Int(id.rawValue) < texts.count ? texts[Int(id.rawValue)] : "" }
  }
  /// What all slots say. A thread that has ended and a primitive that was destroyed have none.
  struct Slots {
    var time: UInt64
    var threads: [(ThreadID, sb_thread_slot)]
    var primitives: [(PrimitiveID, sb_primitive_slot)]
    fileprivate var declared: Int
  }
  func slots() -> Slots {
    locked {
      Slots(
        time: sb_now(), threads: threadSlots.map { ($0.key, sb_thread_read($0.value)) },
        primitives: primitiveSlots.map { ($0.key, sb_primitive_read($0.value)) },
        declared: declarations.count)
    }
  }
  /// The thread was there before the slots were read.
  func declared(_ thread: ThreadID, before slots: Slots) -> Bool {
    locked { threadIndex[thread].map { $0 < slots.declared } ?? false }
  }
}
