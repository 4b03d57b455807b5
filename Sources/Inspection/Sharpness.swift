public import Datasets
public import Answers
internal import Optimizers
public import Training

/// How sharply the loss curves upwards where a model stands, and the learning rate that follows from it.
///
/// Plain gradient descent on the quadratic that touches the loss is stable for rates below 2/λmax (Cohen et al. 2021 find
/// that training climbs to this edge).
public struct Sharpness: Sendable, Presentable {
    /// The largest eigenvalues of the Hessian of loss and penalties, largest first.
    public let eigenvalues: [Double]
    /// |Hv − λv| of each.
    public let residuals: [Double]
    /// The most negative curvature that was met on the way; the smallest eigenvalue is at most this.
    public let smallest: Double
    /// Over the rows, penalty included.
    public let loss: Double
    /// |g| where the model stands.
    public let gradientNorm: Double
    /// Products with the Hessian that were needed.
    public let products: Int
    /// Over how many rows.
    public let rows: Int
    /// Whether the model is trained by plain descent, for which 2/λmax is the limit; other rules have their own, which
    /// `explain` states.
    public let isPlainDescent: Bool
    /// The rate of the model's next update.
    public let rate: Double
    /// Whose rate is compared, in words.
    public let optimizer: String

    /// λmax: the largest eigenvalue of the Hessian of the loss over all weights; nan where none was found.
    public var value: Double { eigenvalues.first ?? .nan }

    /// 2/λmax; nil when nothing curves upwards.
    public var largestStableRate: Double? { value > 0 && value.isFinite ? 2 / value : nil }

    /// `sharpness`
    public static var kind: String { "sharpness" }

    /// λmax and the largest stable rate.
    public var summary: String {
        "λmax = \(value.short(5))" + (largestStableRate.map { ", 2/λmax = \($0.short(5))" } ?? "")
    }

    /// Eigenvalues, rates and how sure they are.
    public func table(width: Int) -> String {
        var lines = ["sharpness over \(rows) rows, loss \(loss.short(6)), |∇L| \(gradientNorm.short(4))"]
        for (index, value) in eigenvalues.enumerated() {
            lines.append("  λ\(index + 1) = \(value.short(6))   residual \(residuals[index].short(2))")
        }
        lines.append("  most negative curvature met: \(Swift.min(0, smallest).short(4))")
        if let limit = largestStableRate {
            lines.append("  plain gradient descent is stable below 2/λmax = \(limit.short(5))")
            lines.append(
                isPlainDescent
                    ? "  \(optimizer): its next rate \(rate.short(5)) is \(rate > limit ? "above" : "within") that limit"
                    : "  \(optimizer) has a limit of its own: explain(model, data) states it")
        }
        lines.append("  \(products) products with the Hessian, each from two gradients")
        return lines.joined(separator: "\n")
    }

    /// Whether the present rate is stable for plain descent.
    public var sentence: String {
        guard let limit = largestStableRate else { return "The loss curves upwards in no direction here." }
        return
            "The largest curvature of the loss is \(value.short(4)); plain gradient descent is stable there with rates "
            + "below \(limit.short(4))."
    }

    /// `eigenvalues`, `largest_stable_rate`, loss and gradient.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "eigenvalues": .array(eigenvalues.map(JSON.number)),
            "residuals": .array(residuals.map(JSON.number)), "smallest": .number(smallest),
            "largest_stable_rate": largestStableRate.map(JSON.number) ?? .null, "loss": .number(loss),
            "gradient_norm": .number(gradientNorm), "rows": .integer(rows), "products": .integer(products),
        ])
    }
}

/// The largest eigenvalues of the Hessian of a model's loss, by Lanczos on products with it.
///
/// - Parameters:
///   - count: how many, at least 1.
///   - rows: how many rows the loss is taken over; nil for all.
///   - limit: most products with the Hessian.
/// - Throws: `Mistake` when the data do not fit the model, or its weights, loss or curvature are not finite; `Stopped` when
///   the work was stopped.
public func sharpness(
    _ model: Model, _ x: Samples, _ y: Samples, count: Int = 1, rows: Int? = nil, limit: Int = 80, seed: UInt64 = 0,
    work: Work = Work()
) throws -> Sharpness {
    let function = try WeightSpaceLoss(model, x, y, rows: rows, seed: seed)
    let height = try function.checkedFinite(work: work)
    let lanczos = try function.largestCurvatures(count, limit: limit, seed: seed, work: work)
    guard let here = function.slope(at: function.origin, work: work) else { throw Stopped() }
    try WeightSpaceLoss.checkFinite(lanczos, loss: height)
    return Sharpness(
        eigenvalues: lanczos.pairs.map(\.value), residuals: lanczos.pairs.map(\.residual), smallest: lanczos.smallest,
        loss: here.value, gradientNorm: try Vectors.norm(here.gradient, stoppedBy: work), products: lanczos.products,
        rows: function.rows,
        isPlainDescent: try model.mover().linearised(work).map { linear in
            try linear.limit == 2 && linear.gain.allSatisfy(stoppedBy: work) { $0 == 1 }
        } ?? false,
        rate: try model.nextRate(), optimizer: try model.trainingPlan().optimizer.summary)
}

extension WeightSpaceLoss {
    /// The largest eigenvalues of the Hessian at the model's own weights.
    func largestCurvatures(_ count: Int, limit: Int = 80, seed: UInt64, work: Work) throws -> Lanczos {
        var done = 0
        return try Lanczos(dimension: dimension, count: Swift.max(1, count), limit: limit, seed: seed, work: work) {
            v in
            if work.isCancelled { return nil }
            done += 1
            work.report(nil, "product \(done) with the Hessian")
            return hessianProduct(at: origin, v, work: work)
        }
    }
}
