// Reading JSON: RFC 8259, and the three words NaN, Infinity and -Infinity that Python writes beside it.

extension JSON {
    /// Brackets within each other at most: more is an attack on the stack and no document.
    private static let deepest = 256

    /// Reads one document. A number without point and exponent that fits becomes `.integer`, any other `.number`.
    ///
    /// - Parameter what: what is read, the beginning of the message: `params.json`.
    /// - Throws: `Mistake` with the line and column at which the text stops being JSON.
    public init(reading text: String, from what: String = "the text") throws(Mistake) {
        var reader = JSONReader(bytes: Array(text.utf8), what: what)
        self = try reader.value(depth: JSON.deepest)
        reader.skipSpace()
        guard reader.isAtEnd else { throw reader.mistake("something follows the end of the document") }
    }

    /// The document as Python's `json` spells it: NaN, Infinity and -Infinity as bare words.
    public var pythonText: String {
        spelled { $0.isNaN ? "NaN" : $0.isInfinite ? ($0 < 0 ? "-" : "") + "Infinity" : "\($0)" }
    }

    /// The member of an object; nil where there is none, or this is no object. Of several of one name the last.
    public subscript(_ key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    /// The elements of an array; nil for anything else.
    public var items: [JSON]? { if case .array(let items) = self { items } else { nil } }

    /// The members of an object in their order; nil for anything else.
    public var pairs: [Pair]? { if case .object(let pairs) = self { pairs } else { nil } }

    /// A number, whole or not; nil for anything else.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// A whole number; nil for anything else, also for 2.5.
    public var int: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// A text; nil for anything else.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// True or false; nil for anything else.
    public var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
}

/// A place in the bytes of a document.
private struct JSONReader {
    let bytes: [UInt8]
    let what: String
    var place = 0

    var isAtEnd: Bool { place == bytes.count }
    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    func mistake(_ problem: String) -> Mistake {
        let before = bytes[..<min(place, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = place - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
        return Mistake("\(what) is no JSON: line \(line), column \(column): \(problem)", expected: "a JSON document")
    }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
    }

    /// Passes the word if it stands here.
    mutating func takes(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        for index in 0..<count where bytes[place + index] != word.utf8Start[index] { return false }
        place += count
        return true
    }

    mutating func value(depth: Int) throws(Mistake) -> JSON {
        guard depth > 0 else { throw mistake("it is nested too deeply") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case nil: throw mistake("it ends too early")
        default: break
        }
        if takes("null") { return .null }
        if takes("true") { return .bool(true) }
        if takes("false") { return .bool(false) }
        if takes("NaN") { return .number(.nan) }
        if takes("Infinity") { return .number(.infinity) }
        if takes("-Infinity") { return .number(-.infinity) }
        return try number()
    }

    private mutating func object(_ depth: Int) throws(Mistake) -> JSON {
        place += 1
        var members: [JSON.Pair] = []
        skipSpace()
        if takes("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw mistake("a name in quotes is missing") }
            let key = try string()
            skipSpace()
            guard takes(":") else { throw mistake("':' is missing after the name") }
            members.append(JSON.Pair(key, try value(depth: depth - 1)))
            skipSpace()
            if takes("}") { return .object(members) }
            guard takes(",") else { throw mistake("',' or '}' is missing") }
        }
    }

    private mutating func array(_ depth: Int) throws(Mistake) -> JSON {
        place += 1
        var items: [JSON] = []
        skipSpace()
        if takes("]") { return .array(items) }
        while true {
            items.append(try value(depth: depth - 1))
            skipSpace()
            if takes("]") { return .array(items) }
            guard takes(",") else { throw mistake("',' or ']' is missing") }
        }
    }

    private mutating func number() throws(Mistake) -> JSON {
        let start = place
        var isWhole = true
        _ = takes("-")
        try digits()
        if takes(".") {
            isWhole = false
            try digits()
        }
        if takes("e") || takes("E") {
            isWhole = false
            _ = takes("+") || takes("-")
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text) else { throw mistake("'\(text)' is no number") }
        return .number(value)
    }

    private mutating func digits() throws(Mistake) {
        let start = place
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { place += 1 }
        if place == start { throw mistake("this is neither a value nor a number") }
    }

    private mutating func string() throws(Mistake) -> String {
        place += 1
        var out: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: out, as: UTF8.self) else { throw mistake("this is not UTF-8") }
                return text
            case UInt8(ascii: "\\"): out += try escape()
            case 0..<0x20: throw mistake("a text runs over the end of its line")
            default: out.append(byte)
            }
        }
        throw mistake("a text has no end")
    }

    private mutating func escape() throws(Mistake) -> [UInt8] {
        guard let byte = next else { throw mistake("a text has no end") }
        place += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"): break
        default: throw mistake("'\\\(Character(UnicodeScalar(byte)))' means nothing in a text")
        }
        var code = try hex()
        // Two halves of one character beyond the first 65,536; a half alone stands for nothing.
        if (0xd800..<0xdc00).contains(code), takes("\\u") {
            let low = try hex()
            guard (0xdc00..<0xe000).contains(low) else { throw mistake("half a character") }
            code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
        }
        return Array(String(UnicodeScalar(code) ?? "\u{fffd}").utf8)
    }

    private mutating func hex() throws(Mistake) -> UInt32 {
        guard place + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw mistake("four hexadecimal digits are missing") }
        place += 4
        return code
    }
}
