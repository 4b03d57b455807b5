public import Answers
import RealModule

/// How far real-valued predictions are from their targets. Everything is summed in Double.
///
/// With residuals r = prediction − target over n samples. Definitions follow scikit-learn 1.9 (`sklearn.metrics`).
public struct RegressionMetrics: Sendable, Equatable {
    /// Mean squared error, Σr²/n, in the target's unit squared.
    public let mse: Double
    /// Mean absolute error, Σ|r|/n, in the target's unit.
    public let mae: Double
    /// Median of |r|, in the target's unit; of an even number the mean of the middle two.
    public let medianAE: Double
    /// Largest |r|, in the target's unit.
    public let maxError: Double
    /// Coefficient of determination, 1 − Σr²/Σ(target − mean)². For a constant target: 1 if perfect, else 0.
    public let r2: Double
    /// Mean absolute percentage error, mean of |r|/max(|target|, 2⁻⁵²).
    public let mape: Double
    /// Root mean squared error of ln(1 + ·); nil when a prediction or target is ≤ −1.
    public let rmsle: Double?

    /// Root mean squared error, in the target's unit.
    public var rmse: Double { mse.squareRoot() }

    /// - Throws: `Mistake` when the lists are empty or differ in length, `Stopped` once the work was stopped.
    public init(prediction: [Double], target: [Double], work: Work = Work()) throws {
        try Metrics.checkLengths(prediction.count, target.count)
        let n = Double(target.count)
        let mean = target.reduce(0, +) / n
        let magnitudes = try zip(prediction, target).map(stoppedBy: work) { abs($0 - $1) }.sorted(
            stoppedBy: work, by: <)
        var check = StopCheck(work)
        var (squares, spread, shares, logarithms, hasLogarithm) = (0.0, 0.0, 0.0, 0.0, true)
        for (prediction, target) in zip(prediction, target) {
            try check.pass()
            let residual = prediction - target
            squares += residual * residual
            spread += (target - mean) * (target - mean)
            shares += abs(residual) / Swift.max(abs(target), 0x1p-52)
            hasLogarithm = hasLogarithm && prediction > -1 && target > -1
            if hasLogarithm { logarithms += RegressionMetrics.logarithmicSquare(prediction, target) }
        }
        mse = squares / n
        mae = magnitudes.reduce(0, +) / n
        medianAE = Metrics.median(sorted: magnitudes)
        maxError = magnitudes.last ?? 0
        r2 = RegressionMetrics.determination(squares: squares, spread: spread)
        mape = shares / n
        rmsle = hasLogarithm ? (logarithms / n).squareRoot() : nil
    }

    /// 1 − Σr²/Σ(target − mean)².
    static func determination(squares: Double, spread: Double) -> Double {
        spread > 0 ? 1 - squares / spread : (squares == 0 ? 1 : 0)
    }

    /// (ln(1 + prediction) − ln(1 + target))², NaN below −1.
    static func logarithmicSquare(_ prediction: Double, _ target: Double) -> Double {
        let difference = Double.log(onePlus: prediction) - Double.log(onePlus: target)
        return difference * difference
    }
}

extension RegressionMetrics: Presentable {
    /// `metrics`
    public static var kind: String { "metrics" }

    /// `RMSE 0.12, MAE 0.08, R² 0.97`
    public var summary: String { "RMSE \(rmse.short(4)), MAE \(mae.short(4)), R² \(r2.short(4))" }

    /// All of them, a line each.
    public func table(width: Int) -> String {
        var lines = [
            "RMSE    \(rmse.short(4))    root mean squared error",
            "MAE     \(mae.short(4))    mean absolute error",
            "MSE     \(mse.short(4))    mean squared error",
            "R²      \(r2.short(4))    share of the variance explained",
            "worst   \(maxError.short(4))    largest absolute error",
        ]
        if let rmsle { lines.append("RMSLE   \(rmsle.short(4))    RMSE of ln(1 + ·)") }
        return lines.joined(separator: "\n")
    }

    /// All of them by name.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "mse": .number(mse), "rmse": .number(rmse), "mae": .number(mae),
            "r2": .number(r2),
            "max_error": .number(maxError), "rmsle": rmsle.map(JSON.number) ?? .null,
        ])
    }
}
