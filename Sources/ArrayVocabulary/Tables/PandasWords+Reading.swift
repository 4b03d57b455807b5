import Answers
import Arrays
import Datasets
import Language

/// `pd.read_csv`: a table as the file has it.
extension PandasWords {
    /// The text of what can be read: an open file, `io.StringIO`; nil for a path.
    private static func text(of source: Value, _ context: Context) throws -> String? {
        guard source.asText == nil else { return nil }
        guard let read = try? context.attribute("read", of: source), let text = try context.call(read, []).asText else {
            throw Mistake(
                "\(source.brief) cannot be read", expected: "a path, or an open file", argument: "filepath_or_buffer"
            ).raised(as: "ValueError", "Invalid file path or buffer object type: <class '\(source.typeName)'>")
        }
        return text
    }

    /// How the file is written, and which of its lines are read.
    private static func csvOptions(_ call: NumPyCall) throws -> CSVOptions {
        var options = CSVOptions()
        options.isPlain = true
        let bad = call.text(.max, "on_bad_lines", "error")
        guard ["error", "skip"].contains(bad) else {
            throw Mistake("on_bad_lines = '\(bad)'", expected: "'error' or 'skip'", argument: "on_bad_lines").raised(
                as: "ValueError", "Argument \(bad) is invalid for on_bad_lines")
        }
        options.ragged = bad == "skip" ? .skip : .fill
        options.delimiter = try byte(call, 1, "sep") ?? byte(call, 2, "delimiter") ?? UInt8(ascii: ",")
        options.thousands = try byte(call, .max, "thousands")
        options.decimal = try byte(call, .max, "decimal") ?? UInt8(ascii: ".")
        options.encoding = try encoding(call)
        options.dropsLeadingBlanks = try call.flag(.max, "skipinitialspace")
        try setLines(&options, call)
        try setHead(&options, call)
        // Texts are read as they stand: 007 is no 7.
        if case .dict(let types)? = call.value(.max, "dtype") {
            for entry in types.entries where isText(entry.value) { options.kinds[entry.key.written] = .text }
        }
        return options
    }

    /// Whether a type asks for texts.
    private static func isText(_ type: Value) -> Bool {
        let name = if case .word(let word) = type { word.name } else { type.asText ?? type.repr }
        return ["str", "string", "object"].contains(name) || name == "<class 'object'>"
    }

    /// The one character of an argument.
    private static func byte(_ call: NumPyCall, _ place: Int, _ name: String) throws -> UInt8? {
        guard let text = call.value(place, name)?.asText else { return nil }
        guard text.utf8.count == 1 else {
            throw Mistake("\(name) = \(Value.text(text).brief)", expected: "one character", argument: name)
        }
        return text.utf8.first
    }

    private static func encoding(_ call: NumPyCall) throws -> TextEncoding? {
        guard let encoding = call.value(.max, "encoding")?.asText else { return nil }
        guard let known = TextEncoding(named: encoding) else {
            throw Mistake("encoding = '\(encoding)'", expected: "utf-8, utf-16 or latin-1", argument: "encoding")
                .raised(
                    as: "LookupError", "unknown encoding: \(encoding)")
        }
        return known
    }

    /// Which lines are passed over, and how many are read.
    private static func setLines(_ options: inout CSVOptions, _ call: NumPyCall) throws {
        if let skipped = call.value(.max, "skiprows") {
            guard let lines = skipped.asInt, lines >= 0 else {
                throw Mistake(
                    "skiprows = \(skipped.brief)", expected: "how many lines to pass over", argument: "skiprows"
                ).raised(as: "TypeError")
            }
            options.skippedLines = lines
        }
        if let index = call.value(.max, "index_col"), case .bool(false) = index.plain { options.findsRowNames = false }
        options.mostRows = try call.int(.max, "nrows") ?? .max
        guard options.mostRows >= 0 else {
            throw Mistake("nrows = \(options.mostRows)", expected: "a whole number of at least 0", argument: "nrows")
        }
    }

