// What a prompt asks while a block is being typed: whether it goes on, and how far its lines are indented.
import Answers

extension Parser {
    /// The columns of one level of indentation.
    static let level = 4

    /// Whether a person who types goes on: the text lacks its end, or its last line stands inside a block, which an empty line
    /// ends, and so does one at the margin.
    public static func needsMore(_ text: String) -> Bool {
        if isIncomplete(text) { return true }
        guard let last = text.split(separator: "\n", omittingEmptySubsequences: false).last,
            !last.allSatisfy(\.isWhitespace), last.count < text.count
        else { return false }
        var lexer = Lexer(text, work: Work())
        guard let tokens = try? lexer.run() else { return false }
        var starts: [Int] = []
        var isStart = true
        for token in tokens where token.kind != .end {
            if isStart, token.kind != .newline { starts.append(token.range.lower) }
            isStart = token.kind == .newline
        }
        guard let first = starts.first, let latest = starts.last else { return false }
        let bytes = Array(text.utf8)
        func indentation(_ place: Int) -> Int { bytes[..<place].reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count }
        return indentation(latest) > indentation(first)
    }

    /// How far the next line is indented, as a person would go on: four blanks more behind a colon, four less behind what leaves
    /// a block.
    public static func indentation(after text: String) -> String {
        guard let last = text.split(separator: "\n", omittingEmptySubsequences: false).last else { return "" }
        var lexer = Lexer(text, work: Work())
        guard let tokens = try? lexer.run(), lexer.open.isEmpty else { return "" }
        let leading = String(last.prefix { $0 == " " || $0 == "\t" })
        let code = tokens.last { $0.kind != .newline && $0.kind != .end }
        if code?.text == ":" { return leading + String(repeating: " ", count: level) }
        if ["return", "break", "continue", "pass", "raise"].contains(firstWord(last)) {
            return String(leading.dropLast(level))
        }
        return leading
    }

    /// How many blanks too many a typed text's last line begins with. `else:` belongs under its `if`, and is typed where the next
    /// statement of the block would stand.
    ///
    /// The header that it goes with is the nearest one above that is no deeper than it and has not been ended by an `else` or
    /// `finally` yet.
    ///
    /// - Returns: 0 when the line continues no statement, stands where it belongs, or has no header.
    public static func surplusIndentation(of text: String) -> Int {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let typed = lines.popLast(), typed.contains(":"), let headers = headers[firstWord(typed)] else {
            return 0
        }
        let depth = blanks(typed)
        var column = depth
        for line in lines.reversed() where !line.allSatisfy(\.isWhitespace) && blanks(line) <= column {
            column = blanks(line)
            let word = firstWord(line)
            // The first case of a match stands where it was typed.
            if word == "match", firstWord(typed) == "case" { return 0 }
            if headers.contains(word) { return depth - column }
            if word == "else" && firstWord(typed) != "finally" || word == "finally" { column -= 1 }
        }
        return 0
    }

    /// What a clause can follow.
    private static let headers: [Substring: Set<Substring>] = [
        "elif": ["if", "elif"], "else": ["if", "elif", "for", "while", "except"], "except": ["try", "except"],
        "finally": ["try", "except"], "case": ["case"],
    ]

    private static func blanks(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }

    private static func firstWord(_ line: Substring) -> Substring {
        line.dropFirst(blanks(line)).prefix { $0.isLetter }
    }
}
