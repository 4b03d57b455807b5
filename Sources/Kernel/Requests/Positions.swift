/// Places in a text as Jupyter counts them, in code points, and as the language does, in bytes of UTF-8.
struct Positions {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The bytes before the code point of this number, which may lie beyond the end.
    func bytes(before codePoint: Int) -> Int {
        let scalars = text.unicodeScalars
        let index = scalars.index(scalars.startIndex, offsetBy: Swift.max(0, codePoint), limitedBy: scalars.endIndex)
        return text.utf8.distance(from: text.startIndex, to: index ?? text.endIndex)
    }

    /// The code points before so many bytes.
    func codePoints(before bytes: Int) -> Int {
        String(decoding: text.utf8.prefix(bytes), as: UTF8.self).unicodeScalars.count
    }
}
