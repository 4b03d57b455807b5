import Answers
import Arrays
import Datasets
import Language

/// What `.str` can be asked for: pandas's methods of texts.
enum TextMembers {
    static let members: [Member] = own + tests + patterns + pieces + sizes

    static func method(
        _ name: String, _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (TextCells, NumPyCall) throws -> Value
    ) -> Member { TableMember.method(name, of: TextCells.self, meaning, signature, returns: Series.kind, body) }

    // MARK: Python's own

    /// What Python's method of strings of that name does to each cell.
    private static func own(_ name: String, _ meaning: String, _ signature: String = "") -> Member {
        let parameters = NumPyWord.parameters(signature).map(\.name)
        return method(name, "\(meaning), cell by cell", signature) { cells, call in
            let arguments = parameters.compactMap { call.value(.max, $0) }
            return try cells.mapped(call.work) { text in
                try call.context.call(call.context.attribute(name, of: .text(text)), arguments)
            }
        }
    }

    private static let own: [Member] = [
        own("lower", "in small letters"), own("upper", "in capitals"), own("title", "words with a capital"),
        own("capitalize", "the first letter a capital"), own("swapcase", "small letters for capitals and back"),
        own("casefold", "in small letters, as they are compared"),
        own("strip", "without blanks at the ends", "to_strip=None"),
        own("lstrip", "without blanks at the start", "to_strip=None"),
        own("rstrip", "without blanks at the end", "to_strip=None"),
        own("removeprefix", "without a start", "prefix"), own("removesuffix", "without an end", "suffix"),
        own("find", "where a part begins, or −1", "sub"), own("rfind", "where a part begins last, or −1", "sub"),
        own("index", "where a part begins", "sub"), own("rindex", "where a part begins last", "sub"),
        own("zfill", "with zeros in front", "width"), own("ljust", "with blanks behind", "width, fillchar=' '"),
        own("rjust", "with blanks in front", "width, fillchar=' '"),
        own("center", "with blanks on both sides", "width, fillchar=' '"),
    ]

    private static func test(_ name: String, _ meaning: String) -> Member {
        method(name, "whether it is \(meaning), cell by cell") { cells, call in
            try cells.tested(call.work) { text in
                try call.context.isTrue(call.context.call(call.context.attribute(name, of: .text(text)), []))
            }
        }
    }

    private static let tests: [Member] =
        [
            ("isdigit", "of digits"), ("isalpha", "of letters"), ("isalnum", "of letters and digits"),
            ("isnumeric", "of signs of numbers"), ("isdecimal", "of decimal digits"), ("isspace", "of blanks"),
            ("islower", "in small letters"), ("isupper", "in capitals"),
        ].map(test)
        + [("startswith", "begins"), ("endswith", "ends")].map { name, verb in
            method(name, "whether it \(verb) so, cell by cell", "pat, na=None") { cells, call in
                let part = try call.required(0, "pat")
                return try cells.tested(call.work, gap: call.value(1, "na")) { text in
                    try call.context.isTrue(call.context.call(call.context.attribute(name, of: .text(text)), [part]))
                }
            }
        }

    // MARK: Pieces

    private static func split(_ name: String, fromEnd: Bool) -> Member {
        method(
            name, "the parts between separators, cell by cell\(fromEnd ? ", cut from the end" : "")",
            fromEnd ? "pat=None, n=-1, expand=False" : "pat=None, n=-1, expand=False, regex=None"
        ) { cells, call in
            let given = call.value(0, "pat")
            let most = try call.int(1, "n", -1)
            let cuts = most > 0 ? most : -1
            // One character stands for itself, more are a pattern.
            let isPattern =
                try !fromEnd
                && (call.value(3, "regex").map { try call.context.isTrue($0) }
                    ?? (given?.asText.map { $0.unicodeScalars.count > 1 } ?? true))
            let pattern = try given.map { try TextPattern($0, isPattern: isPattern, call.context) }
            let pieces = try cells.byRow(call.work) { row -> [Value]? in
                guard let text = cells.text(row) else { return nil }
                if let pattern, pattern.plain == nil {
                    return try pattern.call("split", [.text(text), .int(Swift.max(0, cuts))]).elements ?? []
                }
                let separator = pattern?.plain.map { $0.isEmpty ? Value.none : .text($0) } ?? .none
                let split = try call.context.attribute(name, of: .text(text))
                return try call.context.call(split, [separator, .int(cuts)]).elements ?? []
            }
            guard try call.flag(2, "expand") else { return try cells.lists(pieces, call.work) }
            return try cells.columns(pieces.map { $0?.map { $0.asText ?? "" } }, call.work)
        }
    }

