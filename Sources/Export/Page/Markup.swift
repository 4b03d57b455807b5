import Answers
import Markdown

/// HTML that this program made. What comes from a lesson gets into it as text and as values of attributes alone: the names of
/// elements and attributes are words of this source, so nothing that an author or a learner wrote can become one.
struct Markup: Sendable, Equatable {
    /// The text of the document.
    private(set) var html = ""

    /// Nothing.
    static let nothing = Markup()

    var isEmpty: Bool { html.isEmpty }

    /// Words, with control characters and changes of direction made visible.
    static func text(_ text: some StringProtocol) -> Markup { Markup(html: HTMLText.escaped(String(text).visible)) }

    /// An element with what stands in it, or one that ends itself, where `inside` is nil. Attributes that are nil are left
    /// out; an empty text is written as it is.
    static func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ inside: Markup?
    ) -> Markup {
        var html = "<\(name)"
        for (key, value) in attributes {
            guard let value else { continue }
            html += " \(key)=\"\(HTMLText.escaped(value.visible))\""
        }
        html += ">"
        if let inside { html += "\(inside.html)</\(name)>" }
        return Markup(html: html)
    }

    /// An element on lines of its own.
    static func block(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ inside: Markup?
    ) -> Markup {
        Markup(html: element(name, attributes, inside).html + "\n")
    }

    /// HTML that stands in this source, such as a style sheet.
    static func own(_ html: StaticString) -> Markup { Markup(html: "\(html)") }

    static func + (one: Markup, other: Markup) -> Markup { Markup(html: one.html + other.html) }

    static func += (one: inout Markup, other: Markup) { one.html += other.html }
}

extension Sequence<Markup> {
    /// One after the other.
    func joined() -> Markup { reduce(into: .nothing) { $0 += $1 } }
}
