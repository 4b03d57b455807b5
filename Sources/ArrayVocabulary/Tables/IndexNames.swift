import Answers
import Arrays
import Datasets
package import Language

/// `data.columns`, `data.index`: names in a row, which can be gone through, asked for and compared.
struct IndexNames: Subscriptable, ArrayConvertible, PrintedAsTable, Comparing, Operable {
    static let kind = "Index"
    let labels: RowLabels
    /// The table whose rows or columns are called so.
    let owner: Owner?

    enum Owner: Sendable { case rows(Frame), columns(Frame) }

    init(_ labels: RowLabels, of owner: Owner? = nil) { (self.labels, self.owner) = (labels, owner) }

    init(names: [String]) { self.init(RowLabels(names: names)) }

    var length: Int { labels.count }
    var values: [Value] { (0..<length).map { labels.value($0) } }
    var asArray: NDArray {
        get throws { try Series(labels.levels[0], labels: RowLabels(count: length)).array() }
    }
    var summary: String { table(width: 80) }
    var json: JSON {
        .array(
            values.map { value in
                value.asText.map { .string($0) } ?? value.asInt.map { .integer($0) } ?? .string(value.repr)
            })
    }

    func table(width: Int) -> String {
        let name = labels.name.isEmpty ? "" : ", name=\(Value.text(labels.name).repr)"
        if labels.isCounted || (length == 0 && labels.levels.first?.kind == .number) {
            return "RangeIndex(start=0, stop=\(length), step=1\(name))"
        }
        if labels.levels.count > 1 {
            let lines = values.map(\.repr)
            let names = labels.levels.map { $0.name.isEmpty ? "None" : Value.text($0.name).repr }
            let ending = names.allSatisfy { $0 == "None" } ? ")" : "names=[\(names.joined(separator: ", "))])"
            return "MultiIndex([\(lines.joined(separator: ",\n            "))],\n           \(ending)"
        }
        if case .dates(let seconds) = labels.levels[0].cells { return dates(seconds, name, width) }
        let level = labels.levels[0]
        let head: String
        var texts = values.map(\.repr)
        switch level.levelOrder == .met ? level.levelType : .text {
        case .interval: (head, texts) = ("IntervalIndex([", values.map(\.written))
        case .period: (head, texts) = ("PeriodIndex([", values.map { "'\($0.written)'" })
        case .text, .whole, .number, .flag: head = "Index(["
        }
        let shown = length <= 100 ? texts : Array(texts.prefix(10)) + ["..."] + texts.suffix(10)
        let tail = "], dtype='\(level.pandasType)'\(name)\(length > 100 ? ", length=\(length)" : ""))"
        let line = head + shown.joined(separator: ", ") + tail
        guard line.count > width else { return line }
        var lines = [head]
        for (place, item) in shown.enumerated() {
            let piece = item + (place + 1 < shown.count ? "," : "")
            if let last = lines.last, last.count + piece.count + 1 > width, lines.count > 1 || last.count > head.count {
                lines.append(String(repeating: " ", count: head.count) + piece)
            } else {
                lines[lines.count - 1] += lines[lines.count - 1].hasSuffix(",") ? " " + piece : piece
            }
        }
        return lines.joined(separator: "\n") + "],\n" + String(repeating: " ", count: head.count - 1)
            + tail.dropFirst(3)
    }

