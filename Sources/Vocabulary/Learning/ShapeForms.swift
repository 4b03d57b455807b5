import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Glibc
import Language
import Numbers

/// scikit-learn's estimators of what rows look like: directions, groups, and normal distributions of classes.
enum ShapeForms {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "PCA", module: "decomposition", role: .transformer,
            summary: "the directions along which rows differ most",
            signature:
                "n_components=None, *, copy=True, whiten=False, svd_solver='auto', tol=0.0, iterated_power='auto', n_oversamples=10, power_iteration_normalizer='auto', random_state=None",
            example: "PCA(n_components=1).fit_transform([[0.0, 0], [1, 2], [2, 4]])",
            // The decomposition is exact.
            idle: [
                "svd_solver", "tol", "iterated_power", "n_oversamples", "power_iteration_normalizer", "random_state",
            ],
            fixed: ["whiten"]
        ) { estimator, x, _, context in try Directions(estimator, x, context) },
        EstimatorForm(
            name: "KMeans", module: "cluster", role: .clusterer, summary: "groups of rows around their means",
            signature:
                "n_clusters=8, *, init='k-means++', n_init='auto', max_iter=300, tol=0.0001, verbose=0, random_state=None, copy_x=True, algorithm='lloyd'",
            example: "KMeans(n_clusters=2, random_state=0).fit([[0.0], [1], [9], [10]]).inertia_",
            idle: ["copy_x"]
        ) { estimator, x, _, context in try Groups(estimator, x, context) },
        EstimatorForm(
            name: "GaussianNB", module: "naive_bayes", role: .classifier,
            summary: "a normal distribution of each column for each class",
            signature: "*, priors=None, var_smoothing=1e-09",
            example: "GaussianNB().fit([[0.0], [1], [8], [9]], [0, 0, 1, 1]).predict([[2.0]])", fixed: ["priors"]
        ) { estimator, x, targets, context in try Bells(estimator, x, targets, context) },
    ]
}

/// Principal components by the singular values of the centred rows; each direction has its largest part positive, as in
/// scikit-learn 1.9.
private struct Directions: FittedEstimator {
    let means: [Double]
    let directions: NDArray
    let values: [Double]
    let all: [Double]
    let count: Int

    init(_ estimator: Estimator, _ x: Table, _ context: Context) throws {
        let design = try x.design()
        try design.refuseGaps()
        let (n, width) = (design.count, design.width)
        means = (0..<width).map { design.column($0).meanAndVariance.mean }
        let means = means
        let centred = try NDArray(
            design.values.enumerated().map { $1 - means[$0 % width] }, shape: [n, width])
        let (_, singular, vt) = try LinearAlgebra.singular(centred, .thin, context.work)
        let variances = singular.doubles().map { $0 * $0 / Double(Swift.max(1, n - 1)) }
        let most = Swift.min(n, width)
        var kept = most
        if case .number(let share) = estimator["n_components"].plain, share > 0, share < 1 {
            let sum = variances.reduce(0, +)
            var total = 0.0
            kept =
                (variances.firstIndex {
                    total += $0; return total / sum > share
                } ?? most - 1) + 1
        } else if !estimator["n_components"].isNone {
            guard let wanted = estimator["n_components"].asInt, (1...most).contains(wanted) else {
                throw Mistake(
                    "n_components = \(estimator["n_components"].brief)",
                    expected: "from 1 to \(most), or a share of the variance between 0 and 1"
                ).raised(
                    as: "ValueError",
                    "n_components=\(estimator["n_components"].repr) must be between 0 and min(n_samples, n_features)=\(most) with "
                        + "svd_solver='full'")
            }
            kept = wanted
        }
        var rows = vt.doubles()
        for row in 0..<most {
            let own = rows[row * width..<(row + 1) * width]
            let largest = own.max { $0.magnitude < $1.magnitude } ?? 0
            if largest < 0 { for place in row * width..<(row + 1) * width { rows[place] = -rows[place] } }
        }
        directions = try NDArray(Array(rows.prefix(kept * width)), shape: [kept, width])
        values = Array(singular.doubles().prefix(kept))
        all = variances
        count = n
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let design = try x.design()
        let (parts, kept, width) = (directions.doubles(), directions.shape[0], design.width)
        func along(_ direction: Int, _ row: Int) -> Double {
            var sum = 0.0
            for place in 0..<width {
                let distance: Double = design.values[row * width + place] - means[place]
                sum += distance * parts[direction * width + place]
            }
            return sum
        }
        return try Table(
            (0..<kept).map { direction in
                Column("pca\(direction)", .numbers((0..<design.count).map { along(direction, $0) }))
            })
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? {
        let design = try x.design()
        let (parts, kept, width) = (directions.doubles(), directions.shape[0], means.count)
        guard design.width == kept else {
            throw Mistake("\(design.width) columns for \(kept) directions", expected: "as many", argument: "X")
        }
        func cell(_ row: Int, _ place: Int) -> Double {
            var sum = means[place]
            for direction in 0..<kept {
                let step: Double = design.values[row * kept + direction] * parts[direction * width + place]
                sum += step
            }
            return sum
        }
        return try Table(
            (0..<width).map { place in
                Column("x\(place)", .numbers((0..<design.count).map { cell($0, place) }))
            })
    }

    var learned: [String: Value] {
        get throws {
            let sum = all.reduce(0, +)
            let own = Array(all.prefix(values.count))
            return [
                "components_": .thing(directions), "explained_variance_": .thing(try NDArray(own)),
                "explained_variance_ratio_": .thing(try NDArray(own.map { $0 / sum })),
                "singular_values_": .thing(try NDArray(values)), "mean_": .thing(try NDArray(means)),
                "n_components_": .int(values.count), "n_samples_": .int(count),
            ]
        }
    }
}

/// Lloyd's algorithm (1982) from the starts of k-means++ (Arthur & Vassilvitskii, 2007), the best of some.
private struct Groups: FittedEstimator {
    let centres: [[Double]]
    let places: [Int]
    let inertia: Double
    let rounds: Int

