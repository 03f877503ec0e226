import Glibc

/// Starts a program in the same terminal, and with the same environment but for these variables.
///
/// This process's own environment stays as it is: with those variables it would itself publish what it does, or write it down.
///
/// - Returns: nil if it cannot be started; then `errno` says why.
func spawn(_ arguments: [String], adding variables: [(name: String, value: String)]) -> pid_t? {
  let added = variables.map { "\($0.name)=" }
  var settings: [String] = []
  var next = environ
  while let entry = next.pointee {
    let setting = String(cString: entry)
    if !added.contains(where: setting.hasPrefix) { settings.append(setting) }
    next += 1
  }
  settings += variables.map { "\($0.name)=\($0.value)" }
  var words = arguments.map { strdup($0) } + [nil]
  var environment = settings.map { strdup($0) } + [nil]
  defer { for text in words + environment { free(text) } }
  var process = pid_t()
  errno = posix_spawnp(&process, arguments[0], nil, nil, &words, &environment)
  return errno == 0 ? process : nil
}
