import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Language
import Numbers

/// scikit-learn's transformers that bend each column by a curve of its own: bins, powers, ranks.
enum CurveForms {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "KBinsDiscretizer", module: "preprocessing", role: .transformer,
            summary: "numbers as the bins they fall into",
            signature:
                "n_bins=5, *, encode='onehot', strategy='quantile', quantile_method='averaged_inverted_cdf', dtype=None, "
                + "subsample=200000, random_state=None",
            example:
                "KBinsDiscretizer(n_bins=2, encode=\"ordinal\", strategy=\"uniform\").fit_transform([[0.0], [1], [4]])",
            // Quantiles are of all rows.
            idle: ["subsample", "random_state"], fixed: ["dtype"]
        ) { estimator, x, _, context in try BinCodes(estimator, x, context) },
        EstimatorForm(
            name: "PowerTransformer", module: "preprocessing", role: .transformer,
            summary: "columns bent by a power that makes them look most normal",
            signature: "method='yeo-johnson', *, standardize=True, copy=True",
            example: "PowerTransformer().fit([[1.0], [2], [8], [30]]).lambdas_"
        ) { estimator, x, _, context in try Powers(estimator, x, context.work) },
        EstimatorForm(
            name: "QuantileTransformer", module: "preprocessing", role: .transformer,
            summary: "numbers as the share of rows below them, or as normal numbers of that share",
            signature:
                "*, n_quantiles=1000, output_distribution='uniform', ignore_implicit_zeros=False, subsample=10000, "
                + "random_state=None, copy=True",
            example: "QuantileTransformer(n_quantiles=3).fit_transform([[1.0], [2], [30]])",
            // Quantiles are of all rows.
            idle: ["subsample", "random_state"], fixed: ["ignore_implicit_zeros"]
        ) { estimator, x, _, context in try Ranks(estimator, x, context) },
    ]
}

/// The cells of every column through a function of the column's place and the number.
func mapped(_ x: Table, _ change: (Int, Double) -> Double) throws -> Table {
    let design = try x.design()
    return try Table(
        design.names.enumerated().map { place, name in
            Column(name, .numbers(design.column(place).map { change(place, $0) }))
        })
}

/// Bins of equal width, or of as many rows each.
private struct BinCodes: FittedEstimator {
    private let edges: [[Double]]
    private let isOrdinal: Bool

    init(_ estimator: Estimator, _ x: Table, _ context: Context) throws {
        let design = try whole(x)
        isOrdinal = try estimator.choice("encode", ["onehot", "onehot-dense", "ordinal"]) == "ordinal"
        let isUniform = try estimator.choice("strategy", ["uniform", "quantile"]) == "uniform"
        let isLinear =
            try estimator.choice("quantile_method", ["averaged_inverted_cdf", "linear", "warn"]) == "linear"
        let counts = try BinCodes.counts(estimator, design.width)
        edges = try zip(0..., counts).map { place, count in
            if context.work.isCancelled { throw Stopped() }
            let sorted = design.column(place).sorted()
            guard let low = sorted.first, let high = sorted.last, low < high else {
                context.note("column \(design.names[place]) is constant and becomes 0")
                return [-.infinity, .infinity]
            }
            let shares = (0...count).map { $0 == count ? 1 : Double($0) * (100 / Double(count)) / 100 }
            if isUniform { return shares.map { $0 == 1 ? high : low + $0 * (high - low) } }
            let all = shares.map { isLinear ? sorted.quantile($0) : BinCodes.middle(sorted, $0) }
            let kept = all.indices.filter { $0 == 0 || all[$0] - all[$0 - 1] > 1e-8 }.map { all[$0] }
            if kept.count < all.count {
                context.note("column \(design.names[place]) has \(kept.count - 1) bins: others would be too narrow")
            }
            return kept
        }
    }

    /// One number of bins for all columns, or one for each.
    private static func counts(_ estimator: Estimator, _ width: Int) throws -> [Int] {
        let given = estimator["n_bins"]
        let counts =
            given.asInt.map { [Int](repeating: $0, count: width) } ?? given.doubles?.compactMap { Int(exactly: $0) }
        guard let counts, counts.count == width, counts.allSatisfy({ (2...1_000_000).contains($0) }) else {
            throw Mistake(
                "n_bins = \(given.brief)", expected: "a whole number of at least 2, or one for each column",
                try: "n_bins=5"
            ).raised(
                as: "ValueError",
                "The 'n_bins' parameter of KBinsDiscretizer must be an int in the range [2, inf) or an array-like. Got "
                    + "\(given.repr) instead.")
        }
        return counts
    }

