package import Answers
package import Arrays
package import Datasets
package import Language

/// A column by itself, with what its rows are called: the manners of `pandas.Series`.
package struct Series: Sendable {
    package static let kind = "Series"

    private struct Content {
        var column: Column
        var labels: RowLabels
        var mixed: [Value]?
        var typeName: String?
    }

    private final class Shelf: @unchecked Sendable {
        var content: Content
        init(_ content: Content) { self.content = content }
    }

    /// Where the cells lie: all names of one column in the language share it, so that `s[0] = 5` is seen under each of them. What is
    /// changed in a copy of Swift's lies elsewhere from then on.
    private var shelf: Shelf

    package var column: Column {
        get { shelf.content.column }
        set { change { $0.column = newValue } }
    }
    var labels: RowLabels {
        get { shelf.content.labels }
        set { change { $0.labels = newValue } }
    }
    /// The cells where they are of several kinds, as in a row of a table; `column` has them as texts.
    private(set) var mixed: [Value]? {
        get { shelf.content.mixed }
        set { change { $0.mixed = newValue } }
    }
    /// What pandas calls the type, where that is not what the cells are.
    var typeName: String? {
        get { shelf.content.typeName }
        set { change { $0.typeName = newValue } }
    }

    private mutating func change(_ body: (inout Content) -> Void) {
        var content = shelf.content
        body(&content)
        shelf = Shelf(content)
    }

    init(_ column: Column, labels: RowLabels) {
        var content = Content(column: column.settled, labels: labels)
        if column.holdsLiterals {
            content.mixed = (0..<column.count).map { column.value($0) }
            content.typeName = "object"
        }
        if column.isSpan {
            content.mixed = (0..<column.count).map { column.value($0) }
            content.typeName = Series.spanType
        }
        shelf = Shelf(content)
    }

    /// The same cells, which are changed by themselves.
    package var duplicate: Series {
        var series = self
        series.shelf = Shelf(shelf.content)
        return series
    }

    /// Whether what is set in one of both is set in the other.
    func sharesCells(with other: Series) -> Bool { shelf === other.shelf }

    /// Takes the cells and rows of another column, under every name of this one.
    func take(_ other: Series) {
        var content = other.shelf.content
        content.column.name = column.name
        shelf.content = content
    }

    /// Cells of several kinds.
    init(mixed: [Value], name: String, labels: RowLabels) {
        self.init(Column(name, categories: mixed.map { $0.asText ?? $0.plain.repr }, as: .text), labels: labels)
        (self.mixed, typeName) = (mixed, "object")
        // In a table the cells are kept as they are written.
        if mixed.contains(where: { $0.isCellLiteral || ($0.asText == nil && $0.asNumber != nil) }) {
            column = Column(name, of: mixed)
        }
    }

    /// Values of any kind: of one kind where they are.
    init(_ values: [Value], name: String, labels: RowLabels) {
        let kinds = Set(values.map(Series.rank)).subtracting([0])
        if Series.isOneKind(kinds) {
            self.init(Column(name, of: values), labels: labels)
        } else {
            self.init(values, of: kinds, name, labels)
        }
    }

    /// The same of as many values as a person has, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    init(_ values: [Value], name: String, labels: RowLabels, stoppedBy work: Work) throws {
        let kinds = try values.reduce(into: Set<Int>(), stoppedBy: work) { $0.insert(Series.rank($1)) }
            .subtracting([0])
        if Series.isOneKind(kinds) {
            self.init(try Column(name, of: values, stoppedBy: work), labels: labels)
        } else {
            self.init(values, of: kinds, name, labels)
        }
    }

    private init(_ values: [Value], of kinds: Set<Int>, _ name: String, _ labels: RowLabels) {
        if kinds == [6] {
            self.init(
                spans: values.map { $0.asThing(Timedelta.self)?.seconds ?? .nan }, name: name, labels: labels)
        } else {
            self.init(mixed: values, name: name, labels: labels)
        }
    }

    /// Whether a column holds values of these kinds.
    private static func isOneKind(_ kinds: Set<Int>) -> Bool { kinds.count <= 1 && kinds != [4] && kinds != [6] }

    /// The same numbers in a type in which cells may be missing, where one of both sides is of such a type.
    private func nullable(like sides: [Column?], areWhole: Bool) -> Series {
        guard sides.contains(where: { $0?.isNullable ?? false }) else { return self }
        var found = self
        found.column.isNullable = true
        if case .numbers = found.column.cells { found.column.isWhole = areWhole }
        return found
    }

    /// A number for the kind of a value, 0 for gaps.
    private static func rank(_ value: Value) -> Int {
        switch value.plain {
        case .none: 0
        case .number(let number) where number.isNaN: 0
        case .bool: 1
        case .int, .number, .big: 2
        case .text: 3
        case .thing(is Timestamp): 5
        case .thing(is Timedelta): 6
        case .thing(is ClassInterval): 7
        case .thing(is Period): 8
        case .thing(is MissingValue): 0
        default: 4
        }
    }

    /// Lengths of time in seconds; NaN where one is missing.
    init(spans: [Double], name: String, labels: RowLabels) {
        var column = Column(name, .dates(spans))
        column.isSpan = true
        self.init(column, labels: labels)
    }

    static let spanType = "timedelta64[us]"

    /// The lengths of time in seconds, where it holds such.
    var spans: [Double]? {
        typeName == Series.spanType ? mixed?.map { $0.asThing(Timedelta.self)?.seconds ?? .nan } : nil
    }

    /// The numbers of an array, one for each row.
    init(_ array: NDArray, name: String, labels: RowLabels) {
        let numbers = array.doubles()
        switch array.dtype {
        case .bool: self.init(Column(name, .flags(numbers.map { $0 == 0 ? 0 : 1 })), labels: labels)
        case .float32, .float64: self.init(Column(name, .numbers(numbers)), labels: labels)
        default: self.init(Column(name, .numbers(numbers), isWhole: true), labels: labels)
        }
    }

    /// Numbers under names: what a statistic of all columns gives.
    init(_ numbers: [Double], names: [String], isWhole: Bool = false) {
        self.init(Column("", .numbers(numbers), isWhole: isWhole), labels: RowLabels(names: names))
    }

    var type: String { typeName ?? column.pandasType }
    var values: [Value] { mixed ?? (0..<length).map { column.value($0) } }

    package func rows(at places: [Int]) -> Series {
        var part = Series(column.rows(at: places), labels: labels.at(places))
        (part.typeName, part.mixed) = (typeName, mixed.map { cells in places.map { cells[$0] } })
        return part
    }

    /// The same of as many rows as a person has, until the work is stopped.
    package func rows(at places: [Int], _ work: Work) throws -> Series {
        var part = Series(try column.rows(at: places, stoppedBy: work), labels: try labels.at(places, work))
        (part.typeName, part.mixed) = (
            typeName, try mixed.map { cells in try places.map(stoppedBy: work) { cells[$0] } }
        )
        return part
    }

    /// The same cells with other names of rows.
    func called(_ labels: RowLabels) -> Series {
        var found = self
        found.labels = labels
        return found
    }

    /// All cells, until the work is stopped.
    func values(_ work: Work) throws -> [Value] { try mixed ?? column.values(work) }

    /// One cell.
    package func value(_ row: Int) -> Value { mixed?[row] ?? column.value(row) }

    /// The same rows with other cells.
    func with(_ column: Column) -> Series { Series(column, labels: labels) }

    /// The cells as an array.
    ///
    /// - Throws: `Mistake` for names.
    package func array() throws -> NDArray {
        if let mixed, mixed.allSatisfy({ $0.asNumber != nil }) {
            let wholes = mixed.compactMap { if case .int(let whole) = $0.plain { whole } else { nil } }
            return try wholes.count == mixed.count ? NDArray(wholes) : NDArray(mixed.map { $0.asNumber ?? .nan })
        }
        guard let numbers = column.numbers else {
            throw Mistake(
                "\(column.called) holds \(column.kind == .text ? "texts" : "categories")", expected: "numbers",
                try: "pd.get_dummies(data[[\"\(column.name)\"]])"
            ).raised(as: "TypeError", "could not convert string to float: '\(column.text(0) ?? "nan")'")
        }
        if case .flags = column.cells, column.missingCount == 0 { return try NDArray(numbers).converted(to: .bool) }
        if column.isWhole, column.missingCount == 0 { return try NDArray(numbers.map { Int(saturating: $0) }) }
        return try NDArray(numbers)
    }
}

