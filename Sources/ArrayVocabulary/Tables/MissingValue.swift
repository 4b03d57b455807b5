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
        // Tables and columns go through their own cells.
        other.asNumber != nil || other.asText != nil || other.asThing(MissingValue.self) != nil
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
            if let odd = found.numbers?.first(where: { !$0.isNaN && $0 != $0.rounded() }) {
                throw Mistake(
                    "\(column.called) holds \(odd.short())", expected: "whole numbers",
                    try: ".round().astype(\"Int64\")",
                    argument: "dtype"
                ).raised(as: "TypeError", "cannot safely cast non-equivalent object to int64")
            }
            found.isWhole = true
        case "Float64", "Float32":
            found = try column.converted(to: .number, stoppedBy: work)
            found.isWhole = false
        case "boolean": found = try column.converted(to: .flag, stoppedBy: work)
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
