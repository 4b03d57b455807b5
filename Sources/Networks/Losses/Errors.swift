import Cards
import RealModule

/// e², Keras's and PyTorch's mean squared error.
struct SquaredError: ElementLoss {
    var fusion: LossFusion? { .squaredError }

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) { ((y - t) * (y - t), 2 * (y - t)) }

    static let card = LossCard(
        "MeanSquaredError", called: ["mean_squared_error", "mse"], .errors, "mean of (y − t)²", formula: "e²",
        source: "Gauss (1821), Theoria combinationis observationum; Keras 3.15.1"
    ) { _ in SquaredError() }

    static let torch = LossCard(
        "MSELoss", .errors, "PyTorch: mean of (y − t)²", formula: "e²", source: "PyTorch 2.13"
    ) { _ in SquaredError() }
}

/// |e|, with derivative 0 where it has a corner.
struct AbsoluteError: ElementLoss {
    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) { (abs(y - t), sign(y - t)) }

    static let card = LossCard(
        "MeanAbsoluteError", called: ["mean_absolute_error", "mae"], .errors, "mean of |y − t|", formula: "|e|",
        source: "Boscovich (1757), Laplace (1774); Keras 3.15.1",
        differences: ["the gradient at e = 0 is 0"]
    ) { _ in AbsoluteError() }

    static let torch = LossCard(
        "L1Loss", .errors, "PyTorch: mean of |y − t|", formula: "|e|", source: "PyTorch 2.13"
    ) { _ in AbsoluteError() }
}

/// 100·|e|/|t|.
struct PercentageError: ElementLoss {
    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let factor = 100 / Swift.max(abs(t), S(kerasMargin))
        return (factor * abs(y - t), factor * sign(y - t))
    }

    static let card = LossCard(
        "MeanAbsolutePercentageError", called: ["mean_absolute_percentage_error", "mape"], .errors,
        "mean of 100·|y − t|/|t|", formula: "100·|e|/max(|t|, 10⁻⁷)", source: "Keras 3.15.1"
    ) { _ in PercentageError() }
}

/// The square of the difference of ln(1 + ·).
struct LogarithmicError: ElementLoss {
    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let margin = S(kerasMargin)
        let d = S.log(onePlus: Swift.max(y, margin)) - S.log(onePlus: Swift.max(t, margin))
        return (d * d, y > margin ? 2 * d / (1 + y) : 0)
    }

    static let card = LossCard(
        "MeanSquaredLogarithmicError", called: ["mean_squared_logarithmic_error", "msle"], .errors,
        "mean of (ln(1 + y) − ln(1 + t))²", formula: "(ln(1 + max(y, 10⁻⁷)) − ln(1 + max(t, 10⁻⁷)))²",
        source: "Keras 3.15.1"
    ) { _ in LogarithmicError() }
}

/// ln cosh e: a square near 0, |e| − ln 2 far away.
struct LogCosh: ElementLoss {
    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let e = y - t
        // log cosh e loses its digits near 0 in the form |e| + log(1 + e^−2|e|) − log 2; sinh(e/2) keeps them.
        let half = S.sinh(Swift.min(abs(e), 1) / 2)
        let small = S.log(onePlus: 2 * half * half)
        let large = abs(e) + S.log(onePlus: S.exp(-2 * abs(e))) - S.log(2)
        return (abs(e) < 1 ? small : large, S.tanh(e))
    }

    static let card = LossCard(
        "LogCosh", called: ["log_cosh", "logcosh"], .errors, "mean of ln cosh(y − t)",
        formula: "ln cosh e = |e| + ln(1 + e^−2|e|) − ln 2", source: "Keras 3.15.1"
    ) { _ in LogCosh() }
}

/// e²/(2σ²) + ln σ + ½ ln 2π: minus the logarithm of a normal density of known σ.
struct NormalError: ElementLoss {
    let σ: Double

    var fusion: LossFusion? { .squaredError }
    var fusedScale: (factor: Double, constant: Double) { (1 / (2 * σ * σ), .log(σ) + .log(2 * .pi) / 2) }

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let e = y - t
        let variance = S(σ * σ)
        return (e * e / (2 * variance) + S(.log(σ) + .log(2 * .pi) / 2), e / variance)
    }

    static let card = LossCard(
        "GaussianNLL", .distributions,
        "−ln of the density of a whole example, its numbers independent normal around the outputs",
        formula: "Σ (y − t)²/(2σ²) + ln σ + ½ ln 2π over the numbers of an example, mean over the examples",
        source: "Kingma & Welling (2014), Auto-Encoding Variational Bayes, appendix C.2",
        differences: [
            "MeanSquaredError is the mean over the numbers of an example: with σ = 1 it weighs 784/2 times less for a picture "
                + "of 28×28"
        ], reductions: ["batchmean", "mean"],
        [Hyperparameter("sigma", .positive, 1, "standard deviation of a number around its output")]
    ) { s in NormalError(σ: s["sigma"]) }
}
