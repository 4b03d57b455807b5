import Answers
import Arrays
import Datasets
import Language

/// `&`, `|` and `^` of flags that may be missing, by Kleene's logic: an answer is missing only where what is missing would decide it.
enum MissingFlags {
    /// Of 1, 0 and −1 for what is missing; nil for an operation that is none of flags.
    static func of(_ operation: BinaryOperator, _ a: Int8, _ b: Int8) -> Int8? {
        switch operation {
        case .and: a == 0 || b == 0 ? 0 : Swift.min(a, b)
        case .or: a == 1 || b == 1 ? 1 : Swift.min(a, b)
        case .xor: a < 0 || b < 0 ? -1 : a ^ b
        default: nil
        }
    }
}

extension Series {
    /// `a & b` where a side is of a type in which flags may be missing; nil where none is, and for other cells than flags.
    ///
    /// - Throws: `Stopped`.
    func logical(_ operation: BinaryOperator, _ other: Value, _ name: String, _ work: Work) throws -> Series? {
        let series = other.asThing(Series.self)
        guard case .flags(let own) = column.cells, column.isNullable || series?.column.isNullable ?? false else {
            return nil
        }
        func flag(_ value: Value) -> Int8? {
            if value.asThing(MissingValue.self) != nil { return -1 }
            return if case .bool(let flag) = value.plain { flag ? 1 : 0 } else { nil }
        }
        let second: [Int8]
        if let series {
            guard case .flags(let flags) = series.column.cells else { return nil }
            second = flags
        } else if let one = flag(other) {
            second = [Int8](repeating: one, count: own.count)
        } else if let items = other.places {
            second = items.compactMap(flag)
        } else {
            return nil
        }
        guard second.count == own.count else { return nil }
        let found = try zip(own, second).map(stoppedBy: work) { MissingFlags.of(operation, $0, $1) }
        // Sums and the like are none of flags.
        let flags = found.compactMap { $0 }
        guard flags.count == own.count else { return nil }
        var cells = Column(name, .flags(flags))
        cells.isNullable = true
        return with(cells)
    }
}
