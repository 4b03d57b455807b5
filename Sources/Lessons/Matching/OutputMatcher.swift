import Answers

/// Compares what a cell printed with the `output` fence that its author wrote.
///
/// `...` alone on a line stands for any lines, `[..]` for any text within a line, and a number matches when it agrees
/// to the digits written, or within `tol=` or `rel=`.
struct OutputMatcher: Sendable {
    private let expected: ExpectedOutput
    /// The lines that were written, taken apart once.
    let wanted: [Wanted]

    /// A written line: what has to stand in it one after the other, with anything between.
    struct Wanted: Sendable {
        let text: Substring
        fileprivate let pieces: [[OutputToken]]
        /// `...`, which stands for any lines.
        let isAnyLines: Bool

        fileprivate init(_ line: String) {
            text = line.withoutTrailingSpaces
            pieces = text.split(separator: "[..]", omittingEmptySubsequences: false).map { OutputToken.tokens(of: $0) }
            isAnyLines = text.trimmed == "..."
        }
    }

    /// A printed line.
    struct Found: Sendable {
        let text: Substring
        fileprivate let tokens: [OutputToken]

        init(_ line: String) {
            text = line.withoutTrailingSpaces
            tokens = OutputToken.tokens(of: text)
        }
    }

    init(_ expected: ExpectedOutput) {
        self.expected = expected
        wanted = Self.trimmed(expected.lines).map { Wanted($0) }
    }

    /// Whether the printed lines are what was expected.
    func accepts(_ actual: [String]) -> Bool {
        if expected.match == .none { return true }
        let found = Self.trimmed(actual).map { Found($0) }
        let parts = wanted.split(omittingEmptySubsequences: false) { $0.isAnyLines }
        guard let first = parts.first, let last = parts.last, holds(first, found, at: 0) else { return false }
        guard parts.count > 1 else { return first.count == found.count }
        // Each part as early as it can stand: what comes after has the most room then.
        var place = first.count
        for part in parts.dropFirst().dropLast() {
            guard let start = (place...Swift.max(place, found.count)).first(where: { holds(part, found, at: $0) })
            else {
                return false
            }
            place = start + part.count
        }
        return found.count - last.count >= place && holds(last, found, at: found.count - last.count)
    }

    private func holds(_ part: ArraySlice<Wanted>, _ found: [Found], at place: Int) -> Bool {
        place + part.count <= found.count && zip(part, found[place...]).allSatisfy { lineMatches($0, $1) }
    }

    /// Whether one printed line is what one written line asks for.
    func lineMatches(_ wanted: Wanted, _ found: Found) -> Bool {
        if wanted.text == found.text { return true }
        guard wanted.pieces.count > 1 else {
            let only = wanted.pieces.first ?? []
            return only.count == found.tokens.count && matches(only, found.tokens, at: 0)
        }
        return wildcard(wanted.pieces, found.tokens)
    }

    private static func trimmed(_ lines: [String]) -> [String] {
        var end = lines.count
        while end > 0, lines[end - 1].trimmed.isEmpty { end -= 1 }
        return Array(lines[..<end])
    }

    /// Pieces in their order with anything between them; the first and the last are held to the ends of the line.
    private func wildcard(_ pieces: [[OutputToken]], _ line: [OutputToken]) -> Bool {
        guard let first = pieces.first, let last = pieces.last, matches(first, line, at: 0) else { return false }
        var place = first.count
        for piece in pieces.dropFirst().dropLast() {
            guard place + piece.count <= line.count,
                let start = (place...(line.count - piece.count)).first(where: { matches(piece, line, at: $0) })
            else { return false }
            place = start + piece.count
        }
        return line.count - last.count >= place && matches(last, line, at: line.count - last.count)
    }

    private func matches(_ piece: [OutputToken], _ line: [OutputToken], at place: Int) -> Bool {
        guard place >= 0, place + piece.count <= line.count else { return false }
        return piece.indices.allSatisfy { piece[$0].matches(line[place + $0], expected) }
    }
}

/// A piece of a line: a number, a run of spaces, or one other character.
enum OutputToken: Equatable {
    case number(WrittenNumber)
    case spaces(Int)
    case other(Character)

    static func tokens(of line: some StringProtocol) -> [OutputToken] {
        let characters = Array(line)
        var tokens: [OutputToken] = []
        var place = 0
        while place < characters.count {
            let isInsideWord = place > 0 && (characters[place - 1].isLetter || characters[place - 1] == "_")
            if !isInsideWord, let (number, length) = WrittenNumber.read(characters, from: place) {
                tokens.append(.number(number))
                place += length
            } else if characters[place] == " " {
                var end = place
                while end < characters.count, characters[end] == " " { end += 1 }
                tokens.append(.spaces(end - place))
                place = end
            } else {
                tokens.append(.other(characters[place]))
                place += 1
            }
        }
        return tokens
    }

    /// Runs of spaces match one another where the number beside them may have another width: only leading spaces are
    /// held to their length by the author's own choice of `match`.
    func matches(_ found: OutputToken, _ expected: ExpectedOutput) -> Bool {
        switch (self, found) {
        case (.number(let wanted), .number(let number)):
            wanted.accepts(number, absolute: expected.tolerance, relative: expected.relative)
        case (.spaces, .spaces): true
        default: self == found
        }
    }
}
