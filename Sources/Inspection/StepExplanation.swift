public import Datasets
internal import Networks
public import Answers
import Numbers
public import Optimizers
public import Training

/// One training step of a model, taken apart: the same words as for a step on a landscape, for chosen weights.
///
/// The numbers come from the lines that take the step, on a copy of the model; they are those of the model's next fit on
/// the same rows and batch size without callbacks, bit for bit, also after an interruption.
public struct StepExplanation: Sendable {
    /// The chosen weights, by name and index: `dense/kernel[0, 3]`.
    public let names: [String]
    public let optimizer: Optimizer
    public let model: String
    /// The number of the update, from 1: those of earlier fits are counted.
    public let step: Int
    public let batchRows: Int
    /// How many weights the model has.
    public let weightCount: Int
    /// Weights before and after, and their gradient before any stage, for the chosen weights.
    public let before: [Double]
    public let after: [Double]
    public let gradient: [Double]
    /// What the rule computed, in its order.
    public let quantities: [Quantity]
    public let rate: Double
    /// Of all weights.
    public let gradientNorm: Double
    public let stepLength: Double
    /// Angle between the step and −gradient over all weights in degrees; nil when either is zero.
    public let angle: Double?
    public let loss: Double
    /// Loss before minus after on this batch, with the same dropout.
    public let actualDecrease: Double
    /// −(g·Δ + ½Δ·HΔ) over all weights.
    public let predictedDecrease: Double
    /// Δ·HΔ / Δ·Δ: the curvature that the step itself met.
    public let curvatureAlongStep: Double
    /// Largest and smallest Hessian eigenvalue of the batch's loss that Lanczos met; nil when none was found in time,
    /// or when the loss is not finite.
    public let curvature: ClosedRange<Double>?
    /// Largest eigenvalue of D^½HD^½, D the diagonal of the rule's preconditioner after this step; nil for a rule without.
    public let preconditionedSharpness: Double?
    /// The largest η·λ at which the rule does not grow along an eigenvector of D^½HD^½: 2 for plain descent.
    public let stabilityLimit: Double?

    /// Δ of the chosen weights.
    public var update: [Double] { zip(after, before).map { $0 - $1 } }
    public var effectiveRates: [Double?] { zip(update, gradient).map { $1 == 0 ? nil : -$0 / $1 } }
    /// The largest stable rate of this rule on this batch, with its present preconditioner; nil where there is none.
    public var largestStableRate: Double? {
        guard let λ = preconditionedSharpness, let stabilityLimit, λ > 0, λ.isFinite else { return nil }
        return stabilityLimit / λ
    }
}

/// Which weights an explanation shows.
public enum WatchedWeights: Sendable {
    /// Those with the largest gradient.
    case largest(Int)
    /// `dense/kernel[0, 3]`, `dense/bias[2]`.
    case named([String])
}

/// Takes the model's next step, or a later one, on a copy, watched.
///
/// - Parameters:
///   - step: 1 is the next one, 2 the one after; the steps before it are taken unwatched.
///   - batchSize: as in `fit`.
///   - batch: the rows to step on instead of the next shuffled ones.
/// - Throws: `Mistake` when data, rows or names do not fit the model.
public func explain(
    _ model: Model, _ x: Samples, _ y: Samples, step: Int = 1, batchSize: Int = 32, batch: [Int]? = nil,
    watching: WatchedWeights = .largest(3), work: Work = Work()
) throws -> StepExplanation {
    guard step >= 1 else { throw Mistake("step \(step) does not exist", expected: "a step from 1") }
    let trial = try Trial(model, x, y, batchSize: batchSize, batch: batch)
    let plan = try model.trainingPlan()
    for done in 1..<Swift.max(1, step) {
        if work.isCancelled {
            throw Mistake("interrupted before step \(step) was reached", expected: "to let it finish")
        }
        trial.load()
        trial.differentiate()
        trial.move(rate: try trial.model.nextRate())
        work.report(Double(done) / Double(step), "step \(done)/\(step)")
    }
    trial.load()
    let loss = trial.differentiate()
    let before = trial.weights
    let gradient = trial.gradient
    let watched = try trial.network.places(watching, gradient)
    let rate = try trial.model.nextRate()
    let number = UInt64(trial.mover.updates)
    let quantities = trial.moveWatched(rate: rate, watched)
    let after = trial.weights
    let Δ = zip(after, before).map { $0 - $1 }
    let lossAfter = trial.slope(at: after, step: number).value
    func product(_ v: [Double]) -> [Double]? {
        if work.isCancelled { return nil }
        return HessianProduct.difference(at: before, along: v) { trial.slope(at: $0, step: number).gradient }
    }
    let along = product(Δ) ?? []
    let bend = along.count == Δ.count ? Vectors.dot(Δ, along) : .nan
    let curvatures = Lanczos(
        dimension: trial.count, count: 1, limit: 40, tolerance: 1e-3, seed: model.seed, product: product)
    // A loss that is not finite has no curvature to tell.
    let largest = curvatures.pairs.first.map(\.value).flatMap { $0.isFinite ? $0 : nil }
    let linear = trial.mover.linearised
    let (length, steepness) = (Vectors.norm(Δ), Vectors.norm(gradient))
    let cosine = length * steepness > 0 ? -Vectors.dot(Δ, gradient) / (length * steepness) : .nan
    return StepExplanation(
        names: watched.map(trial.network.name(ofWeight:)), optimizer: plan.optimizer, model: model.summary,
        step: Int(number) + 1, batchRows: trial.loaded, weightCount: trial.count, before: watched.map { before[$0] },
        after: watched.map { after[$0] }, gradient: watched.map { gradient[$0] }, quantities: quantities, rate: rate,
        gradientNorm: steepness, stepLength: length, angle: cosine.isFinite ? Angle.degrees(cosine: cosine) : nil,
        loss: loss, actualDecrease: loss - lossAfter, predictedDecrease: -(Vectors.dot(gradient, Δ) + 0.5 * bend),
        curvatureAlongStep: length > 0 ? bend / (length * length) : .nan,
        curvature: curvatures.smallest.isFinite ? largest.map { Swift.min($0, curvatures.smallest)...$0 } : nil,
        preconditionedSharpness: linear.flatMap {
            preconditionedSharpness($0.gain, plain: largest, seed: model.seed, product)
        }, stabilityLimit: linear?.limit)
}

/// The largest eigenvalue of D^½HD^½, whose eigenvalues are those of DH; nil when D is no preconditioner (a gain that is
/// not above 0) or the work was cancelled.
private func preconditionedSharpness(
    _ gain: [Double], plain: Double?, seed: UInt64, _ product: ([Double]) -> [Double]?
) -> Double? {
    guard let first = gain.first, gain.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    // The same for all coordinates: H itself, in another unit.
    if gain.allSatisfy({ $0 == first }) { return plain.map { $0 * first } }
    let root = gain.map { $0.squareRoot() }
    let found = Lanczos(dimension: gain.count, count: 1, limit: 40, tolerance: 1e-3, seed: seed) { v in
        product(zip(root, v).map { $0 * $1 }).map { zip(root, $0).map { $0 * $1 } }
    }
    return found.pairs.first.map(\.value).flatMap { $0.isFinite ? $0 : nil }
}
