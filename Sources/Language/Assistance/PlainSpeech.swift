/// Reads a line that is no language but was meant for somebody: `what is Adam?`, `?plot`, `help me`, `thanks`.
///
/// A line that can be evaluated is never touched: an assignment is language, and so is an expression of names that are
/// known. What remains is held against a few forms in which people ask. The subject of the question is looked up among
/// terms and words; where nothing bears the name, the nearest ones are told.
public struct PlainSpeech {
    /// What a line asks for.
    public enum Reading: Sendable {
        /// The first page: `help me`.
        case beginning
        case topics([Topic])
        case recipe(Recipe)
        /// A question whose answer is computed by a line of the language: `what is 2 + 2?`
        case line(String)
        /// A question about something that nothing here is called.
        case unknown(String)
    }

    private let registry: Registry
    private let isVariable: (String) -> Bool

    /// - Parameter isVariable: whether a name has been given a value; words need not be told.
    public init(_ registry: Registry, isVariable: @escaping (String) -> Bool) {
        self.registry = registry
        self.isVariable = isVariable
    }

    /// What the line asks for; nil when it is language, or nothing that was meant for somebody.
    ///
    /// - Parameter isAnswer: the line may be the answer to a question: then only what asks in so many words is taken for
    ///   one, and `momentum`, `yes` or `thanks` are not.
    public func reading(of line: String, mayBeAnswer isAnswer: Bool = false) -> Reading? {
        guard !line.contains("\n"), line.utf8.count <= 200, line.first(where: { !$0.isWhitespace }) != ":" else {
            return nil
        }
        let syntax = syntax(of: line)
        if syntax == .known { return nil }
        let question = AskedLine(line)
        guard !question.words.isEmpty || question.isMarked else { return nil }
        if isAnswer {
            let asks = question.words.count > 1 && !Forms.answering.contains(question.words[0].lowercased())
            return question.isMarked || asks ? beginning(question) ?? asked(question) : nil
        }
        return beginning(question) ?? courtesy(question) ?? asked(question)
            ?? respelt(question).flatMap { beginning($0) ?? asked($0) } ?? (syntax == .none ? guessed(question) : nil)
    }

    // MARK: Language first

    private enum Syntax {
        /// It can be evaluated, as far as names go.
        case known
        /// It parses, and names something that nobody knows.
        case unknownNames
        case none
    }

    private func syntax(of line: String) -> Syntax {
        guard let statements = try? Parser.statements(in: Source(line)) else { return .none }
        for statement in statements {
            guard case .expression(let expression) = statement.kind else { return .known }
            let names = Symbols(FunctionSyntax(parameters: [], body: .formula(expression))).free
            guard names.allSatisfy({ isVariable($0) || registry.word($0) != nil }) else { return .unknownNames }
        }
        return .known
    }

    /// `waht is Adam`: the question with its first word as it was meant, where one letter is wrong.
    private func respelt(_ question: AskedLine) -> AskedLine? {
        guard question.words.count > 1, let first = question.words.first?.lowercased(), first.utf8.count <= 8,
            !isVariable(first), registry.word(first) == nil,
            let meant = Forms.leads.first(where: {
                Suggestions.distance(Array(first.unicodeScalars), Array($0.unicodeScalars)) == 1
            })
        else { return nil }
        return question.beginning(with: meant)
    }

    // MARK: Forms

    /// `help me`, `??`
    private func beginning(_ question: AskedLine) -> Reading? {
        question.said.isEmpty || Forms.beginning.contains(question.said) ? .beginning : nil
    }

    /// `thanks`, `who are you`: sentences that stand for themselves.
    private func courtesy(_ question: AskedLine) -> Reading? {
        registry.recipes.first { $0.phrases.contains(question.said) }.map { .recipe($0) }
    }

    /// `what is X`, `how do I X`, `X vs Y`, `?X`, `X?`.
    private func asked(_ question: AskedLine) -> Reading? {
        let words = question.words
        let meant = Forms.rest(of: words, after: Forms.meaning)
        if let rest = Forms.rest(of: words, after: Forms.doing), meant.map({ rest.count < $0.count }) ?? true {
            return recipe(rest) ?? contained(in: rest).map { .topics($0) } ?? .unknown(rest.joined(separator: " "))
        }
        if let rest = Forms.rest(of: words, after: Forms.listing), meant == nil, let topic = family(rest) {
            return .topics([topic])
        }
        if let meant { return about(meant, question) }
        if let sides = Forms.sides(of: words) {
            let topics = sides.compactMap { subject($0) }
            if topics.count == sides.count { return .topics(topics) }
        }
        return question.isMarked ? about(words, question) : nil
    }

    /// `plot rosenbrock`, `train a network`, `why does my loss oscillate?`: whatever is recognised in it.
    private func guessed(_ question: AskedLine) -> Reading? {
        let words = question.words
        guard words.count > 1, words.contains(where: { $0.count > 1 }),
            words.allSatisfy({ $0.allSatisfy { $0.isLetter || "-'’".contains($0) } })
        else {
            return nil
        }
        if let first = words.first, Forms.questionWords.contains(first.lowercased()) {
            return contained(in: words).map { .topics($0) } ?? recipe(words) ?? .unknown(words.joined(separator: " "))
        }
        if let topic = subject(words) { return .topics([topic]) }
        // A word of the language in front: the parser's own message says where the bracket is missing. `train a network` is a wish.
        let isWish = words.count > 2 && Forms.articles.contains(words[1].lowercased())
        if let first = words.first, registry.word(first) != nil, !isWish { return nil }
        return recipe(words) ?? contained(in: words).map { .topics($0) }
    }

