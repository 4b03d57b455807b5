import Cards
import Networks

/// How far predicted numbers are from the targets.
extension Metric {
    private static let source = "scikit-learn 1.9"

    static let mse = MetricCard(
        "mean_squared_error", aliases: ["mse"], .ofNumbers, "mean of squared errors", formula: "Σ(y − t)²/n",
        source: source
    ) { _ in .mean(of: { ($0 - $1) * ($0 - $1) }) }

    static let rmse = MetricCard(
        "root_mean_squared_error", aliases: ["rmse", "RootMeanSquaredError"], .ofNumbers,
        "root of the mean of squared errors", formula: "√(Σ(y − t)²/n)", source: source
    ) { _ in .mean(of: { ($0 - $1) * ($0 - $1) }, finish: { $0.squareRoot() }) }

    static let mae = MetricCard(
        "mean_absolute_error", aliases: ["mae"], .ofNumbers, "mean of absolute errors", formula: "Σ|y − t|/n",
        source: source
    ) { _ in .mean(of: { abs($0 - $1) }) }

    static let medianError = MetricCard(
        "median_absolute_error", .ofNumbers, "the absolute error that half of the predictions stay below",
        formula: "median |y − t|", source: source,
        differences: ["several columns are taken together; scikit-learn takes the mean of the columns' medians"]
    ) { _ in
        .all { outputs, targets in Metrics.median(sorted: zip(outputs, targets).map { abs($0 - $1) }.sorted()) }
    }

    static let maxError = MetricCard(
        "max_error", .ofNumbers, "the largest absolute error", formula: "max |y − t|", source: source
    ) { _ in .all { outputs, targets in zip(outputs, targets).reduce(0) { Swift.max($0, abs($1.0 - $1.1)) } } }

    /// `compile` knows Keras's loss of this name, which is a hundred times as large.
    static let percentage = MetricCard(
        "mean_absolute_percentage_error", .ofNumbers, "mean of absolute errors as shares of the targets",
        formula: "Σ|y − t|/max(|t|, 2⁻⁵²)/n", source: source,
        differences: [
            "a share, 0.05, as in scikit-learn; the loss of that name, which 'mape' in compile means, is in percent, as in Keras"
        ]
    ) { _ in .mean(of: { abs($0 - $1) / Swift.max(abs($1), 0x1p-52) }) }

    static let rmsle = MetricCard(
        "root_mean_squared_log_error", aliases: ["rmsle"], .ofNumbers, "RMSE of ln(1 + ·)",
        formula: "√(Σ(ln(1 + y) − ln(1 + t))²/n)", source: source
    ) { _ in .mean(of: { RegressionMetrics.logarithmicSquare($0, $1) }, finish: { $0.squareRoot() }) }

    static let r2 = MetricCard(
        "r2_score", aliases: ["R2Score"], called: ["r2_score", "r2"], .ofNumbers, "share of the variance explained",
        formula: "1 − Σ(y − t)²/Σ(t − mean)², the mean over columns",
        source: "Wright (1921), Correlation and causation; " + source
    ) { _ in .moments { RegressionMetrics.determination(squares: $0.squares, spread: $0.targetSpread) } }

    static let explainedVariance = MetricCard(
        "explained_variance_score", .ofNumbers, "share of the variance explained, a constant error forgiven",
        formula: "1 − Var(y − t)/Var(t), the mean over columns", source: source
    ) { _ in .moments { RegressionMetrics.determination(squares: $0.residualSpread, spread: $0.targetSpread) } }

    static let cosine = MetricCard(
        "cosine_similarity", .ofNumbers, "mean cosine of the angle between a row of outputs and its targets",
        formula: "y·t/(|y||t|)", source: "Keras 3.15.1",
        differences: ["the loss CosineSimilarity is the negative of it"],
        example: "cosine_similarity([[1, 0], [1, 1]], [[2, 0], [0, 3]])"
    ) { _ in .loss(.cosineSimilarity, sign: -1) }
}
