import Answers

/// Compares what a cell printed with the `output` fence that its author wrote.
///
/// `...` alone on a line stands for any lines, `[..]` for any text within a line, and a number matches when it agrees
/// to the digits written, or within `tol=` or `rel=`.
struct OutputMatcher: Sendable {
    private let expected: ExpectedOutput

    init(_ expected: ExpectedOutput) { self.expected = expected }

    /// Whether the printed lines are what was expected.
    func accepts(_ actual: [String]) -> Bool {
        if expected.match == .none { return true }
        let wanted = Self.trimmed(expected.lines)
        let found = Self.trimmed(actual)
        // Row by row over the wanted lines: which prefixes of `found` the lines so far can account for.
        var reachable = [Bool](repeating: false, count: found.count + 1)
        reachable[0] = true
        for line in wanted {
            var next = [Bool](repeating: false, count: found.count + 1)
            if line.trimmed == "..." {
                var open = false
                for index in reachable.indices {
                    open = open || reachable[index]
                    next[index] = open
                }
            } else {
                for index in found.indices where reachable[index] && lineMatches(line, found[index]) {
                    next[index + 1] = true
                }
            }
            reachable = next
        }
        return reachable[found.count]
    }

    /// Whether one printed line is what one written line asks for.
    func lineMatches(_ wanted: String, _ found: String) -> Bool {
        let pieces = wanted.withoutTrailingSpaces.split(separator: "[..]", omittingEmptySubsequences: false)
        let line = found.withoutTrailingSpaces
        guard pieces.count > 1 else { return textMatches(pieces.first ?? "", line) }
        return wildcard(pieces.map { OutputToken.tokens(of: $0) }, OutputToken.tokens(of: line))
    }

    private static func trimmed(_ lines: [String]) -> [String] {
        var end = lines.count
        while end > 0, lines[end - 1].trimmed.isEmpty { end -= 1 }
        return Array(lines[..<end])
    }

    private func textMatches(_ wanted: Substring, _ found: Substring) -> Bool {
        if wanted == found { return true }
        let a = OutputToken.tokens(of: wanted)
        let b = OutputToken.tokens(of: found)
        return a.count == b.count && zip(a, b).allSatisfy { $0.matches($1, expected) }
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
