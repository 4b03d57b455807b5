import Answers
import Cards
import RealModule

/// −t log p − (1 − t) log(1 − p), of probabilities or of logits.
struct BinaryCrossEntropy: LossFormula {
    let fromLogits: Bool
    /// Whether PyTorch's bounds hold for probabilities instead of Keras's.
    var isTorch = false
    /// Whether it is the probability of a whole example.
    var isLikelihood = false
    var smoothing = 0.0
    /// A factor for each column, or one for all; none for 1.
    var weights: [Double] = []
    /// The same for the term of target 1.
    var positiveWeights: [Double] = []

    var output: LossOutput {
        if fromLogits { return .logits(.sigmoid, by: isTorch ? "" : " with from_logits=True") }
        return .probabilities(.sigmoid, logits: isTorch ? "BCEWithLogitsLoss()" : "from_logits=True")
    }
    /// PyTorch refuses others for probabilities, and computes with them for logits.
    var target: LossTarget { refusesOthers ? .probabilities : .nearProbabilities }
    private var refusesOthers: Bool { isLikelihood || (isTorch && !fromLogits) }
    var countsNumbers: Bool { true }
    /// PyTorch's loss of probabilities is taken of the rounded probability: there its bounds are felt.
    var fusion: LossFusion? {
        if isTorch, !fromLogits { return .roundedSigmoid }
        guard weights.isEmpty, positiveWeights.isEmpty else { return nil }
        return .sigmoid(fromLogits: fromLogits, smoothing: smoothing)
    }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var total: S = 0
        for j in 0..<columns {
            let target = t[j] * S(1 - smoothing) + S(smoothing) / 2
            let (value, slope) =
                fromLogits
                ? ofLogit(y[j], target, positiveWeights.isEmpty ? 1 : S(positiveWeights[j % positiveWeights.count]))
                : isTorch ? ofProbability(y[j], target) : ofClippedProbability(y[j], target)
            let weight: S = weights.isEmpty ? 1 : S(weights[j % weights.count])
            total += weight * value
            gradient?[j] = scale * weight * slope
        }
        return total
    }

    /// max(z, 0) − z·t + log(1 + e^−|z|), with the term of target 1 weighted.
    @inline(__always)
    private func ofLogit<S: LossNumber>(_ z: S, _ t: S, _ weight: S) -> (value: S, slope: S) {
        let e = S.exp(-abs(z))
        let softplus = S.log(onePlus: e)
        let positive = Swift.max(-z, 0) + softplus
        let negative = Swift.max(z, 0) + softplus
        let p = z >= 0 ? 1 / (1 + e) : e / (1 + e)
        let q = z >= 0 ? e / (1 + e) : 1 / (1 + e)
        return (weight * t * positive + (1 - t) * negative, (1 - t) * p - weight * t * q)
    }

    /// PyTorch keeps logarithms above −100 and the slope's denominator above 10⁻¹² (rounded to Float32, whatever the numbers'
    /// type).
    @inline(__always)
    private func ofProbability<S: LossNumber>(_ p: S, _ t: S) -> (value: S, slope: S) {
        let value = -t * Swift.max(S.log(p), -100) - (1 - t) * Swift.max(S.log(onePlus: -p), -100)
        return (value, (p - t) / Swift.max(p * (1 - p), S(Float(1e-12))))
    }

    /// Keras clips p to [ε, 1 − ε], and the slope is 0 outside.
    @inline(__always)
    private func ofClippedProbability<S: LossNumber>(_ p: S, _ t: S) -> (value: S, slope: S) {
        let margin = S(kerasMargin)
        let c = Swift.min(Swift.max(p, margin), 1 - margin)
        let isInside = p >= margin && p <= 1 - margin
        return (-t * S.log(c) - (1 - t) * S.log(1 - c), isInside ? (c - t) / (c * (1 - c)) : 0)
    }
}

extension BinaryCrossEntropy {
    private static let formula = "−t ln p − (1 − t) ln(1 − p)"
    private static let weight = Hyperparameter.weights("factor of each column's loss, or one for all")

    static let card = LossCard(
        "BinaryCrossentropy", called: ["binary_crossentropy", "bce"], .classes, formula, formula: formula,
        source: "Good (1952), Rational Decisions; Keras 3.15.1",
        differences: [
            "of probabilities, p is kept within 10⁻⁷ of 0 and 1; PyTorch's BCELoss keeps ln p above −100",
            CrossEntropy.surelyWrong,
        ],
        [.fromLogits, .labelSmoothing]
    ) { s in BinaryCrossEntropy(fromLogits: s.flag("from_logits"), smoothing: s["label_smoothing"]) }

