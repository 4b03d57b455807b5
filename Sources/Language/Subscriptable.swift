public import Answers

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
}
