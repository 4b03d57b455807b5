import Answers
import Files

/// Reads a delimited file in two passes over its bytes: the first finds out what the columns are, the second keeps them.
///
/// Memory is that of the file and of the typed columns, and is asked for before it is taken.
struct CSVReader {
    let path: String
    var options: CSVOptions
    private let work: Work
    var decisions: [Table.Decision] = []
    var written = ""
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
            if options.delimiter == nil, !options.isPlain,
                let even = CSVBlanks.evened(text, passing: options.skippedLines)
            {
                reader.options.delimiter = 32
                reader.note(
                    "fields are set apart by any number of blanks; delimiter=\",\" reads each line as one field")
                return try even.withUnsafeBufferPointer { try reader.table($0) }
            }
            return try text.withUnsafeBufferPointer { try reader.table($0) }
        } catch let mistake as Mistake {
            var named = mistake
            if !named.problem.hasPrefix(path) { named.problem = "\(path): \(mistake.problem)" }
            named.argument = mistake.argument ?? "path"
            throw named
        }
    }

    mutating func note(_ text: String, _ column: String? = nil) {
        decisions.append(Table.Decision(.reading, column, text))
    }

    // MARK: The way through the file

    private mutating func table(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Table {
        let blanks: CSVScanner.Blanks = !options.isPlain ? .dropped : options.dropsLeadingBlanks ? .keptAtEnd : .kept
        var scanner = CSVScanner(
            bytes, delimiter: options.delimiter ?? UInt8(ascii: ","), blanks: blanks, passing: options.skippedLines)
        let told = toldDelimiter(&scanner)
        scanner.delimiter = options.delimiter ?? told ?? CSVSniffer.delimiter(scanner)
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
        if options.hasHeader != false, options.names == nil { nameRows(scanner, &first) }
        var surveys = [ColumnSurvey](repeating: ColumnSurvey(), count: first.count)
        let header = options.isPlain || first.count < 2 ? nil : first
        var (rows, repeats) = try survey(scanner, &surveys, form, first.count, header: header)
        let hasHeader =
            options.hasHeader ?? (options.names != nil ? false : looksLikeHeader(first, surveys, form, rows))
        var body = hasHeader ? scanner : begin
        if !hasHeader {
            surveys = [ColumnSurvey](repeating: ColumnSurvey(), count: first.count)
            (rows, repeats) = try survey(body, &surveys, form, first.count, header: nil)
            if options.names == nil, options.hasHeader == nil {
                note(
                    "the first row looks like data, so that there is no header: columns are called column_1, column_2 …"
                )
            }
        }
        let names = try names(hasHeader ? first : nil, first.count)
        try MemoryRoom.check(
            Double(rows) * Double(names.count) * 8, for: "\(rows.grouped) rows of \(names.count.grouped) columns"
        ) { _ in "fewer rows or columns" }
        tellMissing(surveys)
        if repeats > 0 {
            note(
                repeats == 1
                    ? "1 row repeats the header and was left out"
                    : "\(repeats.grouped) rows repeat the header and were left out")
        }
        return try fill(
            &body, names, surveys, form, Swift.min(rows, options.mostRows), header: hasHeader ? header : nil)
    }

    /// The delimiter that a first line such as `sep=;` names, which spreadsheets write for each other.
    private mutating func toldDelimiter(_ scanner: inout CSVScanner) -> UInt8? {
        let line = scanner.bytes[scanner.at...].prefix { $0 != 10 && $0 != 13 }
        guard !options.isPlain, line.count == 5, line.starts(with: Array("sep=".utf8)), let told = line.last, told != 34
        else { return nil }
        scanner.pass(lines: 1)
        note("the line \"sep=\(Character(UnicodeScalar(told)))\" says what fields end with")
        return told
    }

    /// pandas takes the first column for the rows' names where the header has one name too few. A table that R has written is so,
    /// too: its first column is then quoted or counts the rows.
    private mutating func nameRows(_ scanner: CSVScanner, _ first: inout [String]) {
        guard options.isPlain else {
            if first.count > 1, CSVSniffer.beginsWithRowNames(scanner, width: first.count + 1) {
                first.insert("", at: 0)
            }
            return
        }
        var scanner = scanner
        var fields: [CSVScanner.Field] = []
        guard options.findsRowNames, (try? scanner.next(&fields)) == true, fields.count == first.count + 1 else {
            return
        }
        first.insert("", at: 0)
        hasRowNames = true
    }

    private var hasRowNames = false

    /// Every record: its fields, or nil where it is left out.
    ///
    /// - Parameter header: names of the columns; records that repeat them, as where files were joined, are passed over.
    /// - Returns: how many these are.
    @discardableResult
    func forEachRow(
        _ scanner: inout CSVScanner, _ width: Int, header: [String]?,
        _ body: (CSVScanner, [CSVScanner.Field]?, Int) throws -> Void
    ) throws -> Int {
        var fields: [CSVScanner.Field] = []
        var (row, sinceLook, repeats) = (0, 0, 0)
        let firstName = header?.first.map { Array($0.utf8) } ?? []
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
            if let header, scanner.bytes[fields[0].start..<fields[0].end].elementsEqual(firstName),
                fields.indices.allSatisfy({ scanner.text(fields[$0]) == header[$0] })
            {
                repeats += 1
                continue
            }
            try body(scanner, fields, row)
            row += 1
        }
        return repeats
    }

    private func ragged(_ line: Int, _ row: Int, _ found: Int, _ width: Int) -> Mistake {
        Mistake(
            "line \(line) (row \(row)) has \(Phrase.count(found, "column")), the first line has \(width)",
            expected: "\(Phrase.count(width, "column")) in each line", try: advice(found, width)
        ).raised(
            as: "ValueError",
            "Error tokenizing data. C error: Expected \(width) fields in line \(line), saw \(found)\n")
    }

    private var quoted: String { "a field that holds what fields end with, as a decimal comma, stands in quotes" }

    /// What to try where lines differ in width: titles above the table are passed over.
    private func advice(_ found: Int, _ width: Int) -> String {
        if let lines = linesAbove {
            guard !options.isPlain else { return "skiprows=\(lines) passes over the lines above the header" }
            return
                "skip_rows=\(lines) passes over the \(lines == 1 ? "line" : Phrase.count(lines, "line")) above the header"
                + (width > 1 ? ", if it is none; \(quoted)" : "")
        }
        guard !options.isPlain else { return "on_bad_lines=\"skip\" leaves such rows out" }
        let skip = "bad_rows=\"skip\" leaves such rows out"
        return found < width ? "\(skip), bad_rows=\"fill\" takes what they lack for missing" : "\(skip); \(quoted)"
    }

    private func survey(
        _ start: CSVScanner, _ surveys: inout [ColumnSurvey], _ form: NumberForm, _ width: Int, header: [String]?
    ) throws -> (rows: Int, repeats: Int) {
        var scanner = start
        var rows = 0
        let repeats = try surveys.withUnsafeMutableBufferPointer { surveys in
            try forEachRow(&scanner, width, header: header) { scanner, fields, row in
                guard let fields else { return }
                for column in 0..<width { surveys[column].add(scanner, fields[column], row: row, options, form) }
                rows += 1
            }
        }
        return (rows, repeats)
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
}
