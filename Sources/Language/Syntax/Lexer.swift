import Answers

/// Text to tokens. Inside brackets line ends are white space; the signs that word processors make of `-`, `*`, `<=`
/// and quotes are read as what was meant.
struct Lexer {
    private(set) var bytes: [UInt8]
    private(set) var end: Int
    var position: Int
    var tokens: [Token] = []
    /// The brackets that are open, as offsets.
    var open: [Int] = []
    /// Where the text of a string begins that has no closing quote; completion asks.
    var unclosedString: Int?
    /// How many formats of f-strings are being read inside each other.
    var nestedFormats = 0
    private var sawSpace = false
    private var check: StopCheck

    /// Whether the text comes from a file of Python: there 1e999 is infinity.
    var isPython = false

    init(_ text: String, work: Work) {
        let bytes = Array(text.utf8)
        self.init(bytes: bytes, from: 0, to: bytes.count, work: work)
    }

    init(bytes: [UInt8], from: Int, to: Int, work: Work) {
        self.bytes = bytes
        self.position = from
        self.end = to
        check = StopCheck(work)
    }

    /// All tokens of the text, ended by `.end`.
    mutating func run() throws -> [Token] {
        try advance()
        add(.end, "", from: end)
        return tokens
    }

    /// More text after what is there.
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        end = bytes.count
    }

    /// Reads on to the end of what is there. A token that lacks its end is read again from its beginning next time.
    ///
    /// - Throws: as `run`, `Stopped` once the work was stopped; only after a `Diagnostic` that is incomplete may more text be appended.
    mutating func advance() throws {
        while position < end {
            let start = position
            try check.pass()
            do {
                try step()
            } catch {
                position = start
                throw error
            }
        }
    }

    func byte(_ offset: Int = 0) -> UInt8 { position + offset < end ? bytes[position + offset] : 0 }

    mutating func add(_ kind: Token.Kind, _ text: String, from start: Int) {
        tokens.append(
            Token(kind: kind, text: text, range: SourceRange(start, Swift.max(start, position)), followsSpace: sawSpace)
        )
        sawSpace = false
    }

    func failure(_ problem: String, _ from: Int, _ to: Int, expected: String? = nil, try suggestion: String? = nil)
        -> Diagnostic
    {
        Diagnostic(
            Mistake(problem, expected: expected, try: suggestion), range: SourceRange(from, Swift.min(to, end)))
    }

    private mutating func step() throws {
        let first = byte()
        if first == UInt8(ascii: "%") || first == UInt8(ascii: "!"), passOverMagic() { return }
        switch first {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0c:
            position += 1
            sawSpace = true
        case UInt8(ascii: "\n"):
            position += 1
            if open.isEmpty { add(.newline, "\n", from: position - 1) }
            sawSpace = true
        case UInt8(ascii: ";"):
            position += 1
            add(.newline, ";", from: position - 1)
        case UInt8(ascii: "#"):
            while position < end, byte() != UInt8(ascii: "\n") { position += 1 }
        case UInt8(ascii: "\\"):
            try continuation()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            try number()
        case UInt8(ascii: ".") where isDigit(byte(1)):
            try number()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            try string(from: position, isRaw: false, isFormat: false)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            try name()
        case 0x80...:
            try unicode()
        default:
            try symbol()
        }
    }

    /// `\` at the end of a line joins it with the next one.
    private mutating func continuation() throws {
        var next = position + 1
        while next < end, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\r") { next += 1 }
        if next < end, bytes[next] == UInt8(ascii: "\n") {
            position = next + 1
            sawSpace = true
            return
        }
        var problem = failure(
            "\\ stands in the middle of the line", position, position + 1,
            expected: "it only to end a line that goes on")
        problem.isIncomplete = next >= end
        throw problem
    }

    private mutating func name() throws {
        let start = position
        if let prefix = stringPrefix() {
            position += prefix.length
            return try string(from: start, isRaw: prefix.isRaw, isFormat: prefix.isFormat)
        }
        try readName()
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if ["b", "br", "rb"].contains(text.lowercased()), byte() == UInt8(ascii: "'") || byte() == UInt8(ascii: "\"") {
            return try string(from: start, isRaw: text.utf8.count == 2, isFormat: false, isBytes: true)
        }
        add(.name, text, from: start)
    }

    /// The end of the name that starts or goes on at an offset.
    func nameEnd(from start: Int) -> Int {
        var next = start
        while next < end {
            let byte = bytes[next]
            if byte < 0x80 {
                guard isDigit(byte) || isLetter(byte) else { break }
                next += 1
            } else {
                let (scalar, length) = scalar(at: next)
                guard scalar.properties.isXIDContinue, Lexer.superscript(scalar) == nil, Lexer.lookalikes[scalar] == nil
                else { break }
                next += length
            }
        }
        return next
    }

    /// Whether the whole text could be a name.
    var isName: Bool {
        guard end > 0, !isDigit(bytes[0]) else { return false }
        return nameEnd(from: 0) == end
    }

    /// `r`, `f`, `rf`, `b`, `u` directly before a quote.
    private func stringPrefix() -> (length: Int, isRaw: Bool, isFormat: Bool)? {
        var isRaw = false
        var isFormat = false
        for length in 0..<3 {
            switch byte(length) {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): return length == 0 ? nil : (length, isRaw, isFormat)
            case UInt8(ascii: "r"), UInt8(ascii: "R"): isRaw = true
            case UInt8(ascii: "f"), UInt8(ascii: "F"): isFormat = true
            case UInt8(ascii: "u"), UInt8(ascii: "U"): break
            case 0xe2 where length > 0 && isCurlyQuote(at: position + length): return (length, isRaw, isFormat)
            default: return nil
            }
        }
        return nil
    }

    /// The Unicode scalar at an offset, with its length in bytes. The text was a `String`, so it is well formed.
    func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
        let first = bytes[offset]
        let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
        let text = String(decoding: bytes[offset..<Swift.min(offset + length, bytes.count)], as: UTF8.self)
        return (text.unicodeScalars.first ?? "\u{fffd}", length)
    }

    private mutating func unicode() throws {
        let start = position
        let (scalar, length) = scalar(at: position)
        if isCurlyQuote(at: start) { return try string(from: start, isRaw: false, isFormat: false) }
        if let meant = Lexer.lookalikes[scalar] {
            position += length
            return add(.symbol, meant, from: start)
        }
        if let exponent = Lexer.superscript(scalar) {
            position += length
            add(.symbol, "**", from: start)
            return add(.int(exponent), "", from: start)
        }
        if scalar.properties.isWhitespace || Lexer.invisible.contains(scalar) {
            position += length
            sawSpace = true
            return
        }
        guard scalar.properties.isXIDStart else {
            throw failure(
                "the character \(scalar) has no meaning here", start, start + length,
                expected: "names, numbers, strings and the signs of arithmetic")
        }
        try readName()
        add(.name, String(decoding: bytes[start..<position], as: UTF8.self), from: start)
    }

    /// Names come back in titles, messages and results; a long one is a slip, and would come back a hundred times.
    private mutating func readName() throws {
        let stop = nameEnd(from: position)
        guard stop - position <= Lexer.longestName else {
            throw failure(
                "a name of \((stop - position).grouped) bytes is too long", position, position + 40,
                expected: "at most \(Lexer.longestName) bytes")
        }
        position = stop
    }

    static let longestName = 200

    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }
}
