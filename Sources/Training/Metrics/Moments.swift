/// Mean and spread of a column's targets t and residuals r = y − t, gathered one by one so that no digits are lost
/// (Welford 1962).
public struct Moments: Sendable {
    /// How many there were.
    public private(set) var count = 0.0
    /// t̄ = Σt/n; 0 before the first.
    public private(set) var targetMean = 0.0
    /// Σ(t − mean)²
    public private(set) var targetSpread = 0.0
    /// r̄ = Σr/n; 0 before the first.
    public private(set) var residualMean = 0.0
    /// Σ(r − mean)²
    public private(set) var residualSpread = 0.0

    /// How many numbers it consists of.
    static let size = 5

    init() {}

    /// From numbers that were written down.
    init(_ sums: ArraySlice<Double>) {
        let sums = Array(sums)
        (count, targetMean, targetSpread, residualMean, residualSpread) = (sums[0], sums[1], sums[2], sums[3], sums[4])
    }

    var sums: [Double] { [count, targetMean, targetSpread, residualMean, residualSpread] }

    mutating func add(_ y: Double, _ t: Double) {
        count += 1
        let (dt, dr) = (t - targetMean, y - t - residualMean)
        targetMean += dt / count
        targetSpread += dt * (t - targetMean)
        residualMean += dr / count
        residualSpread += dr * (y - t - residualMean)
    }

    /// Σr²
    var squares: Double { residualSpread + count * residualMean * residualMean }
}
