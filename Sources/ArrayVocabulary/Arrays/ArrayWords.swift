package import Answers
import Arrays
package import Datasets
package import Language

/// Arrays as NumPy has them, as far as data for a network need them.
package enum ArrayWords {
    static let words: [Word] = [
        Word(
            "array", family: "data", summary: "An array from a list of numbers or of rows",
            parameters: [
                Parameter("values", .list(of: .any), "numbers, or lists of numbers of equal length")
            ],
            returns: "array", examples: ["array([[0, 0], [0, 1], [1, 0], [1, 1]])"], seeAlso: ["one_hot"],
            meaning: .call { arguments, context in
                guard let array = try ArrayMaking.array(arguments["values"], context) else {
                    throw arguments.mistake(
                        "values", "values is not an array of numbers",
                        expected: "numbers, or rows of numbers of equal length")
                }
                return .thing(try array.copy())
            }),
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
                        throw Mistake(
                            "row \(index) holds \(Double(label).short())",
                            expected: "a class number from 0 to \(limit - 1)", argument: "y"
                        ).raised(
                            as: "IndexError",
                            "index \(Double(label).short()) is out of bounds for axis 1 with size \(limit)")
                    }
                    return number
                }
                let classes = arguments.isGiven("num_classes") ? limit : (numbers.max() ?? 0) + 1
                try Samples.checkSize([numbers.count, classes])
                let rows = try NDArray.zeros([numbers.count, classes], work: arguments.work)
                var check = StopCheck(arguments.work)
                for (index, number) in numbers.enumerated() {
                    try check.pass()
                    rows.set(.float(1), at: index * classes + number)
                }
                return .thing(rows)
            }),
    ]

    /// An argument that is an array, or a list that can become one.
    package static func samples(_ arguments: Arguments, _ name: String) throws -> Samples {
        guard let samples = try samples(arguments[name], work: arguments.work) else {
            throw arguments.mistake(
                name, "\(name) is not an array of numbers", expected: "numbers, or rows of numbers of equal length")
        }
        return samples
    }

    /// All numbers of an argument: of one, of a list, of an array.
    package static func numbers(_ arguments: Arguments, _ name: String) throws -> [Double] {
        if let number = arguments[name].asNumber { return [number] }
        if let numbers = arguments[name].doubles ?? arguments[name].array?.doubles() { return numbers }
        return try samples(arguments, name).values.map { Double($0) }
    }

    /// An array of any dtype in the precision of networks, or a nested list of numbers; nil for anything else. What has one axis
    /// is a column.
    package static func samples(_ value: Value, work: Work) throws -> Samples? {
        if let array = value.array {
            return try Samples(
                shape: array.ndim < 2 ? [array.count, 1] : array.shape,
                values: array.elements(as: Float.self, stoppedBy: work))
        }
        if case .thing(let thing) = value, let converted = try (thing as? any ArrayConvertible)?.asArray {
            return try samples(.thing(converted), work: work)
        }
        guard let items = value.elements, let first = items.first else { return nil }
        if first.asDouble != nil {
            var numbers: [Float] = []
            numbers.reserveCapacity(items.count)
            var check = StopCheck(work)
            for item in items {
                try check.pass()
                guard let number = item.asDouble else { return nil }
                numbers.append(Float(number))
            }
            return Samples(column: numbers)
        }
        let rows = try items.map(stoppedBy: work) { $0.elements?.compactMap { $0.asDouble.map { Float($0) } } }
            .compactMap { $0 }
        guard rows.count == items.count, zip(rows, items).allSatisfy({ $0.count == $1.elements?.count }) else {
            return nil
        }
        return try Samples(rows: rows)
    }
}

extension Value {
    /// The data of a network as an array of the language's.
    ///
    /// - Throws: `Mistake` where there is no room for it.
    package static func array(_ samples: Samples) throws -> Value {
        .thing(try NDArray(samples.values, shape: samples.shape))
    }
}
