import Answers
import Files

/// Reads a delimited file in two passes over its bytes: the first finds out what the columns are, the second keeps them.
///
/// Memory is that of the file and of the typed columns, and is asked for before it is taken.
struct CSVReader {
    private let path: String
    private var options: CSVOptions
    private let work: Work
    private var decisions: [Table.Decision] = []
    private var written = ""
    private var linesAbove: Int?

    private init(_ path: String, _ options: CSVOptions, _ work: Work) {
        (self.path, self.options, self.work) = (path, options.prepared(), work)
    }

    static func read(_ path: String, _ options: CSVOptions, _ work: Work) throws -> Table {
        guard TextFile.isOrdinary(path) else {
            throw Mistake(
                "there is no file \"\(path)\"", expected: "the path of a CSV file", argument: "path"
            ).raised(as: "FileNotFoundError", "[Errno 2] No such file or directory: '\(path)'")
        }
        // A vector that grows holds its old and its new half for a moment.
        let room = MemoryRoom.bytes / 3
        return try table(try TextFile.bytes(path, limit: room, work: work), path, options, work)
    }

    static func table(_ bytes: [UInt8], _ path: String, _ options: CSVOptions, _ work: Work) throws -> Table {
        do {
            let (text, encoding) = try TextEncoding.decode(bytes, as: options.encoding)
            var reader = CSVReader(path, options, work)
            reader.written =
                encoding == .utf8 && text.count < bytes.count ? "utf-8 with a byte-order mark" : encoding.rawValue
            if encoding != .utf8 {
                reader.note("the file is read as \(encoding.rawValue); encoding= reads it otherwise")
            }
            return try text.withUnsafeBufferPointer { try reader.table($0) }
        } catch let mistake as Mistake {
            var named = mistake
            if !named.problem.hasPrefix(path) { named.problem = "\(path): \(mistake.problem)" }
            named.argument = mistake.argument ?? "path"
            throw named
        }
    }

    private mutating func note(_ text: String, _ column: String? = nil) {
        decisions.append(Table.Decision(.reading, column, text))
    }

    // MARK: The way through the file

