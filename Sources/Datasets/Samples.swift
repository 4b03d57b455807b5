public import Answers

/// A row-major array of Float32 with a shape, as NumPy's `ndarray`: the first axis counts samples.
///
/// Networks compute in Float32, so data are kept in it; statistics are summed in Double.
public struct Samples: Sendable, Equatable {
    /// Lengths of the axes, e.g. `[1000, 2]` or `[512, 28, 28, 1]`. All are at least 0.
    public let shape: [Int]
    /// The numbers, the last axis running fastest; `shape`'s product of them.
    public let values: [Float]

    /// - Throws: `Mistake` when the count of values is not the product of the shape.
    public init(shape: [Int], values: [Float]) throws {
        // The axes after an empty one are multiplied too: `width` needs their product.
        guard shape.numbers == values.count, Array(shape.dropFirst()).numbers != nil else {
            throw Mistake(
                "\(values.count) numbers do not fill the shape \(shape.shapeText)",
                expected: "a shape whose lengths multiply to \(values.count)")
        }
        self.shape = shape
        self.values = values
    }

    /// A matrix from rows of equal length.
    ///
    /// - Throws: `Mistake` naming the first row whose length differs.
    public init(rows: [[Float]]) throws {
        let width = rows.first?.count ?? 0
        if let odd = rows.firstIndex(where: { $0.count != width }) {
            throw Mistake(
                "row \(odd) has \(rows[odd].count) numbers, row 0 has \(width)",
                expected: "rows of equal length")
        }
        shape = [rows.count, width]
        values = rows.flatMap { $0 }
    }

    /// One number per sample, shape [n, 1].
    public init(column: [Float]) {
        shape = [column.count, 1]
        values = column
    }

    private init(trusted shape: [Int], _ values: [Float]) {
        self.shape = shape
        self.values = values
    }

    /// How many samples there are.
    public var count: Int { shape.first ?? 0 }

    /// How many numbers one sample has.
    public var width: Int { shape.dropFirst().reduce(1, *) }

    /// One sample as a flat list.
    public func row(_ index: Int) -> ArraySlice<Float> { values[index * width..<(index + 1) * width] }

    /// The samples at these positions, in this order.
    public func rows(at positions: some Sequence<Int>) -> Samples {
        var picked: [Float] = []
        var count = 0
        for position in positions {
            picked.append(contentsOf: row(position))
            count += 1
        }
        return Samples(trusted: [count] + shape.dropFirst(), picked)
    }

    /// The samples in a range of positions.
    public func rows(_ range: Range<Int>) -> Samples {
        Samples(
            trusted: [range.count] + shape.dropFirst(),
            Array(values[range.lowerBound * width..<range.upperBound * width]))
    }

    /// The same numbers under another shape; one axis may be -1 and is then worked out.
    ///
    /// - Throws: `Mistake` when the counts differ.
    public func reshaped(_ target: [Int]) throws -> Samples {
        var shape = target
        if let open = target.firstIndex(of: -1), let known = target.filter({ $0 >= 0 }).numbers, known > 0 {
            shape[open] = values.count / known
        }
        return try Samples(shape: shape, values: values)
    }

    /// One column of a matrix.
    public func column(_ index: Int) -> [Float] {
        (0..<count).map { values[$0 * width + index] }
    }

    /// The first number that is NaN or infinite, by row and column of the flattened sample.
    public var firstNonFinite: (row: Int, column: Int, value: Float)? {
        guard let place = values.firstIndex(where: { !$0.isFinite }), width > 0 else { return nil }
        return (place / width, place % width, values[place])
    }

    /// Whether this is a single column of more than two numbers that only rise or only fall, and are not all one.
    public var isSorted: Bool {
        guard count > 2, width == 1, values.first != values.last else { return false }
        let pairs = zip(values, values.dropFirst())
        return pairs.allSatisfy { $0 <= $1 } || pairs.allSatisfy { $0 >= $1 }
    }

    /// Smallest, largest, mean and standard deviation (population form, in Double).
    public var statistics: (smallest: Float, largest: Float, mean: Double, deviation: Double) {
        guard let first = values.first else { return (.nan, .nan, .nan, .nan) }
        var (low, high, sum) = (first, first, 0.0)
        for value in values {
            low = Swift.min(low, value)
            high = Swift.max(high, value)
            sum += Double(value)
        }
        let mean = sum / Double(values.count)
        let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (low, high, mean, (squares / Double(values.count)).squareRoot())
    }

    /// The most numbers that an array may be asked for: 2²⁷, half a gigabyte.
    public static let mostNumbers = 1 << 27

    /// Refuses an array before memory is taken for it.
    ///
    /// - Throws: `Mistake` when the lengths are not at least 0 or multiply to more than `mostNumbers`.
    public static func checkSize(_ shape: [Int]) throws {
        guard let count = shape.numbers, count <= mostNumbers else {
            throw Mistake(
                "an array of shape \(shape.shapeText) is too large", expected: "at most \(mostNumbers) numbers in all")
        }
    }
}

extension Samples: Presentable {
    /// `array`
    public static var kind: String { "array" }

    /// `array of shape (500, 2)`
    public var summary: String { "array of shape \(shape.shapeText)" }

    /// The first rows, cut to the width.
    public func table(width columns: Int) -> String {
        let stats = statistics
        var lines = [
            "\(summary), \(Double(stats.smallest).short()) … \(Double(stats.largest).short()), "
                + "mean \(stats.mean.short()), sd \(stats.deviation.short())"
        ]
        let shown = Swift.min(count, 5)
        let perRow = Swift.max(1, Swift.min(width, (columns - 8) / 9))
        for index in 0..<shown {
            let cells = row(index).prefix(perRow).map { Double($0).short(4) }
            lines.append("  [" + cells.joined(separator: ", ") + (perRow < width ? ", …" : "") + "]")
        }
        if shown < count { lines.append("  … \(count - shown) more") }
        return lines.joined(separator: "\n")
    }

    /// `shape` and all `values`, row-major.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "shape": .array(shape.map { .integer($0) }),
            "values": .array(values.map { .number(Double($0)) }),
        ])
    }
}
