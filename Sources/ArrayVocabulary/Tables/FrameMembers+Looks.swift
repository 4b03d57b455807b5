import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What is read off a table as it stands: its shape, names and types, its first rows, its cells as an array.
extension FrameMembers {
    static let looks: [Member] = [
        .attribute("shape", of: Frame.self, "rows and columns") {
            .tuple([.int($0.table.rowCount), .int($0.table.columns.count)])
        },
        Member(
            kind: Frame.kind, name: "columns", aliases: [], meaning: "the columns' names", parameters: nil,
            assign: { thing, value, context in
                guard let frame = thing as? Frame else { return }
                try frame.renameColumns(to: value, context)
            }
        ) { thing, _, _ in
            guard let frame = thing as? Frame else { return .none }
            return .thing(IndexNames(frame.columnLabels, of: .columns(frame)))
        },
        Member(
            kind: Frame.kind, name: "index", aliases: [], meaning: "what the rows are called", parameters: nil,
            assign: { thing, value, context in
                guard let frame = thing as? Frame else { return }
                frame.labels = try TableMember.labels(value, frame.length, context)
            }
        ) { thing, _, _ in (thing as? Frame).map { .thing(IndexNames($0.labels, of: .rows($0))) } ?? .none },
        .attribute("size", of: Frame.self, "how many cells there are") {
            .int($0.table.rowCount * $0.table.columns.count)
        },
        .attribute("ndim", of: Frame.self, "2: rows and columns") { _ in .int(2) },
        .attribute("empty", of: Frame.self, "whether there is no cell") {
            .bool($0.table.rowCount == 0 || $0.table.columns.isEmpty)
        },
        .attribute("dtypes", of: Frame.self, "what the columns hold") { frame in
            var types = Series(
                Column("", categories: frame.table.columns.map(\.pandasType), as: .text),
                labels: frame.columnLabels)
            types.typeName = "object"
            return .thing(types)
        },
        .attribute("values", of: Frame.self, "all cells as an array of numbers, or as rows where some are names") {
            try values($0, Work())
        },
        .attribute("T", of: Frame.self, "rows as columns") {
            .thing(try turned($0, Work()))
        },
        frame("transpose", "rows as columns", returns: Frame.kind) { frame, call in .thing(try turned(frame, call.work))
        },
        frame("to_numpy", "all cells as an array of numbers", "dtype=None, copy=False") { frame, call in
            guard let dtype = try call.dtype(0) else { return try values(frame, call.work) }
            return .thing(try frame.array().converted(to: dtype))
        },
        .method("head", of: Frame.self, returns: Frame.kind, "the first rows", [count]) { frame, arguments, _ in
            .thing(frame.rows(at: TableMember.firsts(frame.length, try arguments.int("n"))))
        },
        .method("tail", of: Frame.self, returns: Frame.kind, "the last rows", [count]) { frame, arguments, _ in
            .thing(frame.rows(at: TableMember.lasts(frame.length, try arguments.int("n"))))
        },
        frame(
            "info", "columns, how many cells are there, and what they hold",
            "verbose=None, buf=None, max_cols=None, memory_usage=None, show_counts=None"
        ) { frame, call in
            let isLong = try call.flag(0, "verbose", true)
            let usage = call.value(3, "memory_usage")
            if usage?.asText == "deep" {
                throw Mistake(
                    "memory_usage='deep' counts the texts of pandas's memory, which are not here",
                    expected: "memory_usage=True", argument: "memory_usage"
                ).raised(as: "NotImplementedError")
            }
            let lines = FrameInfo(frame: frame).lines(
                isLong: isLong, showsMemory: try usage.map { try call.context.isTrue($0) } ?? true,
                showsCounts: try call.flag(4, "show_counts", true))
            for line in lines { try call.context.write(line) }
            return .none
        },
        frame("copy", "a table of its own", "deep=True", returns: Frame.kind) { frame, _ in
            .thing(frame.with(frame.table))
        },
        frame(
            "to_string", "the table as text, with all rows",
            "buf=None, columns=None, *, index=True, header=True, na_rep='NaN', float_format=None"
        ) { frame, call in .text(try FrameText.whole(frame, call)) },
        frame(
            "query", "the rows for which a condition holds: \"price > 100 and city == 'Ames'\"", "expr, inplace=False",
            returns: Frame.kind
        ) { frame, call in
            guard let text = try call.required(0, "expr").asText else {
                throw Mistake("expr is no text", expected: "a condition", try: "data.query(\"price > 100\")").raised(
                    as: "ValueError", "expr must be a string to be evaluated")
            }
            return try replaced(frame, frame.rows(at: RowQuery(frame, call.context).places(text)), call)
        },
        frame(
            "eval", "an expression of the columns, or columns made by it: \"area = width * height\"",
            "expr, inplace=False"
        ) { frame, call in
            guard let text = try call.required(0, "expr").asText else {
                throw Mistake("expr is no text", expected: "an expression", try: "data.eval(\"a + b\")").raised(
                    as: "ValueError", "expr must be a string to be evaluated")
            }
            let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter {
                !$0.allSatisfy(\.isWhitespace)
            }
            let made = lines.compactMap { $0.wholeMatch(of: /\s*([A-Za-z_]\w*)\s*=\s*([^=].*)/) }
            guard made.count == lines.count, !lines.isEmpty else {
                guard lines.count == 1 else {
                    throw Mistake("several lines that are no assignments", expected: "name = expression in each")
                        .raised(
                            as: "ValueError",
                            "Multi-line expressions are only valid if all expressions contain an assignment")
                }
                return try RowQuery(frame, call.context).value(lines[0], frame.labels)
            }
            let found = frame.with(frame.table)
            for line in made {
                let value = try RowQuery(found, call.context).value(String(line.output.2), found.labels)
                try found.assign(value, at: [.index(.text(String(line.output.1)))], call.context)
            }
            return try replaced(frame, found, call)
        },
        .attribute("style", of: Frame.self, "refused: colours in tables are not drawn here") { _ in
            throw Mistake(
                "style colours tables of web pages, which are not drawn here", expected: "the table itself",
                try: "data.round(2), or print(data.to_string())"
            ).raised(as: "NotImplementedError")
        },
        frame(
            "boxplot", "a box for each column of numbers, or for each group of one",
            "column=None, by=None, grid=True, figsize=None, ax=None"
        ) { frame, call in
            let names = call.value(0, "column").map { value in
                (value.asText == nil ? value.places ?? [value] : [value]).map { $0.asText ?? $0.repr }
            }
            if let by = call.value(.max, "by") { return try FramePlot.boxes(of: frame, names, by: by, call) }
            let shown = try names.map { frame.with(try frame.table.selecting($0)) } ?? frame
            let given = ["figsize", "ax"].compactMap { name in call.value(.max, name).map { (name: name, value: $0) } }
            return try call.context.call(
                member: "box", of: FramePlot(shown), [], given.filter { !$0.value.isNone })
        },
        frame("items", "pairs of a column's name and the column") { frame, _ in
            .list(
                try frame.table.names.enumerated().map { .tuple([try frame.passed($0), .thing(try frame.series($1))]) })
        },
        frame("keys", "the columns' names") { frame, _ in .thing(IndexNames(frame.columnLabels)) },
        frame("iterrows", "pairs of what a row is called and the row") { frame, call in
            TableMember.each(frame.length) { .tuple([frame.labels.value($0), .thing(frame.row($0))]) }
        },
        frame("itertuples", "the rows as tuples with names", "index=True, name='Pandas'") { frame, call in
            let withIndex = try call.flag(0, "index", true)
            let name = call.text(1, "name", "Pandas")
            let names = (withIndex ? ["Index"] : []) + frame.table.names
            return TableMember.each(frame.length) { row in
                let cells = frame.table.columns.map { $0.value(row) }
                return .record(name, names, (withIndex ? [frame.labels.value(row)] : []) + cells)
            }
        },
        frame("get", "a column, or something else where there is none", "key, default=None") { frame, call in
            let name = try call.required(0, "key").asText ?? ""
            return frame.table.names.contains(name) ? .thing(try frame.series(name)) : call.value(1, "default") ?? .none
        },
    ]

