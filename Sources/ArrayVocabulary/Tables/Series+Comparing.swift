package import Answers
import Arrays
import Datasets
package import Language

/// Cells of a column beside others or one value: `s > 2`, `data.kind == "a"`.
extension Series {
    package func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value?
    {
        let functions: [ComparisonOperator: BinaryFunction] = [
            .equal: .equal, .notEqual: .notEqual, .less: .less, .lessOrEqual: .lessEqual, .greater: .greater,
            .greaterOrEqual: .greaterEqual,
        ]
        guard let function = functions[operation] else { return nil }
        if column.isNullable, other.asThing(MissingValue.self) != nil {
            var found = Column(column.name, .flags([Int8](repeating: -1, count: length)))
            found.isNullable = true
            return .thing(with(found))
        }
        let other = numbered(other)
        let texts = other.asThing(Series.self)
        if let texts, !texts.labels.isSame(as: labels) {
            throw Mistake(
                "columns whose rows have other names are compared", expected: "the same index in both",
                try: ".reset_index(drop=True)"
            ).raised(as: "ValueError", "Can only compare identically-labeled Series objects")
        }
        if let own = seconds {
            guard let second = TimeOperand(other, isSpan: spans != nil)?.seconds(length) else {
                throw Mistake("times and \(other.brief)", expected: "times", try: "pd.Timestamp(\"2024-01-31\")")
                    .raised(
                        as: "TypeError", "Invalid comparison between dtype=\(type) and \(other.typeName)")
            }
            let cells = zip(own, second).map { a, b -> Int8 in
                operation.of(isRight ? b : a, isRight ? a : b) == true ? 1 : 0
            }
            return .thing(Series(Column(column.name, .flags(cells)), labels: labels))
        }
        if other.asText != nil || column.coded != nil || texts?.column.coded != nil {
            return try comparing(operation, texts: other, isRight, work)
        }
        guard let other = try operand(other) else { return nil }
        let own = Operand.array(try array())
        let found = try NDArray.apply(function, isRight ? other : own, isRight ? own : other, work: work)
        return .thing(
            with(Series(found, name: column.name, labels: labels).column.missing(like: column, texts?.column)))
    }

    /// A number beside categories that are numbers as the category that it is.
    private func numbered(_ other: Value) -> Value {
        if let text = other.asThing(ClassInterval.self)?.printed ?? other.asThing(Period.self)?.printed {
            return .text(text)
        }
        guard column.levelOrder != .met, column.levelType != .text, other.array?.ndim ?? 0 == 0,
            let number = other.asNumber
        else { return other }
        let own = column.categories.first { column.levelType.quantity($0) == number }
        return .text(own ?? other.plain.repr)
    }

    private func comparing(_ operation: ComparisonOperator, texts other: Value, _ isRight: Bool, _ work: Work) throws
        -> Value?
    {
        let (series, given) = (other.asThing(Series.self), other.asText)
        let items = series == nil && given == nil ? other.places : nil
        if let items, items.count != length {
            throw Mistake("\(items.count) values for \(length) rows", expected: "as many").raised(
                as: "ValueError", "Lengths must match to compare")
        }
        if let given, column.levelOrder != .met, operation != .equal, operation != .notEqual {
            return .thing(with(try ranked(operation, given, isRight)))
        }
        if let series, column.levelOrder != .met, series.column.levelOrder != .met, operation != .equal,
            operation != .notEqual
        {
            return .thing(with(try ranked(operation, series, isRight)))
        }
        var check = StopCheck(work)
        let cells = try (0..<length).map { row -> Int8 in
            try check.pass()
            let second = given ?? series?.column.text(row) ?? items?[row].asText
            guard let own = column.text(row), let second, column.coded != nil || mixed?[row].asText != nil else {
                return operation == .notEqual ? 1 : 0
            }
            return operation.holds(isRight ? second : own, isRight ? own : second) ? 1 : 0
        }
        return .thing(with(Column(column.name, .flags(cells)).missing(like: column, series?.column)))
    }

    /// Two columns of the same categories by their order.
    private func ranked(_ operation: ComparisonOperator, _ other: Series, _ isRight: Bool) throws -> Column {
        guard column.levelOrder == .ranked, other.column.levelOrder == .ranked else {
            throw Mistake(
                "categories without an order are compared", expected: "== or !=", try: ".cat.as_ordered()"
            ).raised(as: "TypeError", "Unordered Categoricals can only compare equality or not")
        }
        guard column.categories == other.column.categories, let own = column.coded?.codes,
            let second = other.column.coded?.codes
        else {
            throw Mistake("columns of different categories are compared", expected: "the same categories in one order")
                .raised(as: "TypeError", "Categoricals can only be compared if 'categories' are the same.")
        }
        return Column(
            column.name,
            .flags(
                zip(own, second).map { a, b in
                    guard a >= 0, b >= 0 else { return 0 }
                    let (x, y) = (Double(a), Double(b))
                    return operation.of(isRight ? y : x, isRight ? x : y) == true ? 1 : 0
                }))
    }

    /// Categories by their order beside one of them.
    private func ranked(_ operation: ComparisonOperator, _ text: String, _ isRight: Bool) throws -> Column {
        guard column.levelOrder == .ranked else {
            throw Mistake(
                "categories without an order are compared", expected: "== or !=", try: ".cat.as_ordered()"
            ).raised(as: "TypeError", "Unordered Categoricals can only compare equality or not")
        }
        guard let bound = column.categories.firstIndex(of: text), let codes = column.coded?.codes else {
            throw Mistake("\"\(text)\" is no category", expected: column.categories.joined(separator: ", ")).raised(
                as: "TypeError", "Cannot compare a Categorical with a scalar, which is not a category.")
        }
        return Column(
            column.name,
            .flags(
                codes.map { code in
                    guard code >= 0 else { return 0 }
                    let (a, b) = (Double(code), Double(bound))
                    return operation.of(isRight ? b : a, isRight ? a : b) == true ? 1 : 0
                }))
    }
}

extension Column {
    /// Answers that are missing where a cell of one side is, if that side is of a type in which cells may be missing.
    fileprivate func missing(like a: Column, _ b: Column?) -> Column {
        guard case .flags(let flags) = cells, a.isNullable || b?.isNullable ?? false else { return self }
        var found = self
        found.cells = .flags(flags.indices.map { a.isMissing($0) || b?.isMissing($0) ?? false ? -1 : flags[$0] })
        found.isNullable = true
        return found
    }
}