extension Series: PrintedAsTable {
    package var summary: String { "Series \"\(column.name)\" of \(column.count.grouped) rows" }
    package func table(width: Int) -> String { FrameText.column(self, width: width) }
}

extension Series: Iterable {
    package func passed(_ place: Int) throws -> Value { value(place) }
    package func holds(_ value: Value, _ work: Work) throws -> Bool { try !labels.places(of: value, work).isEmpty }
}

extension Series: OwnAttributes, MadeByWord {
    package var madeBy: String { "pandas.Series" }

    /// `row.area`
    package func ownAttribute(_ name: String) -> Value? {
        guard !labels.isNumbered, let row = try? labels.places(of: .text(name), Work()).first else { return nil }
        return value(row)
    }
}

extension Series: LabelSliced, ArrayConvertible, Operable, Comparing {
    package var length: Int { column.count }
    package var asArray: NDArray { get throws { try array() } }

    package func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            return try RowAccess(series: self, way: .label).element([
                .index(
                    .tuple(
                        try subscripts.map { one in
                            guard case .index(let value) = one else {
                                throw Mistake("\(subscripts.count) subscripts for a column", expected: "one")
                            }
                            return value
                        }))
            ])
        }
        switch first {
        case .slice(let lower, let upper, let step):
            return .thing(rows(at: Array(try Subscripts.positions(length, lower, upper, step))))
        case .index(let index):
            if let flags = index.asThing(Series.self), case .flags(let cells) = flags.column.cells,
                !flags.labels.isSame(as: labels)
            {
                let places = try labels.rows(in: flags.labels, Work())
                return .thing(rows(at: places.indices.filter { row in places[row].map { cells[$0] == 1 } ?? false }))
            }
            return try RowAccess(series: self, way: .label).element(subscripts)
        }
    }

    /// Both sides with the rows matched by what they are called, and the name that both have.
    private func matched(_ other: Value, _ work: Work) throws -> (own: Series, other: Value, name: String) {
        guard let series = other.asThing(Series.self) else {
            if let items = other.array?.shape.first ?? other.elements?.count, items != length {
                throw Mistake("a column of \(length) rows and \(items) values", expected: "as many").raised(
                    as: "ValueError", "operands could not be broadcast together with shapes (\(length),) (\(items),) ")
            }
            return (self, other, column.name)
        }
        let name = column.name == series.column.name ? column.name : ""
        guard !labels.isSame(as: series.labels) else { return (self, other, name) }
        let (labels, own, others) = try labels.joined(with: series.labels, work)
        return (
            Series(try column.picked(own, work), labels: labels),
            .thing(Series(try series.column.picked(others, work), labels: labels)), name
        )
    }

    func operand(_ value: Value) throws -> Operand? {
        if let series = value.asThing(Series.self) { return .array(try series.array()) }
        if let array = value.array { return .array(array) }
        if case .int(let number) = value.plain { return .number(.int(number)) }
        if let items = value.elements, let numbers = value.doubles, numbers.count == items.count {
            let areWhole = items.allSatisfy { if case .int = $0.plain { true } else { false } }
            return .array(try areWhole ? NDArray(items.compactMap(\.asInt)) : NDArray(numbers))
        }
        return value.asNumber.map { .number(.float($0)) }
    }

    package func applying(
        _ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context
    ) throws -> Value? {
        let functions: [BinaryOperator: BinaryFunction] = [
            .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .floorDivide: .floorDivide,
            .remainder: .remainder, .power: .power, .and: .and, .or: .or,
        ]
        guard let function = functions[operation] else { return nil }
        let (own, second, name) = try matched(other, context.work)
        if let found = try own.temporal(operation, second, isRight, name) { return .thing(found) }
        if let found = try own.logical(operation, second, name, context.work) { return .thing(found) }
        if operation == .add, own.column.coded != nil, own.mixed == nil {
            return try own.joining(second, isRight: isRight, name, context.work)
        }
        return try own.applying(function, second, isRight, name, context.work).map { .thing($0) }
    }

    /// A function of the cells and another value, the rows matched by what they are called; nil for a value that is none.
    func applying(_ function: BinaryFunction, _ other: Value, isRight: Bool, _ work: Work) throws -> Series? {
        let (own, second, name) = try matched(other, work)
        return try own.applying(function, second, isRight, name, work)
    }

    private func applying(
        _ function: BinaryFunction, _ other: Value, _ isRight: Bool, _ name: String, _ work: Work
    ) throws -> Series? {
        let isGap = column.isNullable && other.asThing(MissingValue.self) != nil
        guard let second = isGap ? .number(.float(.nan)) : try operand(other) else { return nil }
        let mine = Operand.array(try array())
        let found = try NDArray.apply(function, isRight ? second : mine, isRight ? mine : second, work: work)
        let column = other.asThing(Series.self)?.column
        let isWhole = isGap || column.map(\.isWhole) ?? second.isWhole
        return Series(found, name: name, labels: labels).nullable(
            like: [self.column, column], areWhole: self.column.isWhole && isWhole && function != .divide)
    }

    /// Texts after each other.
    private func joining(_ other: Value, isRight: Bool, _ name: String, _ work: Work) throws -> Value? {
        let texts = other.asThing(Series.self)
        guard other.asText != nil || texts?.column.coded != nil else {
            throw Mistake("texts and \(other.brief)", expected: "texts", try: "data[\"n\"].astype(str)").raised(
                as: "TypeError", "can only concatenate str (not \"\(other.typeName)\") to str")
        }
        let cells = try (0..<length).map(stoppedBy: work) { row -> String? in
            guard let own = column.text(row), let second = other.asText ?? texts?.column.text(row) else { return nil }
            return isRight ? second + own : own + second
        }
        return .thing(with(try Column(name, categories: cells, as: column.kind, stoppedBy: work)))
    }

    package func applying(_ operation: UnaryOperator) throws -> Value? {
        switch operation {
        case .plus: return .thing(self)
        case .minus:
            let found = Series(try array().apply(.negative), name: column.name, labels: labels)
            return .thing(found.nullable(like: [column], areWhole: column.isWhole))
        case .invert:
            guard case .flags(let flags) = column.cells else { return nil }
            var found = Column(column.name, .flags(flags.map { $0 < 0 ? $0 : 1 - $0 }))
            found.isNullable = column.isNullable
            return .thing(with(found))
        }
    }
}

extension Operand {
    /// Whether it is a whole number, or several.
    fileprivate var isWhole: Bool {
        switch self {
        case .number(.int): true
        case .number: false
        case .array(let array): array.dtype != .float64 && array.dtype != .float32
        }
    }
}
