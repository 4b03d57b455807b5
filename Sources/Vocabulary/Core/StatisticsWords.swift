import Language
import Answers

/// Numbers that say something about many numbers.
enum StatisticsWords {
    static let words: [Word] = [
        mean, median, deviation, variance,
    ]

    private static let family = "lists"
    private static let values = Parameter("values", .any, "a list or tuple of numbers")

    /// The numbers of the argument `values`.
    static func numbers(_ arguments: Arguments, _ context: Context, _ name: String = "values") throws -> [Double] {
        let items = try elements(arguments[name], arguments, name, context)
        return try items.enumerated().map(stoppedBy: context.work) { index, item in
            if case .bool(let flag) = item { return flag ? 1 : 0 }
            guard let number = item.asDouble else {
                throw arguments.mistake(
                    name, "\(name)[\(index)] = \(item.brief) is not a number", expected: "numbers")
            }
            return number
        }
    }

    static func elements(_ value: Value, _ arguments: Arguments, _ name: String, _ context: Context) throws -> [Value] {
        try arguments.about(name) { try value.elements(in: context) }
    }

    private static func filled(_ arguments: Arguments, _ context: Context, _ word: String) throws -> [Double] {
        let numbers = try numbers(arguments, context)
        guard !numbers.isEmpty else {
            throw arguments.mistake("values", "\(word) of an empty list", expected: "at least one number")
        }
        return numbers
    }

    /// Neumaier's compensated sum: the error does not grow with the count.
    static func sum(_ numbers: [Double]) -> Double {
        var total = 0.0
        var lost = 0.0
        for number in numbers {
            let next = total + number
            guard next.isFinite else { return numbers.reduce(0, +) }
            lost += abs(total) >= abs(number) ? (total - next) + number : (number - next) + total
            total = next
        }
        return total + lost
    }

    private static func mean(_ numbers: [Double]) -> Double { sum(numbers) / Double(numbers.count) }

    private static let mean = Word(
        "mean", aliases: ["average"], family: family, summary: "the arithmetic mean", parameters: [values],
        returns: "number", examples: ["mean([1, 2, 6])"], seeAlso: ["median", "std"],
        meaning: .call { arguments, context in .number(mean(try filled(arguments, context, "mean"))) })

    private static let median = Word(
        "median", family: family, summary: "the middle value; of an even count the mean of the two in the middle",
        parameters: [values], returns: "number", examples: ["median([1, 2, 60])"], seeAlso: ["mean"],
        meaning: .call { arguments, context in
            let numbers = try filled(arguments, context, "median")
            guard !numbers.contains(where: \.isNaN) else { return .number(.nan) }
            let sorted = try numbers.sorted(stoppedBy: context.work, by: <)
            let middle = sorted.count / 2
            let isOdd = sorted.count % 2 == 1
            return .number(isOdd ? sorted[middle] : 0.5 * sorted[middle - 1] + 0.5 * sorted[middle])
        })

    private static let freedom = Parameter(
        "ddof", .int(.atLeast(0)), 0, "0 divides by n (NumPy), 1 by n - 1 (sample estimate)")

    private static func variance(_ arguments: Arguments, _ context: Context, _ word: String) throws -> Double {
        let numbers = try filled(arguments, context, word)
        let divisor = numbers.count - (try arguments.int("ddof"))
        guard divisor > 0 else {
            throw arguments.mistake(
                "values", "\(word) of \(numbers.count) value(s) with ddof=\(try arguments.int("ddof"))",
                expected: "more values than ddof")
        }
        let centre = mean(numbers)
        return sum(numbers.map { ($0 - centre) * ($0 - centre) }) / Double(divisor)
    }

    private static let deviation = Word(
        "std", family: family, summary: "standard deviation: the root of the mean squared distance from the mean",
        parameters: [values, freedom], returns: "number", examples: ["std([1, 2, 3, 4])"], seeAlso: ["var", "mean"],
        meaning: .call { arguments, context in .number(try variance(arguments, context, "std").squareRoot()) })

    private static let variance = Word(
        "var", family: family, summary: "variance: the mean squared distance from the mean",
        parameters: [values, freedom], returns: "number", examples: ["var([1, 2, 3, 4])"], seeAlso: ["std", "mean"],
        meaning: .call { arguments, context in .number(try variance(arguments, context, "var")) })
}
