import Phrases
import Testing

/// What the argument parser says, word for word, and what is said instead.
@Suite struct RewordingTests {
  let english = Phrasebook(.en)
  let chinese = Phrasebook(.zh)

  @Test(arguments: [
    ("Unknown option '--spede'", "no option is called --spede", "没有 --spede 这个选项"),
    (
      "Unknown option '--spede'. Did you mean '--speed'?",
      "no option is called --spede; did you mean --speed?", "没有 --spede 这个选项；是不是 --speed？"
    ),
    ("Unknown option '-x'", "no option is called -x", "没有 -x 这个选项"),
    ("Invalid option: ---x", "---x is not an option", "---x 不是选项"),
    (
      "Missing value for '--at <duration>'", "--at needs a value: --at <duration>",
      "--at 后面要有值：--at <duration>"
    ),
    ("Missing value for '--at'", "--at needs a value", "--at 后面要有值"),
    (
      "The option '--ascii' does not take any value, but '3' was specified.",
      "--ascii takes no value; 3 is too much", "--ascii 不带值；多了 3"
    ),
    ("Missing expected argument '<lesson>'", "<lesson> is missing", "缺少 <lesson>"),
    ("Unexpected argument 'x'", "x is too much", "多了 x"),
    ("Unexpected argument 'it's'", "it's is too much", "多了 it's"),
    ("2 unexpected arguments: 'a', 'b'", "2 arguments are too many: 'a', 'b'", "多了 2 个参数：'a', 'b'"),
    (
      "The value 'x' is invalid for '--at <duration>'", "--at x: not a possible <duration>",
      "--at x：不能用作 <duration>"
    ),
    ("The value 'x' is invalid for '<lesson>'", "x: not a possible <lesson>", "x：不能用作 <lesson>"),
    (
      "Can't generate completion scripts for 'x'.", "there is no completion script for the shell x",
      "没有给 x 这个 shell 的补全脚本"
    ),
    (
      "Can't autodetect a supported shell.",
      "--generate-completion-script needs a value: the name of a shell",
      "--generate-completion-script 后面要有 shell 的名字"
    ),
  ])
  func complaints(_ original: String, _ english: String, _ chinese: String) {
    #expect(self.english.sentence(.parser(original)) == english)
    #expect(self.chinese.sentence(.parser(original)) == chinese)
  }

  @Test func wordsOfAPersonAreNotReadAgain() {
    let text = "Unexpected argument '2 (default: 1)'"
    #expect(english.reworded(text) == "2 (default: 1) is too much")
    #expect(chinese.reworded(text) == "多了 2 (default: 1)")
  }

  private let page = """
    OVERVIEW: 看线程。

    USAGE: signalbox <subcommand>

    ARGUMENTS:
      <subcommands>

    OPTIONS:
      --at <时长>             哪一刻。 (default: 2s)
      --version               Show the version.
      -h, --help              Show help information.

    SUBCOMMANDS:
      menu (default)          打开菜单。

      See 'signalbox help <subcommand>' for detailed help.
    """

  @Test func helpInChinese() {
    #expect(
      chinese.reworded(page) == """
        概述：看线程。

        用法：signalbox <子命令>

        参数：
          <子命令>

        选项：
          --at <时长>             哪一刻。（默认 2s）
          --version               显示版本。
          -h, --help              显示帮助。

        子命令：
          menu（默认）          打开菜单。

          详细说明见 signalbox help <子命令>。
        """)
  }

  @Test func helpInEnglishStaysAsItIs() {
    #expect(english.reworded(page) == page)
  }
}