    /// A DatetimeIndex: what follows the dates goes on the same line as far as it has room there.
    private func dates(_ seconds: [Double], _ name: String, _ width: Int) -> String {
        let texts = FrameText.dates(seconds).map { "'\($0)'" }
        let shown = length <= 100 ? texts : Array(texts.prefix(10)) + ["..."] + texts.suffix(10)
        let head = "DatetimeIndex(["
        var lines = [head + shown.joined(separator: ", ") + "],"]
        if lines[0].count > width {
            lines = [head]
            for (place, text) in shown.enumerated() {
                let piece =
                    text + (place + 1 < shown.count && text != "..." ? "," : place + 1 == shown.count ? "]," : "")
                let isAlone = text == "..." || (place > 0 && shown[place - 1] == "...")
                if let last = lines.last, isAlone || (last != head && last.count + piece.count + 1 > width) {
                    lines.append(String(repeating: " ", count: head.count) + piece)
                } else {
                    lines[lines.count - 1] += (lines[lines.count - 1] == head ? "" : " ") + piece
                }
            }
            lines.append(String(repeating: " ", count: head.count - 2))
        }
        let facts =
            ["dtype='datetime64[us]'"] + (length > 100 ? ["length=\(length)"] : [])
            + (name.isEmpty ? [] : [String(name.dropFirst(2))])
            + ["freq=\(labels.frequency.map { "'\($0)'" } ?? "None")"]
        for (place, fact) in facts.enumerated() {
            let piece = fact + (place + 1 < facts.count ? "," : ")")
            let last = lines[lines.count - 1]
            if !last.hasSuffix(" "), last.count + piece.count + 1 > width {
                lines.append(String(repeating: " ", count: head.count - 1) + piece)
            } else {
                lines[lines.count - 1] += " " + piece
            }
        }
        return lines.joined(separator: "\n")
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for an index", expected: "one")
        }
        switch first {
        case .slice(let lower, let upper, let step):
            return .thing(IndexNames(labels.at(Array(try Subscripts.positions(length, lower, upper, step)))))
        case .index(let value):
            if let places = try value.mask(length, "index") { return .thing(IndexNames(labels.at(places))) }
            if let items = value.places {
                return .thing(IndexNames(labels.at(try items.map { try Subscripts.position($0, length, "index") })))
            }
            return labels.value(try Subscripts.position(value, length, "index"))
        }
    }

    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        let series = Series(labels.levels[0], labels: RowLabels(count: length))
        let found = try series.applying(operation, other, isRight: isRight, context)?.asThing(Series.self)
        guard let found else { return nil }
        return found.spans == nil ? .thing(IndexNames(RowLabels([found.column]))) : .thing(found)
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        let series = Series(labels.levels[0], labels: RowLabels(count: length))
        guard let found = try series.comparing(operation, other, isRight: isRight, work: work)?.asThing(Series.self)
        else { return nil }
        return .thing(try found.array())
    }
}

extension IndexNames: Iterable {
    func passed(_ place: Int) throws -> Value { labels.value(place) }
    func holds(_ value: Value, _ work: Work) throws -> Bool { try !labels.places(of: value, work).isEmpty }
}

extension Value {
    /// The elements where it is an array or a list of numbers or names.
    package var places: [Value]? {
        array.flatMap { $0.ndim == 1 ? $0.numbers().map { Value($0) } : nil } ?? elements ?? listed
    }

    /// The elements of a column or an index.
    private var listed: [Value]? {
        if let series = asThing(Series.self) ?? asThing(CategoryArray.self)?.series { return series.values }
        if let texts = asThing(TextArray.self) { return texts.texts.map { .text($0) } }
        return asThing(IndexNames.self)?.values
    }

    /// The places where a condition holds; nil for what is none.
    ///
    /// - Throws: `Mistake` unless there is an answer for each of so many rows.
    func mask(_ length: Int, _ what: String) throws -> [Int]? {
        let flags: [Bool]
        if let series = asThing(Series.self), case .flags(let cells) = series.column.cells {
            flags = cells.map { $0 == 1 }
        } else if let array, array.dtype == .bool, array.ndim == 1 {
            flags = array.doubles().map { $0 != 0 }
        } else if let items = elements, !items.isEmpty,
            items.allSatisfy({ if case .bool = $0.plain { true } else { false } })
        {
            flags = items.map { if case .bool(true) = $0.plain { true } else { false } }
        } else {
            return nil
        }
        guard flags.count == length else {
            throw Mistake(
                "the condition has \(flags.count) rows, the \(what) \(length)", expected: "as many",
                try: "a condition on the same \(what)"
            ).raised(as: "ValueError", "Item wrong length \(flags.count) instead of \(length).")
        }
        return flags.indices.filter { flags[$0] }
    }
}
