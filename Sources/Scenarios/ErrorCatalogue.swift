/// Every code that the program's messages carry, explained.
public enum ErrorCatalogue {
  /// One code.
  public struct Entry: Sendable {
    /// The code, such as `TT101`.
    public let code: String
    /// What it means, in a few words.
    public let title: String
    /// What is wrong, why that matters and what to do, in a paragraph.
    public let text: String
  }

  /// Returns what is known of a code, ASCII case aside.
  public static func entry(_ code: String) -> Entry? {
    entries.first { $0.code == code.uppercased() }
  }

  /// All codes in order.
  public static let entries: [Entry] = file + names + expectations + undecided

  private static func entry(_ code: String, _ title: String, _ text: String) -> Entry {
    Entry(code: code, title: title, text: text)
  }

  private static let file: [Entry] = [
    entry(
      "TT001",
      "not YAML",
      """
      The text can't be read as YAML. A file is a mapping of keys to values; the place is \
      where reading had to stop, which may be after the mistake: look for an open quote or \
      bracket above.
      """
    ),
    entry(
      "TT002",
      "empty",
      """
      The file has no content besides comments.
      """
    ),
    entry(
      "TT003",
      "unknown key",
      """
      A key that means nothing here would be ignored, and what it was to say would not be \
      checked. So it is an error; the nearest valid keys are named.
      """
    ),
    entry(
      "TT004",
      "YAML that is not allowed",
      """
      Anchors, aliases, tags, merge keys, directives, complex keys and further documents \
      are refused: they hide what a file says, and readers differ on them. Write the \
      values out, or use `vars`, `matrix` and fragments.
      """
    ),
    entry(
      "TT005",
      "over a limit",
      """
      Files, steps, cases, nesting and values have limits that no file can raise: 1 MB, \
      10,000 steps, 1,000 cases, 64 levels, 100,000 values, fragments 8 deep.
      """
    ),
    entry(
      "TT006",
      "not text",
      """
      The file is not UTF-8, or holds a character that text may not hold, such as NUL or \
      an escape character.
      """
    ),
    entry(
      "TT007",
      "twice",
      """
      A key, a step's id, a case or a variable is defined twice. Which one counts would be \
      a matter of luck.
      """
    ),
    entry(
      "TT008",
      "not a mapping",
      """
      Something other than a mapping stands where `key: value` is needed.
      """
    ),
    entry(
      "TT009",
      "a key is missing",
      """
      A mapping lacks a key that it needs.
      """
    ),
    entry(
      "TT010",
      "keys that don't go together",
      """
      Two keys exclude each other, or one needs another. A step, for instance, does \
      exactly one thing.
      """
    ),
    entry(
      "TT012",
      "wrong type",
      """
      A value is not of the type that its place asks for. Values get their type from their \
      place and never from their looks: `no` is text where text is meant.
      """
    ),
    entry(
      "TT013",
      "wrong word",
      """
      A word is none of those that are allowed here, or a name is used for two things.
      """
    ),
    entry(
      "TT014",
      "no such file",
      """
      A world or fragment is not there, is no regular file, or lies outside the scenario's \
      folder. Worlds and fragments are found from the file that names them, and lie in the \
      folder of the scenario or below.
      """
    ),
    entry(
      "TT015",
      "a fragment uses itself",
      """
      Following `use` leads back to a fragment that is being used already.
      """
    ),
    entry(
      "TT016",
      "a fragment's parameters",
      """
      `with` names a parameter that the fragment doesn't declare under `params`, or leaves \
      out one that has no default.
      """
    ),
    entry(
      "TT020",
      "nothing is asserted",
      """
      A scenario without expectations would pass whatever happens; so would an empty \
      expectation, or a matrix of which no case is left.
      """
    ),
    entry(
      "TT021",
      "a grid leaves out tools",
      """
      A grid pins the whole matrix, so it lists every tool; a role that a line doesn't \
      list must be denied.
      """
    ),
    entry(
      "TT022",
      "an inject never comes",
      """
      It is due at a time that the scenario's clock doesn't reach. The clock moves only by \
      `advance`.
      """
    ),
  ]

  private static let names: [Entry] = [
    entry(
      "TT101",
      "no such tool",
      """
      The policy has no tool of this name. A misspelt tool would never be called, so that \
      `never` and `blocked` held emptily. `tabletop tools` lists them.
      """
    ),
    entry(
      "TT102",
      "no such parameter",
      """
      The tool has no parameter of this name. `tabletop tools` lists a tool's parameters.
      """
    ),
    entry(
      "TT103",
      "no such role or participant",
      """
      A name is neither a role of the policy nor one of the scenario's `participants`.
      """
    ),
    entry(
      "TT104",
      "no such permission",
      """
      The policy declares no permission of this name. `tabletop policy show` lists them.
      """
    ),
    entry(
      "TT105",
      "no such service",
      """
      The world has no service of this name or alias. A call that names one on purpose is \
      fine in a step that expects `failed` or `invalid`.
      """
    ),
    entry(
      "TT106",
      "no such incident",
      """
      The world has no incident with this id, and nothing in the scenario can have opened \
      it.
      """
    ),
    entry(
      "TT107",
      "no such customer",
      """
      The world has no customer of this name or id, and no inject brings one in.
      """
    ),
    entry(
      "TT108",
      "no such fact",
      """
      A world path names nothing that a world has, or nothing that can be set or can \
      change. scenarios/README.md lists the paths.
      """
    ),
    entry(
      "TT109",
      "no such variable",
      """
      `$name` stands for a variable of `vars`, of the matrix, of `--var`, of a fragment's \
      `params`, or for what an earlier step saved. Write `$$` for a dollar sign.
      """
    ),
    entry(
      "TT110",
      "no such field",
      """
      An incident has no field, and no group of fields, of this name.
      """
    ),
    entry(
      "TT111",
      "a variable is never used",
      """
      A variable is declared and nothing uses it. Often its name is misspelt where it is \
      used. This is a warning of `tabletop check`; it keeps nothing from running.
      """
    ),
    entry(
      "TT112",
      "not a call line",
      """
      A call on one line is written TOOL key=value …; a value is a bare word, a JSON \
      string in quotes, or a JSON list.
      """
    ),
  ]

