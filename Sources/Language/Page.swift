public import Answers

/// A text to be read: what `help`, `describe` and `words` answer.
public struct Page: OnlyShown, Equatable {
    /// `page`.
    public static let kind = "page"
    /// What it is about: `help`, `reference`.
    public var title: String
    /// The page itself, in lines.
    public var text: String

    /// A page of text under a title.
    public init(title: String, text: String) {
        self.title = title
        self.text = text
    }

    /// The title.
    public var summary: String { title }
    /// The text as it was set; it was wrapped for the width that was asked for.
    public func table(width: Int) -> String { text }
    /// The text.
    public var sentence: String { text }
    /// `{"kind": "page", "title": …, "text": …}`.
    public var json: JSON { .members(["kind": .string("page"), "title": .string(title), "text": .string(text)]) }
}
