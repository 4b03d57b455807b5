import Answers

/// Reads the text of a regular expression, as `re._parser` of CPython 3.11 does.
struct PatternParser {
    /// How deep groups may stand in each other; CPython ends at about as many.
    private static let maximumDepth = 400

    let text: [UInt32]
    var place = 0
    var flags: PatternFlags
    /// The numbers of named groups.
    var names: [(name: String, number: Int)] = []
    /// How many groups have begun.
    var groups = 0
    var open: Set<Int> = []
    /// Above 0 inside of a look behind, where open groups cannot be asked for.
    var depth = 0
    /// How many groups stand around what is being read.
    var nesting = 0
    /// Groups that conditions ask for, which may still come, and where.
    var asked: [(group: Int, place: Int)] = []

    private init(_ pattern: String, _ flags: PatternFlags) {
        text = pattern.unicodeScalars.map(\.value)
        self.flags = flags
    }

    /// The tree of a pattern.
    ///
    /// - Throws: `PatternError` in CPython's words; `Mistake` (Python's RecursionError) where groups stand too deep in
    ///   each other.
    static func parsed(_ pattern: String, _ flags: PatternFlags) throws -> (PatternNode, PatternParser) {
        var parser = PatternParser(pattern, flags)
        if !flags.contains(.verbose) {
            // A global (?x) says how all of the text is read.
            do {
                let node = try parser.whole()
                if !parser.flags.contains(.verbose) { return (node, parser) }
            } catch is VerboseFound {}
            parser = PatternParser(pattern, flags.union(.verbose))
        }
        return (try parser.whole(), parser)
    }

    struct VerboseFound: Error {}

    private mutating func whole() throws -> PatternNode {
        let node = try alternatives(flags, isTop: true)
        if place < text.count { throw PatternError(message: "unbalanced parenthesis", place: place) }
        if let (group, place) = asked.first(where: { $0.group > groups }) {
            throw error("invalid group reference \(group)", at: place)
        }
        if !flags.contains(.ascii) { flags.insert(.unicode) }
        return node
    }

    // MARK: Characters

    func peek(_ ahead: Int = 0) -> Character? {
        place + ahead < text.count ? PatternParser.character(text[place + ahead]) : nil
    }

    private static func character(_ code: UInt32) -> Character { Character(Unicode.Scalar(code) ?? "\u{FFFD}") }

    mutating func take(_ wanted: Character) -> Bool {
        guard peek() == wanted else { return false }
        place += 1
        return true
    }

    func error(_ message: String, at place: Int? = nil) -> PatternError {
        PatternError(message: message, place: place ?? self.place)
    }

