import Answers
import Arrays
import Datasets
import Files
import Language

/// How members of tables, columns and groups are declared: a signature as Python writes it, and a body. What is given and not asked
/// for by the body is refused.
enum TableMember {
    static func method<T: Presentable>(
        _ name: String, aliases: [String] = [], of type: T.Type, _ meaning: String, _ signature: String = "",
        returns: String = "", needs: Permission = .computing, _ body: @escaping @Sendable (T, NumPyCall) throws -> Value
    ) -> Member {
        let parameters = NumPyWord.parameters(signature)
        return .method(name, aliases: aliases, of: type, returns: returns, meaning, parameters, needs: needs) {
            thing, arguments, context in
            let call = NumPyCall(name, arguments, context, parameters)
            let found = try body(thing, call)
            try call.finish()
            // What a column gives is a column of its own, though its cells are the same.
            if let own = thing as? Series, let other = found.asThing(Series.self), own.sharesCells(with: other) {
                return .thing(other.duplicate)
            }
            return found
        }
    }

    /// A table or column through a function, with what else the call has: as its first argument, or under the name that
    /// `pipe((function, "name"))` says.
    static func piped(_ own: Value, _ call: NumPyCall) throws -> Value {
        let more = call.value(.max, "args")?.elements ?? []
        var keywords: [(name: String, value: Value)] = []
        if case .dict(let entries)? = call.value(.max, "keywords") {
            keywords = entries.entries.map { (name: $0.key.asText ?? "", value: $0.value) }
        }
        let function = try call.required(0, "func")
        if case .tuple(let parts) = function, parts.count == 2, let name = parts[1].asText {
            guard !keywords.contains(where: { $0.name == name }) else {
                throw Mistake("\(name) is given, too", expected: "the table alone as \(name)", argument: "func").raised(
                    as: "ValueError", "\(name) is both the pipe target and a keyword argument")
            }
            return try call.context.call(parts[0], more, keywords + [(name: name, value: own)])
        }
        return try call.context.call(function, [own] + more, keywords)
    }

    /// Values that are made as a loop asks for them.
    static func each(_ count: Int, _ value: @escaping @Sendable (Int) throws -> Value) -> Value {
        var place = 0
        return .iterator("generator") { _ in
            guard place < count else { return nil }
            place += 1
            return try value(place - 1)
        }
    }

    static func firsts(_ count: Int, _ n: Int) -> [Int] {
        Array(0..<(n < 0 ? Swift.max(0, count + Swift.max(n, -count)) : Swift.min(count, n)))
    }

    static func lasts(_ count: Int, _ n: Int) -> [Int] {
        Array((n < 0 ? Swift.min(count, -Swift.max(n, -count)) : Swift.max(0, count - n))..<count)
    }

    /// What rows are called, from a list of names, an array, a column or another index.
    static func labels(_ value: Value, _ rows: Int, _ context: Context) throws -> RowLabels {
        if let index = value.asThing(IndexNames.self) {
            try check(index.length, rows)
            return index.labels
        }
        let name = value.asThing(Series.self)?.column.name ?? ""
        let items = try value.places ?? value.elements(in: context)
        try check(items.count, rows)
        return RowLabels([try Column(name, of: items, stoppedBy: context.work)])
    }

    private static func check(_ count: Int, _ rows: Int) throws {
        guard count != rows else { return }
        throw Mistake("\(count) names for \(rows) rows", expected: "a name for each row").raised(
            as: "ValueError",
            "Length mismatch: Expected axis has \(rows) elements, new values have \(count) elements")
    }

    /// Rows drawn at random, with or without coming twice.
    static func sample(_ count: Int, _ call: NumPyCall) throws -> [Int] {
        let share = try call.double(1, "frac")
        let size =
            try call.int(0, "n") ?? share.map { Int(saturating: ($0 * Double(count)).rounded(.toNearestOrEven)) } ?? 1
        let repeats = try call.flag(.max, "replace")
        guard size >= 0, size <= (repeats ? 10_000_000 : count), !repeats || count > 0 || size == 0 else {
            throw Mistake(
                "a sample of \(size) of \(count) rows", expected: "at most as many as there are",
                try: "replace=True", argument: "n"
            ).raised(as: "ValueError", "Cannot take a larger sample than population when 'replace=False'")
        }
        let seed = try call.int(.max, "random_state")
        var random = seed.map { ArrayRandom(seed: $0) } ?? call.context.session.arrayChance
        let places =
            try repeats
            ? (0..<size).map { _ in random.index(below: count) }
            : Array(random.permutation(count, call.work).prefix(size))
        if seed == nil { call.context.session.arrayChance = random }
        return places
    }
}

