extension Listing {
  /// A value of one's own beside one that all share.
  static func local(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("v = threading.local()"),
        Line(""),
        Line("def work(n):"),
        Line("    global shared"),
        Line("    v.phone = n", .set),
        Line("    shared = n", .store),
        Line("    time.sleep(2)", .work),
        Line("    print(v.phone, shared)", .get),
      ])
    case .swift:
      Listing([
        Line("struct Mine { var phone = 0 }"),
        Line("let v = ThreadLocal { Mine() }"),
        Line(""),
        Line("func work(_ n: Int) {"),
        Line("  v.phone = n", .set),
        Line("  shared.value = n", .store),
        Line("  timer.work(.seconds(2))", .work),
        Line("  print(v.phone, shared.value)", .get),
        Line("}"),
      ])
    }
  }

  /// The principle: a dictionary keyed by thread.
  static func localDict(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("storage = {}"),
        Line(""),
        Line("def put(key, value):"),
        Line("    me = get_ident()"),
        Line("    row = storage.setdefault(me, {})"),
        Line("    row[key] = value", .set),
        Line(""),
        Line("def work(n):"),
        Line("    put(\"phone\", n)"),
        Line("    time.sleep(2)", .work),
        Line("    print(storage[get_ident()])", .get),
      ])
    case .swift:
      Listing([
        Line("let storage = SynchronizedDictionary<"),
        Line("  ThreadID, [String: Int]>()"),
        Line(""),
        Line("func put(_ key: String, _ value: Int) {"),
        Line("  storage.update(me, default: [:]) {"),
        Line("    $0[key] = value", .set),
        Line("  }"),
        Line("}"),
        Line("func work(_ n: Int) {"),
        Line("  put(\"phone\", n)"),
        Line("  timer.work(.seconds(2))", .work),
        Line("  print(storage[me])", .get),
        Line("}"),
      ])
    }
  }

  /// An object whose attributes are kept that way.
  static func localObject(_ language: ListingLanguage) -> Listing {
    switch language {
    case .python:
      Listing([
        Line("storage = {}"),
        Line(""),
        Line("class Local:"),
        Line("    def __setattr__(self, key, value):"),
        Line("        storage[get_ident(), key] = value", .set),
        Line("    def __getattr__(self, key):"),
        Line("        return storage[get_ident(), key]", .get),
        Line("    __setitem__ = __setattr__"),
        Line("    __getitem__ = __getattr__"),
        Line("obj = Local()"),
        Line(""),
        Line("def work(n):"),
        Line("    obj.phone = n"),
        Line("    obj[\"x\"] = n * n"),
        Line("    time.sleep(2)", .work),
        Line("    print(obj.phone, obj[\"x\"])"),
      ])
    case .swift:
      Listing([
        Line("@dynamicMemberLookup"),
        Line("final class Local {"),
        Line("  subscript(key: String) -> Int? {"),
        Line("    get { storage[me]?[key] }", .get),
        Line("    set { row(me)[key] = newValue }", .set),
        Line("  }"),
        Line("  subscript(dynamicMember key: String)"),
        Line("    -> Int? { get { self[key] } … }"),
        Line("}"),
        Line("let obj = Local()"),
        Line("func work(_ n: Int) {"),
        Line("  obj.phone = n"),
        Line("  obj[\"x\"] = n * n"),
        Line("  timer.work(.seconds(2))", .work),
        Line("  print(obj.phone, obj[\"x\"])"),
        Line("}"),
      ])
    }
  }
}
