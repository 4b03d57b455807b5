import Cards
import RealModule

/// Σ t log(t/p): Keras's, of probabilities.
struct Divergence: LossFormula {
    var output: LossOutput { .probabilities(.softmax, logits: "") }
    var target: LossTarget { .nearProbabilities }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let margin = S(kerasMargin)
        var value: S = 0
        for j in 0..<columns {
            let target = Swift.min(Swift.max(t[j], margin), 1)
            let p = Swift.min(Swift.max(y[j], margin), 1)
            value += target * S.log(target / p)
            gradient?[j] = y[j] >= margin && y[j] <= 1 ? -scale * target / p : 0
        }
        return value
    }

    static let card = LossCard(
        "KLDivergence", called: ["kl_divergence", "kullback_leibler_divergence", "kld"], .distributions, "Σ t ln(t/p)",
        formula: "Σ t ln(t/p), both clipped to [10⁻⁷, 1]",
        source: "Kullback & Leibler (1951), On Information and Sufficiency; Keras 3.15.1"
    ) { _ in Divergence() }
}

/// The same of log-probabilities: PyTorch's.
struct LogDivergence: ElementLoss {
    /// Whether the targets are logarithms, too.
    let logTarget: Bool

    var output: LossOutput { .logProbabilities(logits: "") }

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        if logTarget { return (S.exp(t) * (t - y), -S.exp(t)) }
        return (t > 0 ? t * (S.log(t) - y) : 0, -t)
    }

    static let card = LossCard(
        "KLDivLoss", .distributions, "PyTorch: Σ t (ln t − y), y log-probabilities", formula: "t·(ln t − y)",
        source: "Kullback & Leibler (1951), On Information and Sufficiency; PyTorch 2.13",
        reductions: ["mean", "sum", "batchmean"], [.flag("log_target", "whether the targets are logarithms as well")]
    ) { s in LogDivergence(logTarget: s.flag("log_target")) }
}

/// y − t·log y, of rates or of their logarithms.
struct Poisson: ElementLoss {
    /// Whether y is the logarithm of a rate.
    let isLogarithm: Bool
    /// Added to a rate before its logarithm is taken.
    let ε: Double
    /// Whether Stirling's approximation of log t! is added for targets above 1.
    var isFull = false

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let constant = isFull && t > 1 ? t * S.log(t) - t + 0.5 * S.log(2 * S.pi * t) : 0
        if isLogarithm {
            let rate = S.exp(y)
            return (rate - t * y + constant, rate - t)
        }
        return (y - t * S.log(y + S(ε)) + constant, 1 - t / (y + S(ε)))
    }

    static let card = LossCard(
        "Poisson", called: ["poisson"], .distributions, "y − t·ln y, of rates", formula: "y − t·ln(y + 10⁻⁷)",
        source: "Keras 3.15.1"
    ) { _ in Poisson(isLogarithm: false, ε: kerasMargin) }

    static let torch = LossCard(
        "PoissonNLLLoss", .distributions, "PyTorch: e^y − t·y, y the logarithm of a rate",
        formula: "e^y − t·y; without log_input y − t·ln(y + eps)", source: "PyTorch 2.13",
        [
            Hyperparameter("log_input", .flag, 1, "whether y is the logarithm of a rate"),
            .flag("full", "whether ln t! is added, by Stirling's formula"),
            Hyperparameter("eps", .positive, 1e-8, "added to a rate before its logarithm is taken"),
        ]
    ) { s in Poisson(isLogarithm: s.flag("log_input"), ε: s["eps"], isFull: s.flag("full")) }
}

/// −log of a normal density whose mean and variance the model gives: a row holds the means, then the variances.
struct GaussianLikelihood: LossFormula {
    let isFull: Bool
    let ε: Double

    func targetColumns(_ outputs: Int) -> Int { outputs % 2 == 0 ? outputs / 2 : 0 }

    func mass(_ target: (Int) -> Double, rows: Int, columns: Int) -> Double { Double(rows * columns / 2) }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let half = columns / 2
        let constant = isFull ? S.log(2 * S.pi) / 2 : 0
        var value: S = 0
        for j in 0..<half {
            let e = y[j] - t[j]
            let variance = Swift.max(y[half + j], S(ε))
            value += (S.log(variance) + e * e / variance) / 2 + constant
            gradient?[j] = scale * e / variance
            // PyTorch's bound holds for the value alone: the slope goes through it.
            gradient?[half + j] = scale * (1 - e * e / variance) / (2 * variance)
        }
        return value
    }

    static let card = LossCard(
        "GaussianNLLLoss", .distributions,
        "PyTorch: −ln of a normal density with the mean and the variance that the model gives",
        formula: "(ln v + (m − t)²/v)/2 for an output [m, v], v at least eps",
        source:
            "Nix & Weigend (1994), Estimating the mean and variance of the target probability distribution; PyTorch "
            + "2.13",
        differences: [
            "PyTorch is given the variances one by one; here they are the second half of the model's output, and two columns "
                + "of output stand for one of target"
        ],
        [
            .flag("full", "whether ln(2π)/2 is added"),
            Hyperparameter("eps", .positive, 1e-6, "least variance"),
        ]
    ) { s in GaussianLikelihood(isFull: s.flag("full"), ε: s["eps"]) }
}
