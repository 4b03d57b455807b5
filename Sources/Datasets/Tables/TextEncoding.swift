import Answers

/// How the bytes of a text file stand for characters, found by its first bytes and by what is valid.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case windows1252 = "windows-1252"

    /// The encoding of this name, as Python has it too; nil for others.
    public init?(named name: String) {
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8", "ascii", "utf-8-sig": self = .utf8
        case "utf-16", "utf16", "utf-16-le", "utf-16-be", "utf-16le", "utf-16be": self = .utf16
        case "windows-1252", "cp1252", "latin-1", "latin1", "iso-8859-1", "iso8859-1", "iso-8859-15":
            self = .windows1252
        default: return nil
        }
    }

    /// The text as UTF-8 without a byte-order mark, and what the file was written in.
    ///
    /// - Throws: `Mistake` for a compressed file, UTF-32, and bytes that the encoding does not allow.
    static func decode(_ bytes: [UInt8], as given: TextEncoding?) throws -> (text: [UInt8], encoding: TextEncoding) {
        let head = Array(bytes.prefix(4))
        if head.starts(with: [0x50, 0x4b, 3, 4]) {
            throw Mistake(
                "this is a ZIP archive or an Excel workbook, and no CSV file", expected: "plain text with delimiters",
                try: "save it as CSV first")
        }
        if head.starts(with: [0x1f, 0x8b]) {
            throw Mistake("this file is compressed", expected: "plain text with delimiters", try: "gunzip it first")
        }
        if head == [0xff, 0xfe, 0, 0] || head == [0, 0, 0xfe, 0xff] {
            throw Mistake("this file is written in UTF-32", expected: "UTF-8 or UTF-16", try: "save it as UTF-8")
        }
        if head.starts(with: [0xef, 0xbb, 0xbf]), given != .windows1252 { return (Array(bytes.dropFirst(3)), .utf8) }
        let isMarked = head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff])
        // Without a mark, every second byte of Western text in UTF-16 is 0.
        let sample = bytes.prefix(512)
        let odd = sample.indices.reduce(0) { $0 + ($1 % 2 == 1 && sample[$1] == 0 ? 1 : 0) }
        let even = sample.indices.reduce(0) { $0 + ($1 % 2 == 0 && sample[$1] == 0 ? 1 : 0) }
        let looksWide = sample.count > 3 && Swift.max(odd, even) * 4 > sample.count
        if given == .utf16, !isMarked, odd + even == 0, sample.count > 1 {
            // Any two bytes are a character of UTF-16: what was meant otherwise would be read as one nobody has written.
            throw Mistake(
                "this file is no UTF-16: it has neither its mark nor a byte of 0",
                expected: "the encoding that it is written in",
                try: "leave encoding= out: it is found out", argument: "encoding")
        }
        if given == .utf8, isMarked {
            throw Mistake(
                "this file begins with the mark of UTF-16", expected: "UTF-8",
                try: "encoding=\"utf-16\", or leave it out", argument: "encoding")
        }
        if given == .utf16 || (given == nil && (isMarked || looksWide)) {
            let isBig = isMarked ? head[0] == 0xfe : even > odd
            return (try utf16(bytes.dropFirst(isMarked ? 2 : 0), isBig: isBig), .utf16)
        }
        guard given != .windows1252 else { return (windows1252(bytes), .windows1252) }
        if bytes.withUnsafeBytes({ isValid($0) }) { return (bytes, .utf8) }
        let faults = faults(bytes)
        // In text of one byte for each character, what looks like UTF-8 is rare: this file is UTF-8, and damaged.
        if given == .utf8 || faults.good > faults.bad {
            throw Mistake(
                "line \(faults.line) holds the byte \(faults.byte), which UTF-8 does not have there"
                    + (faults.bad > 1 ? " (the first of \(faults.bad.grouped))" : "")
                    + (faults.good > 0
                        ? ", beside \(Phrase.count(faults.good, "character")) that \(faults.good == 1 ? "is" : "are") UTF-8"
                        : ""),
                expected: "a file in one encoding",
                try: "mend that line, or encoding=\"latin-1\" to read each byte as a character",
                argument: "encoding")
        }
        return (windows1252(bytes), .windows1252)
    }

    /// Characters of several bytes that are UTF-8, bytes that are not, and where the first of these stands.
    private static func faults(_ bytes: [UInt8]) -> (good: Int, bad: Int, line: Int, byte: String) {
        var (good, bad, line, first, byte) = (0, 0, 1, 1, "")
        var at = 0
        while at < bytes.count {
            let lead = bytes[at]
            if lead < 0x80 {
                if lead == 10 || (lead == 13 && !(at + 1 < bytes.count && bytes[at + 1] == 10)) { line += 1 }
                at += 1
                continue
            }
            let width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1
            if width > 1, at + width <= bytes.count, String(validating: bytes[at..<at + width], as: UTF8.self) != nil {
                good += 1
                at += width
            } else {
                if bad == 0 { (first, byte) = (line, "0x" + String(lead, radix: 16)) }
                bad += 1
                at += 1
            }
        }
        return (good, bad, first, byte)
    }

    private static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        // Plain ASCII, which most files are, is seen eight bytes at a time.
        var at = 0
        while at + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            guard word & 0x8080_8080_8080_8080 == 0 else { break }
            at += 8
        }
        return String(validating: bytes[at...], as: UTF8.self) != nil
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBig: Bool) throws -> [UInt8] {
        guard bytes.count % 2 == 0 else {
            throw Mistake("this file of UTF-16 ends in the middle of a character", expected: "a whole file")
        }
        var units = [UInt16](repeating: 0, count: bytes.count / 2)
        var at = bytes.startIndex
        for place in units.indices {
            units[place] =
                isBig
                ? UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]) : UInt16(bytes[at + 1]) << 8 | UInt16(bytes[at])
            at += 2
        }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw Mistake("this file is not UTF-16 throughout", expected: "valid UTF-16", try: "save it as UTF-8")
        }
        return Array(text.utf8)
    }

    /// 0x80 … 0x9f, where Windows differs from Latin-1.
    private static let middle: [Character] = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ")

    private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            switch byte {
            case 0..<0x80: out.append(byte)
            case 0x80..<0xa0: out.append(contentsOf: String(middle[Int(byte) - 0x80]).utf8)
            default:
                out.append(0xc0 | byte >> 6)
                out.append(0x80 | byte & 0x3f)
            }
        }
        return out
    }
}
