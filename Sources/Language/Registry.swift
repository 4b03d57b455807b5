public import Answers

/// All words, members and coercions that a session knows; built once and never changed.
public struct Registry: Sendable {
    /// Turns a value into a thing of a wanted kind, or answers nil when it cannot: a function into a landscape,
    /// a number into a schedule.
    public typealias Coercion = @Sendable (Value, Context) throws -> (any Presentable)?

    /// In order of declaration.
    public var words: [Word] {
        var words = declared
        for (index, word) in others { words[index] = word }
        return words
    }
    /// In order of declaration.
    public let members: [Member]
    /// By the kind that is wanted: `landscape`, `schedule`, `optimizer`.
    public let coercions: [String: Coercion]
    /// What people say about the field; `help` and plain questions answer with it.
    public let glossary: Glossary
    /// What people ask how to do, and what they say out of courtesy.
    public let recipes: [Recipe]
    /// What `help` shows first: lines to type, each with what it does.
    public let firstLines: [(code: String, meaning: String)]

    private let declared: [Word]
    /// Declarations that stand for those of their places.
    private var others: [Int: Word] = [:]
    let wordIndex: [String: Int]
    let memberIndex: [String: [String: Int]]
    /// What stands before the points in the names of words: `numpy`, `numpy.random`.
    let modules: Set<String>
    /// Words of NumPy's as methods of arrays, whose first argument is the array: `sum`, `reshape`.
    let arrayMethods: [String: Value]

    /// Two words of one name, or two members of one kind and name, are a mistake of the program: the later one wins.
    public init(
        words: [Word], members: [Member] = [], coercions: [String: Coercion] = [:],
        glossary: Glossary = .empty, recipes: [Recipe] = [],
        firstLines: [(code: String, meaning: String)] = []
    ) {
        self.declared = words
        self.members = members
        self.coercions = coercions
        self.glossary = glossary
        self.recipes = recipes
        self.firstLines = firstLines
        var wordIndex: [String: Int] = [:]
        for (index, word) in words.enumerated() { wordIndex[word.name] = index }
        for (index, word) in words.enumerated() {
            for alias in word.aliases where wordIndex[alias] == nil { wordIndex[alias] = index }
        }
        var modules: Set<String> = []
        for name in wordIndex.keys {
            for point in name.indices where name[point] == "." { modules.insert(String(name[..<point])) }
        }
        self.modules = modules
        self.arrayMethods = ArrayMethods.named(words)
        var memberIndex: [String: [String: Int]] = [:]
        for (index, member) in members.enumerated() { memberIndex[member.kind, default: [:]][member.name] = index }
        for (index, member) in members.enumerated() {
            for alias in member.aliases where memberIndex[member.kind]?[alias] == nil {
                memberIndex[member.kind, default: [:]][alias] = index
            }
        }
        self.wordIndex = wordIndex
        self.memberIndex = memberIndex
    }

    /// The same registry with other declarations of words that it has; of a name that it does not have nothing becomes known.
    public func replacing(_ others: [Word]) -> Registry {
        var registry = self
        for word in others { if let index = wordIndex[word.name] { registry.others[index] = word } }
        return registry
    }

    /// The chapters, in the order in which they were declared.
    public var families: [String] {
        var seen: Set<String> = []
        return words.map(\.family).filter { seen.insert($0).inserted }
    }

    /// The word of that name or alias.
    public func word(_ name: String) -> Word? { wordIndex[name].map { others[$0] ?? declared[$0] } }

    /// The word that is a method of another one: `numpy.ufunc.reduce` for `np.add.reduce`.
    public func method(_ name: String, of word: Word) -> Word? {
        word.methods.flatMap { self.word("\($0).\(name)") }
    }

    /// The word that makes such a thing, as the thing itself is written: `Adam` of Adam(0.001).
    public func maker(of thing: any Presentable) -> Word? {
        let summary = thing.summary
        let name = summary.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard summary.dropFirst(name.count).first == "(", let word = word(String(name)),
            word.returns == type(of: thing).kind
        else { return nil }
        return word
    }

    /// The attribute or method of that name or alias that things of the kind have.
    public func member(_ name: String, of kind: String) -> Member? {
        memberIndex[kind]?[name].map { members[$0] }
    }

    /// The attribute or method of that name or alias that a value has.
    public func member(_ name: String, of value: Value) -> Member? {
        if case .thing(let thing as any OfOwnKind) = value, let kind = thing.ownKind {
            if let own = member(name, of: kind) { return own }
            if thing.lacks(name) { return nil }
        }
        return member(name, of: value.kind)
    }

    /// All members that things of the kind have.
    public func members(of kind: String) -> [Member] { members.filter { $0.kind == kind } }
}
