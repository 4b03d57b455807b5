import Answers
import Language

extension PlotText {
    /// A value as it stands in a figure: nothing for None, a text without its mathematics, else as Python writes it.
    static func words(_ value: Value) -> String {
        switch value {
        case .none: ""
        case .text(let text): plain(text)
        case let other: (try? FormatSpec("").apply(other)) ?? other.repr
        }
    }

    /// A number as `fmt` says: '%.2f', '{:.1f}', or %g.
    static func formatted(_ value: Double, _ format: Value, _ context: Context) throws -> String {
        guard let text = format.asText else { return value.short(6) }
        // What stands before the number, how it is written, what stands behind it.
        let isOld = text.contains("%") && !text.contains("{")
        guard let start = text.firstIndex(of: isOld ? "%" : "{") else { return text }
        let rest = text[text.index(after: start)...]
        guard let end = rest.firstIndex(where: { isOld ? $0.isLetter : $0 == "}" }) else { return text }
        let spec = isOld ? String(rest[...end]) : String(rest[..<end].drop { $0 != ":" }.dropFirst())
        let whole = isOld && spec.hasSuffix("d") ? Int(exactly: value.rounded(.towardZero)) : nil
        let number = try FormatSpec(spec).apply(whole.map { .int($0) } ?? .number(value), work: context.work)
        return text[..<start] + number + rest[rest.index(after: end)...].replacing("%%", with: "%")
    }
}
