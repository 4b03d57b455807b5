/// A value of the laboratory that knows how to show itself in words. Domain code prints nothing;
/// front ends choose among these forms. (Figures are made by the vocabulary, from the same values.)
public protocol Presentable: Sendable {
    /// The field's name for this kind of value, lower case: `landscape`, `optimizer`, `run`.
    static var kind: String { get }
    /// One line, e.g. `Adam(lr=0.05)`; inside lists and tables.
    var summary: String { get }
    /// What the prompt prints, at most `width` columns where the content allows it.
    func table(width: Int) -> String
    /// One or two plain sentences that say what the value shows.
    var sentence: String { get }
    var json: JSON { get }
}

extension Presentable {
    /// A value that has no table shows its summary, in as many lines as it needs.
    public func table(width: Int) -> String { TextTable.fitted(summary, width).joined(separator: "\n") }
    /// A value that has no sentence of its own says its summary.
    public var sentence: String { summary }
    /// `{"kind": …, "summary": …}`, for a value that holds nothing more.
    public var json: JSON { .members(["kind": .string(Self.kind), "summary": .string(summary)]) }
}

/// A value that is made to be looked at, such as a picture or a page of help: showing one does not replace what `_` means.
public protocol OnlyShown: Presentable {}
