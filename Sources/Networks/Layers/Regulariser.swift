internal import Answers

/// A penalty on a parameter tensor that is added to the loss: l1·Σ|w| + l2·Σw².
///
/// Keras's `l2(0.01)` means 0.01·Σw² (gradient 0.02·w), without the factor ½ of some texts.
public struct Regulariser: Sendable, Equatable {
    /// Factor of Σ|w|, at least 0.
    public var l1: Double
    /// Factor of Σw², at least 0.
    public var l2: Double
    /// A function of somebody's in their place.
    public var own: OwnPenalty?

    /// - Throws: `Mistake` unless both factors are finite and not negative.
    public init(l1: Double = 0, l2: Double = 0) throws {
        for (name, value) in [("l1", l1), ("l2", l2)] where !(value >= 0 && value.isFinite) {
            throw Mistake(
                "\(name) = \(value.short()) is not a penalty", expected: "a number of at least 0", argument: name)
        }
        self.l1 = l1
        self.l2 = l2
    }
}
