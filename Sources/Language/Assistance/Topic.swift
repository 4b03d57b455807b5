/// What `help` can be asked about.
public enum Topic: Sendable {
    case word(Word)
    case term(Term)
    /// All words of one family: `optimizers`.
    case family(String)
    /// What values of one kind have: `run`.
    case kind(String)
    case members(MemberTopic)
}

extension Registry {
    /// What a name in quotes means: a word as it is written, then whatever else bears the name, in any spelling.
    public func topic(named name: String) -> Topic? {
        if let word = word(name) { return .word(word) }
        if families.contains(name) { return .family(name) }
        if !members(of: name).isEmpty { return .kind(name) }
        return topic(meaning: name)
    }

    /// What a person means who writes the name in a sentence: a term of the field first.
    func topic(meaning name: String) -> Topic? {
        if let term = glossary.term(name) { return .term(term) }
        let key = FoldedName.key(name)
        guard !key.isEmpty else { return nil }
        if let word = word(name) { return .word(word) }
        let kind = members.first { FoldedName.key($0.kind) == key }?.kind
        // `index` is a method of lists before it is an Index.
        if kind?.first?.isUppercase ?? true, let topic = MemberTopic(name, in: self) { return .members(topic) }
        if let kind { return .kind(kind) }
        if let word = words.first(where: { $0.answers(to: key) }) { return .word(word) }
        return families.first { FoldedName.key($0) == key }.map { .family($0) }
    }

    /// The names of words, terms and families that are nearest to one that nothing here has, as `help` takes them.
    public func topics(near name: String) -> [String] {
        let names = words.flatMap { [$0.name] + $0.aliases } + glossary.names + families
        var seen: Set<String> = []
        // Several spellings of one thing are one suggestion.
        return Suggestions.nearest(name, among: names).map { glossary.term($0)?.name ?? word($0)?.name ?? $0 }
            .filter { seen.insert($0).inserted }
    }
}

extension Word {
    fileprivate func answers(to key: String) -> Bool {
        FoldedName.key(name) == key || aliases.contains { FoldedName.key($0) == key }
    }
}
