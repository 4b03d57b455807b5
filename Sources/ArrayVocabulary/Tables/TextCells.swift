import Answers
import Datasets
import Language

/// `series.str`: the methods of strings for every cell.
struct TextCells: Subscriptable {
    static let kind = "texts of a Series"
    package let series: Series
    var summary: String { "texts of \(series.summary)" }
    var length: Int { series.length }

    /// Each cell through a function; gaps stay.
    func mapped(_ body: (String) throws -> Value) throws -> Series {
        Series(
            try (0..<series.length).map { row in try series.column.text(row).map(body) ?? .number(.nan) },
            name: series.column.name, labels: series.labels)
    }

    /// A character, or a part, of each cell.
    func element(_ subscripts: [Subscript]) throws -> Value {
        if let lists = series.mixed, case .index(let place)? = subscripts.first {
            return .thing(
                Series(
                    lists.map { cell in
                        guard let items = cell.elements, let at = try? Subscripts.position(place, items.count, "list")
                        else {
                            return .number(.nan)
                        }
                        return items[at]
                    }, name: series.column.name, labels: series.labels))
        }
        return .thing(
            try mapped { text in
                let letters = Array(text.unicodeScalars)
                func joined(_ places: [Int]) -> Value {
                    .text(String(String.UnicodeScalarView(places.map { letters[$0] })))
                }
                switch subscripts.first {
                case .slice(let lower, let upper, let step):
                    return joined(Array(try Subscripts.positions(letters.count, lower, upper, step)))
                case .index(let value):
                    return (try? Subscripts.position(value, letters.count, "text")).map { joined([$0]) }
                        ?? .number(.nan)
                case nil: return .text(text)
                }
            })
    }

    private static func method(
        _ name: String, _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (String, NumPyCall) throws -> Value
    ) -> Member {
        TableMember.method(name, of: TextCells.self, meaning, signature, returns: Series.kind) { cells, call in
            .thing(try cells.mapped { try body($0, call) })
        }
    }

    /// What Python's own method of strings does to each cell.
    private static func own(_ name: String, _ meaning: String, _ signature: String = "") -> Member {
        let parameters = NumPyWord.parameters(signature).map(\.name)
        return method(name, "\(meaning), cell by cell", signature) { text, call in
            let arguments = parameters.compactMap { call.value(.max, $0) }
            return try call.context.call(call.context.attribute(name, of: .text(text)), arguments)
        }
    }

    static let members: [Member] = [
        own("lower", "in small letters"), own("upper", "in capitals"), own("title", "words with a capital"),
        own("capitalize", "the first letter a capital"), own("strip", "without blanks at the ends", "to_strip=None"),
        own("lstrip", "without blanks at the start", "to_strip=None"),
        own("rstrip", "without blanks at the end", "to_strip=None"),
        own("startswith", "whether it begins so", "pat"), own("endswith", "whether it ends so", "pat"),
        own("isdigit", "whether it is of digits"), own("isalpha", "whether it is of letters"),
        own("count", "how often a part comes", "pat"), own("find", "where a part begins, or −1", "sub"),
        own("zfill", "with zeros in front", "width"),
        method("len", "how many characters each cell has") { text, _ in .int(text.unicodeScalars.count) },
        TableMember.method(
            "contains", of: TextCells.self, "whether a part is in each cell", "pat, case=True, na=None, regex=True",
            returns: Series.kind
        ) { cells, call in
            let part = try call.required(0, "pat").asText ?? ""
            let minds = try call.flag(1, "case", true)
            try plain(part, try call.flag(3, "regex", true))
            let gap = call.value(2, "na")
            let wanted = minds ? part : part.lowercased()
            let found = try cells.mapped { text in
                .bool(wanted.isEmpty || (minds ? text : text.lowercased()).contains(wanted))
            }
            let filled = (0..<found.length).map { row -> Value in
                found.column.isMissing(row) ? gap ?? .bool(false) : found.value(row)
            }
            return .thing(Series(filled, name: cells.series.column.name, labels: cells.series.labels))
        },
        method("replace", "another text for a part, cell by cell", "pat, repl, regex=False") { text, call in
            let part = try call.required(0, "pat").asText ?? ""
            try plain(part, try call.flag(2, "regex"))
            return .text(part.isEmpty ? text : text.replacing(part, with: try call.required(1, "repl").asText ?? ""))
        },
        TableMember.method(
            "split", of: TextCells.self, "the parts between separators, cell by cell", "pat=None, n=-1, expand=False"
        ) { cells, call in
            let most = try call.int(1, "n", -1)
            let part = call.value(0, "pat")?.asText
            let pieces = (0..<cells.length).map { row -> [String]? in
                guard let text = cells.series.column.text(row) else { return nil }
                let cuts = most > 0 ? most : Int.max
                guard let part, !part.isEmpty else {
                    return text.split(maxSplits: cuts, whereSeparator: \.isWhitespace).map(String.init)
                }
                return text.split(separator: part, maxSplits: cuts, omittingEmptySubsequences: false).map(String.init)
            }
            if try call.flag(2, "expand") {
                let width = pieces.compactMap { $0?.count }.max() ?? 0
                return .thing(
                    Frame(
                        try Table(
                            (0..<width).map { place in Column("\(place)", categories: pieces.map { $0?[safe: place] }) }
                        ),
                        labels: cells.series.labels))
            }
            return .thing(
                Series(
                    mixed: pieces.map { $0.map { .list($0.map { .text($0) }) } ?? .number(.nan) },
                    name: cells.series.column.name, labels: cells.series.labels))
        },
        TableMember.method("get", of: TextCells.self, "one element of each cell", "i", returns: Series.kind) {
            cells, call in
            let place = try call.int(0, "i") ?? 0
            return .thing(
                Series(
                    cells.series.values.map { value in
                        let items = value.elements ?? (value.asText ?? "").unicodeScalars.map { .text(String($0)) }
                        return items[safe: place < 0 ? items.count + place : place] ?? .number(.nan)
                    }, name: cells.series.column.name, labels: cells.series.labels))
        },
    ]

    /// Patterns are not spoken here; a text without their signs is the same either way.
    private static func plain(_ text: String, _ isPattern: Bool) throws {
        guard isPattern, text.contains(where: { "\\.^$*+?{}[]|()".contains($0) }) else { return }
        throw Mistake(
            "\"\(text)\" is a pattern", expected: "a text as it stands", try: "regex=False", argument: "pat")
    }
}
