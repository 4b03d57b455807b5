import Answers
import Language

/// `agg`: what a function, or the name of one, makes of a column.
enum Aggregation {
    package static func value(_ series: Series, _ function: Value, _ context: Context) throws -> Value {
        guard let name = function.asText else {
            return try context.call(function, [.thing(series)])
        }
        if name == "size" { return .int(series.length) }
        guard let reduction = ColumnStatistic.named(name) else {
            throw Mistake(
                "there is no statistic \"\(name)\"",
                expected: (ColumnStatistic.all.map(\.name) + ["size"]).joined(separator: ", ")
            ).raised(as: "AttributeError", "'SeriesGroupBy' object has no attribute '\(name)'")
        }
        return try reduction.value(series, .init(), context.work)
    }

    /// What a column made by it is called.
    static func name(_ function: Value) -> String {
        if let name = function.asText { return name }
        if case .word(let word) = function { return word.name.split(separator: ".").last.map(String.init) ?? word.name }
        if case .function(let own) = function { return own.name == "lambda" ? "<lambda_0>" : own.name }
        return function.brief
    }

    /// The functions where several are given; nil for one.
    static func list(_ function: Value) -> [Value]? { function.asText == nil ? function.elements : nil }

    /// What the columns made by several functions are called: lambdas are counted.
    static func names(_ functions: [Value]) -> [String] {
        var lambdas = 0
        return functions.map { function in
            guard case .function(let own) = function, own.name == "lambda" else { return name(function) }
            lambdas += 1
            return "<lambda_\(lambdas - 1)>"
        }
    }
}