  private static let expectations: [Entry] = [
    entry(
      "TT201",
      "not denied",
      """
      A call was expected to be denied, and it was allowed or came to another end.
      """
    ),
    entry(
      "TT202",
      "not attempted",
      """
      A call was expected to be denied, and nobody tried it; so nothing was proved. Force \
      the attempt with `agent`, or write `blocked`, which also holds where nothing was \
      tried.
      """
    ),
    entry(
      "TT203",
      "another permission is missing",
      """
      The call was denied, but for lack of other permissions than expected.
      """
    ),
    entry(
      "TT204",
      "the calls as a whole",
      """
      The proposed calls are not those expected, or not in this order. Where they are \
      calls of the right tools, the difference is named.
      """
    ),
    entry(
      "TT205",
      "an argument",
      """
      A call of the right tool was made with an argument that is not as expected.
      """
    ),
    entry(
      "TT206",
      "another outcome",
      """
      A call came to another end than expected, was made by another person, or was not \
      made at all.
      """
    ),
    entry(
      "TT207",
      "a fact",
      """
      A fact of the world is not as expected.
      """
    ),
    entry(
      "TT208",
      "what changed",
      """
      `changed` is complete: facts that changed and are not listed, and listed ones that \
      did not change, both fail it.
      """
    ),
    entry(
      "TT209",
      "what was said",
      """
      The agent's words, or what a person was told of a denial, are not as expected.
      """
    ),
    entry(
      "TT210",
      "what was seen",
      """
      A role was shown a field that it must not see, or not shown one that it must.
      """
    ),
    entry(
      "TT211",
      "called",
      """
      A call was made that must never be.
      """
    ),
    entry(
      "TT212",
      "how often",
      """
      There were more or fewer such calls than expected.
      """
    ),
    entry(
      "TT213",
      "a denial that was none: the body ran",
      """
      The gate said no, and the tool's body ran all the same. This is a bug of the \
      program, not of the scenario.
      """
    ),
    entry(
      "TT214",
      "a denial that was none: the world changed",
      """
      The gate said no, and the world differs afterwards. This is a bug of the program, \
      not of the scenario.
      """
    ),
    entry(
      "TT215",
      "a denial that was none: the record is wrong",
      """
      The gate said no, and the record doesn't say so or names another person. This is a \
      bug of the program, not of the scenario.
      """
    ),
    entry(
      "TT216",
      "no hand-over",
      """
      The work was not denied to the one, not done by the other afterwards, or done too \
      late.
      """
    ),
    entry(
      "TT217",
      "over budget",
      """
      More calls, requests, tokens or time on the virtual clock were used than allowed; \
      every overrun is named.
      """
    ),
    entry(
      "TT218",
      "not asked",
      """
      The agent was expected to ask for a parameter that nobody gave, and did not.
      """
    ),
    entry(
      "TT219",
      "a todo that holds",
      """
      The scenario is marked `todo`, which says that it doesn't hold yet, and it does. \
      Take the mark away.
      """
    ),
    entry(
      "TT220",
      "a fact of the exercise",
      """
      What the exercise as a whole came to, such as the time until customers were told, is not \
      as `facts` wants it.
      """
    ),
    entry(
      "TT221",
      "another reason",
      """
      A call was not done, as expected, but for another reason than `because` wants. The reason \
      that the person was given stands below.
      """
    ),
    entry(
      "TT291",
      "passes with a silent agent",
      """
      `check --deep` played this case with an agent that neither calls nor speaks, and it \
      passed. Expect a call, a denial or a text that only an agent that acts can bring about.
      """
    ),
    entry(
      "TT292",
      "an expectation and its opposite",
      """
      `check --deep` turned this expectation round, and both it and its opposite hold: it says \
      nothing.
      """
    ),
    entry(
      "TT293",
      "an expectation that can't fail",
      """
      `check --deep` found that this expectation holds whatever the agent does and whatever the \
      policy allows.
      """
    ),
    entry(
      "TT299",
      "an inverted expectation holds",
      """
      `check --deep` turned this expectation round, and the case still passed: the \
      expectation says nothing.
      """
    ),
  ]

  private static let undecided: [Entry] = [
    entry(
      "TT301",
      "the step could not be played",
      """
      The model gave no answer, a limit was reached, or an inject doesn't fit the world at \
      that moment. What the step expects could not be decided: the exit status is 3.
      """
    ),
    entry(
      "TT302",
      "nothing to save",
      """
      The value that a step was to save is not there: the call was not made, or came to \
      another end. What follows could not be decided: the exit status is 3.
      """
    ),
  ]
}
