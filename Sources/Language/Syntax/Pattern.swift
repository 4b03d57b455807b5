/// What stands behind `case`: what a value has to be, and the names that parts of it are bound to.
public indirect enum Pattern: Sendable {
    /// `_`
    case wildcard(SourceRange)
    /// `name`
    case capture(String, SourceRange)
    /// A number, a string, or a dotted name: equal to the value.
    case value(Expression)
    /// `None`, `True`, `False`: the very value.
    case singleton(Expression)
    /// `[a, b]`, `(a, b)`, `a, b`; one of them may be `star`.
    case sequence([Pattern], SourceRange)
    /// `*rest`, `*_` (nil) in a sequence.
    case star(String?, SourceRange)
    /// `{"key": pattern, **rest}`
    case mapping([Entry], rest: Name?, SourceRange)
    /// `Point(pattern, y=pattern)`
    case object(Expression, [Pattern], [Keyword], SourceRange)
    /// `a | b`
    case either([Pattern], SourceRange)
    /// `pattern as name`
    case named(Pattern, Name, SourceRange)

    /// A name that is bound, and where it stands.
    public struct Name: Sendable {
        /// The name as it is written.
        public var text: String
        /// Where the name stands in the source.
        public var range: SourceRange
    }

    /// `"key": pattern`
    public struct Entry: Sendable {
        /// A literal or a dotted name.
        public var key: Expression
        /// What the value under it has to be.
        public var pattern: Pattern
    }

    /// `attribute=pattern`
    public struct Keyword: Sendable {
        /// The attribute that is asked for, and where its name stands.
        public var name: Name
        /// What the attribute has to be.
        public var pattern: Pattern
    }
}

extension Pattern {
    /// The bytes of the source that the whole pattern takes.
    public var range: SourceRange {
        switch self {
        case .wildcard(let range), .capture(_, let range), .sequence(_, let range), .star(_, let range),
            .mapping(_, _, let range), .object(_, _, _, let range), .either(_, let range), .named(_, _, let range):
            range
        case .value(let expression), .singleton(let expression): expression.range
        }
    }

    /// The patterns directly inside this one.
    var parts: [Pattern] {
        switch self {
        case .wildcard, .capture, .value, .singleton, .star: []
        case .sequence(let items, _), .either(let items, _): items
        case .mapping(let entries, _, _): entries.map(\.pattern)
        case .object(_, let places, let keywords, _): places + keywords.map(\.pattern)
        case .named(let inner, _, _): [inner]
        }
    }

    /// The names that it binds, in the order in which they stand; those of alternatives once for each.
    var bindings: [Name] {
        switch self {
        case .capture(let name, let range): [Name(text: name, range: range)]
        case .star(let name?, let range): [Name(text: name, range: range)]
        case .mapping(_, let rest, _): parts.flatMap(\.bindings) + [rest].compactMap(\.self)
        case .named(let inner, let name, _): inner.bindings + [name]
        default: parts.flatMap(\.bindings)
        }
    }

    /// The names that it binds, each once.
    public var names: [String] {
        var seen: Set<String> = []
        return bindings.map(\.text).filter { seen.insert($0).inserted }
    }

    /// The expressions that are evaluated when it is tried.
    var expressions: [Expression] {
        switch self {
        case .value(let expression), .singleton(let expression): [expression]
        case .mapping(let entries, _, _): entries.flatMap { [$0.key] + $0.pattern.expressions }
        case .object(let type, _, _, _): [type] + parts.flatMap(\.expressions)
        default: parts.flatMap(\.expressions)
        }
    }

    /// Whether every value is of its kind, so that what stands behind it is never reached.
    var isIrrefutable: Bool {
        switch self {
        case .wildcard, .capture: true
        case .either(let items, _): items.contains(where: \.isIrrefutable)
        case .named(let inner, _, _): inner.isIrrefutable
        default: false
        }
    }
}
