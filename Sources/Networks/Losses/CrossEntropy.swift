import Answers
import Cards
import RealModule

/// −Σ t log p over a row, of probabilities or of logits; t one-hot, probabilities, or a class number.
struct CrossEntropy: LossFormula {
    let fromLogits: Bool
    let isOfClasses: Bool
    var isTorch = false
    var smoothing = 0.0
    /// A factor for each class; none for 1.
    var weights: [Double] = []

    var output: LossOutput {
        if fromLogits { return .logits(.softmax, by: isTorch ? "" : " with from_logits=True") }
        return .probabilities(.softmax, logits: "from_logits=True")
    }
    var target: LossTarget { isOfClasses ? .classes : .nearProbabilities }
    var leastColumns: Int { 2 }
    var fusion: LossFusion? { weights.isEmpty ? .softmax(fromLogits: fromLogits, smoothing: smoothing) : nil }

    /// A mean over weighted classes is one of weights, too.
    func mass(_ target: (Int) -> Double, rows: Int, columns: Int) -> Double {
        weights.isEmpty ? Double(rows) : (0..<rows).reduce(0) { $0 + weights.weight(of: target($1)) }
    }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let number = isOfClasses ? Int(saturating: t[0]) : 0
        let (share, rest) = (S(1 - smoothing), S(smoothing) / S(columns))
        func target(_ j: Int) -> S {
            let raw: S = isOfClasses ? (j == number ? 1 : 0) : t[j]
            let weight: S = weights.isEmpty ? 1 : S(weights.weight(of: j))
            return weight * (smoothing == 0 ? raw : raw * share + rest)
        }
        return fromLogits
            ? ofLogits(y, columns, gradient, scale, target) : ofProbabilities(y, columns, gradient, scale, target)
    }

    @inline(__always)
    private func ofLogits<S: LossNumber>(
        _ y: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S, _ target: (Int) -> S
    ) -> S {
        let (largest, sum) = exponentialSum(y, columns)
        let logSum = S.log(sum)
        var (value, mass): (S, S) = (0, 0)
        for j in 0..<columns {
            mass += target(j)
            value -= target(j) * (y[j] - largest - logSum)
        }
        guard let gradient else { return value }
        for j in 0..<columns { gradient[j] = scale * (mass * S.exp(y[j] - largest) / sum - target(j)) }
        return value
    }

    /// Probabilities are divided by their sum and clipped, as in Keras.
    @inline(__always)
    private func ofProbabilities<S: LossNumber>(
        _ y: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S, _ target: (Int) -> S
    ) -> S {
        let margin = S(kerasMargin)
        var (total, value, along): (S, S, S) = (0, 0, 0)
        for j in 0..<columns { total += y[j] }
        for j in 0..<columns {
            let p = y[j] / total
            value -= target(j) * S.log(Swift.min(Swift.max(p, margin), 1 - margin))
            if p >= margin, p <= 1 - margin { along += target(j) }
        }
        guard let gradient else { return value }
        // d/dy of −Σ t log(y/Σy): −t/y + (Σt)/Σy, over the classes that are not clipped.
        for j in 0..<columns {
            let p = y[j] / total
            let own = p >= margin && p <= 1 - margin ? target(j) / p : 0
            gradient[j] = scale * (along - own) / total
        }
        return value
    }
}

extension CrossEntropy {
    /// What becomes of a row that is surely wrong; measured by findings/keras-surely-wrong-rows-teach-nothing.sh.
    static let surelyWrong =
        "behind a softmax or sigmoid layer Keras on JAX and PyTorch keeps p between 1e-7 and 1 − 1e-7, where the slope is 0: a row "
        + "that is wrong by a logit of 17 or more teaches nothing; on TensorFlow, with from_logits=True and here it does"

    private static let source = "Bridle (1990), Training Stochastic Model Recognition Algorithms; "

    static let card = LossCard(
        "CategoricalCrossentropy", called: ["categorical_crossentropy"], .classes, "−Σ t ln p, targets one-hot",
        formula: "−Σ t ln p", source: source + "Keras 3.15.1", differences: [surelyWrong],
        [.fromLogits, .labelSmoothing]
    ) { s in
        CrossEntropy(fromLogits: s.flag("from_logits"), isOfClasses: false, smoothing: s["label_smoothing"])
    }

    static let sparse = LossCard(
        "SparseCategoricalCrossentropy", called: ["sparse_categorical_crossentropy"], .classes,
        "−ln p of the target class, targets class numbers", formula: "−ln p_t", source: source + "Keras 3.15.1",
        differences: [surelyWrong], [.fromLogits]
    ) { s in CrossEntropy(fromLogits: s.flag("from_logits"), isOfClasses: true) }

    static let torch = LossCard(
        "CrossEntropyLoss", .classes,
        "PyTorch: −ln softmax of the target class, of logits; targets class numbers",
        formula: "−w_t·ln(e^z_t/Σe^z)", source: source + "PyTorch 2.13",
        differences: ["with weight=, the mean divides by the weights of the rows' classes, not by the rows"],
        [.weights("factor of each class's loss"), .labelSmoothing]
    ) { s in
        CrossEntropy(
            fromLogits: true, isOfClasses: true, isTorch: true, smoothing: s["label_smoothing"],
            weights: s.numbers(ifGiven: "weight") ?? [])
    }
}

extension [Double] {
    /// The weight of a class number; of one that has none, 1 where a single weight is given for all.
    func weight(of number: Double) -> Double { weight(of: Int(saturating: number)) }

    func weight(of number: Int) -> Double {
        count == 1 ? self[0] : indices.contains(number) ? self[number] : 0
    }
}

/// Minus the log-probability of the target class; y are log-probabilities.
struct NegativeLogLikelihood: LossFormula {
    let weights: [Double]

    var output: LossOutput { .logProbabilities(logits: "CrossEntropyLoss()") }
    var target: LossTarget { .classes }

    func mass(_ target: (Int) -> Double, rows: Int, columns: Int) -> Double {
        weights.isEmpty ? Double(rows) : (0..<rows).reduce(0) { $0 + weights.weight(of: target($1)) }
    }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let number = Int(saturating: t[0])
        let weight: S = weights.isEmpty ? 1 : S(weights.weight(of: number))
        if let gradient {
            for j in 0..<columns { gradient[j] = j == number ? -scale * weight : 0 }
        }
        return (0..<columns).contains(number) ? -weight * y[number] : 0
    }

    static let card = LossCard(
        "NLLLoss", .classes, "PyTorch: minus the log-probability of the target class, given log-probabilities",
        formula: "−w_t·y_t", source: "PyTorch 2.13", [.weights("factor of each class's loss")]
    ) { s in NegativeLogLikelihood(weights: s.numbers(ifGiven: "weight") ?? []) }
}
