public import Answers

/// A thing that is compared number by number rather than as a whole: `x > 0.5` of an array.
public protocol Comparing: Presentable {
    /// The result of `self op other` (or `other op self` when `isRight`), or nil where it is compared as a whole.
    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value?
}
