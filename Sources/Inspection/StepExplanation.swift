public import Datasets
internal import Networks
public import Answers
public import Optimizers
public import Training

/// One training step of a model, taken apart: the same words as for a step on a landscape, for chosen weights.
///
/// The numbers come from the lines that take the step, on a copy of the model; they are those of the model's next fit on
/// the same rows and batch size without callbacks, bit for bit. After an interruption that is the fit that goes on.
public struct StepExplanation: Sendable {
    /// The chosen weights, by name and index: `dense/kernel[0, 3]`.
    public let names: [String]
    /// The rule that takes the step, with its settings.
    public let optimizer: Optimizer
    /// The layers in words.
    public let model: String
    /// The number of the update, from 1: those of earlier fits are counted.
    public let step: Int
    /// How many rows the batch of the step had.
    public let batchRows: Int
    /// How many weights the model has.
    public let weightCount: Int
    /// The chosen weights before the step.
    public let before: [Double]
    /// The chosen weights after the step.
    public let after: [Double]
    /// ∂(loss + penalty)/∂w of the chosen weights, before any stage of the optimizer.
    public let gradient: [Double]
    /// What the rule computed, in its order.
    public let quantities: [Quantity]
    /// η of this step, after its schedule.
    public let rate: Double
    /// |g| over all weights, before any stage of the optimizer.
    public let gradientNorm: Double
    /// |Δ| over all weights.
    public let stepLength: Double
    /// Angle between the step and −gradient over all weights in degrees; nil when either is zero.
    public let angle: Double?
    /// Before the step, penalty included.
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
    /// −Δᵢ/gᵢ, the rate of plain descent that would have moved the weight as far; nil where it did not move.
    public var effectiveRates: [Double?] { zip(update, gradient).map { $1 == 0 ? nil : -$0 / $1 } }
    /// The largest stable rate of this rule on this batch, with its present preconditioner; nil where there is none.
    public var largestStableRate: Double? {
        guard let λ = preconditionedSharpness, let stabilityLimit, λ > 0, λ.isFinite else { return nil }
        return stabilityLimit / λ
    }
}

