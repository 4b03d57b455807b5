/// What a delimited file is written with, by the look of its first records.
enum CSVSniffer {
    private static let sample = 1000

    /// The delimiter that cuts most of the first records into the same number of fields, more than one.
    static func delimiter(_ start: CSVScanner) -> UInt8 {
        var best = (delimiter: UInt8(ascii: ","), score: 0.0)
        for candidate in [",", ";", "\t", "|"].map({ UInt8(ascii: $0) }) {
            let widths = records(start, candidate).map(\.fields.count)
            guard let first = widths.first else { continue }
            // Below titles of one field begins the table itself.
            let width = first > 1 ? first : mode(widths)
            guard width > 1 else { continue }
            let same = Double(widths.count { $0 == width }) / Double(widths.count)
            // Among those that agree, more columns win by a little; a first record that agrees wins over one that does not.
            let score = (first > 1 ? 1 : 0.5) * (same + 0.01 * Swift.min(1, Double(width) / 100))
            if score > best.score + 1e-9 { best = (candidate, score) }
        }
        return best.delimiter
    }

    /// How many lines stand above the table: those before the first record that is as wide as most; nil where there are none.
    static func linesAbove(_ start: CSVScanner) -> Int? {
        let found = records(start, start.delimiter)
        let widths = found.map(\.fields.count)
        let width = mode(widths)
        guard let first = widths.first, first < width, (widths.count { $0 == width }) * 2 > widths.count,
            let begin = found.first(where: { $0.fields.count == width })
        else { return nil }
        return begin.line - 1
    }

    /// Whether the first of so many fields in each record is one that tells rows apart: quoted, or counting up by one.
    static func beginsWithRowNames(_ start: CSVScanner, width: Int) -> Bool {
        let found = records(start, start.delimiter)
        guard found.count > 1, found.allSatisfy({ $0.fields.count == width }),
            found.contains(where: { $0.fields[width - 1].start < $0.fields[width - 1].end })
        else { return false }
        let names = found.map { start.text($0.fields[0]) }
        guard Set(names).count == names.count else { return false }
        let isQuoted = found.allSatisfy { record in
            let at = record.fields[0].start
            return at > 0 && start.bytes[at - 1] == UInt8(ascii: "\"")
        }
        let numbers = names.compactMap { Int($0) }
        return isQuoted
            || numbers.count == names.count && zip(numbers.dropFirst(), numbers).allSatisfy { $0 &- $1 == 1 }
    }

    private static func mode(_ widths: [Int]) -> Int {
        var counts: [Int: Int] = [:]
        for width in widths { counts[width, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    private static func records(_ start: CSVScanner, _ delimiter: UInt8) -> [(line: Int, fields: [CSVScanner.Field])] {
        var scanner = start
        scanner.delimiter = delimiter
        var fields: [CSVScanner.Field] = []
        var found: [(line: Int, fields: [CSVScanner.Field])] = []
        var budget = 1_000_000
        while found.count < sample, budget > 0, (try? scanner.next(&fields)) == true {
            found.append((scanner.line, fields))
            budget -= fields.count
        }
        return found
    }

    /// The marks in a file's numbers.
    struct Marks {
        var decimal: UInt8
        /// What may stand between groups of three digits.
        var thousands: UInt8?
        /// A text that could be meant the other way, with nothing in the file to tell; nil where all is clear.
        var unclear: String?
        /// A text with another decimal mark than most have.
        var odd: String?
    }

    /// Decimal mark and thousands separator, as the first records show them where the options leave them open.
    static func marks(_ start: CSVScanner, _ options: CSVOptions) -> Marks {
        let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
        guard !options.isPlain else { return Marks(decimal: options.decimal ?? point, thousands: options.thousands) }
        var (points, commas, isGrouped) = (0, 0, false)
        var firstPoint: String?
        var firstComma: String?
        var eitherPoint: String?
        var eitherComma: String?
        for record in records(start, start.delimiter).dropFirst() {
            for field in record.fields where !field.isEscaped && field.end - field.start <= 32 {
                let shown =
                    NumberForm.evidence(start.bytes, field.start, field.end)
                    ?? UnitText.split(start.bytes, field.start, field.end).flatMap {
                        NumberForm.evidence(start.bytes, field.start, $0.numberEnd)
                    }
                switch shown {
                case .point(let hasGroups):
                    points += 1
                    isGrouped = isGrouped || hasGroups
                    if firstPoint == nil { firstPoint = start.text(field) }
                case .comma:
                    commas += 1
                    if firstComma == nil { firstComma = start.text(field) }
                case .eitherPoint: if eitherPoint == nil { eitherPoint = start.text(field) }
                case .eitherComma: if eitherComma == nil { eitherComma = start.text(field) }
                case nil: break
                }
            }
        }
        let hasCommas = isGrouped || eitherComma != nil
        if let decimal = options.decimal {
            return Marks(
                decimal: decimal, thousands: options.thousands ?? (decimal == comma ? point : hasCommas ? comma : nil))
        }
        if let thousands = options.thousands, thousands == point || thousands == comma {
            return Marks(decimal: thousands == point ? comma : point, thousands: thousands)
        }
        let isList = start.delimiter == UInt8(ascii: ",")
        var marks: Marks
        if points + commas > 0 {
            // Where both occur, most decide; the comma where it does not stand between fields.
            let isComma = commas > points || (commas == points && !isList)
            marks = Marks(decimal: isComma ? comma : point, thousands: isComma ? point : hasCommas ? comma : nil)
            marks.odd = isComma ? firstPoint : firstComma
        } else if let eitherComma {
            let isComma = start.delimiter == UInt8(ascii: ";") || eitherPoint != nil && !isList
            marks = Marks(decimal: isComma ? comma : point, thousands: isComma ? point : comma)
            marks.unclear = eitherComma
        } else {
            marks = Marks(decimal: point, thousands: nil)
            // Where commas stand between fields, points are decimal marks.
            if !isList { marks.unclear = eitherPoint }
        }
        marks.thousands = options.thousands ?? marks.thousands
        return marks
    }
}