    /// Where the names of the columns are, and which cells are missing.
    private static func setHead(_ options: inout CSVOptions, _ call: NumPyCall) throws {
        if call.isNone(3, "header") {
            options.hasHeader = false
        } else if let header = call.value(3, "header"), header.asText != "infer", header.asInt != 0 {
            throw Mistake("header = \(header.brief)", expected: "0 or None", argument: "header")
        }
        if let names = call.value(4, "names")?.places?.map({ $0.asText ?? $0.plain.repr }) {
            options.names = names
            if call.value(3, "header")?.asInt == 0 { options.hasHeader = true }
        }
        if let words = call.value(.max, "na_values") {
            options.missing = (words.asText == nil ? words.elements ?? [words] : [words]).map {
                $0.asText ?? $0.plain.repr
            }
        }
    }

    static func read(_ call: NumPyCall) throws -> Value {
        let source = try call.required(0, "filepath_or_buffer")
        let written = try text(of: source, call.context)
        var options = try csvOptions(call)
        func loaded() throws -> Table {
            try written.map { try Table.csv(bytes: Array($0.utf8), name: "the text", options, work: call.work) }
                ?? Table.csv(source.asText ?? "", options, work: call.work)
        }
        var table = try loaded()
        if let type = call.value(.max, "dtype"), isText(type) {
            // Once the columns are known all of them are read as texts.
            for name in table.names { options.kinds[name] = .text }
            table = try loaded()
        }
        let isNumbered = options.hasHeader == false && options.names == nil
        if isNumbered {
            table = try Table(
                table.columns.enumerated().map { place, column in
                    Column("\(place)", column.cells, isWhole: column.isWhole)
                },
                name: table.name)
        }
        table = try Table(table.columns.map(\.settled), name: table.name)
        var rowNames: RowLabels?
        if let first = table.columns.first, first.name.isEmpty {
            rowNames = RowLabels([first])
            table = try table.dropping([""])
        }
        let all = table.names
        func name(_ value: Value, _ parameter: String) throws -> String {
            if let place = value.asInt, value.asText == nil {
                guard all.indices.contains(place < 0 ? all.count + place : place) else {
                    throw Mistake(
                        "\(parameter) = \(place) of \(all.count) columns", expected: "a column", argument: parameter)
                }
                return all[place < 0 ? all.count + place : place]
            }
            let name = value.asText ?? value.repr
            guard all.contains(name) else {
                throw Mistake(
                    "there is no column \"\(name)\"", expected: "one of \(all.prefix(8).joined(separator: ", "))",
                    argument: parameter
                )
                .raised(as: "ValueError", "Usecols do not match columns, columns expected but not found: ['\(name)']")
            }
            return name
        }
        if let given = call.value(.max, "dtype") {
            if case .dict(let entries) = given {
                for entry in entries.entries {
                    table = try table.setting(
                        ColumnWork.converted(table.column(name(entry.key, "dtype")), entry.value, call.work))
                }
            } else {
                for column in table.columns {
                    table = try table.setting(ColumnWork.converted(column, given, call.work))
                }
            }
        }
        if let given = call.value(.max, "parse_dates") {
            let isIndex = if case .bool(true) = given.plain { true } else { false }
            let values = isIndex ? call.value(.max, "index_col").map { [$0] } ?? [] : given.elements ?? []
            for value in values {
                table = try table.setting(table.column(name(value, "parse_dates")).converted(to: .date))
            }
        }
        if let wanted = call.value(.max, "usecols") {
            let chosen = Set(try (wanted.places ?? [wanted]).map { try name($0, "usecols") })
            table = try table.selecting(all.filter(chosen.contains))
        }
        if let index = call.value(.max, "index_col") {
            if case .bool(false) = index.plain { return .thing(Frame(table)) }
            let names = try (index.asText == nil ? index.elements ?? [index] : [index]).map {
                try name($0, "index_col")
            }
            var labels = RowLabels(try names.map { try table.column($0) })
            if isNumbered || labels.name.hasPrefix("Unnamed: ") { labels.name = "" }
            let found = Frame(try table.dropping(names), labels: labels)
            found.countsColumns = isNumbered
            return .thing(found)
        }
        let found = Frame(table, labels: rowNames)
        found.countsColumns = isNumbered
        return .thing(found)
    }
}
