import Cards

/// Squared near 0, absolute beyond δ.
struct Huber: ElementLoss {
    let δ: Double

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let (e, δ) = (y - t, S(δ))
        return abs(e) <= δ ? (e * e / 2, e) : (δ * (abs(e) - δ / 2), δ * sign(e))
    }

    private static let delta = Hyperparameter("delta", .positive, 1, "where it turns straight")
    private static let formula = "|e| ≤ δ ? e²/2 : δ(|e| − δ/2)"

    static let card = LossCard(
        "Huber", called: ["huber"], .errors, "squared near 0, absolute beyond δ", formula: formula,
        source: "Huber (1964), Robust Estimation of a Location Parameter", [delta]
    ) { s in Huber(δ: s["delta"]) }

    static let torch = LossCard(
        "HuberLoss", .errors, "PyTorch: squared near 0, absolute beyond δ", formula: formula,
        source: "Huber (1964), Robust Estimation of a Location Parameter; PyTorch 2.13",
        differences: ["δ times SmoothL1Loss(beta=δ)"], [delta]
    ) { s in Huber(δ: s["delta"]) }
}

/// The same divided by β, as PyTorch has it beside the other.
struct SmoothL1: ElementLoss {
    let β: Double

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let (e, β) = (y - t, S(β))
        return abs(e) < β ? (e * e / (2 * β), e / β) : (abs(e) - β / 2, sign(e))
    }

    static let card = LossCard(
        "SmoothL1Loss", .errors, "PyTorch: e²/2β near 0, |e| − β/2 beyond β", formula: "|e| < β ? e²/2β : |e| − β/2",
        source: "Girshick (2015), Fast R-CNN, equation 3; PyTorch 2.13",
        [Hyperparameter("beta", .nonNegative, 1, "where it turns straight; 0 is L1Loss")]
    ) { s in SmoothL1(β: s["beta"]) }
}
