public import Answers

/// A thing that takes part in arithmetic: `0.5 * schedule`, `f + g`.
public protocol Operable: Presentable {
    /// The result of `self op other` (or `other op self` when `isRight`), or nil when there is none.
    func applying(_ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context) throws -> Value?
    /// The result of `op self`, or nil where it is that of a product with 1 or −1, or a comparison with 0.
    func applying(_ operation: UnaryOperator) throws -> Value?
}

extension Operable {
    /// As a product, or a comparison.
    public func applying(_ operation: UnaryOperator) throws -> Value? { nil }
}

/// A thing that changes where it lies: `a += 1` is seen under every name of it.
public protocol InPlaceOperable: Operable {
    /// `self op= other`; nil where the operation makes something new.
    func update(_ operation: BinaryOperator, _ other: Value, _ context: Context) throws -> Value?
}
