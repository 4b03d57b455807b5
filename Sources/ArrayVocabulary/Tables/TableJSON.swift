import Answers
import Datasets
import Files
import Language

/// A table as the JSON that pandas writes: without blanks, everything beyond ASCII escaped, numbers with ten digits after the point.
struct TableJSON {
    private let frame: Frame
    private let work: Work

    init(_ frame: Frame, _ work: Work) { (self.frame, self.work) = (frame, work) }

    /// - Throws: `Mistake` (pandas's ValueError) for an arrangement that is none.
    func text(_ orient: String, _ isByLine: Bool) throws -> String {
        let columns = frame.table.columns
        let heads = columns.map { TableJSON.quoted($0.name) }
        let rows = (0..<frame.length)
        func row(_ row: Int) -> String {
            "{" + zip(heads, columns).map { "\($0):\(TableJSON.cell($1.value(row)))" }.joined(separator: ",") + "}"
        }
        func cells(_ row: Int) -> String {
            "[" + columns.map { TableJSON.cell($0.value(row)) }.joined(separator: ",") + "]"
        }
        guard !isByLine || orient == "records" else {
            throw Mistake("lines=True with orient='\(orient)'", expected: "orient=\"records\"", argument: "lines")
                .raised(
                    as: "ValueError", "'lines' keyword only valid when 'orient' is records")
        }
        switch orient {
        case "columns":
            let parts = try columns.enumerated().map { place, column in
                "\(heads[place]):{"
                    + (try rows.map(stoppedBy: work) { "\(name($0)):\(TableJSON.cell(column.value($0)))" })
                    .joined(separator: ",") + "}"
            }
            return "{" + parts.joined(separator: ",") + "}"
        case "records":
            let lines = try rows.map(stoppedBy: work, row)
            return isByLine ? lines.map { $0 + "\n" }.joined() : "[" + lines.joined(separator: ",") + "]"
        case "index":
            return "{" + (try rows.map(stoppedBy: work) { "\(name($0)):\(row($0))" }).joined(separator: ",") + "}"
        case "values": return "[" + (try rows.map(stoppedBy: work, cells)).joined(separator: ",") + "]"
        case "split":
            let names = try rows.map(stoppedBy: work) { TableJSON.cell(frame.labels.value($0)) }
            return "{\"columns\":[" + heads.joined(separator: ",") + "],\"index\":[" + names.joined(separator: ",")
                + "],\"data\":[" + (try rows.map(stoppedBy: work, cells)).joined(separator: ",") + "]}"
        default:
            throw Mistake(
                "orient = '\(orient)'", expected: "'columns', 'records', 'index', 'split' or 'values'",
                argument: "orient"
            ).raised(as: "ValueError", "Invalid value '\(orient)' for option 'orient'")
        }
    }

    /// Of the first column alone.
    func text(ofColumn orient: String) throws -> String {
        guard let column = frame.table.columns.first else { return "{}" }
        let rows = (0..<frame.length)
        switch orient {
        case "index":
            return "{"
                + (try rows.map(stoppedBy: work) { "\(name($0)):\(TableJSON.cell(column.value($0)))" })
                .joined(separator: ",") + "}"
        case "records", "values":
            return "[" + (try rows.map(stoppedBy: work) { TableJSON.cell(column.value($0)) }).joined(separator: ",")
                + "]"
        default:
            throw Mistake("orient = '\(orient)'", expected: "'index' or 'records'", argument: "orient").raised(
                as: "ValueError", "Invalid value '\(orient)' for option 'orient'")
        }
    }

    /// The text, or None once it is in the file that is asked for.
    static func given(_ text: String, _ call: NumPyCall) throws -> Value {
        guard let path = call.value(0, "path_or_buf") else { return .text(text) }
        guard let path = path.asText else {
            throw Mistake("path_or_buf = \(path.brief)", expected: "a path", argument: "path_or_buf").raised(
                as: "TypeError")
        }
        try call.finish()
        var draft = try FileDraft(path)
        try draft.write(Array(text.utf8))
        try draft.commit()
        return .none
    }

    private func name(_ row: Int) -> String {
        let value = frame.labels.value(row)
        if let time = value.asThing(Timestamp.self) { return "\"\(Int(saturating: time.seconds * 1000))\"" }
        return TableJSON.quoted(value.written)
    }

    private static func cell(_ value: Value) -> String {
        switch value.plain {
        case .none: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let whole): return "\(whole)"
        case .number(let number):
            guard number.isFinite else { return "null" }
            let scaled = number * 1e10
            return Value.number(scaled.magnitude < 0x1p53 ? scaled.rounded(.toNearestOrEven) / 1e10 : number).repr
        case .list(let list): return "[" + list.items.map(cell).joined(separator: ",") + "]"
        case .tuple(let items): return "[" + items.map(cell).joined(separator: ",") + "]"
        case .thing(let time as Timestamp): return "\(Int(saturating: time.seconds * 1000))"
        case .thing(is MissingValue): return "null"
        default: return quoted(value.written)
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: out += "\\\""
            case 0x5C: out += "\\\\"
            case 0x2F: out += "\\/"
            case 0x0A: out += "\\n"
            case 0x0D: out += "\\r"
            case 0x09: out += "\\t"
            case 0x20..<0x7F: out.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                out += "\\u" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
            }
        }
        return out + "\""
    }
}
