public import Answers

extension Figure: OnlyShown {
    /// `figure`
    public static var kind: String { "figure" }
    /// `figure: ` and the title.
    public var summary: String { "figure: \(title)" }
    /// Title, caption, sentence and the number of panels; the drawing itself is not in it.
    public var json: JSON {
        .members([
            "kind": .string(Figure.kind), "title": .string(title), "caption": .array(caption.map { .string($0) }),
            "sentence": .string(sentence), "panels": .integer(panels.count),
        ])
    }

    /// The picture in characters, without colour.
    public func table(width: Int) -> String {
        let lines = TextPicture(width: width, height: 24, colors: .none, unicode: true).draw(self)
        return lines.joined(separator: "\n")
    }
}
