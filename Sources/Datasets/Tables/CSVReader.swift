import Answers
import Files

/// Reads a delimited file in two passes over its bytes: the first finds out what the columns are, the second keeps them.
///
/// Memory is that of the file and of the typed columns, and is asked for before it is taken.
struct CSVReader {
    /// More columns than this are refused.
    static let mostColumns = 100_000

    private let path: String
    private var options: CSVOptions
    private let work: Work
    private var decisions: [Table.Decision] = []

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
            if encoding != .utf8 { reader.note("the file is read as \(encoding.rawValue)") }
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
        let delimiter = options.delimiter ?? CSVSniffer.delimiter(bytes)
        if let form = CSVSniffer.numberForm(bytes, delimiter, options) {
            options.decimal = form.decimal
            options.thousands = form.thousands
            if form.decimal == UInt8(ascii: ",") { note("numbers have a decimal comma") }
        }
        let form = NumberForm(
            decimal: options.decimal ?? UInt8(ascii: "."), thousands: options.thousands, isLoose: !options.isPlain)
        var scanner = CSVScanner(bytes, delimiter: delimiter)
        var fields: [CSVScanner.Field] = []
        guard try scanner.next(&fields) else {
            throw Mistake("there is nothing in it", expected: "a header and rows").raised(
                as: "ValueError", "No columns to parse from file")
        }
        let first = fields.map { scanner.text($0) }
        let begin = CSVScanner(bytes, delimiter: delimiter)
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
        return try fill(&body, names, surveys, form, Swift.min(count, options.mostRows))
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
            "line \(line) (row \(row)) has \(found) \(found == 1 ? "column" : "columns"), the first line has \(width)",
            expected: "\(width) columns in each line", try: "bad_rows=\"skip\" leaves such rows out"
        ).raised(
            as: "ValueError",
            "Error tokenizing data. C error: Expected \(width) fields in line \(line), saw \(found)\n")
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
        for place in names.indices {
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
        case flags([Int8])
        case names([Int32], LevelTable)
    }

    private mutating func fill(
        _ scanner: inout CSVScanner, _ names: [String], _ surveys: [ColumnSurvey], _ form: NumberForm, _ count: Int
    ) throws -> Table {
        let kinds = names.indices.map { options.kinds[names[$0]] ?? surveys[$0].kind(options) }
        var filling = kinds.indices.map { column -> Filling in
            switch kinds[column] {
            case .number:
                var values: [Double] = []
                values.reserveCapacity(count)
                return .numbers(values)
            case .date: return .dates([], surveys[column].order)
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
        let columns = names.indices.map { column(names[$0], kinds[$0], filling[$0], surveys[$0]) }
        return try Table(columns, name: Folder.split(path).name, decisions: decisions)
    }

    private func put(
        _ scanner: CSVScanner, _ field: CSVScanner.Field, _ row: Int, _ name: String, _ form: NumberForm,
        _ filling: inout Filling
    ) throws {
        let isMissing = options.isMissing(scanner, field)
        func refusal(_ expected: String) -> Mistake {
            let text = scanner.text(field).prefix(40)
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
                else { throw refusal("a date such as 2010-05-31") }
                values.append(seconds)
            }
            filling = .dates(values, order)
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

    private mutating func column(_ name: String, _ kind: ColumnKind, _ filling: Filling, _ survey: ColumnSurvey)
        -> Column
    {
        switch filling {
        case .numbers(let values):
            if survey.marks.contains(.percent) { note("percent signs: 12 % is read as 0.12", name) }
            if survey.marks.contains(.currency) { note("currency signs are taken off", name) }
            if survey.marks.contains(.thousands) { note("thousands separators are taken out", name) }
            return Column(name, .numbers(values), isWhole: !survey.marks.contains(.fraction))
        case .dates(let values, let order):
            if survey.orders.contains([.dayFirst, .monthFirst]) {
                note("day or month first? Read as \(order == .monthFirst ? "month/day/year" : "day/month/year")", name)
            }
            return Column(name, .dates(values))
        case .flags(let flags): return Column(name, .flags(flags))
        case .names(let codes, let table):
            let filled = survey.cells - survey.missing
            if survey.leadingZeros > 0, survey.numbers == filled {
                note("numbers with leading zeros are codes: read as names", name)
            } else if let other = survey.firstOther, survey.numbers * 20 >= filled * 19, options.kinds[name] == nil {
                note(
                    "nearly all cells are numbers, but line \(other.line) holds \"\(other.text)\", so that it is read as "
                        + "names; missing=[\"\(other.text)\"] makes it numbers", name)
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
