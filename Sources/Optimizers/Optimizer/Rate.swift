import Answers

/// The learning rate: a number, or a schedule of the step.
public enum Rate: Sendable {
    case constant(Double)
    case schedule(Schedule)

    /// The rate of the update after `step` finished ones.
    @inline(__always) public func rate(at step: Int) -> Double {
        switch self {
        case .constant(let rate): rate
        case .schedule(let schedule): schedule.rate(at: step)
        }
    }

    /// The momentum that goes with it; nil leaves the rule's own.
    func momentum(at step: Int) -> Double? {
        if case .schedule(let schedule) = self { schedule.momentum(at: step) } else { nil }
    }

    /// The rate, as `rate` has it.
    ///
    /// - Throws: `Mistake` when the schedule has ended.
    public func checked(at step: Int) throws -> Double {
        if case .schedule(let schedule) = self { try schedule.check(step: step) }
        return rate(at: step)
    }

    /// As it is typed, to six digits: `0.001`, `CosineDecay(0.1, decay_steps=100)`.
    public var summary: String {
        switch self {
        case .constant(let rate): rate.short(6)
        case .schedule(let schedule): schedule.summary
        }
    }
}
