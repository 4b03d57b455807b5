public import Answers

/// A mistake together with the place it concerns.
public struct Diagnostic: CarriesMistake, Sendable {
    /// What is wrong.
    public var mistake: Mistake
    /// The text the place is in; nil while the mistake has not yet met the line that caused it.
    public var source: Source?
    /// Where in the source; nil when it has no place.
    public var range: SourceRange?
    /// The calls of the learner's own functions it passed through, innermost first: `in f, called from …`.
    public var trail: [String]
    /// The text only lacks its end: an open bracket or triple quote.
    public var isIncomplete = false
    /// What `print` wrote and the remarks made before the failing statement.
    public var printed: [String] = []
    /// Things that were shown before it, each after so many of the printed lines.
    public var shown: [(after: Int, thing: any Presentable)] = []
    /// Further remarks, a line each.
    public var notes: [String] = []
    /// The exception that a program raised, where one did.
    public internal(set) var exception: Value?

    /// What `sys.exit` asks for: the status that the process ends with, and what is said on standard error; nil for a mistake.
    public var exit: (status: Int32, said: String?)? {
        guard case .object(let raised as ExceptionInstance)? = exception, let exit = Exceptions.named("SystemExit"),
            raised.type.isDerived(from: exit)
        else { return nil }
        switch raised.arguments.first {
        case nil, .some(.none): return (0, nil)
        case .int(let status)?: return (Int32(truncatingIfNeeded: status & 0xFF), nil)
        case .bool(let flag)?: return (flag ? 1 : 0, nil)
        case .some(let value): return (1, value.asText ?? value.repr)
        }
    }

    /// A mistake at a place of a source.
    public init(_ mistake: Mistake, source: Source? = nil, range: SourceRange? = nil, trail: [String] = []) {
        self.mistake = mistake
        self.source = source
        self.range = range
        self.trail = trail
    }
}
