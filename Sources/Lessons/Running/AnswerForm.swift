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

    /// Why a word of a check has refused an answer that is what it should be, but for its numbers or, of a dict, its keys; nil where
    /// the answer is something else, whose refusal says more about the check than about the answer.
    ///
    /// - Parameters:
    ///   - found: what the answer came to.
    ///   - wanted: the same of the reference solution.
    ///   - mistake: what the check stumbled over.
    static func refusal(of found: [Value], like wanted: [Value], by mistake: Mistake) -> String? {
        let isAlike = zip(found, wanted).allSatisfy { value, reference in
            if case .dict = value, case .dict = reference { return true }
            return of(value) == of(reference)
        }
        // What a program looks up and does not find, or cannot add, is Python's own; a value that is out of range, and an argument that
        // is named, are refused in the words of what was asked.
        guard isAlike, mistake.exception == "ValueError" || mistake.argument != nil else { return nil }
        return "The check cannot use this answer: " + mistake.problem
            + (mistake.expected.map { "; expected \($0)" } ?? "") + "."
    }

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
