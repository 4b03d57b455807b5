import Answers
import Markdown

/// A question's right answer as it is shown: to a room that has thought, and to who gives it up.
extension Question {
    /// The right answer with what the author says of it.
    ///
    /// - Parameter code: sets a line of the language.
    func solution(code: (String) -> MarkdownBlock) -> [MarkdownBlock] {
        let blocks: [MarkdownBlock] =
            switch answer {
            case .choice(let options): choices(areTicked: true) + options.filter(\.isRight).flatMap(\.reason)
            case .number(.absolute(let value, let tolerance)):
                [Self.said(value.short(12) + (tolerance > 0 ? " ± \(tolerance.short())" : ""))]
            case .number(.relative(let value, let share)):
                [Self.said("\(value.short(12)) ± \((100 * share).short())%")]
            case .number(.interval(let low, let high)): [Self.said("\(low.short(12)) to \(high.short(12))")]
            case .formula(let formula): [code(formula.expression)]
            case .expression(let expression): [code(expression.expression)]
            }
        return blocks + explanation
    }

    /// The choices as a list, the right ones ticked or all of them counted; empty where there is nothing to choose.
    func choices(areTicked: Bool) -> [MarkdownBlock] {
        guard case .choice(let choices) = answer else { return [] }
        let items = choices.map { MarkdownBlock.Item(ticked: areTicked ? $0.isRight : nil, blocks: $0.text) }
        return [MarkdownBlock(.list(start: areTicked ? nil : 1, items: items))]
    }

    private static func said(_ text: String) -> MarkdownBlock {
        MarkdownBlock(.paragraph([.strong([.text(text)])]))
    }
}
