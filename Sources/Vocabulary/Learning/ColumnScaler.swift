import Answers
import Arrays
import Datasets
import Language
import Numbers
import ArrayVocabulary

/// x ↦ (x − shift)/scale, and into the range of a MinMaxScaler.
struct ColumnScaler: FittedEstimator {
    let scaling: Scaling
    let shifts: [Double]
    let scales: [Double]
    let lows: [Double]
    let highs: [Double]
    let means: [Double]
    let variances: [Double]
    private let count: Int
    let range: (low: Double, high: Double)
    private let clips: Bool

    init(_ estimator: Estimator, _ scaling: Scaling, _ x: Table) throws {
        self.scaling = scaling
        func pair(_ name: String, _ standard: (Double, Double)) throws -> (low: Double, high: Double) {
            let given = estimator[name]
            if given.isNone { return standard }
            guard let limits = given.elements?.compactMap(\.asDouble), limits.count == 2, limits[0] < limits[1] else {
                throw Mistake(
                    "\(name) = \(given.brief)", expected: "two numbers, the smaller one first",
                    try: "\(name)=(\(standard.0.short()), \(standard.1.short()))"
                ).raised(
                    as: "ValueError",
                    "Minimum of desired feature range must be smaller than maximum. Got \(given.repr).")
            }
            return (limits[0], limits[1])
        }
        range = try scaling == .minmax ? pair("feature_range", (0, 1)) : (0, 1)
        clips = try scaling == .minmax && estimator.flag("clip")
        let columns = try x.columns.map { try $0.numbers(for: estimator.form.name) }
        var fits = columns.map { scaling.fit($0) }
        if scaling == .robust {
            let shares = try pair("quantile_range", (25, 75))
            guard shares.low >= 0, shares.high <= 100 else {
                throw Mistake("quantile_range = \(estimator["quantile_range"].brief)", expected: "from 0 to 100")
                    .raised(
                        as: "ValueError", "Invalid quantile range: \(estimator["quantile_range"].repr)")
            }
            if shares != (25, 75) {
                fits = zip(fits, columns).map { fit, column in
                    let sorted = column.filter { !$0.isNaN }.sorted()
                    guard !sorted.isEmpty else { return fit }
                    let width = sorted.quantile(shares.high / 100) - sorted.quantile(shares.low / 100)
                    return (fit.shift, width > 0 ? width : 1)
                }
            }
        }
        let isCentred = try scaling == .minmax || estimator.flag(scaling == .standard ? "with_mean" : "with_centering")
        let isScaled = try scaling == .minmax || estimator.flag(scaling == .standard ? "with_std" : "with_scaling")
        shifts = fits.map { isCentred ? $0.shift : 0 }
        scales = fits.map { isScaled ? $0.scale : 1 }
        let filled = columns.map { $0.filter { !$0.isNaN } }
        lows = filled.map { $0.min() ?? .nan }
        highs = filled.map { $0.max() ?? .nan }
        means = filled.map { $0.meanAndVariance.mean }
        variances = filled.map { $0.meanAndVariance.variance }
        count = x.rowCount
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { value, place in
            guard scaling == .minmax else { return (value - shifts[place]) / scales[place] }
            // As scikit-learn computes it, to the last digit.
            let factor = (range.high - range.low) / scales[place]
            let found = value * factor + (range.low - shifts[place] * factor)
            return clips && !found.isNaN ? Swift.min(range.high, Swift.max(range.low, found)) : found
        }
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { value, place in
            guard scaling == .minmax else { return value * scales[place] + shifts[place] }
            let factor = (range.high - range.low) / scales[place]
            return (value - (range.low - shifts[place] * factor)) / factor
        }
    }

    private func mapped(_ x: Table, _ change: (Double, Int) -> Double) throws -> Table {
        try Table(
            x.columns.enumerated().map { place, column in
                Column(column.name, .numbers(try column.numbers(for: "scaler").map { change($0, place) }))
            })
    }

    var learned: [String: Value] {
        get throws {
            func array(_ numbers: [Double]) throws -> Value { .thing(try NDArray(numbers)) }
            switch scaling {
            case .standard:
                return [
                    "mean_": try array(means), "var_": try array(variances), "scale_": try array(scales),
                    "n_samples_seen_": .int(count),
                ]
            case .robust: return ["center_": try array(shifts), "scale_": try array(scales)]
            case .minmax:
                let width = range.high - range.low
                return [
                    "data_min_": try array(lows), "data_max_": try array(highs),
                    "scale_": try array(scales.map { width / $0 }),
                    "data_range_": try array(zip(highs, lows).map { $0 - $1 }),
                    "min_": try array(zip(shifts, scales).map { range.low - $0 * (width / $1) }),
                ]
            }
        }
    }
}
