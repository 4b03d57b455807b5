import Answers

/// Between text and bytes: `"é".encode("utf-8")`, `b"abc".decode()`.
struct TextCodec {
    enum Encoding {
        case utf8, ascii, latin1
    }

    let encoding: Encoding
    /// As Python's messages call it.
    let name: String
    /// What becomes of what has no place in the encoding: `strict`, `ignore`, `replace`, `backslashreplace`.
    let errors: String

    static let parameters = [
        Parameter("encoding", .text, .value(.text("utf-8")), "utf-8, ascii or latin-1"),
        Parameter(
            "errors", .text, .value(.text("strict")),
            "what becomes of what has no place in it: strict, ignore, replace or backslashreplace"),
    ]

    init(_ arguments: Arguments) throws {
        try self.init(arguments.text("encoding"), errors: arguments.text("errors"))
    }

    /// - Throws: `Mistake` (a LookupError) for an encoding that is not known.
    init(_ encoding: String, errors: String) throws {
        self.errors = errors
        switch encoding.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8", "u8": (self.encoding, name) = (.utf8, "utf-8")
        case "ascii", "us-ascii", "646": (self.encoding, name) = (.ascii, "ascii")
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "latin": (self.encoding, name) = (.latin1, "latin-1")
        default:
            throw Mistake(
                "the encoding \(encoding.prefix(40)) is not used here", expected: "\"utf-8\", \"ascii\" or \"latin-1\"",
                try: "\"utf-8\""
            ).raised(as: "LookupError", "unknown encoding: \(encoding)")
        }
    }

    // MARK: Text to bytes

    func encoded(_ text: String, _ check: inout StopCheck) throws -> [UInt8] {
        if encoding == .utf8 { return Array(text.utf8) }
        let limit: UInt32 = encoding == .ascii ? 0x80 : 0x100
        let scalars = Array(text.unicodeScalars)
        var out: [UInt8] = []
        var place = 0
        while place < scalars.count {
            try check.pass()
            if scalars[place].value < limit {
                out.append(UInt8(scalars[place].value))
                place += 1
                continue
            }
            // All that have no place, one behind the other, are one mistake.
            var end = place
            while end < scalars.count, scalars[end].value >= limit { end += 1 }
            switch errors {
            case "ignore": break
            case "replace": out += [UInt8](repeating: UInt8(ascii: "?"), count: end - place)
            case "backslashreplace": for scalar in scalars[place..<end] { out += TextCodec.escaped(scalar).utf8 }
            case "strict": throw unencodable(scalars[place..<end])
            default: throw unknownHandler()
            }
            try Limits.checkBytes(out.count)
            place = end
        }
        return out
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    private func unencodable(_ scalars: ArraySlice<Unicode.Scalar>) -> Mistake {
        let range = encoding == .ascii ? "128" : "256"
        let first = scalars.startIndex
        let what =
            scalars.count == 1
            ? "character '\(TextCodec.escaped(scalars[first]))' in position \(first)"
            : "characters in position \(first)-\(scalars.endIndex - 1)"
        return Mistake(
            "\(name) has no place for the character \(scalars[first]) at position \(first)",
            expected: "characters below \(range)", try: "encode(\"utf-8\")"
        ).raised(
            as: "UnicodeEncodeError", "'\(name)' codec can't encode \(what): ordinal not in range(\(range))")
    }

    private func unknownHandler() -> Mistake {
        Mistake(
            "errors = \"\(errors.prefix(40))\" is not used here",
            expected: "\"strict\", \"ignore\", \"replace\" or \"backslashreplace\""
        ).raised(as: "LookupError", "unknown error handler name '\(errors)'")
    }

    // MARK: Bytes to text

    func decoded(_ bytes: [UInt8], _ check: inout StopCheck) throws -> String {
        if encoding == .latin1 {
            var out = String.UnicodeScalarView()
            for byte in bytes {
                try check.pass()
                out.append(Unicode.Scalar(byte))
            }
            return String(out)
        }
        var (out, place) = ([UInt8](), 0)
        out.reserveCapacity(bytes.count)
        while place < bytes.count {
            try check.pass()
            if bytes[place] < 0x80 {
                out.append(bytes[place])
                place += 1
                continue
            }
            let (length, reason) =
                encoding == .ascii ? (1, "ordinal not in range(128)") : TextCodec.sequence(in: bytes, at: place)
            let part = bytes[place..<(place + length)]
            if let reason {
                out += try instead(of: part, because: reason)
                try Limits.checkText(out.count)
            } else {
                out += part
            }
            place += length
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// How many bytes make the character that begins with a byte from 0x80 on; what is wrong with them, where they make none.
    private static func sequence(in bytes: [UInt8], at place: Int) -> (length: Int, reason: String?) {
        let first = bytes[place]
        let more: Int
        switch first {
        case 0xc2...0xdf: more = 1
        case 0xe0...0xef: more = 2
        case 0xf0...0xf4: more = 3
        default: return (1, "invalid start byte")
        }
        for step in 1...more {
            guard place + step < bytes.count else { return (step, "unexpected end of data") }
            var allowed: ClosedRange<UInt8> = 0x80...0xbf
            // No longer forms than needed, no surrogates, nothing beyond Unicode.
            if step == 1 {
                switch first {
                case 0xe0: allowed = 0xa0...0xbf
                case 0xed: allowed = 0x80...0x9f
                case 0xf0: allowed = 0x90...0xbf
                case 0xf4: allowed = 0x80...0x8f
                default: break
                }
            }
            guard allowed.contains(bytes[place + step]) else { return (step, "invalid continuation byte") }
        }
        return (more + 1, nil)
    }

    private func instead(of part: ArraySlice<UInt8>, because reason: String) throws -> [UInt8] {
        switch errors {
        case "ignore": return []
        case "replace": return Array("\u{fffd}".utf8)
        case "backslashreplace": return part.flatMap { "\\x".utf8 + BytesObject.hexadecimal($0) }
        case "strict": break
        default: throw unknownHandler()
        }
        let first = part.startIndex
        let what =
            part.count == 1
            ? "byte 0x\(String(decoding: BytesObject.hexadecimal(part[first]), as: UTF8.self)) in position \(first)"
            : "bytes in position \(first)-\(part.endIndex - 1)"
        throw Mistake(
            "the \(what) are no text in \(name)", expected: "bytes that encode made", try: "decode(\"latin-1\")"
        ).raised(as: "UnicodeDecodeError", "'\(name)' codec can't decode \(what): \(reason)")
    }
}