/// Takes the model's next step, or a later one, on a copy, watched.
///
/// - Parameters:
///   - step: 1 is the next one, 2 the one after; the steps before it are taken unwatched.
///   - batchSize: as in `fit`; nil for that of a fit that was interrupted, or 32.
///   - batch: the rows to step on instead of the next shuffled ones.
/// - Throws: `Mistake` when data, rows or names do not fit the model.
public func explain(
    _ model: Model, _ x: Samples, _ y: Samples, step: Int = 1, batchSize: Int? = nil, batch: [Int]? = nil,
    watching: WatchedWeights = .largest(3), work: Work = Work()
) throws -> StepExplanation {
    guard step >= 1 else { throw Mistake("step \(step) does not exist", expected: "a step from 1", argument: "step") }
    let dryRun = try DryRun(model, x, y, batchSize: batchSize, batch: batch)
    let plan = try model.trainingPlan()
    try dryRun.go(to: step, work)
    dryRun.load()
    let loss = dryRun.differentiate(work)
    if work.isCancelled { throw Stopped() }
    var (before, gradient, after, Δ, along): ([Double], [Double], [Double], [Double], [Double]) = ([], [], [], [], [])
    defer { if work.isCancelled { LargeValue.letGo(dryRun, before, gradient, after, Δ, along) } }
    before = try dryRun.weights(work)
    gradient = try dryRun.gradient(work)
    let watched = try dryRun.network.places(watching, gradient, work)
    let rate = try dryRun.model.nextRate()
    let number = UInt64(dryRun.optimizer.gradients)
    let update = dryRun.optimizer.updates + 1
    let quantities = dryRun.moveWatched(rate: rate, watched)
    after = try dryRun.weights(work)
    Δ = try Vectors.difference(after, before, stoppedBy: work)
    guard let lossAfter = dryRun.slope(at: after, number: number, work)?.value else { throw Stopped() }
    let origin = before
    func product(_ v: [Double]) throws -> [Double]? {
        try HessianProduct.difference(at: origin, along: v, stoppedBy: work) {
            dryRun.slope(at: $0, number: number, work)?.gradient
        }
    }
    guard let bent = try product(Δ) else { throw Stopped() }
    along = bent
    let bend = try Vectors.dot(Δ, along, stoppedBy: work)
    let curvatures = try Lanczos(
        dimension: dryRun.count, count: 1, limit: 40, tolerance: 1e-3, seed: model.seed, work: work,
        product: product)
    // A loss that is not finite has no curvature to tell.
    let largest = curvatures.pairs.first.map(\.value).flatMap { $0.isFinite ? $0 : nil }
    let linear = try dryRun.optimizer.linearised(work)
    let length = try Vectors.norm(Δ, stoppedBy: work)
    let steepness = try Vectors.norm(gradient, stoppedBy: work)
    let slope = try Vectors.dot(gradient, Δ, stoppedBy: work)
    let cosine = length * steepness > 0 ? -slope / (length * steepness) : .nan
    return StepExplanation(
        names: watched.map(dryRun.network.name(ofWeight:)), optimizer: plan.optimizer, model: model.summary,
        step: update, batchRows: dryRun.loaded, weightCount: dryRun.count, before: watched.map { before[$0] },
        after: watched.map { after[$0] }, gradient: watched.map { gradient[$0] }, quantities: quantities, rate: rate,
        gradientNorm: steepness, stepLength: length, angle: cosine.isFinite ? Angle.degrees(cosine: cosine) : nil,
        loss: loss, actualDecrease: loss - lossAfter, predictedDecrease: -(slope + 0.5 * bend),
        curvatureAlongStep: length > 0 ? bend / (length * length) : .nan,
        curvature: curvatures.smallest.isFinite ? largest.map { Swift.min($0, curvatures.smallest)...$0 } : nil,
        preconditionedSharpness: try linear.flatMap {
            try preconditionedSharpness($0.gain, plain: largest, seed: model.seed, work, product)
        }, stabilityLimit: linear?.limit)
}

extension DryRun {
    /// Takes the steps before a step, unwatched.
    fileprivate func go(to step: Int, _ work: Work) throws {
        for done in 1..<Swift.max(1, step) {
            if work.isCancelled {
                throw Mistake("interrupted before step \(step) was reached", expected: "to let it finish")
            }
            load()
            differentiate(work)
            move(rate: try model.nextRate())
            work.report(Double(done) / Double(step), "step \(done)/\(step)")
        }
    }
}

/// The largest eigenvalue of D^½HD^½, whose eigenvalues are those of DH; nil when D is no preconditioner (a gain that is
/// not above 0).
private func preconditionedSharpness(
    _ gain: [Double], plain: Double?, seed: UInt64, _ work: Work, _ product: ([Double]) throws -> [Double]?
) throws -> Double? {
    guard let first = gain.first, try gain.allSatisfy(stoppedBy: work, { $0 > 0 && $0.isFinite }) else { return nil }
    // The same for all coordinates: H itself, in another unit.
    if try gain.allSatisfy(stoppedBy: work, { $0 == first }) { return plain.map { $0 * first } }
    let root = try Vectors.made(gain.count, work) { gain[$0].squareRoot() }
    defer { if work.isCancelled { LargeValue.letGo(gain, root) } }
    let found = try Lanczos(dimension: gain.count, count: 1, limit: 40, tolerance: 1e-3, seed: seed, work: work) { v in
        try product(Vectors.products(root, v, stoppedBy: work)).map {
            try Vectors.products(root, $0, stoppedBy: work)
        }
    }
    return found.pairs.first.map(\.value).flatMap { $0.isFinite ? $0 : nil }
}
