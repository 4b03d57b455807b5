import Answers

/// An optimizer of some parameters among others, as optax's `masked` and `chain` make it.
extension Optimizer {
    /// Whether some parameters do not go where the rule says.
    var isPartial: Bool { moved != nil || frozen != nil }

    /// For the parameters of the mask; to the others their gradient is added as it came.
    ///
    /// - Throws: `Mistake` where the optimizer measures all parameters together: it would count those it does not move.
    public func masked(by mask: ParameterMask) throws -> Optimizer {
        var measures = rule.looksAtAll || wrappers.mechanic != nil || wrappers.sam != nil
        if case .globalNorm? = gradientStage.clip { measures = true }
        guard !measures, !isPartial else {
            throw Mistake(
                "\(summary) \(isPartial ? "has a mask already" : "measures all parameters together")",
                expected: "an optimizer that looks at each tensor alone",
                try: "optax.masked(optax.adam(0.001), lambda p: p.ndim > 1)", argument: "inner")
        }
        var masked = self
        masked.moved = mask
        return masked
    }

    /// The same, but the parameters of the mask stay where they are.
    public func freezing(_ mask: ParameterMask) throws -> Optimizer {
        guard frozen == nil else {
            throw Mistake("two links hold parameters where they are", expected: "one mask for all of them")
        }
        var holding = self
        holding.frozen = mask
        return holding
    }

    /// With what happens to the gradient before, in the order of `GradientStage`.
    ///
    /// - Parameter mask: which parameters `stage.maskedL2` concerns.
    /// - Throws: `Mistake` where the optimizer changes the gradient in a way that would come too early.
    public func preceded(by stage: GradientStage, decaying mask: ParameterMask?) throws -> Optimizer {
        guard !stage.isEmpty else { return self }
        guard gradientStage.isEmpty, mask == nil || decayMask == nil else {
            throw Mistake(
                "\(summary) changes the gradient itself", expected: "one place that does",
                try: "the links alone, and \(name)() without such keywords")
        }
        var changed = self
        changed.gradientStage = stage
        if let mask { changed.decayMask = mask }
        return changed
    }
}