    static let torch = LossCard(
        "BCELoss", .classes, "PyTorch: −t ln p − (1−t) ln(1−p), logarithms kept above −100", formula: formula,
        source: "PyTorch 2.13",
        differences: [
            "p is rounded before its logarithm is taken: a sigmoid above 16.7 is 1 in Float32, costs 100 for target 0, and "
                + "has no gradient; BCEWithLogitsLoss has"
        ], [weight]
    ) { s in
        BinaryCrossEntropy(fromLogits: false, isTorch: true, weights: s.numbers(ifGiven: "weight") ?? [])
    }

    static let likelihood = LossCard(
        "BernoulliNLL", .distributions, "−ln of the probability of a whole example, its numbers independent Bernoulli",
        formula: "Σ −t ln p − (1 − t) ln(1 − p) over the numbers of an example, mean over the examples",
        source: "Kingma & Welling (2014), Auto-Encoding Variational Bayes, appendix C.1",
        differences: [
            "BinaryCrossentropy is the mean over the numbers of an example: 784 times smaller for a picture of 28×28"
        ], reductions: ["batchmean", "mean"], [.fromLogits]
    ) { s in BinaryCrossEntropy(fromLogits: s.flag("from_logits"), isLikelihood: true) }

    static let torchLogits = LossCard(
        "BCEWithLogitsLoss", .classes,
        "PyTorch: binary cross-entropy of logits, the term of target 1 times pos_weight",
        formula: "max(z, 0) − z·t + ln(1 + e^−|z|)", source: "PyTorch 2.13",
        [
            weight,
            Hyperparameter(
                "pos_weight", .oneOrMore(.nonNegative), .absent("None"),
                "how much the positives count, for each column or for all"),
        ]
    ) { s in
        BinaryCrossEntropy(
            fromLogits: true, isTorch: true, weights: s.numbers(ifGiven: "weight") ?? [],
            positiveWeights: s.numbers(ifGiven: "pos_weight") ?? [])
    }
}

/// Binary cross-entropy times (1 − p of the truth)^γ.
struct BinaryFocal: ElementLoss {
    let γ: Double
    let fromLogits: Bool
    let smoothing: Double
    /// Weight of target 1, that of target 0 being 1 − α; nil for none.
    let α: Double?

    var output: LossOutput {
        fromLogits
            ? .logits(.sigmoid, by: " with from_logits=True") : .probabilities(.sigmoid, logits: "from_logits=True")
    }
    var target: LossTarget { .nearProbabilities }

    @inline(__always)
    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let margin = S(kerasMargin)
        let raw = fromLogits ? 1 / (1 + S.exp(-y)) : y
        let t = t * S(1 - smoothing) + S(smoothing) / 2
        let p = Swift.min(Swift.max(raw, margin), 1 - margin)
        let entropy = -t * S.log(p) - (1 - t) * S.log(1 - p)
        let right = t * p + (1 - t) * (1 - p)
        let balance = α.map { t * S($0) + (1 - t) * S(1 - $0) } ?? 1
        let factor = balance * power(1 - right, γ)
        guard raw >= margin, raw <= 1 - margin else { return (factor * entropy, 0) }
        let entropySlope = (p - t) / (p * (1 - p))
        let factorSlope = γ == 0 ? 0 : -balance * S(γ) * power(1 - right, γ - 1) * (2 * t - 1)
        let slope = factor * entropySlope + factorSlope * entropy
        return (factor * entropy, fromLogits ? slope * p * (1 - p) : slope)
    }

    /// xᵉ, also of an x below 0 that a target above 1 leads to, where e is a whole number.
    @inline(__always)
    private func power<S: LossNumber>(_ x: S, _ e: Double) -> S {
        guard x < 0, let whole = Int(exactly: e) else { return S.pow(x, S(e)) }
        return S.pow(x, whole)
    }

    static let card = LossCard(
        "BinaryFocalCrossentropy", called: ["binary_focal_crossentropy"], .classes,
        "binary cross-entropy times (1 − p of the truth)^γ", formula: "−(1 − p_t)^γ ln p_t",
        source: "Lin et al. (2017), Focal Loss for Dense Object Detection; Keras 3.15.1",
        [
            .flag("apply_class_balancing", "whether the classes are weighted by alpha and 1 − alpha"),
            Hyperparameter("alpha", .share, 0.25, "weight of target 1, where classes are balanced"),
            Hyperparameter("gamma", .nonNegative, 2, "how little the easy samples count"), .fromLogits,
            .labelSmoothing,
        ]
    ) { s in
        BinaryFocal(
            γ: s["gamma"], fromLogits: s.flag("from_logits"), smoothing: s["label_smoothing"],
            α: s.flag("apply_class_balancing") ? s["alpha"] : nil)
    }
}