/// Tables as files of text.
enum TableFile {
    /// A number as `float_format=` has it: by a pattern such as `%.2f`, or by a function.
    static func formatted(_ number: Double, _ format: Value, _ context: Context) throws -> String {
        guard format.asText == nil else { return try PlotText.formatted(number, format, context) }
        let found = try context.call(format, [.number(number)])
        guard let text = found.asText else {
            throw Mistake(
                "float_format gives \(found.brief)", expected: "a text", try: "\"%.2f\"", argument: "float_format"
            ).raised(as: "TypeError")
        }
        return text
    }

    static func write(_ frame: Frame, _ call: NumPyCall) throws -> Value {
        let separator = call.text(1, "sep", ",")
        let gap = call.text(2, "na_rep", "")
        let format = call.value(3, "float_format")
        let names = call.value(4, "columns").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
        let hasHeader = try call.flag(5, "header", true)
        let hasIndex = try call.flag(6, "index", true)
        let label = call.value(7, "index_label")?.asText
        if let encoding = call.value(8, "encoding")?.asText,
            TextEncoding(named: encoding) != TextEncoding(named: "utf-8")
        {
            throw Mistake("encoding = '\(encoding)'", expected: "utf-8", argument: "encoding")
        }
        let columns = try names.map { try $0.map { try frame.table.column($0) } } ?? frame.table.columns
        func quoted(_ text: String) -> String {
            let isPlain = !text.contains(separator) && !text.contains { $0 == "\"" || $0.isNewline }
            return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
        }
        func cell(_ column: Column, _ row: Int, isGapped: Bool) throws -> String {
            guard !column.isMissing(row) else { return gap }
            if case .numbers(let values) = column.cells, !column.isWhole || isGapped {
                guard let format else { return Value.number(values[row]).repr }
                return try formatted(values[row], format, call.context)
            }
            return quoted(column.text(row) ?? gap)
        }
        let levels = hasIndex ? frame.labels.levels : []
        var head: [[String]] = []
        if hasHeader {
            let own = levels.enumerated().map { $0 == 0 ? label ?? $1.name : $1.name }
            let heads = frame.columnLabels(columns.map(\.name)).levels
            for level in heads {
                let front = levels.indices.map { heads.count > 1 ? ($0 == 0 ? level.name : "") : own[$0] }
                head.append(front + (0..<level.count).map { level.text($0) ?? "" })
            }
            if heads.count > 1, own.contains(where: { !$0.isEmpty }) {
                head.append(own + columns.map { _ in "" })
            }
        }
        let cells = (levels + columns).map { (column: $0, isGapped: !$0.isNullable && $0.missingCount > 0) }
        /// Some lines after the other, in pieces of about a megabyte.
        func lines(_ put: (String) throws -> Void) throws {
            var piece = head.map { $0.map(quoted).joined(separator: separator) + "\n" }.joined()
            var check = StopCheck(call.work)
            for row in 0..<frame.length {
                // A cell takes about a microsecond.
                try check.pass(4 * cells.count)
                piece += try cells.map { try cell($0.column, row, isGapped: $0.isGapped) }.joined(separator: separator)
                piece += "\n"
                guard piece.utf8.count > 1 << 20 else { continue }
                try put(piece)
                piece = ""
            }
            try put(piece)
        }
        guard let target = call.value(0, "path_or_buf") else {
            var text = ""
            try lines { text += $0 }
            return .text(text)
        }
        guard let path = target.asText else {
            throw Mistake("path_or_buf = \(target.brief)", expected: "a path", argument: "path_or_buf").raised(
                as: "TypeError")
        }
        try call.finish()
        var draft = try FileDraft(path)
        try lines { try draft.write(Array($0.utf8)) }
        try draft.commit()
        return .none
    }

    /// Pairs as a dict, until the work is stopped.
    static func dict(_ count: Int, _ work: Work, _ pair: (Int) -> (Value, Value)) throws -> Value.Dictionary {
        .init(try (0..<count).map(stoppedBy: work, pair))
    }
}