    private mutating func table(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Table {
        let blanks: CSVScanner.Blanks = !options.isPlain ? .dropped : options.dropsLeadingBlanks ? .keptAtEnd : .kept
        var scanner = CSVScanner(
            bytes, delimiter: options.delimiter ?? UInt8(ascii: ","), blanks: blanks, passing: options.skippedLines)
        if options.delimiter == nil { scanner.delimiter = CSVSniffer.delimiter(scanner) }
        let begin = scanner
        linesAbove = CSVSniffer.linesAbove(begin)
        let marks = CSVSniffer.marks(begin, options)
        let form = NumberForm(decimal: marks.decimal, thousands: marks.thousands, isLoose: !options.isPlain)
        tell(marks, begin.delimiter)
        var fields: [CSVScanner.Field] = []
        guard try scanner.next(&fields) else {
            throw Mistake("there is nothing in it", expected: "a header and rows").raised(
                as: "ValueError", "No columns to parse from file")
        }
        var first = fields.map { scanner.text($0) }
        if options.isPlain, options.hasHeader != false, options.names == nil { nameRows(scanner, &first) }
        var surveys = [ColumnSurvey](repeating: ColumnSurvey(), count: first.count)
        let rows = try survey(scanner, &surveys, form, first.count)
        let hasHeader =
            options.hasHeader ?? (options.names != nil ? false : looksLikeHeader(first, surveys, form, rows))
        var body = hasHeader ? scanner : begin
        if !hasHeader {
            surveys = [ColumnSurvey](repeating: ColumnSurvey(), count: first.count)
            _ = try survey(body, &surveys, form, first.count)
            if options.names == nil, options.hasHeader == nil {
                note(
                    "the first row looks like data, so that there is no header: columns are called column_1, column_2 …"
                )
            }
        }
        let names = try names(hasHeader ? first : nil, first.count)
        let count = hasHeader ? rows : rows + 1
        try MemoryRoom.check(
            Double(count) * Double(names.count) * 8, for: "\(count.grouped) rows of \(names.count.grouped) columns"
        ) { _ in "fewer rows or columns" }
        tellMissing(surveys)
        return try fill(&body, names, surveys, form, Swift.min(count, options.mostRows))
    }

    /// pandas takes the first column for the rows' names where the header has one name too few.
    private mutating func nameRows(_ scanner: CSVScanner, _ first: inout [String]) {
        var scanner = scanner
        var fields: [CSVScanner.Field] = []
        guard options.findsRowNames, (try? scanner.next(&fields)) == true, fields.count == first.count + 1 else {
            return
        }
        first.insert("", at: 0)
        hasRowNames = true
    }

    private var hasRowNames = false

    /// How the file is written, as far as it was found out or given.
    private mutating func tell(_ marks: CSVSniffer.Marks, _ delimiter: UInt8) {
        func text(_ byte: UInt8) -> String { byte == 9 ? "tab" : "\"\(Character(UnicodeScalar(byte)))\"" }
        let comma = UInt8(ascii: ",")
        decisions.append(
            Table.Decision(
                .format, nil,
                "\(written); fields end with \(text(delimiter)); the decimal mark is \(text(marks.decimal))"
                    + (marks.thousands.map { ", \(text($0)) stands between thousands" } ?? "")
                    + "; encoding=, delimiter=, decimal= and thousands= read it otherwise"))
        if marks.decimal == comma { note("numbers have a decimal comma; decimal=\".\" reads points") }
        if let odd = marks.odd {
            decisions.append(
                Table.Decision(
                    .warning, nil,
                    "most numbers have the decimal mark \(text(marks.decimal)), but there is \"\(odd)\"; "
                        + "decimal=\"\(marks.decimal == comma ? "." : ",")\" reads it the other way"))
        }
        guard let unclear = marks.unclear else { return }
        let mark = unclear.contains(",") ? comma : UInt8(ascii: ".")
        let isDecimal = mark == marks.decimal
        let (whole, other) = (mark == comma ? "," : ".", mark == comma ? "." : ",")
        decisions.append(
            Table.Decision(
                .warning, nil,
                "\"\(unclear)\" may be a fraction or thousands, and nothing in the file tells: its mark is read as "
                    + (isDecimal
                        ? "the decimal mark; thousands=\"\(whole)\" takes it out"
                        : "one between thousands; decimal=\"\(whole)\" reads fractions")
                    + (isDecimal ? " (and makes \"\(other)\" the decimal mark)" : "")))
    }

    private mutating func tellMissing(_ surveys: [ColumnSurvey]) {
        let words = surveys.reduce(into: Set<Int>()) { $0.formUnion($1.missingWords) }.sorted()
        guard !words.isEmpty else { return }
        let texts = words.map { $0 < 0 ? "empty cells" : "\"\(options.missingText($0))\"" }
        let word = words.last.flatMap { $0 < 0 ? nil : options.missingText($0) }
        decisions.append(
            Table.Decision(
                .format, nil,
                "missing: \(Phrase.list(texts)); missing=[…] adds words"
                    + (word.map { ", not_missing=[\"\($0)\"] reads it as it stands" } ?? "")))
    }

    /// Every record: its fields, or nil where it is left out.
    private func forEachRow(
        _ scanner: inout CSVScanner, _ width: Int, _ body: (CSVScanner, [CSVScanner.Field]?, Int) throws -> Void
    ) throws {
        var fields: [CSVScanner.Field] = []
        var (row, sinceLook) = (0, 0)
        while row < options.mostRows, try scanner.next(&fields) {
            sinceLook += fields.count
            if sinceLook > 4096 {
                if work.isCancelled { throw Stopped() }
                work.report(Double(scanner.at) / Double(scanner.bytes.count), "reading \(path)")
                sinceLook = 0
            }
            if fields.count != width {
                // A delimiter at the end of each line is no column.
                if fields.count == width + 1, let last = fields.last, last.start == last.end {
                    fields.removeLast()
                } else if fields.count == width + 1, !options.findsRowNames {
                    fields.removeLast()
                } else if options.ragged == .skip {
                    try body(scanner, nil, row)
                    continue
                } else if options.ragged == .fill, fields.count < width {
                    fields += repeatElement(CSVScanner.Field(start: 0, end: 0), count: width - fields.count)
                } else {
                    throw ragged(scanner.line, row, fields.count, width)
                }
            }
            try body(scanner, fields, row)
            row += 1
        }
    }

    private func ragged(_ line: Int, _ row: Int, _ found: Int, _ width: Int) -> Mistake {
        Mistake(
            "line \(line) (row \(row)) has \(Phrase.count(found, "column")), the first line has \(width)",
            expected: "\(Phrase.count(width, "column")) in each line", try: advice(found, width)
        ).raised(
            as: "ValueError",
            "Error tokenizing data. C error: Expected \(width) fields in line \(line), saw \(found)\n")
    }

    /// What to try where lines differ in width: titles above the table are passed over.
    private func advice(_ found: Int, _ width: Int) -> String {
        if let lines = linesAbove {
            return options.isPlain
                ? "skiprows=\(lines) passes over the lines above the header"
                : "skip_rows=\(lines) passes over the \(Phrase.count(lines, "line")) above the header"
        }
        return options.isPlain ? "on_bad_lines=\"skip\" leaves such rows out" : "bad_rows=\"skip\" leaves such rows out"
    }

    private func survey(
        _ start: CSVScanner, _ surveys: inout [ColumnSurvey], _ form: NumberForm, _ width: Int
    ) throws -> Int {
        var scanner = start
        var rows = 0
        try surveys.withUnsafeMutableBufferPointer { surveys in
            try forEachRow(&scanner, width) { scanner, fields, row in
                guard let fields else { return }
                for column in 0..<width { surveys[column].add(scanner, fields[column], row: row, options, form) }
                rows += 1
            }
        }
        return rows
    }

    /// A first record of numbers where numbers follow is no header, unless the numbers go up in steps as years do.
    private func looksLikeHeader(_ first: [String], _ surveys: [ColumnSurvey], _ form: NumberForm, _ rows: Int) -> Bool
    {
        guard !options.isPlain, rows > 0 else { return true }
        let columns = surveys.indices.filter { surveys[$0].numbers > 0 && surveys[$0].kind(options) == .number }
        let numbers = columns.compactMap { form.value(first[$0]) }
        guard !columns.isEmpty, numbers.count == columns.count else { return true }
        let steps = Set(zip(numbers.dropFirst(), numbers).map { $0 - $1 })
        return numbers.count > 2 && steps.count == 1 && steps.first.map { $0 > 0 } == true
    }

    private mutating func names(_ header: [String]?, _ width: Int) throws -> [String] {
        if let names = options.names {
            guard names.count == width else {
                throw Mistake(
                    "\(names.count) names for \(width) columns", expected: "a name for each column", argument: "names")
            }
        }
        var names = options.names ?? header ?? (1...width).map { "column_\($0)" }
        var taken = Set(names)
        var seen: Set<String> = []
        for place in names.indices where !(place == 0 && hasRowNames) {
            if names[place].isEmpty {
                names[place] = options.isPlain ? "Unnamed: \(place)" : "column_\(place + 1)"
                if !options.isPlain { note("column \(place + 1) has no name in the header", names[place]) }
            }
            guard !seen.insert(names[place]).inserted else { continue }
            let twice = names[place]
            var number = 1
            while !taken.insert("\(twice).\(number)").inserted { number += 1 }
            names[place] = "\(twice).\(number)"
            seen.insert(names[place])
            note(
                "the header has \"\(twice)\" more than once: column \(place + 1) is called \(names[place])",
                names[place])
        }
        for name in options.kinds.keys where !seen.contains(name) { throw Table.unknown(name, names, "types") }
        return names
    }

    // MARK: The second pass

    /// A column while it is being filled.
    private enum Filling {
        case numbers([Double])
        case dates([Double], DateText.Orders)
        case times([Double])
        case flags([Int8])
        case names([Int32], LevelTable)
    }

    private mutating func fill(
        _ scanner: inout CSVScanner, _ names: [String], _ surveys: [ColumnSurvey], _ form: NumberForm, _ count: Int
    ) throws -> Table {
        let kinds = names.indices.map { options.kinds[names[$0]] ?? surveys[$0].kind(options) }
        var filling = kinds.indices.map { column -> Filling in
            switch kinds[column] {
            case .number where surveys[column].isTimes: return .times([])
            case .number:
                var values: [Double] = []
                values.reserveCapacity(count)
                return .numbers(values)
            case .date: return .dates([], surveys[column].order(options, form))
            case .flag: return .flags([])
            case .category, .text: return .names([], LevelTable())
            }
        }
        var skipped: [Int] = []
        var skippedCount = 0
        try filling.withUnsafeMutableBufferPointer { filling in
            try forEachRow(&scanner, names.count) { scanner, fields, row in
                guard let fields else {
                    skippedCount += 1
                    if skipped.count < 3 { skipped.append(scanner.line) }
                    return
                }
                for column in names.indices {
                    try put(scanner, fields[column], row, names[column], form, &filling[column])
                }
            }
        }
        if skippedCount > 0 {
            let lines = skipped.map(String.init).joined(separator: ", ") + (skippedCount > 3 ? " …" : "")
            note("\(skippedCount.grouped) rows of another length were left out (lines \(lines))")
        }
        let columns = names.indices.map { column(names[$0], kinds[$0], filling[$0], surveys[$0], form) }
        return try Table(columns, name: Folder.split(path).name, decisions: decisions)
    }

    private func put(
        _ scanner: CSVScanner, _ field: CSVScanner.Field, _ row: Int, _ name: String, _ form: NumberForm,
        _ filling: inout Filling
    ) throws {
        let isMissing = options.isMissing(scanner, field)
        func refusal(_ expected: String) -> Mistake {
            let text = String(scanner.text(field).prefix(40)).visible
            return Mistake(
                "line \(scanner.line) (row \(row)), column \"\(name)\" holds \"\(text)\"", expected: expected,
                try: "missing=[\"\(text)\"]", argument: "types")
        }
        switch filling {
        case .numbers(var values):
            filling = .flags([])
            if isMissing {
                values.append(.nan)
            } else {
                guard !field.isEscaped, let number = form.parse(scanner.bytes, field.start, field.end) else {
                    throw refusal("a number")
                }
                values.append(number.value)
            }
            filling = .numbers(values)
        case .dates(var values, let order):
            filling = .flags([])
            if isMissing {
                values.append(.nan)
            } else {
                guard let date = DateText.read(scanner.bytes, field.start, field.end),
                    let seconds = date.seconds(order) ?? date.seconds(.yearFirst)
                else {
                    throw refusal(
                        order == .dayFirst && options.dayFirst != nil
                            ? "a date with the day first, such as 31/05/2010" : "a date such as 2010-05-31")
                }
                values.append(seconds)
            }
            filling = .dates(values, order)
        case .times(var values):
            filling = .flags([])
            values.append(isMissing ? .nan : DateText.hours(scanner.bytes, field.start, field.end) ?? .nan)
            filling = .times(values)
        case .flags(var flags):
            filling = .numbers([])
            if isMissing {
                flags.append(-1)
            } else {
                let text = scanner.text(field)
                guard let flag = FlagText.value(text) ?? ["1": true, "0": false][text] else {
                    throw refusal("yes or no, true or false, 1 or 0")
                }
                flags.append(flag ? 1 : 0)
            }
            filling = .flags(flags)
        case .names(var codes, var levels):
            filling = .flags([])
            codes.append(isMissing ? -1 : levels.code(scanner, field))
            filling = .names(codes, levels)
        }
    }

    private mutating func warn(_ text: String, _ column: String) {
        decisions.append(Table.Decision(.warning, column, text))
    }

    private mutating func column(
        _ name: String, _ kind: ColumnKind, _ filling: Filling, _ survey: ColumnSurvey, _ form: NumberForm
    ) -> Column {
        switch filling {
        case .numbers(let values):
            if survey.marks.contains(.percent) { note("percent signs: 12 % is read as 0.12", name) }
            if survey.marks.contains(.percent), survey.percents < survey.numbers {
                warn(
                    "\((survey.numbers - survey.percents).grouped) cells have no percent sign and are read as they stand, "
                        + "\(survey.percents.grouped) have one and are divided by 100", name)
            }
            if survey.marks.contains(.currency) { note("currency signs are taken off", name) }
            if survey.marks.currencies.count > 1 {
                warn(
                    "amounts in \(Phrase.list(survey.marks.currencies)) stand side by side and are not converted into each other",
                    name)
            }
            if !options.isPlain, let mark = NumberForm.missingMark(values) {
                let text = Column.text(mark, isWhole: true)
                warn("\(text) may mean missing: missing=[\"\(text)\"] reads it so", name)
            }
            if survey.marks.contains(.thousands) { note("thousands separators are taken out", name) }
            return Column(name, .numbers(values), isWhole: !survey.marks.contains(.fraction))
        case .dates(let values, let order):
            if survey.isUnclear {
                let isMonth = order == .monthFirst
                note(
                    "day or month first? Read as \(isMonth ? "month/day/year" : "day/month/year"); "
                        + "day_first=\(isMonth ? "True" : "False") reads the dates the other way", name)
            }
            return Column(name, .dates(values))
        case .times(let values):
            note(
                "times of day are read as hours since midnight, 17:30 as 17.5; types={\"\(name)\": \"category\"} keeps names",
                name)
            return Column(name, .numbers(values))
        case .flags(let flags): return Column(name, .flags(flags))
        case .names(let codes, let table):
            let filled = survey.cells - survey.missing
            if survey.leadingZeros > 0, survey.numbers == filled {
                note(
                    "numbers with leading zeros are codes: read as names; types={\"\(name)\": \"number\"} reads numbers",
                    name)
            } else if survey.marks.contains(.long), survey.numbers == filled {
                note(
                    "whole numbers of more digits than a number keeps are names: every digit is kept; "
                        + "types={\"\(name)\": \"number\"} rounds them", name)
            } else if let suspect = survey.suspect, options.kinds[name] == nil {
                let text = suspect.text.visible
                warn(
                    "\"\(text)\" in \(Phrase.count(suspect.count, "cell")) may mean missing: missing=[\"\(text)\"] reads it so"
                        + (survey.numbers + suspect.count == filled && survey.numbers > 0
                            ? ", and the column as numbers" : ""),
                    name)
            } else if survey.dates == filled, filled > 0, options.kinds[name] == nil, !options.isPlain {
                note(
                    "all cells are dates, but not all are written in one order, so that they are read as names; "
                        + "types={\"\(name)\": \"date\"} reads dates, with the day first where the year is not, "
                        + "day_first=False with the month", name)
            } else if let other = survey.firstUndated, survey.dates * 20 >= filled * 19, options.kinds[name] == nil,
                !options.isPlain
            {
                let text = other.text.visible
                note(
                    "nearly all cells are dates, but line \(other.line) holds \"\(text)\", so that it is read as "
                        + "names; missing=[\"\(text)\"] makes it dates", name)
            } else if let other = survey.firstOther, survey.numbers * 20 >= filled * 19, options.kinds[name] == nil {
                let text = other.text.visible
                note(
                    "nearly all cells are numbers, but line \(other.line) holds \"\(text)\", so that it is read as "
                        + "names; missing=[\"\(text)\"] makes it numbers", name)
            }
            // Names that hardly recur tell rows apart, not kinds of rows.
            let isText =
                options.kinds[name] == nil ? table.levels.count > 20 && table.levels.count * 2 > filled : kind == .text
            return Column(
                name,
                isText ? .texts(codes, distinct: table.levels) : .categories(codes, levels: table.levels))
        }
    }
}
