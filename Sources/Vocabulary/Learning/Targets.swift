import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// The targets of a fit, as numbers or as classes.
struct Targets: Sendable {
    /// Each row's target as it was given; the first column where there are several.
    let labels: [Value]
    private let rows: [[Double]]?
    /// Whether it was a list and no table of one column.
    let isFlat: Bool

    var count: Int { labels.count }

    init(labels: [Value], rows: [[Double]]?, isFlat: Bool) {
        (self.labels, self.rows, self.isFlat) = (labels, rows, isFlat)
    }

    init(_ value: Value, _ context: Context) throws {
        if let series = value.asThing(Series.self) {
            self.init(
                labels: try (0..<series.length).map(stoppedBy: context.work) { series.value($0) },
                rows: try series.column.numbers?.map(stoppedBy: context.work) { [$0] }, isFlat: true)
            return
        }
        if let texts = value.asThing(TextArray.self) {
            self.init(labels: texts.texts.map { .text($0) }, rows: nil, isFlat: true)
            return
        }
        if let frame = value.asThing(Frame.self) {
            let array = try frame.array()
            try self.init(.thing(array), context)
            return
        }
        if let items = value.elements, items.contains(where: { $0.asText != nil }) {
            self.init(labels: items, rows: nil, isFlat: true)
            return
        }
        let array = try NumPyCall("fit", context).array(value, "y")
        guard (1...2).contains(array.ndim) else {
            throw Mistake("y has the shape \(array.shape.shapeText)", expected: "a target for each row", argument: "y")
        }
        let (width, numbers) = (array.ndim == 2 ? array.shape[1] : 1, array.doubles())
        let all = array.numbers()
        self.init(
            labels: try stride(from: 0, to: all.count, by: Swift.max(1, width)).map(stoppedBy: context.work) {
                Value(all[$0])
            },
            rows: try (0..<array.shape[0]).map(stoppedBy: context.work) {
                Array(numbers[$0 * width..<($0 + 1) * width])
            }, isFlat: array.ndim == 1)
    }

    /// - Throws: `Mistake` (scikit-learn's ValueError) unless there is a target for each row.
    func check(rows: Int) throws {
        guard count == rows else {
            throw Mistake("X has \(rows) rows and y \(count)", expected: "a target for each row").raised(
                as: "ValueError",
                "Found input variables with inconsistent numbers of samples: [\(rows), \(count)]")
        }
    }

    func rows(at places: [Int]) -> Targets {
        Targets(labels: places.map { labels[$0] }, rows: rows.map { rows in places.map { rows[$0] } }, isFlat: isFlat)
    }

    /// The targets as numbers, column by column.
    ///
    /// - Throws: `Mistake` for names, and for missing numbers.
    func columns() throws -> [[Double]] {
        guard let rows else {
            throw Mistake("y holds names such as \(labels.first?.brief ?? "")", expected: "numbers", argument: "y")
                .raised(
                    as: "ValueError", "could not convert string to float: \(labels.first?.repr ?? "")")
        }
        if let bad = rows.firstIndex(where: { !$0.allSatisfy(\.isFinite) }) {
            throw Mistake(
                "the target of row \(bad) is \(rows[bad].first?.short() ?? "")", expected: "numbers", argument: "y"
            )
            .raised(as: "ValueError", "Input y contains NaN.")
        }
        return (0..<(rows.first?.count ?? 1)).map { place in rows.map { $0[place] } }
    }

    /// The classes in order, and each row's place among them; none where there are no targets.
    static func classes(_ targets: Targets?, _ work: Work) throws -> (classes: [Value], places: [Int]) {
        try targets?.classed(work) ?? ([], [])
    }

    /// The classes in order, and each row's place among them.
    func classed(_ work: Work) throws -> (classes: [Value], places: [Int]) {
        let (classes, places) = try distinct(work)
        guard classes.count <= 1000 || classes.count * 2 < labels.count else {
            throw Mistake(
                "y has \(classes.count) classes in \(labels.count) rows", expected: "classes", try: "a regressor"
            )
            .raised(as: "ValueError", "Unknown label type: continuous.")
        }
        return (classes, places)
    }

    /// The different values in order, however many, and each row's place among them.
    func distinct(_ work: Work) throws -> (values: [Value], places: [Int]) {
        let names = try labels.map(stoppedBy: work) { $0.plain.repr }
        let known = try names.indices.reduce(into: [String: Value](), stoppedBy: work) { known, row in
            if known[names[row]] == nil { known[names[row]] = labels[row].plain }
        }
        let values = try known.values.sorted(stoppedBy: work) { a, b in
            if let x = a.asNumber, let y = b.asNumber { return x < y }
            return a.repr < b.repr
        }
        let places = Dictionary(uniqueKeysWithValues: zip(values.map(\.repr), 0...))
        return (values, try names.map(stoppedBy: work) { places[$0] ?? 0 })
    }
}
