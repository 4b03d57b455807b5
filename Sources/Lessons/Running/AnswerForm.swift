import Answers
import Language

/// What a value is, without saying which: `a number`, `a list of 3 numbers`. So a learner reads what an answer should have been, and
/// not what it should have come to.
enum AnswerForm {
    static func of(_ value: Value) -> String {
        switch value {
        case .none: return "None"
        case .bool: return "True or False"
        case .dict(let dict):
            guard dict.entries.count > 0 else { return "an empty dict" }
            let keys = dict.entries.prefix(most).map { $0.key.brief }
            return "a dict with \(Phrase.count(dict.entries.count, "key")): \(keys.joined(separator: ", "))"
                + (dict.entries.count > most ? ", …" : "")
        case .list(let list): return row("list", list.items)
        case .tuple(let items): return row("tuple", items)
        default: return value.asDouble == nil ? Phrase.indefinite(value.kind) : "a number"
        }
    }

    /// Keys that are told.
    private static let most = 6

    private static func row(_ name: String, _ items: [Value]) -> String {
        guard let first = items.first else { return "an empty \(name)" }
        let kind = plain(first)
        let areAlike = items.allSatisfy { plain($0) == kind }
        return "\(Phrase.indefinite(name)) of \(Phrase.count(items.count, areAlike ? kind : "value"))"
    }

    private static func plain(_ value: Value) -> String { value.asDouble == nil ? value.kind : "number" }

    /// What stands against an answer that a check could not read, beside one that it could.
    ///
    /// - Parameters:
    ///   - found: what the answer came to, under each name that it is asked for; empty for its value alone.
    ///   - wanted: the same of the reference solution.
    static func difference(_ found: [(name: String?, value: Value)], _ wanted: [Value]) -> String {
        func subject(_ name: String?) -> String { name.map { "`\($0)`" } ?? "The value" }
        for ((name, value), reference) in zip(found, wanted) where of(value) != of(reference) {
            return "\(subject(name)) is \(value.brief), \(of(value)); expected \(of(reference))."
        }
        let told = found.map { "\(subject($0.name)) is \($0.value.brief)" }.joined(separator: ", ")
        return "\(told): what is asked of it cannot be worked out."
    }
}
