import Answers

/// What the front matter may ask of the YAML parser. References expand without end, and so does nesting; a header needs
/// neither, and is refused before the parser sees it where it has them.
///
/// The scanner follows what YAML takes for the beginning of a value, where `*` and `&` are references. It is right about
/// each line by itself; what goes over several lines in quotes, where it could be wrong, is refused.
struct FrontMatterBudget {
    /// Bytes between the two `---`.
    static let bytes = 1 << 14
    /// Brackets inside each other.
    static let nesting = 16
    /// Columns before the first sign of a line, which bound what is nested by indentation.
    static let indentation = 64

    private var depth = 0
    /// Whether a value begins here, inside brackets.
    private var isAtValue = false
    /// Whether one could, where it is not certain.
    private var mayRefer = false
    /// The column of the key whose value is the text indented below it.
    private var textBelow: Int?

    /// The first line, from 1, that asks too much, and what that is; nil when none does.
    static func excess(in yaml: String) -> (line: Int, mistake: Mistake)? {
        guard yaml.utf8.count <= bytes else {
            return (1, Mistake("the front matter is too long", expected: "at most \(bytes >> 10) kB"))
        }
        // What YAML takes for an end of line and an editor does not.
        if yaml.unicodeScalars.contains(where: { "\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) }) {
            return (1, Mistake("the front matter holds unusual ends of lines", expected: "ordinary ones"))
        }
        var budget = FrontMatterBudget()
        for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let mistake = budget.take(Array(line.utf8)) { return (index + 1, mistake) }
        }
        return nil
    }

    private static let references = Mistake(
        "the front matter uses references, written & and *", expected: "each value written out",
        try: "quotes around a text that begins with * or &")
    private static let tooDeep = Mistake(
        "the front matter is nested too deep", expected: "keys, and below lesson: keys with values or lists")
    private static let openQuote = Mistake(
        "a text in quotes is not closed on its line", expected: "the closing quote, or >- and the text indented below")

    private func isBlank(_ byte: UInt8?) -> Bool { byte == nil || byte == 0x20 || byte == 0x09 }

    private mutating func take(_ line: [UInt8]) -> Mistake? {
        let indent = line.prefix { $0 == 0x20 }.count
        if let column = textBelow {
            if indent == line.count || indent > column { return nil }
            textBelow = nil
        }
        guard indent < line.count else { return nil }
        if depth > 0 { return inBrackets(line, from: indent) }
        if line.starts(with: "...".utf8) || line.starts(with: "---".utf8) || line[0] == UInt8(ascii: "%") {
            return Mistake("the front matter holds more than one document", expected: "one list of keys and values")
        }
        var place = indent
        var start = indent
        while place < line.count, line[place] == UInt8(ascii: "-"), isBlank(at(place + 1, line)) {
            start = place
            place += 1
            while place < line.count, line[place] == 0x20 { place += 1 }
        }
        guard place <= Self.indentation else { return Self.tooDeep }
        if at(place, line) == UInt8(ascii: "?"), isBlank(at(place + 1, line)) {
            return Mistake("a key of the front matter is no plain text", expected: "lines such as title: Momentum")
        }
        return value(line, from: place, start)
    }

    private func at(_ place: Int, _ line: [UInt8]) -> UInt8? { place < line.count ? line[place] : nil }

    /// Reads from where a key or value begins.
    ///
    /// - Parameter start: the column that text below would have to be indented from.
    private mutating func value(_ line: [UInt8], from: Int, _ start: Int) -> Mistake? {
        var place = from
        while let byte = at(place, line), byte == 0x20 || byte == 0x09 { place += 1 }
        guard let first = at(place, line) else { return nil }
        switch first {
        case UInt8(ascii: "#"): return nil
        case UInt8(ascii: "&"), UInt8(ascii: "*"): return Self.references
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            textBelow = start
            return nil
        case UInt8(ascii: "!"):
            while !isBlank(at(place, line)) { place += 1 }
            return value(line, from: place, start)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return inBrackets(line, from: place)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let end = end(ofQuoteAt: place, line) else { return Self.openQuote }
            return afterKey(line, from: end, key: place)
        default: return afterKey(line, from: place, key: place)
        }
    }

    /// Reads on to the colon behind a key, and the value after it.
    private mutating func afterKey(_ line: [UInt8], from: Int, key: Int) -> Mistake? {
        var place = from
        while let byte = at(place, line) {
            if byte == UInt8(ascii: ":"), isBlank(at(place + 1, line)) { return value(line, from: place + 1, key) }
            if byte == UInt8(ascii: "#"), place > 0, isBlank(line[place - 1]) { return nil }
            place += 1
        }
        return nil
    }

    private mutating func inBrackets(_ line: [UInt8], from: Int) -> Mistake? {
        var place = from
        var quoteEnd: Int?
        while let byte = at(place, line) {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth > Self.nesting { return Self.tooDeep }
                (isAtValue, mayRefer) = (true, true)
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                (isAtValue, mayRefer) = (false, false)
                if depth == 0 { return afterKey(line, from: place + 1, key: from) }
            case UInt8(ascii: ","): (isAtValue, mayRefer) = (true, true)
            case UInt8(ascii: ":"):
                isAtValue = isAtValue || place == quoteEnd || isBlank(at(place + 1, line))
                mayRefer = true
            case UInt8(ascii: "?"): (isAtValue, mayRefer) = (false, true)
            case UInt8(ascii: "#") where place == 0 || isBlank(line[place - 1]): return nil
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                mayRefer = false
                guard isAtValue else { break }
                guard let end = end(ofQuoteAt: place, line) else { return Self.openQuote }
                (place, quoteEnd, isAtValue) = (end - 1, end, false)
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                if mayRefer { return Self.references }
            case UInt8(ascii: "!") where isAtValue:
                while let next = at(place + 1, line), !isBlank(next), !",[]{}".utf8.contains(next) { place += 1 }
            case 0x20, 0x09: break
            default: (isAtValue, mayRefer) = (false, false)
            }
            place += 1
        }
        return nil
    }

    /// The place behind a quoted text; nil when it does not end on this line.
    private func end(ofQuoteAt place: Int, _ line: [UInt8]) -> Int? {
        let quote = line[place]
        var place = place + 1
        while let byte = at(place, line) {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                place += 2
            } else if byte == quote {
                guard quote == UInt8(ascii: "'"), at(place + 1, line) == quote else { return place + 1 }
                place += 2
            } else {
                place += 1
            }
        }
        return nil
    }
}
