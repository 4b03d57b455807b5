import Answers
import Cards
import RealModule

/// −Σ α(1 − p)^γ·t ln p over a row, of probabilities or of logits.
struct CategoricalFocal: LossFormula {
    let γ: Double
    let fromLogits: Bool
    let smoothing: Double
    /// Weight of each class, or one for all.
    let α: [Double]

    var output: LossOutput {
        fromLogits
            ? .logits(.softmax, by: " with from_logits=True") : .probabilities(.softmax, logits: "from_logits=True")
    }
    var target: LossTarget { .nearProbabilities }
    var leastColumns: Int { 2 }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let margin = S(kerasMargin)
        let (share, rest) = (S(1 - smoothing), S(smoothing) / S(columns))
        let (largest, exponentials) = fromLogits ? exponentialSum(y, columns) : (0, 1)
        // Probabilities are divided by their sum, as in Keras.
        var mass: S = 0
        if !fromLogits { for j in 0..<columns { mass += y[j] } }
        func probability(_ j: Int) -> S { fromLogits ? S.exp(y[j] - largest) / exponentials : y[j] / mass }
        /// −α(1 − p)^γ·t ln p and its derivative by p, which is 0 where p is clipped.
        func term(_ j: Int) -> (value: S, slope: S) {
            let raw = probability(j)
            let p = Swift.min(Swift.max(raw, margin), 1 - margin)
            let weight = S(α.weight(of: j)) * (smoothing == 0 ? t[j] : t[j] * share + rest)
            let (focus, logarithm) = (S.pow(1 - p, S(γ)), S.log(p))
            guard raw >= margin, raw <= 1 - margin else { return (-weight * focus * logarithm, 0) }
            let bent = γ == 0 ? 0 : S(γ) * S.pow(1 - p, S(γ) - 1) * logarithm
            return (-weight * focus * logarithm, weight * (bent - focus / p))
        }
        var (value, along): (S, S) = (0, 0)
        for j in 0..<columns {
            let term = term(j)
            value += term.value
            along += term.slope * probability(j)
        }
        guard let gradient else { return value }
        // Through p = e^y/Σe^y the slope s becomes p(s − Σps); through p = y/Σy it becomes (s − Σps)/Σy.
        for j in 0..<columns {
            gradient[j] = scale * (term(j).slope - along) * (fromLogits ? probability(j) : 1 / mass)
        }
        return value
    }

    static let card = LossCard(
        "CategoricalFocalCrossentropy", called: ["categorical_focal_crossentropy"], .classes,
        "cross-entropy times α(1 − p)^γ, targets one-hot", formula: "−Σ α(1 − p)^γ·t ln p",
        source: "Lin et al. (2017), Focal Loss for Dense Object Detection; Keras 3.15.1",
        [
            Hyperparameter("alpha", .oneOrMore(.finite), 0.25, "weight of each class, or one for all"),
            Hyperparameter("gamma", .nonNegative, 2, "how little the easy samples count"), .fromLogits,
            .labelSmoothing,
        ]
    ) { s in
        CategoricalFocal(
            γ: s["gamma"], fromLogits: s.flag("from_logits"), smoothing: s["label_smoothing"],
            α: s.numbers("alpha"))
    }
}