    private func about(_ words: [String], _ question: AskedLine) -> Reading? {
        let line = question.end(words.count)
        if isVariable(line) { return .line(line) }
        // `plot()` asks about the word, `sqrt(2)` for its value.
        if line.contains("("), !line.hasSuffix("()"), syntax(of: line) == .known { return .line(line) }
        if let sides = Forms.sides(of: words) {
            let topics = sides.compactMap { subject($0) }
            if topics.count == sides.count { return .topics(topics) }
        }
        if let topic = subject(words) { return .topics([topic]) }
        let rest = Forms.withoutFillers(words)
        if rest.isEmpty { return .beginning }
        if syntax(of: line) == .known { return .line(line) }
        if rest.count > 1 {
            if let topics = contained(in: rest) { return .topics(topics) }
            if let recipe = recipe(rest) { return recipe }
        }
        return .unknown(rest.joined(separator: " "))
    }

    // MARK: Subjects

    /// What some words name together, with and without the fillers around them: `the Adam optimizer`.
    private func subject(_ words: [String]) -> Topic? {
        var words = Forms.withoutFillers(words)
        while !words.isEmpty {
            let name = words.joined(separator: " ")
            if let topic = registry.topic(meaning: name) { return topic }
            // `plot(x)`, `model.fit`
            let called = name.prefix { $0 != "(" }.split(separator: ".").last.map(String.init) ?? name
            if words.count == 1, called != name, let topic = registry.topic(named: called) { return topic }
            guard words.count > 1, Forms.generic.contains(words[words.count - 1].lowercased()) else { return nil }
            words.removeLast()
        }
        return nil
    }

    /// `which optimizers are there`: a family, named as it is, before the term of the same name.
    private func family(_ words: [String]) -> Topic? {
        let small = words.map { $0.lowercased() }
        return registry.families.first { small.contains($0) }.map { .family($0) }
    }

    /// The longest names of terms and words that stand among these words; nil when there are none.
    private func contained(in words: [String]) -> [Topic]? {
        var topics: [Topic] = []
        var start = 0
        while start < words.count, topics.count < 3 {
            let end = (start + 1...Swift.min(words.count, start + 5)).reversed().first { end in
                named(words[start..<end]) != nil
            }
            if let end, let topic = named(words[start..<end]) {
                topics.append(topic)
                start = end
            } else {
                start += 1
            }
        }
        return topics.isEmpty ? nil : topics
    }

    private func named(_ words: ArraySlice<String>) -> Topic? {
        let name = words.joined(separator: " ")
        // Short names are letters of formulas and ordinary words.
        guard name.count >= 3, !Forms.common.contains(name.lowercased()) else { return nil }
        switch registry.topic(meaning: name) {
        case .term(let term): return .term(term)
        case .word(let word) where words.count == 1: return .word(word)
        default: return nil
        }
    }

    private func recipe(_ words: [String]) -> Reading? {
        let asked = Set(words.map(FoldedName.key))
        var best: (recipe: Recipe, count: Int)?
        for recipe in registry.recipes {
            let count = recipe.keys.count { asked.contains(FoldedName.key($0)) }
            if count > best?.count ?? 0 { best = (recipe, count) }
        }
        return best.map { .recipe($0.recipe) }
    }
}

/// A line as words, without its punctuation.
private struct AskedLine {
    /// The words, and as they stand in the line.
    private var pieces: [(word: String, written: String)]
    /// `?Adam`, `Adam?`
    let isMarked: Bool

    init(_ line: String) {
        isMarked = line.contains("?")
        pieces = line.split(whereSeparator: \.isWhitespace).compactMap { piece in
            let written = piece.split(separator: "’", omittingEmptySubsequences: false).joined(separator: "'")
            var word = written[...]
            while let first = word.first, AskedLine.marks.contains(first) { word.removeFirst() }
            while let last = word.last, AskedLine.marks.contains(last) { word.removeLast() }
            return word.isEmpty ? nil : (String(word), written)
        }
    }

    private static let marks: Set<Character> = ["?", "!", ".", ",", ";", ":", "\"", "`", "'", "“", "”"]

    var words: [String] { pieces.map(\.word) }
    /// All of it in small letters.
    var said: String { words.map { $0.lowercased() }.joined(separator: " ") }

    /// The same with another first word.
    func beginning(with word: String) -> AskedLine {
        var line = self
        line.pieces[0] = (word, word)
        return line
    }

    /// The last words as they were written, without the marks that end a sentence.
    func end(_ count: Int) -> String {
        var text = pieces.suffix(count).map(\.written).joined(separator: " ")[...]
        while let last = text.last, "?!.".contains(last) { text.removeLast() }
        return String(text)
    }
}
