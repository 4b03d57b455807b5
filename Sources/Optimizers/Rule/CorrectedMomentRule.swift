import RealModule

/// A rule of a first moment m that is divided by 1 − β₁ᵗ, for which register p1 of the clock keeps β₁ᵗ.
protocol CorrectedMomentRule: CoordinateRule {
    var β1: Double { get set }
}

extension CorrectedMomentRule {
    /// PyTorch corrects by the power of the momentum that is now.
    func cycled(_ momentum: Double, _ clock: inout Clock) -> (any Rule)? {
        var rule = self
        rule.β1 = momentum
        clock.p1 = Double.pow(momentum, clock.step)
        return rule
    }
}
