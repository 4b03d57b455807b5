import Answers
import Language

/// Which guesses a prediction takes: a word where a number will come is a slip of the hand, and not a guess that missed.
extension Prediction {
    /// Why a guess cannot be one; nil where it can.
    func refusal(of forecast: Forecast) -> Mistake? {
        let way = "Enter alone, which goes on without a guess"
        switch (kind ?? (isSurelyNumber ? .number : nil), forecast.guess) {
        case (.number, .words), (.number, .list):
            return Mistake(
                "\(forecast.text) is no number",
                expected:
                    "a number such as 5, or a span: 5 +- 2, 3 to 8; behind it, if you like, how sure you are: 80%",
                try: way)
        case (.list, .words):
            return Mistake("\(forecast.text) is no list of numbers", expected: "a list such as [1, 2, 3]", try: way)
        case (.text, .number), (.text, .list):
            return Mistake(
                "\(forecast.text) is a number, and a word is asked for", expected: "one as the question names it",
                try: way)
        default: return nil
        }
    }

    /// Whether a value is what the author said would come.
    func fits(_ value: Value) -> Bool {
        switch kind {
        case .number: value.asDouble != nil
        case .list: value.elements?.allSatisfy { $0.asDouble != nil } ?? false
        case .text: value.asDouble == nil && value.elements == nil
        case nil: true
        }
    }

    /// Whether nothing but a number can come, as far as the expression itself says so.
    private var isSurelyNumber: Bool {
        guard let statements = try? Parser.statements(in: Source(expression)), statements.count == 1,
            case .expression(let expression) = statements[0].kind
        else { return false }
        return Self.isNumber(expression)
    }

    private static let counting: Set<String> = ["abs", "float", "int", "len", "round"]
    private static let measured: Set<String> = ["evaluations", "loss", "steps"]

    private static func isNumber(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .int, .number: true
        case .unary(_, let operand): isNumber(operand)
        case .binary(.divide, _, _), .binary(.floorDivide, _, _), .binary(.subtract, _, _), .binary(.power, _, _): true
        case .binary(_, let left, let right): isNumber(left) && isNumber(right)
        case .call(let callee, _): if case .name(let name) = callee.kind { counting.contains(name) } else { false }
        case .attribute(_, let name, _): measured.contains(name)
        default: false
        }
    }
}
