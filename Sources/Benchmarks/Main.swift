import Glibc

/// `make bench`: what recording costs on this machine, as ratios to a plain pthread mutex.
///
/// A target that is missed is told and is no failure: the exit status says only whether the measuring went right. 0: it did;
/// 1: a result was wrong, or this is a debug build; 2: a wrong use.
@main
enum Main {
  static func main() {
    guard Build.isOptimised else {
      complain("this is a debug build, whose times mean nothing: use make bench")
      exit(1)
    }
    do {
      let options = try Options(CommandLine.arguments.dropFirst())
      if let part = options.part { try part.run(options) } else { try bench(options) }
    } catch let problem as Options.Problem {
      complain(problem.sentence)
      exit(2)
    } catch let wrong as Wrong {
      complain(wrong.sentence)
      exit(1)
    } catch {
      complain("\(error)")
      exit(1)
    }
  }

  private static func bench(_ options: Options) throws {
    // In a process with one thread the C library does without atomic instructions, and every ratio would be wrong.
    SecondThread.start()
    let machine = try Machine(options)
    let figures = try Suite.figures(options)
    let report = Report(machine: machine, figures: figures)
    print(options.isJSON ? report.json : report.table)
  }
}

/// How this program was built.
enum Build {
  static var isOptimised: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }
}

/// One line on standard error.
func complain(_ sentence: String) {
  let line = Array("bench: \(sentence)\n".utf8)
  write(STDERR_FILENO, line, line.count)
}
