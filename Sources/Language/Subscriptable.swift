public import Answers

/// A value that stands for several in `a, b = value`: a dataset for its inputs and its targets.
public protocol Unpackable: Presentable {
    /// What each name gets, in order.
    var parts: [Value] { get }
}

/// One index inside `[ ]`.
public enum Subscript: Sendable {
    case index(Value)
    /// `lower:upper:step`, as written.
    case slice(lower: Int?, upper: Int?, step: Int?)
}

/// A thing with elements: `len(data)`, `data[3]`, `data[:100, 0]`, `for row in data`.
public protocol Subscriptable: Presentable {
    /// The number of elements along the first direction.
    var count: Int { get }
    /// The elements at one subscript per direction.
    func element(_ subscripts: [Subscript]) throws -> Value
    /// How many of its elements may stand in a list at once.
    var mostInList: Int { get }
}

extension Subscriptable {
    /// As many as a list may have.
    public var mostInList: Int { Limits.maximumCount }
}
