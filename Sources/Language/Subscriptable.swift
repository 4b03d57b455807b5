public import Answers

/// A value that stands for several in `a, b = value`: a dataset for its inputs and its targets.
public protocol Unpackable: Presentable {
    /// What each name gets, in order.
    var parts: [Value] { get throws }
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
    var length: Int { get }
    /// The same for `len` and loops.
    ///
    /// - Throws: `Mistake` where there is no direction to count along.
    func requireLength() throws -> Int
    /// The elements at one subscript per direction.
    func element(_ subscripts: [Subscript]) throws -> Value
    /// How many of its elements may stand in a list at once.
    var mostInList: Int { get }
}

extension Subscriptable {
    /// Of everything that has a direction.
    public func requireLength() throws -> Int { length }
    /// As many as a list may have.
    public var mostInList: Int { Limits.maximumCount }
}

/// A thing that `print` and `str` write otherwise than it is spelled in a list.
public protocol PrintedOtherwise: Presentable {
    /// As `print` writes it.
    var printed: String { get }
}

/// A thing whose elements can be changed: `a[0] = 1`, `a[mask] = 0`.
public protocol ElementAssignable: Subscriptable {
    /// Puts a value, or values, where the subscripts say.
    func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws
}

/// A thing that changes where it lies: `a += 1` is seen under every name of it.
public protocol InPlaceOperable: Operable {
    /// `self op= other`; nil where the operation makes something new.
    func update(_ operation: BinaryOperator, _ other: Value, _ context: Context) throws -> Value?
}
