/// A piece of text that was typed, pasted or read from a file, and places in it.

/// A half-open range of UTF-8 offsets in one `Source`.
public struct SourceRange: Sendable, Hashable {
    /// The first byte.
    public var lower: Int
    /// One after the last byte.
    public var upper: Int

    /// The bytes lower ..< upper.
    public init(_ lower: Int, _ upper: Int) {
        self.lower = lower
        self.upper = Swift.max(lower, upper)
    }

    /// The smallest range that holds both.
    public func union(_ other: SourceRange) -> SourceRange {
        SourceRange(Swift.min(lower, other.lower), Swift.max(upper, other.upper))
    }
}

/// The text that a syntax tree was parsed from; a function keeps the one it was defined in, so that a mistake inside
/// its body can be shown where it stands.
public struct Source: Sendable, Hashable {
    /// The text itself.
    public var text: String
    /// The file or cell it came from, for messages; nil at the prompt.
    public var name: String?
    /// The number of its first line in that file, from 1.
    public var firstLine: Int

    /// Whether it comes from a file of Python, where `^` is the exclusive or and 1e999 infinity. Elsewhere `^` is the power of
    /// formulas, and a number too large is a mistake.
    public var isPython: Bool

    /// Whether it is a module that the program brings along, whose lines mean nothing to whoever calls it.
    var isWritten = false

    /// - Parameters:
    ///   - name: the file, where there is one; messages say it.
    ///   - firstLine: the number of the text's first line in that file.
    ///   - isPython: whether it is the text of a file of Python.
    public init(_ text: String, name: String? = nil, firstLine: Int = 1, isPython: Bool = false) {
        self.isPython = isPython
        self.text = text
        self.name = name
        self.firstLine = firstLine
    }
}
