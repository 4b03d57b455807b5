public import Answers

/// A text to be read: what `help`, `describe` and `words` answer.
public struct Page: Presentable, Equatable {
    public static let kind = "page"
    public var title: String
    public var text: String

    public init(title: String, text: String) {
        self.title = title
        self.text = text
    }

    public var summary: String { title }
    public func table(width: Int) -> String { text }
    public var sentence: String { text }
    public var json: JSON { .members(["kind": .string("page"), "title": .string(title), "text": .string(text)]) }
}