    init(_ estimator: Estimator, _ x: Table, _ context: Context) throws {
        let design = try x.design()
        try design.refuseGaps()
        let rows = (0..<design.count).map { Array(design.values[$0 * design.width..<($0 + 1) * design.width]) }
        let k = try estimator.whole("n_clusters", 1)
        guard k <= rows.count else {
            throw Mistake("\(k) groups of \(rows.count) rows", expected: "at most as many groups as rows").raised(
                as: "ValueError", "n_samples=\(rows.count) should be >= n_clusters=\(k).")
        }
        _ = try estimator.choice("algorithm", ["lloyd", "elkan"])
        let most = try estimator.whole("max_iter", 1, most: 1_000_000)
        let tolerance = try estimator.number("tol", .nonNegative)
        let spread = (0..<design.width).reduce(0) { $0 + design.column($1).meanAndVariance.variance }
        let bound = tolerance * spread / Double(Swift.max(1, design.width))
        let own =
            estimator["init"].asText == nil ? try NumPyCall("KMeans", context).array(estimator["init"], "init") : nil
        let way = own == nil ? try estimator.choice("init", ["k-means++", "random"]) : ""
        if let own, own.shape != [k, design.width] {
            throw Mistake("init of shape \(own.shape.shapeText)", expected: "\(k) rows of \(design.width)").raised(
                as: "ValueError")
        }
        let tries =
            try estimator["n_init"].asText == "auto"
            ? (way == "random" ? 10 : 1) : estimator.whole("n_init", 1, most: 10_000)
        var random = try TreeSettings.chance(estimator, context)
        var best: (centres: [[Double]], places: [Int], inertia: Double, rounds: Int)?
        for _ in 0..<(own == nil ? tries : 1) {
            var centres: [[Double]]
            if let own {
                let numbers = own.doubles()
                centres = (0..<k).map { Array(numbers[$0 * design.width..<($0 + 1) * design.width]) }
            } else if way == "random" {
                centres = try random.sample(k, of: rows.count, context.work).map { rows[$0] }
            } else {
                centres = try Groups.spread(rows, k, &random, context.work)
            }
            var found = try Groups.nearest(rows, centres, context.work)
            var rounds = 0
            for round in 1...most {
                rounds = round
                let before = centres
                centres = Groups.means(rows, found, centres)
                let moved = zip(before, centres).reduce(0) { $0 + Groups.distance($1.0, $1.1) }
                let next = try Groups.nearest(rows, centres, context.work)
                let isSame = next.map(\.place) == found.map(\.place)
                found = next
                if isSame || moved <= bound { break }
            }
            let inertia = found.reduce(0) { $0 + $1.distance }
            if inertia < best?.inertia ?? .infinity { best = (centres, found.map(\.place), inertia, rounds) }
        }
        guard let best else { throw Mistake("the rows are too far apart", expected: "finite numbers") }
        (centres, places, inertia, rounds) = best
    }

