import Answers
import Arrays
import Datasets
import Language

/// What `.str` finds by patterns: where they are, what stands there, and what is put in its place.
extension TextMembers {
    static let patterns: [Member] =
        [
            method("contains", "whether a part is in each cell", "pat, case=True, flags=0, na=None, regex=True") {
                cells, call in
                let pattern = try pattern(
                    call, flags: 2, isPattern: call.flag(4, "regex", true), ignoresCase: !call.flag(1, "case", true))
                return try cells.tested(call.work, gap: call.value(3, "na")) { try pattern.isFound("search", in: $0) }
            }
        ]
        + [("match", "begins with a pattern"), ("fullmatch", "is as a pattern says")].map { name, verb in
            method(name, "whether each cell \(verb)", "pat, case=True, flags=0, na=None") { cells, call in
                let pattern = try pattern(call, flags: 2, ignoresCase: !call.flag(1, "case", true))
                return try cells.tested(call.work, gap: call.value(3, "na")) { try pattern.isFound(name, in: $0) }
            }
        }
        + [
            method("count", "how often a part comes, cell by cell", "pat, flags=0") { cells, call in
                let pattern = try pattern(call, flags: 1)
                return try cells.mapped(call.work) { text in
                    guard let plain = pattern.plain else {
                        return .int(try pattern.call("findall", [.text(text)]).elements?.count ?? 0)
                    }
                    return try call.context.call(call.context.attribute("count", of: .text(text)), [.text(plain)])
                }
            },
            method(
                "replace", "another text for a part, cell by cell; regex=True for a pattern",
                "pat, repl=None, n=-1, case=None, flags=0, regex=False"
            ) { cells, call in try replaced(cells, call) },
            method("findall", "all places that are as a pattern says, cell by cell", "pat, flags=0") { cells, call in
                let pattern = try pattern(call, flags: 1)
                return try cells.lists(
                    cells.byRow(call.work) { row -> [Value]? in
                        guard let text = cells.text(row) else { return nil }
                        guard let plain = pattern.plain else {
                            return try pattern.call("findall", [.text(text)]).elements ?? []
                        }
                        return text.ranges(of: plain).map { _ in .text(plain) }
                    }, call.work)
            },
            method(
                "extract", "what stands in the brackets of a pattern, a column for each pair",
                "pat, flags=0, expand=True"
            ) { cells, call in
                let (pattern, groups) = try grouped(call, flags: 1)
                let rows = try cells.byRow(call.work) { row in
                    try cells.text(row).flatMap { try pattern.parts(groups.count, in: $0) }
                }
                let columns = try groups.indices.map { place in
                    try Column(
                        groups[place].name, categories: rows.map { $0?[place].asText }, stoppedBy: call.work)
                }
                guard try call.flag(2, "expand", true) || groups.count > 1 else {
                    var series = Series(columns[0], labels: cells.series.labels)
                    if !groups[0].isNamed { series.column.name = cells.series.column.name }
                    return .thing(series)
                }
                return .thing(Frame(try Table(columns), labels: cells.series.labels))
            },
            method(
                "extractall", "what stands in the brackets of a pattern wherever it is found, a row for each place",
                "pat, flags=0"
            ) { cells, call in
                let (pattern, groups) = try grouped(call, flags: 1)
                var (rows, numbers): ([Int], [Double]) = ([], [])
                var found: [[String?]] = []
                for row in 0..<cells.length {
                    if call.work.isCancelled { throw Stopped() }
                    guard let text = cells.text(row) else { continue }
                    for (number, match) in (try pattern.call("findall", [.text(text)]).elements ?? []).enumerated() {
                        rows.append(row)
                        numbers.append(Double(number))
                        let parts = match.asText.map { [$0] } ?? (match.elements ?? []).map { $0.asText ?? "" }
                        // A part that was not found is missing.
                        found.append(parts.map { $0.isEmpty ? nil : $0 })
                    }
                }
                let columns = try groups.indices.map { place in
                    let parts = try found.map(stoppedBy: call.work) { $0[safe: place] ?? nil }
                    return try Column(groups[place].name, categories: parts, stoppedBy: call.work)
                }
                return .thing(
                    Frame(
                        try Table(columns),
                        labels: RowLabels(
                            try cells.series.labels.at(rows, call.work).levels + [
                                Column("match", .numbers(numbers), isWhole: true)
                            ])))
            },
        ]

