/// What a delimited file is written with, by the look of its first records.
enum CSVSniffer {
    private static let sample = 200

    /// The delimiter that cuts most of the first records into the same number of fields, more than one.
    static func delimiter(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var best = (delimiter: UInt8(ascii: ","), score: 0.0)
        for candidate in [",", ";", "\t", "|"].map({ UInt8(ascii: $0) }) {
            let widths = records(bytes, candidate).map(\.count)
            guard let first = widths.first, first > 1 else { continue }
            let same = Double(widths.count { $0 == first }) / Double(widths.count)
            // Among those that agree, more columns win by a little.
            let score = same + 0.01 * Swift.min(1, Double(first) / 100)
            if score > best.score + 1e-9 { best = (candidate, score) }
        }
        return best.delimiter
    }

    private static func records(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> [[CSVScanner.Field]] {
        var scanner = CSVScanner(bytes, delimiter: delimiter)
        var fields: [CSVScanner.Field] = []
        var found: [[CSVScanner.Field]] = []
        var budget = 1_000_000
        while found.count < sample, budget > 0, (try? scanner.next(&fields)) == true {
            found.append(fields)
            budget -= fields.count
        }
        return found
    }

    /// The decimal mark and the thousands separator, where the first records show either and neither was given; nil otherwise.
    static func numberForm(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, _ options: CSVOptions) -> (
        decimal: UInt8?, thousands: UInt8?
    )? {
        guard !options.isPlain, options.decimal == nil || options.thousands == nil else { return nil }
        let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
        var (points, commas, grouped, unsure) = (0, 0, 0, 0)
        for record in records(bytes, delimiter).dropFirst() {
            for field in record where !field.isEscaped && field.end - field.start <= 32 {
                let text = bytes[field.start..<field.end].filter { $0 == point || $0 == comma || $0 &- 48 < 10 }
                let strange = bytes[field.start..<field.end].count { $0 | 32 >= 97 && $0 | 32 <= 122 }
                guard strange == 0, let lastMark = text.lastIndex(where: { $0 == point || $0 == comma }) else {
                    continue
                }
                let marks = text.count { $0 == point || $0 == comma }
                let isComma = text[lastMark] == comma
                let after = text.count - lastMark - 1
                let hasBoth = text.contains(point) && text.contains(comma)
                if hasBoth {
                    // 1,000.50: the one that is not the decimal mark stands between groups.
                    if isComma {
                        commas += 10
                    } else {
                        (points, grouped) = (points + 10, grouped + 1)
                    }
                } else if marks > 1 {
                    if isComma { grouped += 10 } else if after == 3, marks == text.count / 4 { commas += 1 }
                } else if isComma {
                    if after == 3, lastMark <= 3, lastMark > 0 { unsure += 1 } else { commas += 1 }
                } else {
                    points += 1
                }
            }
        }
        if let decimal = options.decimal {
            return (decimal, decimal == comma ? point : grouped + unsure > 0 ? comma : nil)
        }
        if commas > points, grouped == 0 { return (comma, point) }
        // 1,234 alone: where a semicolon delimits, the comma is the decimal mark.
        if unsure > 0, points == 0, grouped == 0, delimiter == UInt8(ascii: ";") { return (comma, point) }
        return grouped + unsure + points > 0 && grouped + unsure > 0 ? (point, comma) : nil
    }
}