    /// The inverse of the distribution function, the mean of both neighbours where it jumps (Hyndman & Fan 1996, type 2).
    private static func middle(_ sorted: [Double], _ share: Double) -> Double {
        let place = Double(sorted.count) * share - 1
        guard place >= 0 else { return sorted[0] }
        guard place < Double(sorted.count - 1) else { return sorted[sorted.count - 1] }
        let low = Int(place)
        let (first, second) = (sorted[low], sorted[low + 1])
        return place == Double(low) ? second - (second - first) * 0.5 : second
    }

    private func bin(_ place: Int, _ value: Double) -> Int {
        edges[place].dropFirst().dropLast().count { $0 <= value }
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let design = try whole(x)
        var columns: [Column] = []
        for (place, name) in design.names.enumerated() {
            if context.work.isCancelled { throw Stopped() }
            let bins = design.column(place).map { bin(place, $0) }
            if isOrdinal {
                columns.append(Column(name, .numbers(bins.map { Double($0) })))
                continue
            }
            for own in 0..<edges[place].count - 1 {
                columns.append(Column("\(name)_\(own).0", .numbers(bins.map { $0 == own ? 1 : 0 })))
            }
        }
        return try Table(columns)
    }

    /// The middle of each bin.
    func restored(_ x: Table, _ context: Context) throws -> Table? {
        let design = try x.design()
        guard isOrdinal, design.width == edges.count else { return nil }
        return try mapped(x) { place, value in
            let bin = Swift.min(edges[place].count - 2, Swift.max(0, Int(saturating: value)))
            return (edges[place][bin] + edges[place][bin + 1]) / 2
        }
    }

    var learned: [String: Value] {
        get throws {
            [
                "bin_edges_": .list(try edges.map { .thing(try NDArray($0)) }),
                "n_bins_": .thing(try NDArray(edges.map { $0.count - 1 })),
            ]
        }
    }
}

/// Shares of rows below each number, by quantiles between which lies a straight line.
private struct Ranks: FittedEstimator {
    private let quantiles: [[Double]]
    private let shares: [Double]
    private let isNormal: Bool

    /// How near to 0 and 1 a share may come before it is made a normal number.
    private static let border = 1e-7

    init(_ estimator: Estimator, _ x: Table, _ context: Context) throws {
        let wanted = try estimator.whole("n_quantiles", 1)
        let count = Swift.min(wanted, x.rowCount)
        if wanted > count {
            context.note("n_quantiles = \(wanted), and there are \(x.rowCount) rows: as many quantiles are taken")
        }
        isNormal = try estimator.choice("output_distribution", ["uniform", "normal"]) == "normal"
        let shares = (0..<count).map {
            count == 1 ? 0 : $0 == count - 1 ? 1 : Double($0) * (1 / Double(count - 1))
        }
        self.shares = shares
        quantiles = try x.columns.map { column in
            if context.work.isCancelled { throw Stopped() }
            let sorted = try column.numbers(for: "QuantileTransformer").filter { !$0.isNaN }.sorted()
            var highest = -Double.infinity
            // Rounding must not make them fall.
            return shares.map { share in
                highest = Swift.max(highest, sorted.quantile(share))
                return highest
            }
        }
    }

    /// The y of a line through points at x; xs ascend.
    private static func between(_ x: Double, _ xs: [Double], _ ys: [Double]) -> Double {
        guard let first = xs.first, let last = xs.last, !x.isNaN else { return .nan }
        if x <= first && xs.count == 1 || x < first { return ys[0] }
        if x >= last { return ys[ys.count - 1] }
        var (low, high) = (0, xs.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if xs[middle] <= x { low = middle } else { high = middle }
        }
        return ys[low] + (ys[high] - ys[low]) * ((x - xs[low]) / (xs[high] - xs[low]))
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let turned = quantiles.map { $0.reversed().map { -$0 } }
        let back = shares.reversed().map { -$0 }
        return try mapped(x) { place, value in
            let own = quantiles[place]
            guard let low = own.first, let high = own.last, !value.isNaN else { return .nan }
            // Of equal quantiles the middle, from both sides.
            var share = (Ranks.between(value, own, shares) - Ranks.between(-value, turned[place], back)) / 2
            if isNormal ? value + Ranks.border > high : value == high { share = 1 }
            if isNormal ? value - Ranks.border < low : value == low { share = 0 }
            guard isNormal else { return share }
            let edge = Ranks.border - Double.ulpOfOne
            return NormalDistribution.quantile(Swift.min(1 - edge, Swift.max(edge, share)))
        }
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { place, value in
            Ranks.between(isNormal ? NormalDistribution.share(below: value) : value, shares, quantiles[place])
        }
    }

    var learned: [String: Value] {
        get throws {
            let rows = shares.indices.flatMap { row in quantiles.map { $0[row] } }
            return [
                "quantiles_": .thing(try NDArray(rows, shape: [shares.count, quantiles.count])),
                "references_": .thing(try NDArray(shares)), "n_quantiles_": .int(shares.count),
            ]
        }
    }
}
