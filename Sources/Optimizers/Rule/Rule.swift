import Answers
import Numbers

/// An update rule with its hyperparameters: how the next point follows from the gradient and what is remembered.
/// Rules are immutable; their memory is passed in.
///
/// The requirements below are the loops in which a rule runs. `CoordinateRule` and `TensorRule` supply them, so that
/// the compiler makes one copy of each loop for each concrete rule; nobody else implements them.
protocol Rule: Sendable {
    /// The places a rule uses per coordinate, in memory order m, v, a, b, c.
    var slots: SlotSet { get }
    /// What takes each of the rule's terms away, e.g. `bias_correction`, and leaves it the same memory.
    static var switches: Switches<Self> { get }
    /// Names of the terms that can be switched off.
    var terms: [String] { get }

    /// Whether a step multiplies matrices: such a step can be broken off.
    var isLong: Bool { get }
    /// What the rule must be told about the Hessian; nil for a rule of first order.
    var curvature: DiagonalEstimate? { get }
    /// Whether it measures all parameters together, so that tensors cannot be moved one by one.
    var looksAtAll: Bool { get }
    /// Why the rule cannot move this tensor; nil where it can.
    func refusal(of tensor: ParameterLayout.Tensor) -> Mistake?

    /// The same rule for these parameters, where it treats some of them otherwise than the rest.
    func fitted(to layout: ParameterLayout) throws -> any Rule
    /// Whether it can let some parameters decay and others not.
    var takesDecayMask: Bool { get }

    /// Takes all steps of a run of a bare rule on a point; nil when this rule needs the general engine.
    func run(_ plan: PointPlan, _ trace: inout Trace) -> PointEnd?
    func start(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double)
    func start(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double)
    func step(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double)
    func step(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double)
    func explain(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double, _ probe: inout RecordingProbe)
    func explain(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double, _ probe: inout RecordingProbe)

    /// The rule with another momentum (β₁ of Adam and its kin), before the step after those of the clock; nil for a rule that
    /// has none to change.
    func cycled(_ momentum: Double, _ clock: inout Clock) -> (any Rule)?

    /// What a step computes for each parameter; nil for a rule of whole tensors.
    func arithmetic() -> StepArithmetic?

    /// The rule near a point as a linear recurrence with its preconditioner held fixed; nil where there is none.
    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule?
}

extension Rule {
    static var switches: Switches<Self> { [:] }
    var terms: [String] { Self.switches.map(\.key) }
    var isLong: Bool { false }
    var curvature: DiagonalEstimate? { nil }
    var looksAtAll: Bool { false }
    func refusal(of tensor: ParameterLayout.Tensor) -> Mistake? { nil }
    func fitted(to layout: ParameterLayout) throws -> any Rule { self }
    var takesDecayMask: Bool { true }
    func cycled(_ momentum: Double, _ clock: inout Clock) -> (any Rule)? { nil }
    func arithmetic() -> StepArithmetic? { nil }

    /// The same rule without one of its terms; nil where it has no such term.
    func without(_ term: String) -> (any Rule)? {
        guard let takeAway = Self.switches.first(where: { $0.key == term })?.value else { return nil }
        var rule = self
        takeAway(&rule)
        return rule
    }
}

/// The terms of a rule by name, in the order in which they are listed.
typealias Switches<R> = KeyValuePairs<String, @Sendable (inout R) -> Void>

/// What a rule of second order is told: a running mean h of estimates of the Hessian's diagonal, one every few steps.
/// They come from outside the step, because only a landscape or a network can say how its gradient changes.
struct DiagonalEstimate {
    /// Steps between two estimates; the first comes before step 1.
    var interval: Int
    /// β in h ← βh + (1−β)·estimate.
    var decay: Double
    /// Where the rule reads h.
    var slot: SlotSet
}
