/// Texts that try to be more than text: in a terminal, a log, or a format.
enum HostileText {
  private static let seeds = [
    "::error::x", "\n::error file=a,line=1::x", "::stop-commands::x\n::x::", "##[error]x",
    "##vso[task.setvariable variable=a]b", "##teamcity[testFailed]", "\rok 1 - forged\r\n",
    "\nnot ok 2 - forged\n", "\n1..0 # SKIP", "Bail out!", "# TODO later", "# SKIP", "\\# \\\\",
    "\n5 passed, 0 failed\n", "</failure><testcase name=\"x\"/>", "]]>", "<!-- -->",
    "&amp;&lt;&#0;",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><style>*{}",
    "</script>", "javascript:alert(1)", "| a | b |", "\n| --- | --- |\n", "```\ncode\n```",
    "````", "# heading", "- list", "1. one", "> quote", "![x](http://x)", "[x](javascript:y)",
    "http://example.com", "www.example.com", "a@b.example", "@team", "**bold** _it_ ~~s~~ `c`",
    "$x^2$", "<br>", "&copy;", "---\n...\n", "  ---\n  a: b\n  ...\n", "- !!python/object:x",
    "*alias &anchor", "{\"a\":1}", "\\u0000", "\u{1B}[2J\u{1B}]0;x\u{7}", "\u{9B}31m",
    "\u{202E}gnp", "\u{2066}x", "\u{200E}", "\u{2028}x\u{2029}", "\u{85}x", "\u{FEFF}", "\u{0}",
    "\u{7F}", "\u{FFFE}\u{FFFF}", "\u{E0041}", "e\u{301}\u{302}", "𝔘𝔫𝔦 👩‍👩‍👧 日本語", "\t\t", "   ",
    "", "a\u{0}b", "=1+1", "%0A::error::x", "%25", ",:=", "'; rm -rf ~; '", "$(id)", "`id`",
    "${IFS}", "..\\..", "{{x}}", "<%= x %>",
  ]

  /// More than five hundred texts, the same ones every time: each seed alone and two together.
  static let all: [String] = {
    var texts = seeds
    var state: UInt64 = 42
    while texts.count < 600 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let first = seeds[Int(state >> 33) % seeds.count]
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let second = seeds[Int(state >> 33) % seeds.count]
      texts.append(first + " x" + second)
    }
    return texts
  }()
}
