public import Answers

/// Lines put together until they are a whole statement, in time that is linear in their length.
///
/// Every line is lexed once. The parser, which alone can tell that an open bracket holds a mistake, looks at what is there only
/// when it has doubled since the last time; so a mistake in the first lines of a long list is told long before the list ends.
public struct StatementAssembler {
    /// The lines so far, joined by line ends.
    public private(set) var text = ""
    private var lexer: Lexer
    private let work: Work
    /// Whether it begins with the first line of a block, which lines with deeper indentation belong to.
    public private(set) var isBlock = false
    /// The length of the text that the parser looked at last.
    private var parsed = 0

    /// Nothing yet.
    ///
    /// - Parameter work: stops the reading of long lines; what was read by then counts as whole.
    public init(work: Work = Work()) {
        self.work = work
        lexer = Lexer("", work: work)
    }

    /// Whether there is no line yet.
    public var isEmpty: Bool { text.isEmpty }

    /// Takes another line.
    ///
    /// - Returns: whether the text now only lacks its end: an open bracket, an open triple quote, a final backslash.
    public mutating func append(_ line: String) -> Bool {
        let addition = text.isEmpty ? line : "\n" + line
        text += addition
        lexer.append(addition)
        // Inside a triple quote only a line with three quotes can change anything.
        if lexer.unclosedString != nil, !line.contains("\"\"\""), !line.contains("'''") { return true }
        lexer.unclosedString = nil
        let isOpen: Bool
        do {
            try lexer.advance()
            isOpen = !lexer.open.isEmpty
        } catch let problem as Diagnostic {
            isOpen = problem.isIncomplete
        } catch {
            isOpen = false
        }
        if lexer.tokens.count > 0, !isBlock {
            isBlock = Parser.opensBlock(lexer.tokens.drop { $0.kind == .newline })
        }
        // A colon at the end, and a decorator, ask for lines that follow.
        guard isOpen else {
            let last = lexer.tokens.last { $0.kind != .newline }
            let asks = isBlock && (last?.text == ":" || text.hasPrefix("@") || text.hasPrefix("try"))
            return asks && Parser.isIncomplete(text, work: work)
        }
        guard lexer.end >= 2 * parsed else { return true }
        parsed = lexer.end
        return Parser.isIncomplete(text, work: work)
    }

    /// Whether a line still belongs to the block: one that is indented or empty, or a clause such as `else`.
    public func continues(with line: String) -> Bool {
        guard isBlock else { return false }
        guard let first = line.first, !first.isWhitespace, first != "#" else { return true }
        let word = line.prefix { $0.isLetter }
        return ["else", "elif", "except", "finally"].contains(word)
    }

    /// Forgets all lines.
    public mutating func clear() { self = StatementAssembler(work: work) }
}
