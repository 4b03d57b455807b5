public import Conversation
public import Figures
import Language
public import Answers

/// Colour used sparingly: for the prompt, for what went wrong and for what may be skipped.
enum ANSI {
    private static let codes: [(ink: Ink, code: String)] = [
        (.bold, "1"), (.italic, "3"), (.underlined, "4"), (.faint, "2"), (.code, "36"), (.heading, "1;34"),
        (.good, "32"), (.caution, "33"), (.problem, "31"),
    ]

    /// Nil where there is no colour.
    static func painter(for screen: Screen) -> (@Sendable (String, Ink) -> String)? {
        guard screen.isColoured else { return nil }
        return { text, ink in paint(text, ink) }
    }

    /// The text between the sequence that begins this ink and the one that ends all.
    static func paint(_ text: String, _ ink: Ink) -> String {
        let numbers = codes.filter { ink.contains($0.ink) }.map(\.code)
        return "\u{1B}[\(numbers.joined(separator: ";"))m\(text)\u{1B}[0m"
    }

    /// The prompt for the line editor, which has to be told (by bytes 1) what takes no room.
    static func prompt(_ text: String, isColoured: Bool) -> String {
        guard isColoured, let last = text.lastIndex(where: { $0 != " " }) else { return text }
        let end = text.index(after: last)
        return "\u{1}\u{1B}[1;36m\u{1}" + text[..<end] + "\u{1}\u{1B}[0m\u{1}" + text[end...]
    }
}

extension TextFace {
    /// The face for a screen: as wide as it is and in its colours, with values in words.
    public init(_ screen: Screen) {
        self.init(width: screen.columns, paint: ANSI.painter(for: screen))
    }

    /// The face for a screen that pictures are drawn on: in a window, as graphics or with characters, as well as the
    /// place allows.
    ///
    /// - Parameter work: drawing ends when it is cancelled; the picture is then put in words.
    public init(_ screen: Screen, drawing place: Capabilities, work: Work) {
        self.init(
            width: screen.columns, paint: ANSI.painter(for: screen),
            picture: { value in
                guard case .thing(let thing) = value, let figure = thing.stillPicture else { return nil }
                return try? Presenter().show(figure, on: place, work: work).output
            })
    }
}
