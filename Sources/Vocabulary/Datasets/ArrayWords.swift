import Datasets
import Language
import Answers

/// Arrays as NumPy has them, as far as data for a network need them.
enum ArrayWords {
    static let words: [Word] = [
        Word(
            "array", family: "data", summary: "An array from a list of numbers or of rows",
            parameters: [
                Parameter("values", .list(of: .any), "numbers, or lists of numbers of equal length")
            ],
            returns: "array", examples: ["array([[0, 0], [0, 1], [1, 0], [1, 1]])"], seeAlso: ["one_hot"],
            meaning: .call { arguments, _ in .thing(try samples(arguments, "values")) }),
        Word(
            "one_hot", aliases: ["to_categorical"], family: "data",
            summary: "Class numbers as rows with a single 1",
            parameters: [
                Parameter("y", .oneOf([.thing(["array"]), .list(of: .int())]), "class numbers from 0"),
                Parameter(
                    "num_classes", aliases: ["classes"], .int(.init(1, 100_000)), .otherwise("the largest number + 1"),
                    "width of a row"),
            ], returns: "array", examples: ["one_hot([0, 2, 1])"], seeAlso: ["shapes28"],
            meaning: .call { arguments, _ in
                let labels = try samples(arguments, "y")
                let limit = arguments.isGiven("num_classes") ? try arguments.int("num_classes") : 100_000
                let numbers = try labels.values.enumerated().map(stoppedBy: arguments.work) { index, label in
                    guard let number = Int(exactly: label), (0..<limit).contains(number) else {
                        throw arguments.mistake(
                            "y", "row \(index) holds \(Double(label).short())",
                            expected: "a class number from 0 to \(limit - 1)")
                    }
                    return number
                }
                let classes = arguments.isGiven("num_classes") ? limit : (numbers.max() ?? 0) + 1
                try Samples.checkSize([numbers.count, classes])
                var rows = [Float](repeating: 0, count: numbers.count * classes)
                for (index, number) in numbers.enumerated() { rows[index * classes + number] = 1 }
                return .thing(try Samples(shape: [labels.values.count, classes], values: rows))
            }),
    ]

    static let members: [Member] = [
        .attribute("shape", of: Samples.self, "lengths of the axes") { .tuple($0.shape.map { .int($0) }) },
        .method("mean", of: Samples.self, "mean of all numbers", []) { samples, _, _ in .number(samples.statistics.mean)
        },
        .method("std", of: Samples.self, "standard deviation of all numbers", []) { samples, _, _ in
            .number(samples.statistics.deviation)
        },
        .method("min", of: Samples.self, "smallest number", []) { samples, _, _ in
            .number(Double(samples.statistics.smallest))
        },
        .method("max", of: Samples.self, "largest number", []) { samples, _, _ in
            .number(Double(samples.statistics.largest))
        },
        .method("tolist", of: Samples.self, "the rows as lists", []) { samples, arguments, _ in
            .list(
                try (0..<samples.count).map(stoppedBy: arguments.work) {
                    .list(samples.row($0).map { .number(Double($0)) })
                })
        },
        .method(
            "reshape", of: Samples.self, "the same numbers under another shape",
            [Parameter("shape", .int(.atLeast(-1)), "lengths of the axes; one may be -1", isVariadic: true)]
        ) { samples, arguments, _ in
            let shape = try arguments.values("shape").flatMap { $0.elements ?? [$0] }.compactMap(\.asInt)
            return .thing(try samples.reshaped(shape))
        },
    ]

    /// An argument that is an array, or a list that can become one.
    static func samples(_ arguments: Arguments, _ name: String) throws -> Samples {
        if let samples = arguments.optionalThing(name, as: Samples.self) { return samples }
        guard let samples = try samples(arguments[name], work: arguments.work) else {
            throw arguments.mistake(
                name, "\(name) is not an array of numbers", expected: "numbers, or rows of numbers of equal length")
        }
        return samples
    }

    /// All numbers of an argument: of one, of a list, of an array.
    static func numbers(_ arguments: Arguments, _ name: String) throws -> [Double] {
        if let number = arguments[name].asNumber { return [number] }
        if let numbers = arguments[name].doubles { return numbers }
        return try samples(arguments, name).values.map { Double($0) }
    }

    /// A nested list of numbers as an array; nil when it holds anything else.
    static func samples(_ value: Value, work: Work) throws -> Samples? {
        guard let items = value.elements, let first = items.first else { return nil }
        if first.asDouble != nil {
            let numbers = items.compactMap(\.asDouble)
            return numbers.count == items.count ? Samples(column: numbers.map { Float($0) }) : nil
        }
        let rows = try items.map(stoppedBy: work) { $0.elements?.compactMap { $0.asDouble.map { Float($0) } } }
            .compactMap { $0 }
        guard rows.count == items.count, zip(rows, items).allSatisfy({ $0.count == $1.elements?.count }) else {
            return nil
        }
        return try Samples(rows: rows)
    }
}
