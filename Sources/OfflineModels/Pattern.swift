/// Words that belong together though others stand between them.
struct Pattern {
  /// The words in order; `|` parts alternatives, `_` joins the words of a phrase, `<service>` is
  /// any service and `<=free>` any word for that value.
  let words: [[String]]
  /// What they are about together.
  let concept: String

  /// The patterns, a line each: concept, then words.
  static let all: [Pattern] = table.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: " ")
    guard let concept = parts.first else { return nil }
    let words = parts.dropFirst().map { part in
      part.split(separator: "|").map { $0.split(separator: "_").joined(separator: " ") }
    }
    return Pattern(words: words, concept: String(concept))
  }

  private static let table = """
    restart starte|starten|start neu
    restart turn|switch|flip off on
    #may which|who|what can|may
    #may who decides|decide|allowed
    #may can|may|could|is|are finance|ops|csm|csms|cfo allowed|see|approve|restart|access|view|use|able|notify
    notify let|lets know
    notify keep posted|informed
    notify send|give|post|publish|push update|note|notice|statement|word
    allocate need|want|add|give|send|bring <count> more|extra|additional|further
    notify drop|send line|note|message
    approve sign|signing|signed off
    approve give go-ahead|nod|ok|blessing|approval
    diagnose how is|are <service> doing|feeling|holding|looking|going
    diagnose is|are <service> up|down|ok|okay|alive|fine|slow|working|responding|running|reachable|back|broken|stable|good|available|overloaded|sick|dead
    diagnose does|do <service> respond|work|run|answer|function|reply|behave
    diagnose what|whats is wrong <service>
    diagnose what|whats wrong <service>
    diagnose why is|are <service>
    diagnose whats|what up <service>
    diagnose take|have look <service>
    situation how is <incident>
    situation where stand
    situation who owns|handles|leads|has <incident>
    situation who working|on <incident>
    situation bring speed
    situation fill in on
    situation what is|s <incident> about
    situation what happened <incident>
    situation what know <incident>
    situation how far
    situation catch up
    affected who does hurt|hit
    cost how much lose|losing|lost|pay|spending|money
    cost how much for|is|does|do|would|will
    cost what is price
    restart reset <service>
    log what <service> say|saying|said|write|writing|spit|spitting|print|printing|emit|output
    restart take|bring|shut down bring|start|fire|back back|up|again
    affected how many <=free>|<=smb>|<=enterprise>|customers|users|clients|accounts|tenants|people
    approve go_ahead|proceed <money>
    approve ok|okay|fine <money>
    approve <money> ok|okay|fine|approved|granted|agreed
    #up level|notch|step|grade|rung up|higher
    #up up|higher level|notch|step|grade|rung
    #down level|notch|step|grade|rung down|lower
    #down down|lower level|notch|step|grade|rung
    look_up pull up <customer>
    look_up tell about <customer>
    look_up show|view|open|see|get|display <customer>
    """

  /// Whether a unit fits a place of the pattern.
  func fits(_ unit: Unit, _ place: Int) -> Bool {
    words[place].contains { word in
      switch word {
      case "<money>": unit.quantity.map { $0.kind == .money || $0.isScaled } ?? false
      case "<count>": unit.quantity.map { $0.kind == .plain && !$0.isArticle } ?? false
      case _ where word.hasPrefix("<="): unit.values.contains { "<=\($0)>" == word }
      case _ where word.hasPrefix("<"): unit.names.contains { "<\($0.what)>" == word }
      default: unit.names.isEmpty && (word == unit.word || word == unit.base)
      }
    }
  }

  /// Returns the unit that the pattern starts with, where it occurs with at most three words between.
  func start(in units: [Unit], from first: Int) -> Bool {
    guard fits(units[first], 0) else { return false }
    var index = first
    for place in words.indices.dropFirst() {
      var found: Int?
      for next in (index + 1)..<min(index + 5, max(index + 1, units.count)) {
        if units[next].kind == .mark || units[next].kind == .lineBreak { break }
        if concept == "diagnose", units[next...].prefix(4).contains(where: { $0.has("log") }) {
          return false
        }
        if concept == "notify", ["me", "us"].contains(units[next].word) { return false }
        if fits(units[next], place) {
          found = next
          break
        }
      }
      guard let found else { return false }
      index = found
    }
    return true
  }

  /// The patterns by their first word; those that begin with a place for a name are under "".
  private static let index: [String: [Pattern]] = {
    var index: [String: [Pattern]] = [:]
    for pattern in all {
      for word in pattern.words.first ?? [] {
        index[word.hasPrefix("<") ? "" : word, default: []].append(pattern)
      }
    }
    return index
  }()

  /// Adds to units what they are about together.
  static func apply(to units: inout [Unit]) {
    let open = index[""] ?? []
    for place in units.indices where units[place].kind != .mark {
      let unit = units[place]
      let isNamed = !unit.names.isEmpty || !unit.values.isEmpty || unit.quantity != nil
      for patterns in [
        index[unit.word] ?? [], unit.base == unit.word ? [] : index[unit.base] ?? [],
        isNamed ? open : [],
      ] {
        for pattern in patterns
        where !units[place].concepts.contains(pattern.concept)
          && pattern.start(in: units, from: place)
        {
          units[place].concepts.append(pattern.concept)
        }
      }
    }
  }
}
