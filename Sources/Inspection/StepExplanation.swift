public import Datasets
internal import Networks
public import Numbers
public import Optimizers
public import Training

/// One training step of a model, taken apart: the same words as for a step on a landscape, for chosen weights.
///
/// The numbers come from the lines that take the step, on a copy of the model; they are those of the model's next fit,
/// bit for bit.
public struct StepExplanation: Sendable {
    /// The chosen weights, by name and index: `dense/kernel[0, 3]`.
    public let names: [String]
    public let optimizer: Optimizer
    public let model: String
    /// The number of the step counted from the model as it stands, from 1.
    public let step: Int
    public let batchRows: Int
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
    /// Largest Hessian eigenvalue of the batch's loss; nil when it was not found in time.
    public let sharpness: Double?

    /// Δ of the chosen weights.
    public var update: [Double] { zip(after, before).map { $0 - $1 } }
    public var effectiveRates: [Double?] { zip(update, gradient).map { $1 == 0 ? nil : -$0 / $1 } }
    /// 2/λmax, plain gradient descent's limit on this batch.
    public var largestStableRate: Double? { sharpness.flatMap { $0 > 0 ? 2 / $0 : nil } }
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
///   - step: from 1, counted from the model as it stands; the steps before it are taken unwatched.
///   - batchSize: as in `fit`.
/// - Throws: `Mistake` when data or names do not fit the model.
public func explain(
    _ model: Model, _ x: Samples, _ y: Samples, step: Int = 1, batchSize: Int = 32,
    watching: WatchedWeights = .largest(3), work: Work = Work()
) throws -> StepExplanation {
    guard step >= 1 else { throw Mistake("step \(step) does not exist", expected: "a step from 1") }
    let trial = try Trial(model, x, y, batchSize: batchSize)
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
        HessianProduct.difference(at: before, along: v) { trial.slope(at: $0, step: number).gradient }
    }
    let along = product(Δ) ?? []
    let bend = along.count == Δ.count ? Vectors.dot(Δ, along) : .nan
    let lanczos = Lanczos(dimension: trial.count, count: 1, limit: 40, tolerance: 1e-3, seed: model.seed) {
        work.isCancelled ? nil : product($0)
    }
    let (length, steepness) = (Vectors.norm(Δ), Vectors.norm(gradient))
    let cosine = length * steepness > 0 ? -Vectors.dot(Δ, gradient) / (length * steepness) : .nan
    return StepExplanation(
        names: watched.map(trial.network.name(ofWeight:)), optimizer: plan.optimizer, model: model.summary, step: step,
        batchRows: trial.loaded, before: watched.map { before[$0] }, after: watched.map { after[$0] },
        gradient: watched.map { gradient[$0] }, quantities: quantities, rate: rate, gradientNorm: steepness,
        stepLength: length, angle: cosine.isFinite ? Angle.degrees(cosine: cosine) : nil, loss: loss,
        actualDecrease: loss - lossAfter, predictedDecrease: -(Vectors.dot(gradient, Δ) + 0.5 * bend),
        curvatureAlongStep: length > 0 ? bend / (length * length) : .nan, sharpness: lanczos.pairs.first?.value)
}

extension Network {
    /// `dense/kernel[0, 3]`
    func name(ofWeight place: Int) -> String {
        guard let entry = entries.first(where: { $0.range.contains(place) }) else { return "\(place)" }
        var rest = place - entry.range.lowerBound
        var indices: [Int] = []
        for extent in entry.shape.reversed() {
            indices.append(rest % Swift.max(1, extent))
            rest /= Swift.max(1, extent)
        }
        return "\(entry.name)[\(indices.reversed().map(String.init).joined(separator: ", "))]"
    }

    /// Places in the flat vector, rising.
    func places(_ watched: WatchedWeights, _ gradient: [Double]) throws -> [Int] {
        switch watched {
        case .largest(let count):
            let order = gradient.indices.sorted { (gradient[$0].magnitude, -$0) > (gradient[$1].magnitude, -$1) }
            return order.prefix(Swift.max(1, count)).sorted()
        case .named(let names): return try Set(names.map(place(ofWeight:))).sorted()
        }
    }

