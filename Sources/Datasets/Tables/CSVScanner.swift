import Answers

/// The fields of a delimited text (RFC 4180), a record at a time: quotes may hold delimiters, doubled quotes and line breaks;
/// lines end with LF, CR LF or CR; blank lines are passed over.
struct CSVScanner {
    /// More columns than this are refused.
    static let mostColumns = 100_000

    /// Where a field stands, without the quotes around it and the blanks at its ends.
    struct Field {
        var start: Int
        var end: Int
        /// Quotes inside have to be taken out.
        var isEscaped = false
    }

    /// What becomes of blanks at the ends of a field that is not quoted.
    enum Blanks { case dropped, kept, keptAtEnd }

    let bytes: UnsafeBufferPointer<UInt8>
    var delimiter: UInt8
    private let blanks: Blanks
    /// Where the next record begins.
    private(set) var at = 0
    /// The line, from 1, on which the last record began, and on which the next one does.
    private(set) var line = 0
    private var nextLine = 1

    /// - Parameter lines: how many lines to pass over first.
    init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, blanks: Blanks = .dropped, passing lines: Int = 0) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.blanks = blanks
        pass(lines: lines)
    }

    /// Passes over the first lines, before any record was read.
    mutating func pass(lines: Int) {
        let last = nextLine + lines
        while nextLine < last, at < bytes.count {
            let byte = bytes[at]
            at += 1
            guard byte == 10 || byte == 13 else { continue }
            if byte == 13, at < bytes.count, bytes[at] == 10 { at += 1 }
            nextLine += 1
        }
    }

    private static let quote = UInt8(ascii: "\"")

    /// Reads the next record into `fields`.
    ///
    /// - Returns: false at the end of the text.
    /// - Throws: `Mistake` for a quote that is not closed, a NUL byte, and more columns than are allowed.
    mutating func next(_ fields: inout [Field]) throws -> Bool {
        while true {
            guard at < bytes.count else { return false }
            line = nextLine
            fields.removeAll(keepingCapacity: true)
            while try field(&fields) {}
            let isBlank = bytes[fields[0].start..<fields[0].end].allSatisfy { $0 == 32 || $0 == 9 }
            if fields.count == 1, isBlank, !isQuotedEmpty { continue }
            return true
        }
    }

    private var isQuotedEmpty = false

    /// One field and the delimiter or line break after it.
    ///
    /// - Returns: whether another one follows in this record.
    private mutating func field(_ fields: inout [Field]) throws -> Bool {
        let (count, delimiter, quote) = (bytes.count, delimiter, CSVScanner.quote)
        guard fields.count < Self.mostColumns else {
            throw Mistake(
                "line \(line) has more than \(Self.mostColumns.grouped) columns",
                expected: "at most \(Self.mostColumns.grouped)", try: "delimiter=… if the columns were cut wrongly"
            )
        }
        if blanks != .kept { while at < count, bytes[at] == 32, delimiter != 32 { at += 1 } }
        var field = Field(start: at, end: at)
        isQuotedEmpty = false
        if at < count, bytes[at] == quote {
            field.start += 1
            let opened = nextLine
            at += 1
            var isOpen = true
            var closedAt = at
            while at < count {
                let byte = bytes[at]
                if isOpen {
                    if byte == quote {
                        isOpen = false
                        closedAt = at
                    } else if byte == 10 || (byte == 13 && !(at + 1 < count && bytes[at + 1] == 10)) {
                        nextLine += 1
                    } else if byte == 0 {
                        throw nul(fields.count)
                    }
                } else if byte == quote {
                    isOpen = true
                    field.isEscaped = true
                } else if byte == delimiter || byte == 10 || byte == 13 {
                    break
                } else if byte != 32 || blanks != .dropped {
                    // Text after the closing quote belongs to the field.
                    field.isEscaped = true
                    closedAt = at + 1
                    if byte == 0 { throw nul(fields.count) }
                }
                at += 1
            }
            guard !isOpen else {
                throw Mistake(
                    "the quote that opens in line \(opened), column \(fields.count + 1) is never closed",
                    expected: "\" at the end of the field, and \"\" for a quote inside")
            }
            field.end = closedAt
            isQuotedEmpty = field.end == field.start
        } else {
            var last = at
            while at < count {
                let byte = bytes[at]
                if byte == delimiter || byte == 10 || byte == 13 { break }
                if byte == 0 { throw nul(fields.count) }
                at += 1
                if (byte != 32 && byte != 9) || blanks != .dropped { last = at }
            }
            field.end = last
        }
        fields.append(field)
        guard at < count else { return false }
        let byte = bytes[at]
        at += 1
        if byte == delimiter {
            if at == count { fields.append(Field(start: at, end: at)) }
            return at < count
        }
        if byte == 13, at < count, bytes[at] == 10 { at += 1 }
        nextLine += 1
        return false
    }

    private func nul(_ column: Int) -> Mistake {
        Mistake(
            "line \(nextLine), column \(column + 1) holds a NUL byte", expected: "text",
            try: "encoding=\"utf-16\" if that is what the file is written in; otherwise it is damaged")
    }

    /// The text of a field.
    func text(_ field: Field) -> String {
        let slice = bytes[field.start..<field.end]
        guard field.isEscaped else { return String(decoding: slice, as: UTF8.self) }
        var out: [UInt8] = []
        var wasQuote = false
        for byte in slice {
            if byte == CSVScanner.quote {
                if wasQuote { out.append(byte) }
                wasQuote.toggle()
            } else {
                wasQuote = false
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