    private static func distance(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    private static func nearest(_ rows: [[Double]], _ centres: [[Double]], _ work: Work) throws
        -> [(place: Int, distance: Double)]
    {
        var check = StopCheck(work)
        return try rows.map { row in
            try check.pass(centres.count)
            var found = (place: 0, distance: Double.infinity)
            for (place, centre) in centres.enumerated() {
                let distance = distance(row, centre)
                if distance < found.distance { found = (place, distance) }
            }
            return found
        }
    }

    /// The means of the groups; one that lost all its rows takes the row that is farthest from its mean.
    private static func means(_ rows: [[Double]], _ found: [(place: Int, distance: Double)], _ old: [[Double]])
        -> [[Double]]
    {
        var sums = old.map { [Double](repeating: 0, count: $0.count) }
        var counts = [Double](repeating: 0, count: old.count)
        for (row, own) in zip(rows, found) {
            counts[own.place] += 1
            for place in row.indices { sums[own.place][place] += row[place] }
        }
        let isLost = counts.contains(0)
        var far = (isLost ? found.indices.sorted { found[$0].distance > found[$1].distance } : [])[...]
        return old.indices.map { group in
            guard counts[group] == 0 else { return sums[group].map { $0 / counts[group] } }
            return far.popFirst().map { rows[$0] } ?? old[group]
        }
    }

    /// Starts that lie apart: each row is taken with a chance that grows with its squared distance from those before it.
    private static func spread(_ rows: [[Double]], _ k: Int, _ random: inout ArrayRandom, _ work: Work) throws
        -> [[Double]]
    {
        var centres = [rows[random.index(below: rows.count)]]
        var distances = rows.map { distance($0, centres[0]) }
        let tries = 2 + Int(log(Double(k)))
        while centres.count < k {
            if work.isCancelled { throw Stopped() }
            let sum = distances.reduce(0, +)
            var best: (sum: Double, row: Int, distances: [Double])?
            for _ in 0..<tries {
                if work.isCancelled { throw Stopped() }
                var rest = random.uniform() * sum
                let row =
                    distances.firstIndex {
                        rest -= $0; return rest <= 0
                    } ?? rows.count - 1
                let next = zip(rows, distances).map { Swift.min($1, distance($0, rows[row])) }
                let total = next.reduce(0, +)
                if total < best?.sum ?? .infinity { best = (total, row, next) }
            }
            guard let best else { break }
            centres.append(rows[best.row])
            distances = best.distances
        }
        return centres
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let design = try x.design()
        let rows = (0..<design.count).map { Array(design.values[$0 * design.width..<($0 + 1) * design.width]) }
        return [try Groups.nearest(rows, centres, context.work).map { Double($0.place) }]
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let design = try x.design()
        let rows = (0..<design.count).map { Array(design.values[$0 * design.width..<($0 + 1) * design.width]) }
        return try Table(
            centres.enumerated().map { place, centre in
                Column("kmeans\(place)", .numbers(rows.map { Groups.distance($0, centre).squareRoot() }))
            })
    }

    var learned: [String: Value] {
        get throws {
            [
                "cluster_centers_": .thing(
                    try NDArray(centres.flatMap(\.self), shape: [centres.count, centres[0].count])),
                "labels_": .thing(try NDArray(places)), "inertia_": .number(inertia), "n_iter_": .int(rounds),
            ]
        }
    }
}

/// P(class | row) ∝ P(class) Π N(xⱼ; θⱼ, σⱼ²), a share of the largest variance added to each.
private struct Bells: FittedEstimator {
    let priors: [Double]
    let means: [[Double]]
    let variances: [[Double]]

    init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        let design = try x.design()
        try design.refuseGaps()
        let (classes, places) = try Targets.classes(targets, context.work)
        let columns = (0..<design.width).map { design.column($0) }
        let smoothing = try estimator.number("var_smoothing", .nonNegative)
        let share = smoothing * (columns.map { $0.meanAndVariance.variance }.max() ?? 0)
        var rows = [[Int]](repeating: [], count: classes.count)
        for (row, place) in places.enumerated() { rows[place].append(row) }
        priors = rows.map { Double($0.count) / Double(places.count) }
        let statistics = try rows.map { rows in
            try columns.map { column in
                if context.work.isCancelled { throw Stopped() }
                return rows.map { column[$0] }.meanAndVariance
            }
        }
        means = statistics.map { $0.map(\.mean) }
        variances = statistics.map { $0.map { $0.variance + share } }
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let design = try x.design()
        var check = StopCheck(context.work)
        return try (0..<design.count).map { row in
            try check.pass(design.width * priors.count)
            let logs = priors.indices.map { own -> Double in
                var sum: Double = log(priors[own])
                for place in 0..<design.width {
                    let variance: Double = variances[own][place]
                    let distance: Double = design.values[row * design.width + place] - means[own][place]
                    sum -= 0.5 * log(2 * Double.pi * variance)
                    sum -= 0.5 * distance * distance / variance
                }
                return sum
            }
            let most = logs.max() ?? 0
            let weights = logs.map { exp($0 - most) }
            let all = weights.reduce(0, +)
            return weights.map { $0 / all }
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try probabilities(x, context).map { [$0.map { Double($0.largestPlace) }] }
    }

    var learned: [String: Value] {
        get throws {
            let shape = [means.count, means.first?.count ?? 0]
            return [
                "class_prior_": .thing(try NDArray(priors)),
                "theta_": .thing(try NDArray(means.flatMap(\.self), shape: shape)),
                "var_": .thing(try NDArray(variances.flatMap(\.self), shape: shape)),
            ]
        }
    }
}

extension Design {
    /// - Throws: `Mistake` (scikit-learn's ValueError) for a cell that is missing.
    fileprivate func refuseGaps() throws {
        guard let place = values.firstIndex(where: { !$0.isFinite }) else { return }
        throw Mistake(
            "row \(place / Swift.max(1, width)), column \(names[place % width]) is \(values[place].short())",
            expected: "numbers", try: "SimpleImputer() before it", argument: "X"
        ).raised(as: "ValueError", "Input X contains \(values[place].isNaN ? "NaN" : "infinity").")
    }
}
