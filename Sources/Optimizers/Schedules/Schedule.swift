public import Answers

/// A learning rate that depends on the step.
public protocol Schedule: Presentable {
    /// The rate for the update after `step` finished updates: 0 is the very first update, as in Keras and optax.
    func rate(at step: Int) -> Double
    /// How many steps show the schedule's whole character: the length a picture of it has.
    var horizon: Int { get }
    /// The momentum (or β₁) that goes with the rate, where the schedule cycles it; nil leaves the rule's own.
    func momentum(at step: Int) -> Double?
}

extension Schedule {
    public static var kind: String { "schedule" }

    public func momentum(at step: Int) -> Double? { nil }

    /// The rates of the first `count` updates.
    public func values(_ count: Int) -> [Double] { (0..<Swift.max(0, count)).map { rate(at: $0) } }
}
