/// How a run of text looks: a set of properties that becomes terminal colours where there are some, and nothing where
/// there are none.
public struct Ink: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let bold = Ink(rawValue: 1)
    public static let italic = Ink(rawValue: 2)
    public static let underlined = Ink(rawValue: 4)
    public static let faint = Ink(rawValue: 8)
    public static let code = Ink(rawValue: 16)
    public static let heading = Ink(rawValue: 32)
    public static let good = Ink(rawValue: 64)
    public static let caution = Ink(rawValue: 128)

    private static let codes: [(Ink, String)] = [
        (.bold, "1"), (.italic, "3"), (.underlined, "4"), (.faint, "2"), (.code, "36"), (.heading, "1;34"),
        (.good, "32"), (.caution, "33"),
    ]

    /// The text in this ink.
    public func paint(_ text: String, inColour: Bool) -> String {
        guard inColour, rawValue != 0, !text.isEmpty else { return text }
        let numbers = Ink.codes.filter { contains($0.0) }.map(\.1)
        return "\u{1b}[\(numbers.joined(separator: ";"))m\(text)\u{1b}[0m"
    }
}
