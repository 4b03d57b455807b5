/// String literals: plain, raw, triple-quoted, f-strings, and the curly quotes of pasted text.
extension Lexer {
    func isCurlyQuote(at offset: Int) -> Bool {
        offset + 2 < end && bytes[offset] == 0xe2 && bytes[offset + 1] == 0x80
            && Lexer.curly.contains(bytes[offset + 2])
    }

    /// The last bytes of ‘ ’ ‚ “ ” „ in UTF-8.
    private static let curly: Set<UInt8> = [0x98, 0x99, 0x9a, 0x9c, 0x9d, 0x9e]

    private struct Quote {
        var length: Int
        var byte: UInt8
        var isTriple: Bool
        /// For curly quotes: the last bytes of what closes it.
        var closers: Set<UInt8> = []
    }

    private func quote() -> Quote {
        let first = byte()
        if first == 0xe2 {
            let single = (0x98...0x9a).contains(byte(2))
            return Quote(length: 3, byte: 0xe2, isTriple: false, closers: single ? [0x98, 0x99] : [0x9c, 0x9d])
        }
        let isTriple = byte(1) == first && byte(2) == first
        return Quote(length: isTriple ? 3 : 1, byte: first, isTriple: isTriple)
    }

    private func closes(_ quote: Quote) -> Bool {
        if !quote.closers.isEmpty {
            return byte() == 0xe2 && byte(1) == 0x80 && position + 2 < end && quote.closers.contains(byte(2))
        }
        guard position < end, byte() == quote.byte else { return false }
        return !quote.isTriple || (byte(1) == quote.byte && byte(2) == quote.byte)
    }

    /// Reads a literal whose opening quote stands at `position`; `start` is where its prefix began.
    mutating func string(from start: Int, isRaw: Bool, isFormat: Bool, isBytes: Bool = false) throws {
        let quote = quote()
        let opening = position
        position += quote.length
        var pieces: [Token.RawPiece] = []
        var buffer: [UInt8] = []
        func flushed() -> String { String(decoding: buffer, as: UTF8.self) }
        while !closes(quote) {
            guard position < end, quote.isTriple || byte() != UInt8(ascii: "\n") else {
                unclosedString = opening + quote.length
                var problem = failure(
                    "the string is not closed", start, opening + quote.length,
                    expected: "\(closing(quote)) at its end")
                problem.isIncomplete = quote.isTriple
                throw problem
            }
            switch byte() {
            case UInt8(ascii: "\\") where isRaw:
                buffer.append(byte())
                position += 1
                if position < end, byte() == quote.byte || byte() == UInt8(ascii: "\\") {
                    buffer.append(byte())
                    position += 1
                }
            case UInt8(ascii: "\\"): try escape(into: &buffer, isBytes: isBytes)
            case 0x80... where isBytes:
                throw failure(
                    "bytes are written with the letters of English alone", position, position + 1,
                    expected: "\\x and two digits for other bytes", try: "\"…\".encode()")
            case UInt8(ascii: "{") where isFormat && byte(1) == UInt8(ascii: "{"),
                UInt8(ascii: "}") where isFormat && byte(1) == UInt8(ascii: "}"):
                buffer.append(byte())
                position += 2
            case UInt8(ascii: "{") where isFormat:
                if !buffer.isEmpty { pieces.append(.text(flushed())) }
                buffer.removeAll()
                pieces.append(try replacement())
            case UInt8(ascii: "}") where isFormat:
                throw failure("} has no { before it", position, position + 1, try: "}} for the sign itself")
            default:
                buffer.append(byte())
                position += 1
            }
        }
        position += quote.length
        if isBytes {
            add(.bytes(buffer), "", from: start)
        } else if isFormat {
            if !buffer.isEmpty { pieces.append(.text(flushed())) }
            add(.format(pieces), "", from: start)
        } else {
            add(.text(flushed()), "", from: start)
        }
    }

    private func closing(_ quote: Quote) -> String {
        guard quote.closers.isEmpty else { return quote.closers.contains(0x99) ? "’" : "”" }
        return String(repeating: Character(Unicode.Scalar(quote.byte)), count: quote.isTriple ? 3 : 1)
    }

