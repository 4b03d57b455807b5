import Answers
import Language

/// What stands in place of a match: a text with `\1`, `\g<name>` and escapes, read as CPython reads it.
struct ReplacementTemplate {
    private enum Part {
        case text(String)
        case group(Int)
    }

    private var parts: [Part] = []

    /// - Throws: `PatternError` in CPython's words.
    init(_ template: String, _ program: PatternProgram) throws {
        var reader = Reader(codes: template.unicodeScalars.map(\.value), program: program)
        try reader.read()
        parts = reader.parts
    }

    /// The template while it is read.
    private struct Reader {
        let codes: [UInt32]
        let program: PatternProgram
        var parts: [Part] = []
        private var literal = String.UnicodeScalarView()
        private var place = 0

        init(codes: [UInt32], program: PatternProgram) { (self.codes, self.program) = (codes, program) }

        private static let controls: [UInt32: UInt32] = [
            97: 7, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9, 118: 11, 92: 92,
        ]

        mutating func read() throws {
            while place < codes.count {
                let start = place
                place += 1
                if codes[start] == 92 { try readEscape(from: start) } else { add(code: codes[start]) }
            }
            endLiteral()
        }

        private func digit(_ at: Int) -> UInt32? {
            at < codes.count && (48...57).contains(codes[at]) ? codes[at] - 48 : nil
        }

        private func octal(_ at: Int) -> UInt32? { digit(at).flatMap { $0 < 8 ? $0 : nil } }

        private mutating func endLiteral() {
            if !literal.isEmpty { parts.append(.text(String(literal))) }
            literal = String.UnicodeScalarView()
        }

        private mutating func add(group: Int, at place: Int) throws {
            guard group <= program.groups else {
                throw PatternError(message: "invalid group reference \(group)", place: place)
            }
            endLiteral()
            parts.append(.group(group))
        }

        private mutating func add(code: UInt32) { literal.append(Unicode.Scalar(code) ?? "\u{FFFD}") }

        /// What a backslash begins.
        private mutating func readEscape(from start: Int) throws {
            guard place < codes.count else {
                throw PatternError(message: "bad escape (end of pattern)", place: start)
            }
            let sign = codes[place]
            place += 1
            if sign == 103 {
                let name = try ReplacementTemplate.name(codes, &place)
                try add(group: ReplacementTemplate.number(name.text, name.place, program), at: name.place)
            } else if sign == 48 {
                readZero()
            } else if let first = digit(start + 1) {
                try readNumber(first, from: start)
            } else if let control = Reader.controls[sign] {
                add(code: control)
            } else if (65...90).contains(sign) || (97...122).contains(sign) {
                throw PatternError(message: "bad escape \\\(Character(Unicode.Scalar(sign) ?? "?"))", place: start)
            } else {
                add(code: 92)
                add(code: sign)
            }
        }

        /// A character by its number in base 8, of two digits at most behind the 0.
        private mutating func readZero() {
            var value: UInt32 = 0
            for _ in 0..<2 {
                guard let next = octal(place) else { break }
                value = value * 8 + next
                place += 1
            }
            add(code: value)
        }

        /// A group's number of one digit or two, or a character by three digits in base 8.
        private mutating func readNumber(_ first: UInt32, from start: Int) throws {
            guard let second = digit(place) else { return try add(group: Int(first), at: start + 1) }
            if let a = octal(start + 1), let b = octal(place), let c = octal(place + 1) {
                let value = a * 64 + b * 8 + c
                guard value <= 0o377 else {
                    throw PatternError(
                        message: "octal escape value \\\(a)\(b)\(c) outside of range 0-0o377", place: start)
                }
                add(code: value)
                place += 2
                return
            }
            place += 1
            try add(group: Int(first * 10 + second), at: start + 1)
        }
    }

    /// The name behind `\g`, and where it stands.
    private static func name(_ codes: [UInt32], _ place: inout Int) throws -> (text: String, place: Int) {
        guard place < codes.count, codes[place] == 60 else { throw PatternError(message: "missing <", place: place) }
        place += 1
        let start = place
        while place < codes.count, codes[place] != 62 { place += 1 }
        guard place < codes.count else {
            throw PatternError(
                message: place == start ? "missing group name" : "missing >, unterminated name", place: start)
        }
        guard place > start else { throw PatternError(message: "missing group name", place: start) }
        let text = String(
            String.UnicodeScalarView(codes[start..<place].map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
        place += 1
        return (text, start)
    }

    private static func number(_ name: String, _ place: Int, _ program: PatternProgram) throws -> Int {
        if let known = program.names.first(where: { $0.name == name }) { return known.number }
        if let number = Int(name), name.allSatisfy(\.isNumber) { return number }
        let scalars = name.unicodeScalars
        guard let first = scalars.first, first == "_" || first.properties.isXIDStart,
            scalars.allSatisfy({ $0 == "_" || $0.properties.isXIDContinue })
        else { throw PatternError(message: "bad character in group name '\(name)'", place: place) }
        throw PatternError(message: "unknown group name '\(name)'", place: nil)
    }

    /// The text for one match; a group that was not found is empty.
    func filled(_ match: MatchValue) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .group(let number): match.group(number, .text("")).asText ?? ""
            }
        }.joined()
    }
}