    private static let pieces: [Member] =
        [split("split", fromEnd: false), split("rsplit", fromEnd: true)]
        + ["partition", "rpartition"].map { name in
            method(name, "what stands before a separator, it, and what stands behind", "sep=' ', expand=True") {
                cells, call in
                let separator = call.value(0, "sep") ?? .text(" ")
                let pieces = try cells.byRow(call.work) { row in
                    try cells.text(row).map { text in
                        try call.context.call(call.context.attribute(name, of: .text(text)), [separator]).elements ?? []
                    }
                }
                guard try call.flag(1, "expand", true) else {
                    return .thing(
                        Series(
                            mixed: pieces.map { $0.map { .tuple($0) } ?? .number(.nan) },
                            name: cells.series.column.name, labels: cells.series.labels))
                }
                return try cells.columns(pieces.map { $0?.map { $0.asText ?? "" } }, call.work)
            }
        }
        + [
            method("get", "one element of each cell", "i") { cells, call in
                try cells.element([.index(.int(try call.int(0, "i") ?? 0))], call.work)
            },
            method("slice", "a part of each cell", "start=None, stop=None, step=None") { cells, call in
                let (start, stop, step) = (try call.int(0, "start"), try call.int(1, "stop"), try call.int(2, "step"))
                return try cells.element([.slice(lower: start, upper: stop, step: step)], call.work)
            },
            method("join", "the elements of each list as one text, with a text between them", "sep") { cells, call in
                let separator = try call.required(0, "sep").asText ?? ""
                return try cells.result(
                    cells.byRow(call.work) { row -> Value in
                        let texts = cells.elements(row)?.map(\.asText)
                        guard let texts, !texts.contains(nil) else { return .number(.nan) }
                        return .text(texts.compactMap { $0 }.joined(separator: separator))
                    }, call.work)
            },
            method(
                "cat", "all texts as one, or beside those of other columns", "others=None, sep=None, na_rep=None"
            ) { cells, call in try joined(cells, call) },
            method("get_dummies", "a column for each part between separators, 1 where it is there", "sep='|'") {
                cells, call in
                let separator = call.text(0, "sep", "|")
                let parts = try cells.byRow(call.work) { row in
                    Set(cells.text(row)?.components(between: separator).filter { !$0.isEmpty } ?? [])
                }
                let names = try parts.reduce(into: Set<String>(), stoppedBy: call.work) { $0.formUnion($1) }
                    .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
                return .thing(
                    Frame(
                        try Table(
                            names.map { name in
                                let marks = try parts.map(stoppedBy: call.work) { $0.contains(name) ? 1.0 : 0 }
                                return Column(name, .numbers(marks), isWhole: true)
                            }), labels: cells.series.labels))
            },
        ]

