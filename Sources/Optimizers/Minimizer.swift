public import Answers
public import Numbers

/// Whatever can look for a minimum of a function of one or two variables: an optimizer (an update rule with a rate) or
/// a solver (line searches, curvature, or values alone). Both give the same kind of run.
public protocol Minimizer: Presentable {
    /// - Parameters:
    ///   - start: finite coordinates; a curve ignores y.
    ///   - steps: updates of an optimizer, iterations or generations of a solver; at least 0.
    ///   - seed: everything random in the method or the objective follows from it.
    ///   - record: whether to keep the whole path.
    /// - Throws: `Mistake` for a request that cannot be met, such as a start where the function has no value.
    func minimize(
        _ objective: any Objective, start: Point, steps: Int, seed: UInt64, record: Bool, stops: [Stop],
        observers: [Observer], work: Work
    ) throws -> Run
}
