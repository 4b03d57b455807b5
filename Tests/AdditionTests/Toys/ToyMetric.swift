@testable import Training

/// How often the sign is right: a metric in one file.
extension Metric {
    static let toySign = MetricCard(
        "toy_sign_share", .ofNumbers, "the share of predictions with the sign of their target",
        formula: "Σ[y·t > 0]/n", source: "a test"
    ) { _ in .mean(of: { $0 * $1 > 0 ? 1 : 0 }) }
}