    /// Texts after each other: of all rows, or row by row.
    private static func joined(_ cells: TextCells, _ call: NumPyCall) throws -> Value {
        let separator = call.value(1, "sep")?.asText ?? ""
        let gap = call.value(2, "na_rep")?.asText
        let own = try cells.byRow(call.work) { cells.text($0) ?? gap }
        guard let others = call.value(0, "others") else {
            var isBegun = false
            let all = try own.reduce(into: "", stoppedBy: call.work) { text, piece in
                guard let piece else { return }
                text += isBegun ? separator + piece : piece
                isBegun = true
            }
            return .text(all)
        }
        let isSeveral =
            others.asThing(Series.self) == nil
            && others.elements.map { $0.contains { $0.asText == nil && !$0.isGap } } ?? false
        let columns = try (isSeveral ? others.elements ?? [] : [others]).map { other -> [String?] in
            let series = other.asThing(Series.self)
            if let series, !series.labels.isSame(as: cells.series.labels) {
                let rows = try cells.series.labels.rows(in: series.labels, call.work)
                return rows.map { $0.flatMap { series.value($0).asText } ?? gap }
            }
            let items = other.places ?? []
            guard items.count == cells.length else {
                throw Mistake("\(items.count) texts for \(cells.length) rows", expected: "as many", argument: "others")
                    .raised(as: "ValueError")
            }
            guard items.allSatisfy({ $0.asText != nil || $0.isGap }) else {
                throw Mistake(
                    "others = \(other.brief)", expected: "texts", try: "data[\"n\"].astype(str)", argument: "others"
                ).raised(
                    as: "TypeError", "Concatenation requires list-likes containing only strings (or missing values).")
            }
            return items.map { $0.asText ?? gap }
        }
        return try cells.result(
            own.indices.map(stoppedBy: call.work) { row -> Value in
                let parts = [own[row]] + columns.map { $0[row] }
                guard !parts.contains(nil) else { return .number(.nan) }
                return .text(parts.compactMap { $0 }.joined(separator: separator))
            }, call.work)
    }

    // MARK: Sizes

    private static let sizes: [Member] = [
        method("len", "how many characters each cell has, or how many elements a list") { cells, call in
            try cells.result(
                cells.byRow(call.work) { row in
                    if let text = cells.text(row) { return .int(text.unicodeScalars.count) }
                    return cells.elements(row).map { .int($0.count) } ?? .number(.nan)
                }, call.work)
        },
        method("repeat", "each text so many times after itself", "repeats") { cells, call in
            let given = try call.required(0, "repeats")
            let counts = try call.ints(given, "repeats")
            guard given.asInt != nil || counts.count == cells.length else {
                throw Mistake("\(counts.count) numbers for \(cells.length) rows", expected: "one, or one for each row")
            }
            var room = 100e6
            return try cells.result(
                cells.byRow(call.work) { row -> Value in
                    guard let text = cells.text(row) else { return .number(.nan) }
                    let count = text.isEmpty ? 0 : Swift.max(0, given.asInt ?? counts[row])
                    room -= Double(text.utf8.count) * Double(count)
                    guard room >= 0 else {
                        throw Mistake(
                            "texts \(count.grouped) times", expected: "at most 100 MB of text", argument: "repeats")
                    }
                    return .text(String(repeating: text, count: count))
                }, call.work)
        },
        method("pad", "with characters on one side or both", "width, side='left', fillchar=' '") { cells, call in
            let width = try call.required(0, "width")
            let side = call.text(1, "side", "left")
            guard let name = ["left": "rjust", "right": "ljust", "both": "center"][side] else {
                throw Mistake("side = '\(side)'", expected: "'left', 'right' or 'both'", argument: "side").raised(
                    as: "ValueError", "Invalid side")
            }
            let filling = Value.text(call.text(2, "fillchar", " "))
            return try cells.mapped(call.work) { text in
                try call.context.call(call.context.attribute(name, of: .text(text)), [width, filling])
            }
        },
        method("wrap", "in lines of at most so many characters", "width") { cells, call in
            guard let width = try call.int(0, "width"), let word = call.context.registry.word("textwrap.fill") else {
                throw Mistake("wrap without a width", expected: "how many characters a line has", argument: "width")
            }
            return try cells.mapped(call.work) { try call.context.call(.word(word), [.text($0), .int(width)]) }
        },
    ]
}

extension String {
    fileprivate func components(between separator: String) -> [String] {
        separator.isEmpty ? [self] : split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