    /// - Throws: `Mistake` saying which tensors there are, or how far the indices go.
    private func place(ofWeight name: String) throws -> Int {
        let parts = name.split(separator: "[", maxSplits: 1).map(String.init)
        let indices = (parts.count > 1 ? parts[1] : "").split { !"0123456789".contains($0) }.compactMap { Int($0) }
        guard let entry = entries.first(where: { $0.name == parts.first }) else {
            throw Mistake(
                "there is no weight '\(name)'",
                expected: "a tensor and an index: " + entries.map(\.name).joined(separator: ", "),
                try: entries.first.map { "\"\(self.name(ofWeight: $0.range.lowerBound))\"" })
        }
        guard indices.count == entry.shape.count, zip(indices, entry.shape).allSatisfy({ $0 < $1 }) else {
            throw Mistake(
                "'\(name)' is no place in a tensor of shape \(entry.shape)",
                expected: "one index per axis, from 0", try: "\"\(self.name(ofWeight: entry.range.upperBound - 1))\"")
        }
        return entry.range.lowerBound + zip(indices, entry.shape).reduce(0) { $0 * $1.1 + $1.0 }
    }
}

extension StepExplanation: Presentable {
    public static var kind: String { "explanation of a training step" }

    public var summary: String { "step \(step) of \(optimizer.summary) on \(model)" }

    public func table(width: Int) -> String {
        var rows: [[String]] = [[""] + names + ["from"]]
        rows.append(row("θ", before, "where the step begins"))
        for quantity in quantities where quantity.isPerCoordinate {
            rows.append(row(quantity.name, quantity.values, quantity.formula))
        }
        rows.append(row("Δθ", update, "the whole step"))
        rows.append(row("θ new", after, "θ + Δθ"))
        rows.append(
            ["effective rate"] + effectiveRates.map { $0?.short(6) ?? "–" } + [
                "−Δθ/g: the rate plain descent would need"
            ])
        var lines = ["\(summary), rate \(rate.short(6))", "  a batch of \(batchRows) rows, loss \(loss.short(6))"]
        for remark in quantities where remark.values.isEmpty { lines.append("  \(remark.formula)") }
        for scalar in quantities where !scalar.isPerCoordinate && !scalar.values.isEmpty {
            lines.append("  \(scalar.name) = \(scalar.values[0].short(8))   \(scalar.formula)")
        }
        lines += TextTable.lines(rows, width: width)
        return (lines + conclusions.map { "  " + $0 }).joined(separator: "\n")
    }

    public var sentence: String {
        "Step \(step) of \(optimizer.summary) moved all weights by \(stepLength.short(4)); "
            + conclusions.joined(separator: "; ") + "."
    }

    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "optimizer": .string(optimizer.summary), "step": .integer(step),
            "rate": .number(rate), "weights": .array(names.map { .string($0) }),
            "before": .array(before.map(JSON.number)), "after": .array(after.map(JSON.number)),
            "gradient": .array(gradient.map(JSON.number)), "update": .array(update.map(JSON.number)),
            "quantities": .array(quantities.map(\.json)), "gradient_norm": .number(gradientNorm),
            "step_length": .number(stepLength), "angle": angle.map(JSON.number) ?? .null, "loss": .number(loss),
            "actual_decrease": .number(actualDecrease), "predicted_decrease": .number(predictedDecrease),
            "curvature_along_step": .number(curvatureAlongStep), "sharpness": sharpness.map(JSON.number) ?? .null,
        ])
    }

    private func row(_ name: String, _ values: [Double], _ formula: String) -> [String] {
        [name] + names.indices.map { $0 < values.count ? values[$0].short(8) : "" } + [formula]
    }

    private var conclusions: [String] {
        var lines = ["all weights: |g| \(gradientNorm.short(5)), |Δθ| \(stepLength.short(5))"]
        if let angle { lines.append("angle to −gradient \(angle.short(4))°") }
        lines.append(
            "decrease \(actualDecrease.short(5)), predicted \(predictedDecrease.short(5)) by gradient and Hessian")
        lines.append("curvature along the step \(curvatureAlongStep.short(5))")
        if let sharpness, let limit = largestStableRate {
            lines.append(
                "largest curvature here \(sharpness.short(5)); plain descent is stable below \(limit.short(5))")
        }
        return lines
    }
}
