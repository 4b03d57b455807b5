import Answers
import Language

/// A comparison that stands in a check: what is compared, in the author's words, and with what.
struct CheckGap {
    /// `run.loss`
    var found: String
    var comparison: ComparisonOperator
    /// `1e-3`
    var limit: String
    /// The whole comparison.
    var text: String

    /// The comparisons in the conditions of a check's `passes` and `expect`, in the order in which they stand.
    ///
    /// - Parameter message: of calls that have exactly this message, as a text written out; nil for those without one.
    static func all(in check: String, message: String?) -> [CheckGap] {
        let source = Source(check)
        guard let statements = try? Parser.statements(in: source) else { return [] }
        let bytes = Array(check.utf8)
        func text(_ expression: Expression) -> String {
            String(
                decoding: bytes[Swift.max(0, expression.range.lower)..<Swift.min(bytes.count, expression.range.upper)],
                as: UTF8.self)
        }
        var gaps: [CheckGap] = []
        func compare(_ condition: Expression) {
            switch condition.kind {
            case .and(let left, let right):
                compare(left)
                compare(right)
            case .comparison(let first, let rest):
                guard rest.count == 1, let link = rest.first else { return }
                gaps.append(
                    CheckGap(
                        found: text(first), comparison: link.operator, limit: text(link.operand), text: text(condition))
                )
            default: return
            }
        }
        func look(_ expression: Expression) {
            if case .call(let callee, let arguments) = expression.kind, case .name(let name) = callee.kind,
                name == "passes" || name == "expect", let condition = arguments.first?.value,
                Self.message(arguments) == message
            {
                compare(condition)
            }
            for child in expression.kind.children { look(child) }
        }
        for statement in statements { statement.expressions.forEach(look) }
        return gaps
    }

    private static func message(_ arguments: [ArgumentSyntax]) -> String? {
        let named = arguments.first { if case .keyword("message", _) = $0.form { true } else { false } }
        let second = arguments.dropFirst().first { if case .positional = $0.form { true } else { false } }
        if case .text(let text)? = (named ?? second)?.value.kind { return text }
        return nil
    }

    /// The sentence for two numbers, neither of which gives an answer away: what is compared for equality stays untold.
    func sentence(_ found: Double, _ limit: Double) -> String? {
        let words: String
        switch comparison {
        case .less: words = "less than"
        case .lessOrEqual: words = "at most"
        case .greater: words = "more than"
        case .greaterOrEqual: words = "at least"
        default: return nil
        }
        let isNear = found.isFinite && abs(found - limit) <= 0.25 * abs(limit)
        return
            "\(isNear ? "Almost: got" : "Got") \(self.found) = \(found.short(4)), expected \(words) \(limit.short(4))."
    }
}
