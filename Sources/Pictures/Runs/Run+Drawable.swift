public import Figures
public import Answers
import Numbers
public import Optimizers

/// A run as its path over the landscape; for a curve, the steps on it. Several runs of one landscape stand over it
/// together, those of several as their losses.
extension Run: OnLandscape {
    /// Itself.
    public var runs: [Run] { [self] }

    /// The run as the pictures see it.
    public var trajectory: Trajectory {
        var facts = ["\(evaluations) evaluation\(evaluations == 1 ? "" : "s")"]
        if gradientEvaluations != evaluations { facts.append("\(gradientEvaluations) gradients") }
        if hessianEvaluations > 0 { facts.append("\(hessianEvaluations) Hessians") }
        if let clipping { facts.append(clipping) }
        facts.append("seed \(seed)")
        return Trajectory(
            name: label, landscape: objective.name, points: path, losses: losses,
            gradientNorms: gradientNorms, facts: facts, hasDiverged: diverged, stride: stride, steps: steps)
    }

    /// What is done to its gradients; nil for nothing.
    var clipping: String? { optimizer.flatMap { $0.gradientStage.isEmpty ? nil : $0.gradientStage.summary } }

    /// Its path over the landscape.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try Figure.paths([self], options, work: work)
    }

    /// With other runs; nil beside anything else.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        try peers(in: others).map { try Figure.paths($0, options, work: work) }
    }
}

extension Comparison: OnLandscape {
    /// All paths over the landscape; for a curve, all steps on it.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try Figure.paths(runs, options, work: work)
    }
}

extension [Run] {
    /// What all runs of an experiment share and a person needs to do it again.
    var setting: [String] {
        guard let first else { return [] }
        var facts = [first.objective.name] + first.objective.ownFacts
        if allSatisfy({ $0.start == first.start }) {
            facts.append("start \(first.start.short(dimension: first.objective.dimension))")
        }
        facts.append("\(first.requestedSteps) steps\(count > 1 ? " each" : "")")
        if let clipping = first.clipping { facts.append(clipping) }
        return facts + ["seed \(first.seed)"]
    }
}

extension Figure {
    /// The loss of each run at each step.
    public static func losses(of runs: [Run], _ options: PlotOptions) -> Figure {
        lossCurves(runs.map(\.trajectory), options: options)
    }

    /// The length of the gradient at each step.
    public static func gradients(of runs: [Run], _ options: PlotOptions) -> Figure {
        gradientCurves(runs.map(\.trajectory), options: options)
    }
}