    /// What `pat=` asks for.
    ///
    /// - Parameters:
    ///   - flags: the place of `flags=`.
    ///   - isPattern: whether it is one of re's, or a part as it stands.
    ///   - ignoresCase: whether small letters are capitals, whatever `flags=` says.
    private static func pattern(
        _ call: NumPyCall, flags: Int, isPattern: Bool = true, ignoresCase: Bool = false
    ) throws -> TextPattern {
        try TextPattern(
            call.required(0, "pat"), isPattern: isPattern, ignoresCase: ignoresCase || self.ignoresCase(call, flags),
            call.context)
    }

    /// The same with its pairs of brackets.
    private static func grouped(
        _ call: NumPyCall, flags: Int
    ) throws -> (pattern: TextPattern, groups: [(name: String, isNamed: Bool)]) {
        let given = try call.required(0, "pat")
        let pattern = try pattern(call, flags: flags)
        return (pattern, try pattern.groups(given.asText ?? given.brief))
    }

    /// Whether `flags=` is re.IGNORECASE.
    private static func ignoresCase(_ call: NumPyCall, _ place: Int) throws -> Bool {
        guard let flags = call.value(place, "flags")?.asInt, flags != 0 else { return false }
        guard flags == 2 else {
            throw Mistake(
                "flags = \(flags)", expected: "re.IGNORECASE", try: "the flag in the pattern: \"(?m)^a\"",
                argument: "flags")
        }
        return true
    }

    private static func replaced(_ cells: TextCells, _ call: NumPyCall) throws -> Value {
        let isPattern = try call.flag(5, "regex")
        let most = try call.int(2, "n", -1)
        let ignoresCase = try call.value(3, "case").map { try !call.context.isTrue($0) } ?? ignoresCase(call, 4)
        let given = try call.required(0, "pat")
        var pairs: [(pattern: Value, new: Value)] = []
        if case .dict(let entries) = given {
            pairs = entries.entries.map { ($0.key, $0.value) }
        } else {
            guard let new = call.value(1, "repl") else {
                throw Mistake("replace without a new text", expected: "a text", argument: "repl").raised(
                    as: "ValueError", "Cannot use a list-like or None as repl")
            }
            pairs = [(given, new)]
        }
        let rules = try pairs.map { old, new in
            guard new.asText != nil || isPattern else {
                throw Mistake(
                    "repl = \(new.brief) without a pattern", expected: "a text", try: "regex=True", argument: "repl"
                ).raised(as: "ValueError", "Cannot use a callable replacement when regex=False")
            }
            // A function is called with what was found, so that re has to find it.
            let pattern =
                try new.asText == nil && old.asText != nil
                ? TextPattern(compiled(old, call.context), isPattern: true, call.context)
                : TextPattern(old, isPattern: isPattern, ignoresCase: ignoresCase, call.context)
            return (pattern, new)
        }
        return try cells.mapped(call.work) { text in
            var text = text
            for (pattern, new) in rules {
                if let plain = pattern.plain, let piece = new.asText {
                    let new = isPattern ? unescaped(piece) : piece
                    let ranges = text.ranges(of: plain)
                    text =
                        plain.isEmpty
                        ? text : text.replacing(plain, with: new, maxReplacements: most < 0 ? ranges.count : most)
                } else {
                    let count = most < 0 ? 0 : most
                    let new = isPattern ? new : .text((new.asText ?? "").replacing("\\", with: "\\\\"))
                    text = try pattern.call("sub", [new, .text(text), .int(count)]).asText ?? text
                }
            }
            return .text(text)
        }
    }

    /// What stands for a sign of a replacement itself.
    private static func unescaped(_ text: String) -> String { text.replacing("\\\\", with: "\\") }

    private static func compiled(_ pattern: Value, _ context: Context) throws -> Value {
        guard let word = context.registry.word("re.compile") else {
            throw Mistake("a function in place of a text", expected: "a text", try: ".map(f)", argument: "repl")
        }
        return try context.call(.word(word), [pattern])
    }
}
