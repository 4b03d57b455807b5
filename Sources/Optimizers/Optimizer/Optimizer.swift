public import Cards

/// A configured optimizer: a rule with its hyperparameters, the rate, what happens to the gradient before the rule and
/// to the parameters beside it, and the wrappers around both. Immutable; a run makes its own memory from it.
public struct Optimizer: Sendable {
    /// The rule's name as it is typed: `Adam`.
    public let name: String
    /// Whose formula and defaults it has.
    public let dialect: Dialect
    /// η: a number or a schedule.
    public var rate: Rate
    /// Before the rule: clipping, L2, noise, centralisation.
    public var gradientStage = GradientStage()
    /// λ of decoupled decay, θ ← θ − ηλθ beside the rule's update.
    public var weightDecay = 0.0
    /// Which parameters decay; nil for all.
    public internal(set) var decayMask: ParameterMask?
    /// Which parameters are moved; the gradient of the others is added to them as it came, as by optax's `masked`. nil for all.
    public internal(set) var moved: ParameterMask?
    /// Which parameters stay where they are, whatever the rule says; nil for none.
    public internal(set) var frozen: ParameterMask?
    /// What stands around the rule: Lookahead, SAM, averages, accumulation, trust ratio.
    public var wrappers = Wrappers()
    /// What a training in a narrow format multiplies the loss by, where the optimizer was made to say so: Keras's
    /// `LossScaleOptimizer`.
    public var lossScale: LossScale?
    /// Hyperparameters that differ from the dialect's defaults, as typed: `beta_1=0.8`.
    var written: [String] = []
    /// What the call that made it was given beside the rate, by keyword.
    var given: [String: Hyperparameter.Value] = [:]
    /// All hyperparameters of the rule with the dialect's defaults filled in, as typed: `beta_1=0.9`.
    public internal(set) var constants: [String] = []
    private(set) var rule: any Rule
    /// Which optimizer it is, however often it is handed on: what moves tensors one by one is remembered under it.
    public let identity = OptimizerIdentity()

    init(name: String, dialect: Dialect, rate: Rate, rule: any Rule) {
        self.name = name
        self.dialect = dialect
        self.rate = rate
        self.rule = rule
    }

    /// What the call that made it was given for a hyperparameter; nil where the default holds.
    public func given(_ name: String) -> Hyperparameter.Value? { given[name] }

    /// The same optimizer at another rate.
    public func with(rate: Rate) -> Optimizer {
        var copy = self
        copy.rate = rate
        return copy
    }

    /// Names of the rule's terms that `ablate` can switch off.
    public var terms: [String] { rule.terms }

    /// Whether the bare rule runs, so that a point can be moved in registers.
    /// Whether a step takes long beside its gradient: products of matrices.
    public var isLong: Bool { rule.isLong }

    var isBare: Bool {
        gradientStage.isEmpty && wrappers.isEmpty && rate.momentum(at: 0) == nil && decayMask == nil && moved == nil
            && frozen == nil
    }

    /// The same for these parameters: what depends on their names and shapes is settled.
    ///
    /// - Throws: `Mistake` for a tensor that the rule cannot move, and for a mask that does not go with the parameters.
    func fitted(to layout: ParameterLayout) throws -> Optimizer {
        for tensor in layout.tensors { if let refusal = rule.refusal(of: tensor) { throw refusal } }
        var fitted = self
        fitted.rule = try rule.fitted(to: layout)
        fitted.decayMask = try decayMask?.fitted(to: layout)
        fitted.moved = try moved?.fitted(to: layout)
        fitted.frozen = try frozen?.fitted(to: layout)
        return fitted
    }
}

/// A mark of one optimizer that was made, with what others keep of it.
///
/// It is used by one thread at a time, that of the session in which the optimizer was made.
public final class OptimizerIdentity: @unchecked Sendable {
    /// The memory of whoever moves tensors by it.
    public var memory: AnyObject?

    init() {}
}
