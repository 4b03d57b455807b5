import Answers
import Arrays
package import Datasets
package import Language
import Numbers

/// What a table can be asked for: pandas's everyday members, and what the laboratory knows of a table.
enum FrameMembers {
    static let members: [Member] =
        about + statistics + looks + gaps + shapes + orders + cells + conditions + groups + files + rowAccess
        + pieces + names

    static let count = Parameter("n", .int(), 5, "how many rows; all but so many where negative")

    static func frame(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "", returns: String = "",
        needs: Permission = .computing, _ body: @escaping @Sendable (Frame, NumPyCall) throws -> Value
    ) -> Member {
        TableMember.method(
            name, aliases: aliases, of: Frame.self, meaning, signature, returns: returns, needs: needs, body)
    }

    /// The same of every column.
    static func byColumn(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (Column, NumPyCall) throws -> Column
    ) -> Member {
        frame(name, aliases: aliases, meaning, signature, returns: Frame.kind) { frame, call in
            .thing(
                frame.with(
                    try Table(
                        frame.table.columns.map { column in
                            if call.work.isCancelled { throw Stopped() }
                            return try body(column, call)
                        }, name: frame.table.name, target: frame.table.target)))
        }
    }

    // MARK: What the laboratory knows

    private static let about: [Member] = [
        .attribute("target", of: Frame.self, "the column that is to be predicted, or None") {
            $0.table.target.map { .text($0) } ?? .none
        },
        .attribute("decisions", of: Frame.self, "what was decided and noticed on the way here, a line each") {
            .list($0.table.decisions.map { .text($0.line) })
        },
        .attribute("floor", of: Frame.self, "the error that no model can better on such rows; None where nobody knows")
        {
            $0.table.truth.map { .number($0.floor) } ?? .none
        },
        .attribute("clean_floor", of: Frame.self, "the same on rows without outliers") {
            $0.table.truth.map { .number($0.cleanFloor) } ?? .none
        },
    ]

    // MARK: Statistics

    /// Whether `axis=` means along the rows.
    static func isByRow(_ call: NumPyCall, _ place: Int = .max) throws -> Bool {
        guard let axis = call.value(place, "axis") else { return false }
        if axis.asInt == 1 || axis.asText == "columns" { return true }
        guard axis.asInt == 0 || axis.asText == "index" || axis.asText == "rows" else {
            throw Mistake("axis = \(axis.brief)", expected: "0 or 1", argument: "axis").raised(
                as: "ValueError", "No axis named \(axis.asText ?? axis.repr) for object type DataFrame")
        }
        return false
    }

    // MARK: Rows

    private static let rowAccess: [Member] = [
        .attribute(
            "iloc", aliases: ["iat"], of: Frame.self,
            "rows, and columns, by their places: data.iloc[0], data.iloc[:5, 0]"
        ) {
            .thing(RowAccess(frame: $0, way: .place))
        },
        .attribute(
            "loc", aliases: ["at"], of: Frame.self,
            "rows by what they are called or by a condition, and columns by name"
        ) {
            .thing(RowAccess(frame: $0, way: .label))
        },
    ]

    // MARK: Helpers

    /// pandas's `inplace=True`.
    static func replaced(_ frame: Frame, _ found: Frame, _ call: NumPyCall) throws -> Value {
        guard try call.flag(.max, "inplace") else { return .thing(found) }
        try call.finish()
        (frame.table, frame.labels) = (found.table, found.labels)
        return .none
    }
}

extension Frame {
    /// The columns of types in pandas's words: number, object, int64, bool.
    package func columns(ofTypes value: Value) -> [Column] {
        let names = (value.asText == nil ? value.elements ?? [value] : [value]).map { item -> String in
            if case .word(let word) = item { return word.name.split(separator: ".").last.map(String.init) ?? word.name }
            let name = item.asText ?? DTypeObject.dtype(of: item)?.name ?? item.repr
            // A type itself: object.
            return name.hasPrefix("<class '") ? String(name.dropFirst(8).dropLast(2)) : name
        }
        return table.columns.filter { column in
            names.contains { name in
                if name.contains("number") { return column.kind == .number }
                if ["object", "category", "str", "string"].contains(name) { return column.coded != nil }
                if name.hasPrefix("int") { return column.pandasType == "int64" }
                return name.hasPrefix("float") ? column.pandasType == "float64" : column.pandasType.hasPrefix(name)
            }
        }
    }
}
