import Answers
import Datasets
import Language

/// `pd.NA`: what is missing in columns of `Int64`, `Float64`, `boolean` and `string`; whatever is computed of it is missing, too.
final class MissingValue: MadeByWord, PrintedOtherwise, KeyByValue {
    static let kind = "NAType"
    static let value = Value.thing(MissingValue())

    var madeBy: String { "pandas.NA" }
    var summary: String { "<NA>" }
    var printed: String { "<NA>" }
    var key: Value { .tuple([.text(MissingValue.kind)]) }
}

extension MissingValue: Operable, Comparing {
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value? {
        if operation == .and || operation == .or || operation == .xor {
            guard other.asThing(MissingValue.self) == nil else { return MissingValue.value }
            guard case .bool(let flag) = other.plain else { return nil }
            return MissingFlags.of(operation, -1, flag ? 1 : 0).map { $0 < 0 ? MissingValue.value : .bool($0 == 1) }
        }
        // Whatever stood there, its power of 0 is 1, and every power of 1.
        if operation == .power, let number = other.asNumber, number == (isRight ? 1 : 0) {
            if case .int = other.plain { return .int(1) } else { return .number(1) }
        }
        // Tables and columns go through their own cells.
        return other.asNumber != nil || other.asText != nil || other.asThing(MissingValue.self) != nil
            ? MissingValue.value : nil
    }

    func applying(_ operation: UnaryOperator) throws -> Value? { MissingValue.value }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        operation.isOfElements && (other.asThing((any Subscriptable).self) == nil) ? MissingValue.value : nil
    }
}

/// Types of columns in which whole numbers, flags and texts can be missing and stay what they are.
enum NullableType {
    /// The cells as such a type; nil for the name of another one.
    ///
    /// - Throws: `Mistake` (pandas's TypeError) for a fraction that would have to be a whole number; `Stopped`.
    static func column(_ column: Column, _ name: String, _ work: Work) throws -> Column? {
        var found: Column
        switch name {
        case "Int64", "Int32", "Int16", "Int8", "UInt8", "UInt16", "UInt32", "UInt64":
            found = try column.converted(to: .number, stoppedBy: work)
            let bits = Int(name.drop { !$0.isNumber }) ?? 64
            let isSigned = !name.hasPrefix("U")
            let bound = Double(sign: .plus, exponent: bits - (isSigned ? 1 : 0), significand: 1)
            let least = isSigned ? -bound : 0
            if let odd = found.numbers?.first(where: {
                !$0.isNaN && !($0 == $0.rounded() && $0 >= least && $0 < bound)
            }) {
                let isWhole = odd == odd.rounded() && odd.isFinite
                throw Mistake(
                    "\(column.called) holds \(odd.short())",
                    expected: isWhole ? "whole numbers of \(bits) bits" : "whole numbers",
                    try: isWhole ? "\"Float64\"" : odd.isFinite ? ".round().astype(\"\(name)\")" : nil,
                    argument: "dtype"
                ).raised(
                    as: odd.isFinite ? "TypeError" : "OverflowError",
                    odd.isFinite
                        ? "cannot safely cast non-equivalent object to \(name.lowercased())"
                        : "cannot convert float infinity to integer")
            }
            found.isWhole = true
        case "Float64", "Float32":
            found = try column.converted(to: .number, stoppedBy: work)
            found.isWhole = false
        case "boolean":
            if let odd = column.numbers?.first(where: { !$0.isNaN && $0 != 0 && $0 != 1 }) {
                throw Mistake(
                    "\(column.called) holds \(odd.short())", expected: "0, 1, True or False", argument: "dtype"
                ).raised(as: "TypeError", "Need to pass bool-like values")
            }
            found = try column.converted(to: .flag, stoppedBy: work)
        case "string":
            found = try Column(column.name, categories: column.texts(work), as: .text, stoppedBy: work)
        default: return nil
        }
        found.isNullable = true
        return found
    }

    /// The type that `convert_dtypes` finds for a column.
    static func best(_ column: Column, _ work: Work) throws -> Column {
        switch column.cells {
        case .numbers(let values):
            let areWhole = values.allSatisfy { $0.isNaN || ($0 == $0.rounded() && $0.magnitude < 0x1p63) }
            return try self.column(column, areWhole ? "Int64" : "Float64", work) ?? column
        case .flags: return try self.column(column, "boolean", work) ?? column
        case .categories, .texts:
            guard column.levelOrder == .met, column.levelType == .text, !column.holdsLiterals else { return column }
            return try self.column(column, "string", work) ?? column
        case .dates: return column
        }
    }
}
