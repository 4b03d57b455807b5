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

/// A thing whose elements have names, so that a slice may run from a name to a name: `data.loc["a":"c"]`. What has such a bound
/// comes as an index of which `Value.sliceBounds` tells the ends.
public protocol LabelSliced: Subscriptable {}

/// A thing that is gone through otherwise than it is indexed: a table by the names of its columns, a series by its cells.
public protocol Iterable: Subscriptable {
    /// How many values a loop gets.
    var passCount: Int { get }
    /// What a loop gets at this pass.
    func passed(_ place: Int) throws -> Value
    /// `value in thing`
    func holds(_ value: Value, _ work: Work) throws -> Bool
}

extension Iterable {
    /// As many as it has elements.
    public var passCount: Int { length }
}

/// A thing whose own names can stand after a point, where no member has them: `data.price`.
public protocol OwnAttributes: Presentable {
    /// What it has under this name; nil where it has nothing.
    func ownAttribute(_ name: String) -> Value?
}

/// A thing some of whose members are those of another kind: an array of JAX's is a tensor with methods of its own.
public protocol OfOwnKind: Presentable {
    /// Of which kind its own members are declared, before those of its type; nil where it has none.
    var ownKind: String? { get }
    /// Whether what its type has under this name is not its own.
    func lacks(_ name: String) -> Bool
}

/// A thing that `print` and `str` write otherwise than it is spelled in a list.
public protocol PrintedOtherwise: Presentable {
    /// As `print` writes it.
    var printed: String { get }
}

/// A thing whose elements can be taken out: `del data["price"]`.
public protocol ElementRemovable: Subscriptable {
    /// Takes out what the index means.
    func remove(at index: Value) throws
}

/// A thing whose elements can be changed: `a[0] = 1`, `a[mask] = 0`.
public protocol ElementAssignable: Subscriptable {
    /// Puts a value, or values, where the subscripts say.
    func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws
}