    func spelled(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(text[range].map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    }

    /// The text up to a mark, which is taken.
    mutating func until(_ mark: Character, _ missing: String) throws -> String {
        let start = place
        while let next = peek() {
            place += 1
            if next == mark {
                guard place - 1 > start else { throw error("missing " + missing, at: start) }
                return spelled(start..<place - 1)
            }
        }
        guard place > start else { throw error("missing " + missing, at: start) }
        throw error("missing \(mark), unterminated name", at: start)
    }

    // MARK: Sequences

    /// Goes one group deeper.
    mutating func nested() throws {
        nesting += 1
        guard nesting <= PatternParser.maximumDepth else {
            throw Mistake(
                "the pattern's groups stand more than \(PatternParser.maximumDepth) deep in each other",
                expected: "fewer brackets around each other"
            ).raised(as: "RecursionError", "maximum recursion depth exceeded")
        }
    }

    mutating func alternatives(_ flags: PatternFlags, isTop: Bool = false) throws -> PatternNode {
        try nested()
        defer { nesting -= 1 }
        var flags = flags
        var parts: [PatternNode] = []
        repeat { parts.append(try sequence(&flags, isTop: isTop && parts.isEmpty)) } while take("|")
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    mutating func sequence(_ flags: inout PatternFlags, isTop: Bool) throws -> PatternNode {
        var parts: [PatternNode] = []
        while let next = peek() {
            if next == "|" || next == ")" { break }
            if flags.contains(.verbose) {
                if " \t\n\r\u{0B}\u{0C}".unicodeScalars.contains(where: { Character($0) == next }) {
                    place += 1
                    continue
                }
                if next == "#" {
                    while let other = peek(), other != "\n" {
                        _ = other
                        place += 1
                    }
                    if peek() != nil { place += 1 }
                    continue
                }
            }
            let start = place
            place += 1
            switch next {
            case "*", "+", "?", "{":
                guard let bounds = try bounds(next, start) else {
                    parts.append(literal(text[start], flags))
                    continue
                }
                guard let last = parts.last, !last.isPlace else { throw error("nothing to repeat", at: start) }
                if case .repeated = last { throw error("multiple repeat", at: start) }
                var manner = PatternNode.Manner.greedy
                if take("?") { manner = .lazy } else if take("+") { manner = .possessive }
                parts[parts.count - 1] = .repeated(last, min: bounds.lowerBound, max: bounds.upperBound, manner)
            case ".": parts.append(.characters(flags.contains(.dotAll) ? .any : .notNewline))
            case "^": parts.append(.place(flags.contains(.multiline) ? .lineStart : .start))
            case "$": parts.append(.place(flags.contains(.multiline) ? .lineEnd : .end))
            case "[": parts.append(.characters(try set(start, flags)))
            case "(": if let group = try group(start, &flags, isFirst: isTop && parts.isEmpty) { parts.append(group) }
            case "\\": parts.append(try escape(start, flags))
            default: parts.append(literal(text[start], flags))
            }
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private func literal(_ code: UInt32, _ flags: PatternFlags) -> PatternNode {
        .characters(test([.one(code)], flags))
    }

    private func test(_ items: [CharacterTest.Item], _ flags: PatternFlags) -> CharacterTest {
        CharacterTest(
            items: items, ignoresCase: flags.contains(.ignoresCase), isASCII: flags.contains(.ascii))
    }

    /// How often something is repeated; nil for a brace that says nothing of the kind.
    private mutating func bounds(_ sign: Character, _ start: Int) throws -> ClosedRange<Int>? {
        switch sign {
        case "*": return 0...PatternNode.unbounded
        case "+": return 1...PatternNode.unbounded
        case "?": return 0...1
        default: break
        }
        if peek() == "}" { return nil }
        func number() -> (Int?, Int) {
            var (value, end): (Int?, Int) = (nil, place)
            while end < text.count, (48...57).contains(text[end]) {
                value = Swift.min(PatternNode.unbounded, (value ?? 0) * 10 + Int(text[end] - 48))
                end += 1
            }
            return (value, end)
        }
        let (low, end) = number()
        place = end
        var high = low
        if take(",") { (high, place) = number() }
        guard take("}") else {
            place = start + 1
            return nil
        }
        let (least, most) = (low ?? 0, high ?? PatternNode.unbounded)
        guard least <= most else {
            throw error("min repeat greater than max repeat", at: start + 1)
        }
        guard least < 1 << 32, most < 1 << 32 || most == PatternNode.unbounded else {
            throw error("the repetition number is too large", at: nil)
        }
        return least...most
    }

    // MARK: Escapes

    private static let kinds: [Character: (CharacterTest.Kind, Bool)] = [
        "d": (.digit, false), "D": (.digit, true), "s": (.space, false), "S": (.space, true), "w": (.word, false),
        "W": (.word, true),
    ]

    private static let controls: [Character: UInt32] = [
        "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92,
    ]

    private mutating func escape(_ start: Int, _ flags: PatternFlags) throws -> PatternNode {
        guard let sign = peek() else { throw error("bad escape (end of pattern)", at: start) }
        place += 1
        if let (kind, isNegative) = PatternParser.kinds[sign] {
            return .characters(test([.kind(kind, isNegative: isNegative)], flags))
        }
        let isASCII = flags.contains(.ascii)
        switch sign {
        case "A": return .place(.start)
        case "Z": return .place(.veryEnd)
        case "b": return .place(.boundary(isNegative: false, isASCII: isASCII))
        case "B": return .place(.boundary(isNegative: true, isASCII: isASCII))
        case "0":
            var value: UInt32 = 0
            for _ in 0..<2 where isOctal(0) { value = value * 8 + takeDigit() }
            return literal(value, flags)
        case "1"..."9":
            if isDigit(0) {
                if isOctal(0), isOctal(1), ("0"..."7").contains(sign) {
                    let value = (text[start + 1] - 48) * 64 + takeDigit() * 8 + takeDigit()
                    guard value <= 0o377 else {
                        throw error("octal escape value \(spelled(start..<place)) outside of range 0-0o377", at: start)
                    }
                    return literal(value, flags)
                }
                place += 1
            }
            let number = Int(spelled(start + 1..<place)) ?? 0
            try check(group: number, at: start + 1)
            return .reference(number, ignoresCase: flags.contains(.ignoresCase))
        default: return literal(try code(sign, start), flags)
        }
    }

    private func isDigit(_ ahead: Int) -> Bool { place + ahead < text.count && (48...57).contains(text[place + ahead]) }
    private func isOctal(_ ahead: Int) -> Bool { place + ahead < text.count && (48...55).contains(text[place + ahead]) }

    private mutating func takeDigit() -> UInt32 {
        defer { place += 1 }
        return text[place] - 48
    }

    private func check(group number: Int, at place: Int) throws {
        guard number <= groups else { throw error("invalid group reference \(number)", at: place) }
        guard !open.contains(number) else { throw error("cannot refer to an open group", at: place - 1) }
        guard depth == 0 || !open.contains(number) else {
            throw error("cannot refer to group defined in the same lookbehind subpattern", at: place)
        }
    }

    /// What `\n`, `\x41`, `\.` stand for.
    private mutating func code(_ sign: Character, _ start: Int) throws -> UInt32 {
        if let control = PatternParser.controls[sign], sign != "b" { return control }
        let lengths: [Character: Int] = ["x": 2, "u": 4, "U": 8]
        if let length = lengths[sign] {
            var value: UInt64 = 0
            let first = place
            while place - first < length, let digit = peek().flatMap(\.hexDigitValue) {
                value = value * 16 + UInt64(digit)
                place += 1
            }
            guard place - first == length, Unicode.Scalar(UInt32(truncatingIfNeeded: value)) != nil, value <= 0x10FFFF
            else {
                throw error(
                    "\(place - first == length ? "bad" : "incomplete") escape \(spelled(start..<place))", at: start)
            }
            return UInt32(value)
        }
        if sign.isASCII, sign.isLetter { throw error("bad escape \\\(sign)", at: start) }
        return text[start + 1]
    }

    // MARK: Sets

    private mutating func set(_ start: Int, _ flags: PatternFlags) throws -> CharacterTest {
        var items: [CharacterTest.Item] = []
        let isNegative = take("^")
        let first = place
        while true {
            guard let next = peek() else { throw error("unterminated character set", at: start) }
            if next == "]", place > first {
                place += 1
                break
            }
            let low = place
            let one = try setItem()
            guard peek() == "-" else {
                items.append(one)
                continue
            }
            place += 1
            guard let after = peek() else { throw error("unterminated character set", at: start) }
            if after == "]" {
                place += 1
                items += [one, .one(45)]
                break
            }
            let other = try setItem()
            guard case .one(let from) = one, case .one(let to) = other, from <= to else {
                throw error("bad character range \(spelled(low..<place))", at: low)
            }
            items.append(.range(from, to))
        }
        var out = test(items, flags)
        out.isNegative = isNegative
        return out
    }

    private mutating func setItem() throws -> CharacterTest.Item {
        let start = place
        place += 1
        guard text[start] == 92 else { return .one(text[start]) }
        guard let sign = peek() else { throw error("bad escape (end of pattern)", at: start) }
        place += 1
        if let (kind, isNegative) = PatternParser.kinds[sign] { return .kind(kind, isNegative: isNegative) }
        if sign == "b" { return .one(8) }
        if ("0"..."7").contains(sign) {
            var value = text[start + 1] - 48
            for _ in 0..<2 where isOctal(0) { value = value * 8 + takeDigit() }
            guard value <= 0o377 else {
                throw error("octal escape value \(spelled(start..<place)) outside of range 0-0o377", at: start)
            }
            return .one(value)
        }
        if sign.isNumber, sign.isASCII { throw error("bad escape \\\(sign)", at: start) }
        return .one(try code(sign, start))
    }
}

extension PatternNode {
    /// Whether it is a place, which cannot be repeated.
    fileprivate var isPlace: Bool { if case .place = self { true } else { false } }
}