    private mutating func escape(into buffer: inout [UInt8], isBytes: Bool) throws {
        let start = position
        position += 1
        guard position < end else { return }
        let letter = byte()
        position += 1
        switch letter {
        case UInt8(ascii: "n"): buffer.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): buffer.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "r"): buffer.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "a"): buffer.append(0x07)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "v"): buffer.append(0x0b)
        case UInt8(ascii: "f"): buffer.append(0x0c)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): octal(letter, into: &buffer, isBytes: isBytes)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): buffer.append(letter)
        case UInt8(ascii: "\n"): break
        case UInt8(ascii: "x"): try hexadecimal(2, start, into: &buffer, isBytes: isBytes)
        case UInt8(ascii: "u") where !isBytes: try hexadecimal(4, start, into: &buffer)
        case UInt8(ascii: "U") where !isBytes: try hexadecimal(8, start, into: &buffer)
        case UInt8(ascii: "N") where !isBytes:
            throw failure(
                "characters have no names here", start, position,
                expected: "\\u and four digits, or the character itself",
                try: "\\u03b1 for \\N{GREEK SMALL LETTER ALPHA}; \\\\N for a backslash and an N")
        default:
            // Python keeps the backslash of an escape it does not know.
            buffer.append(UInt8(ascii: "\\"))
            position -= 1
        }
    }

    /// `\101`: up to three digits of base 8.
    private mutating func octal(_ first: UInt8, into buffer: inout [UInt8], isBytes: Bool) {
        var value = UInt32(first - UInt8(ascii: "0"))
        let stop = Swift.min(position + 2, end)
        while position < stop, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte()) {
            value = value * 8 + UInt32(byte() - UInt8(ascii: "0"))
            position += 1
        }
        if isBytes {
            buffer.append(UInt8(truncatingIfNeeded: value))
        } else if let scalar = Unicode.Scalar(value) {
            buffer.append(contentsOf: String(Character(scalar)).utf8)
        }
    }

    private mutating func hexadecimal(
        _ count: Int, _ start: Int, into buffer: inout [UInt8], isBytes: Bool = false
    ) throws {
        let stop = Swift.min(position + count, end)
        let digits = String(decoding: bytes[position..<stop], as: UTF8.self)
        guard digits.utf8.count == count, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
        else { throw failure("this escape needs \(count) hexadecimal digits of a character", start, stop) }
        position = stop
        if isBytes {
            buffer.append(UInt8(truncatingIfNeeded: value))
        } else {
            buffer.append(contentsOf: String(Character(scalar)).utf8)
        }
    }

    /// `{expression=!r:spec}` inside an f-string.
    private mutating func replacement() throws -> Token.RawPiece {
        let brace = position
        position += 1
        let start = position
        var depth = 0
        var stop: Int?
        var asRepr = false
        var asText = false
        scan: while true {
            guard position < end, byte() != UInt8(ascii: "\n") || depth > 0 else {
                throw failure("{ is not closed in the f-string", brace, brace + 1, expected: "} after the expression")
            }
            switch byte() {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}") where depth == 0: break scan
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                skipNestedString()
                continue scan
            case UInt8(ascii: ":") where depth == 0: break scan
            case UInt8(ascii: "!") where depth == 0 && byte(1) != UInt8(ascii: "="):
                stop = position
                asRepr = byte(1) == UInt8(ascii: "r")
                asText = byte(1) == UInt8(ascii: "s")
                position += 2
                break scan
            default: break
            }
            position += 1
        }
        var last = stop ?? position
        var echo: String?
        var sign = last
        while sign > start, bytes[sign - 1] == UInt8(ascii: " ") { sign -= 1 }
        if sign - 1 > start, bytes[sign - 1] == UInt8(ascii: "="), !"=!<>".utf8.contains(bytes[sign - 2]) {
            echo = String(decoding: bytes[start..<last], as: UTF8.self)
            last = sign - 1
        }
        var spec: [Token.RawPiece] = []
        if byte() == UInt8(ascii: ":") {
            position += 1
            spec = try formatSpec(brace)
        }
        guard position < end, byte() == UInt8(ascii: "}") else {
            throw failure("{ is not closed in the f-string", brace, brace + 1, expected: "} after the expression")
        }
        position += 1
        return .value(SourceRange(start, last), spec: spec, echo: echo, asRepr: asRepr, asText: asText)
    }

    /// What stands between `:` and `}`: text, and values in braces of their own.
    private mutating func formatSpec(_ brace: Int) throws -> [Token.RawPiece] {
        var spec: [Token.RawPiece] = []
        var text: [UInt8] = []
        func flush() { if !text.isEmpty { spec.append(.text(String(decoding: text, as: UTF8.self))) } }
        while position < end, byte() != UInt8(ascii: "}"), byte() != UInt8(ascii: "\n") {
            if byte() == UInt8(ascii: "{") {
                flush()
                text = []
                nestedFormats += 1
                guard nestedFormats < 3 else {
                    throw failure("formats inside formats go no deeper", brace, brace + 1, try: "format(value, spec)")
                }
                spec.append(try replacement())
                nestedFormats -= 1
            } else {
                text.append(byte())
                position += 1
            }
        }
        flush()
        return spec
    }

    private mutating func skipNestedString() {
        let quote = byte()
        position += 1
        while position < end, byte() != quote, byte() != UInt8(ascii: "\n") {
            position += byte() == UInt8(ascii: "\\") ? 2 : 1
        }
        if position < end, byte() == quote { position += 1 }
    }
}