    static func values(_ frame: Frame, _ work: Work) throws -> Value {
        if frame.table.columns.allSatisfy({ $0.coded == nil }) { return .thing(try frame.array()) }
        let columns = frame.table.columns
        var check = StopCheck(work)
        let rows = try (0..<frame.length).map(stoppedBy: work) { row in
            try check.pass(columns.count)
            return columns.map { $0.value(row) }
        }
        return .thing(CellRows(rows: rows))
    }

    private static func turned(_ frame: Frame, _ work: Work) throws -> Frame {
        guard frame.length <= 100_000 else {
            throw Mistake("a table with \(frame.length.grouped) columns", expected: "at most 100,000 rows to turn")
        }
        let isOneKind = Set(frame.table.columns.map(\.kind)).count < 2
        let columns = try (0..<frame.length).map(stoppedBy: work) { row in
            if work.isCancelled { throw Stopped() }
            return isOneKind
                ? Column(frame.labels[row], of: frame.table.columns.map { $0.value(row) })
                : try Column(frame.labels[row], objects: frame.table.columns.map { $0.value(row) }, stoppedBy: work)
        }
        let found = Frame(try Table(columns, name: frame.table.name), labels: frame.columnLabels)
        (found.columnsName, found.countsColumns) = (frame.labels.name, frame.labels.isNumbered)
        return found
    }
}
