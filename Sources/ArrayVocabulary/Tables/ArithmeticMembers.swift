import Answers
import Arrays
import Datasets
import Language

/// `a.add(b, fill_value=0)` and its kin: the operators of tables and columns as methods.
enum ArithmeticMembers {
    private enum Operation: Sendable {
        case arithmetic(BinaryOperator, isRight: Bool)
        case comparison(ComparisonOperator)
    }

    private static let operations: [(name: String, aliases: [String], sign: String, operation: Operation)] =
        [
            ("add", [], BinaryOperator.add), ("sub", ["subtract"], .subtract), ("mul", ["multiply"], .multiply),
            ("div", ["truediv", "divide"], .divide), ("floordiv", [], .floorDivide), ("mod", [], .remainder),
            ("pow", [], .power),
        ].flatMap { name, aliases, operation in
            [
                (name, aliases, operation.rawValue, Operation.arithmetic(operation, isRight: false)),
                (
                    "r" + name, aliases.contains("truediv") ? ["rtruediv"] : [], operation.rawValue,
                    Operation.arithmetic(operation, isRight: true)
                ),
            ]
        }
        + [
            ("eq", ComparisonOperator.equal), ("ne", .notEqual), ("lt", .less), ("le", .lessOrEqual), ("gt", .greater),
            ("ge", .greaterOrEqual),
        ].map { ($0.0, [], $0.1.rawValue, Operation.comparison($0.1)) }

    static let members: [Member] = operations.flatMap { name, aliases, sign, operation in
        [
            TableMember.method(
                name, aliases: aliases, of: Series.self, "\(sign) with another column or a number, matched by rows",
                "other, level=None, fill_value=None, axis=0", returns: Series.kind
            ) { series, call in
                let other = try call.required(0, "other")
                let (own, second) = try filled(series, other, call)
                return try applied(.thing(own), second, operation, call)
            },
            TableMember.method(
                name, aliases: aliases, of: Frame.self, "\(sign) with another table, a column or a number",
                "other, axis='columns', level=None, fill_value=None", returns: Frame.kind
            ) { frame, call in
                let other = try call.required(0, "other")
                let axis = call.value(1, "axis")
                let isByRow = axis?.asInt == 0 || axis?.asText == "index" || axis?.asText == "rows"
                guard isByRow, other.asThing(Series.self) != nil || other.places != nil else {
                    guard call.value(3, "fill_value") == nil else {
                        throw Mistake(
                            "\(name) of tables does not follow fill_value here", expected: "tables without gaps",
                            try: "data.fillna(0)", argument: "fill_value")
                    }
                    return try applied(.thing(frame), other, operation, call)
                }
                // Each column with the other one, row by row.
                let columns = try frame.table.columns.map { column -> Column in
                    let (own, second) = try filled(Series(column, labels: frame.labels), other, call, place: 3)
                    guard var found = try applied(.thing(own), second, operation, call).asThing(Series.self)?.column
                    else {
                        throw Mistake("\(name) of \(column.called) gives no column", expected: "numbers")
                    }
                    found.name = column.name
                    return found
                }
                return .thing(frame.with(try Table(columns, name: frame.table.name)))
            },
        ]
    }

    /// Both sides on all rows that one of them has, gaps filled, where a filling is given.
    private static func filled(_ series: Series, _ other: Value, _ call: NumPyCall, place: Int = 2) throws -> (
        Series, Value
    ) {
        guard let filling = call.value(place, "fill_value") else { return (series, other) }
        func full(_ series: Series) -> Series {
            Series(series.values.map { $0.isGap ? filling : $0 }, name: series.column.name, labels: series.labels)
        }
        guard let second = other.asThing(Series.self) else { return (full(series), other) }
        let (labels, own, others) = try series.labels.joined(with: second.labels, call.work)
        return (
            full(Series(try series.column.picked(own, call.work), labels: labels)),
            .thing(full(Series(try second.column.picked(others, call.work), labels: labels)))
        )
    }

    private static func applied(_ own: Value, _ other: Value, _ operation: Operation, _ call: NumPyCall) throws -> Value
    {
        switch operation {
        case .arithmetic(let sign, let isRight):
            return isRight ? try call.context.operate(sign, other, own) : try call.context.operate(sign, own, other)
        case .comparison(let sign):
            let comparing = own.asThing((any Comparing).self)
            guard let found = try comparing?.comparing(sign, other, isRight: false, work: call.work) else {
                throw Mistake("\(other.brief) is not compared with a column", expected: "a column or a number").raised(
                    as: "TypeError")
            }
            return found
        }
    }
}
