@testable import Networks

/// e⁴ of shares: a loss in one file.
struct ToyLoss: ElementLoss {
    var target: LossTarget { .probabilities }

    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S) {
        let e = y - t
        return (e * e * e * e, 4 * e * e * e)
    }

    static let card = LossCard(
        "ToyLoss", .errors, "the fourth power of the error", formula: "e⁴", source: "a test"
    ) { _ in ToyLoss() }
}
