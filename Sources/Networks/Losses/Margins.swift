import Answers
import Cards
import RealModule

/// max(0, 1 − t·y), or its square. Where a batch has no targets but 0 and 1, its 0 counts as −1.
struct Hinge: ElementLoss {
    let isSquared: Bool
    /// Whether 0 counts as −1; nil before the targets of a batch have told.
    var zeroIsNegative: Bool?

    var target: LossTarget { .signs(zeroIsNegative: true) }

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let side = t == 0 && zeroIsNegative == true ? -1 : t
        let gap = Swift.max(0, 1 - side * y)
        // At the corner half of the slope is left, as in JAX and PyTorch.
        return isSquared ? (gap * gap, -2 * side * gap) : (gap, gap > 0 ? -side : side * y == 1 ? -side / 2 : 0)
    }

    var settlesByTargets: Bool { zeroIsNegative == nil }

    func settled(for targets: [Float]) -> any LossFormula {
        Hinge(isSquared: isSquared, zeroIsNegative: targets.allSatisfy { $0 == 0 || $0 == 1 })
    }

    static let card = LossCard(
        "Hinge", called: ["hinge"], .margins, "max(0, 1 − t·y), targets −1 or 1; of targets 0 and 1 the 0 counts as −1",
        formula: "max(0, 1 − t·y)", source: "Cortes & Vapnik (1995), Support-Vector Networks; Keras 3.15.1"
    ) { _ in Hinge(isSquared: false) }

    static let squared = LossCard(
        "SquaredHinge", called: ["squared_hinge"], .margins,
        "max(0, 1 − t·y)², targets −1 or 1; of targets 0 and 1 the 0 counts as −1", formula: "max(0, 1 − t·y)²",
        source: "Cortes & Vapnik (1995), Support-Vector Networks; Keras 3.15.1"
    ) { _ in Hinge(isSquared: true) }
}

/// max(0, 1 + the largest output of a class that is not the target's − the target's output), targets one-hot.
struct CategoricalHinge: LossFormula {
    var leastColumns: Int { 2 }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var (own, largest): (S, S) = (0, -.infinity)
        for j in 0..<columns {
            own += t[j] * y[j]
            largest = Swift.max(largest, (1 - t[j]) * y[j])
        }
        let gap = largest - own + 1
        guard let gradient else { return Swift.max(gap, 0) }
        // Where several are the largest they share the slope, as in JAX; at the corner half of it is left.
        let ties = (0..<columns).reduce(S(0)) { $0 + ((1 - t[$1]) * y[$1] == largest ? 1 : 0) }
        let slope: S = gap > 0 ? scale : gap == 0 ? scale / 2 : 0
        for j in 0..<columns {
            let share: S = (1 - t[j]) * y[j] == largest ? (1 - t[j]) / ties : 0
            gradient[j] = slope * (share - t[j])
        }
        return Swift.max(gap, 0)
    }

    static let card = LossCard(
        "CategoricalHinge", called: ["categorical_hinge"], .margins,
        "max(0, 1 + the largest output of another class − the target's), targets one-hot",
        formula: "max(0, max((1 − t)·y) − Σ t·y + 1)",
        source: "Crammer & Singer (2001), Multiclass Kernel-based Vector Machines; Keras 3.15.1",
        differences: ["the target's own place stands with 0 among the others: none of them counts as less than 0"]
    ) { _ in CategoricalHinge() }
}

/// The cosine of the angle between a row and its target, or minus it.
struct CosineSimilarity: LossFormula {
    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var (yy, tt, yt): (S, S, S) = (0, 0, 0)
        for j in 0..<columns {
            yy += y[j] * y[j]
            tt += t[j] * t[j]
            yt += y[j] * t[j]
        }
        // Keras takes the root of at least 10⁻¹².
        let ny = Swift.max(yy.squareRoot(), 1e-6)
        let nt = Swift.max(tt.squareRoot(), 1e-6)
        let cosine = yt / (ny * nt)
        if let gradient {
            for j in 0..<columns { gradient[j] = scale * (cosine * y[j] / (ny * ny) - t[j] / (ny * nt)) }
        }
        return -cosine
    }

    static let card = LossCard(
        "CosineSimilarity", called: ["cosine_similarity"], .margins, "−cos of the angle between y and t",
        formula: "−y·t/(|y||t|)", source: "Keras 3.15.1"
    ) { _ in CosineSimilarity() }
}

/// PyTorch's loss of pairs: a row holds two vectors side by side, its target says whether they belong together.
struct CosineEmbedding: LossFormula {
    let margin: Double

    var target: LossTarget { .signs(zeroIsNegative: false) }
    func targetColumns(_ outputs: Int) -> Int { outputs % 2 == 0 ? 1 : 0 }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let half = columns / 2
        var (aa, bb, ab): (S, S, S) = (1e-12, 1e-12, 0)
        for j in 0..<half {
            aa += y[j] * y[j]
            bb += y[half + j] * y[half + j]
            ab += y[j] * y[half + j]
        }
        let length = (aa * bb).squareRoot()
        let cosine = ab / length
        let gap = cosine - S(margin)
        // The slope of the loss by the cosine.
        let slope: S = t[0] == 1 ? -1 : gap >= 0 ? 1 : 0
        if let gradient {
            for j in 0..<half {
                gradient[j] = scale * slope * (y[half + j] / length - cosine * y[j] / aa)
                gradient[half + j] = scale * slope * (y[j] / length - cosine * y[half + j] / bb)
            }
        }
        return t[0] == 1 ? 1 - cosine : Swift.max(gap, 0)
    }

    static let card = LossCard(
        "CosineEmbeddingLoss", .margins,
        "PyTorch: 1 − cos of two vectors that belong together (target 1), max(0, cos − margin) of two that do not (−1)",
        formula: "t = 1: 1 − cos(a, b); t = −1: max(0, cos(a, b) − margin), for an output [a, b]",
        source: "PyTorch 2.13",
        differences: ["PyTorch is given a and b one by one; here they are the halves of the model's output"],
        [Hyperparameter("margin", .number(Interval(-1, 1)), 0, "cosine below which strangers cost nothing")]
    ) { s in CosineEmbedding(margin: s["margin"]) }
}
