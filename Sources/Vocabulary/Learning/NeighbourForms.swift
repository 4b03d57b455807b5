import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Language

/// scikit-learn's estimators that ask the nearest rows.
enum NeighbourForms {
    private static let metrics = "metric='minkowski', p=2, metric_params=None, n_jobs=None"
    private static let signature =
        "n_neighbors=5, *, weights='uniform', algorithm='auto', leaf_size=30, p=2, metric='minkowski', "
        + "metric_params=None, n_jobs=None"

    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "KNeighborsRegressor", module: "neighbors", role: .regressor,
            summary: "the mean of the nearest rows' targets", signature: signature,
            example: "KNeighborsRegressor(n_neighbors=1).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            fixed: ["metric_params"]
        ) { estimator, x, targets, _ in
            try NearRows(estimator, x, columns: targets?.columns() ?? [], isClassifier: false)
        },
        EstimatorForm(
            name: "KNeighborsClassifier", module: "neighbors", role: .classifier,
            summary: "the class of most of the nearest rows", signature: signature,
            example: "KNeighborsClassifier(n_neighbors=1).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            fixed: ["metric_params"]
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets, context.work)
            let columns = classes.indices.map { own in places.map { $0 == own ? 1.0 : 0 } }
            return try NearRows(estimator, x, columns: columns, isClassifier: true)
        },
        EstimatorForm(
            name: "NearestNeighbors", module: "neighbors", role: .transformer,
            summary: "which rows are nearest, and how far",
            signature: "*, n_neighbors=5, radius=1.0, algorithm='auto', leaf_size=30, " + metrics,
            example: "NearestNeighbors(n_neighbors=2).fit([[0.0], [1], [5]]).kneighbors([[0.9]])",
            fixed: ["radius", "metric_params"]
        ) { estimator, x, _, _ in try NearRows(estimator, x, columns: [], isClassifier: false) },
    ]

    /// How rows are told apart, by `metric` and `p`.
    static func distance(_ estimator: Estimator) throws -> Distance {
        let names = ["minkowski", "euclidean", "l2", "manhattan", "l1", "cityblock", "chebyshev", "cosine"]
        switch try estimator.choice("metric", names) {
        case "euclidean", "l2": return .euclidean
        case "manhattan", "l1", "cityblock": return .manhattan
        case "chebyshev": return .chebyshev
        case "cosine": return .cosine
        default:
            let given = estimator["p"]
            if given.isNone { return .euclidean }
            guard let power = given.asNumber, power > 0 else {
                throw Mistake("p = \(given.brief)", expected: "a number above 0", try: "p=2").raised(
                    as: "ValueError",
                    "The 'p' parameter of \(estimator.form.name) must be a float in the range (0.0, inf]. Got "
                        + "\(given.repr) instead.")
            }
            return Distance(power: power)
        }
    }

    static let members: [Member] = [
        .method(
            "kneighbors", of: Estimator.self, returns: "tuple",
            "distances and places of the nearest rows of training; without X those of each of these rows to the others",
            [
                Parameter("X", .any, .value(.none), "rows of numbers, or a table"),
                Parameter("n_neighbors", .any, .value(.none), "how many; those of the estimator where nothing is said"),
                Parameter("return_distance", .bool, true, "whether the distances come along"),
            ]
        ) { model, arguments, context in
            guard let near = try model.last.learnt() as? NearRows else { throw model.lacks("kneighbors") }
            var count = near.asked.count
            if !arguments["n_neighbors"].isNone {
                guard let given = arguments["n_neighbors"].asInt, given >= 1 else {
                    throw arguments.mistake(
                        "n_neighbors", "n_neighbors = \(arguments["n_neighbors"].brief)",
                        expected: "a whole number of at least 1")
                }
                count = given
            }
            let rows = arguments["X"].isNone ? nil : try arguments.about("X") { try context.inputs(arguments["X"]) }
            let found = try near.nearest(rows, count, context.work)
            let shape = [found.count, count]
            let places = try NDArray(found.flatMap { $0.map(\.place) }, shape: shape)
            guard try arguments.bool("return_distance") else { return .thing(places) }
            let distances = try NDArray(found.flatMap { $0.map(\.distance) }, shape: shape)
            return .tuple([.thing(distances), .thing(places)])
        }
    ]
}

/// The rows of training with their targets; for classes a column of 0 and 1 for each.
private struct NearRows: FittedEstimator {
    let asked: NearestNeighbours
    private let search: NeighbourSearch
    private let columns: [[Double]]
    private let isClassifier: Bool

    init(_ estimator: Estimator, _ x: Table, columns: [[Double]], isClassifier: Bool) throws {
        var weighting = NearestNeighbours.Weighting.uniform
        if estimator.form.role != .transformer {
            guard estimator["weights"].asText != nil || estimator["weights"].isNone else {
                throw Mistake(
                    "weights = \(estimator["weights"].brief)", expected: "\"uniform\" or \"distance\"",
                    try: "weights=\"distance\", which weighs by 1/distance")
            }
            if try !estimator["weights"].isNone && estimator.choice("weights", ["uniform", "distance"]) == "distance" {
                weighting = .distance
            }
        }
        asked = NearestNeighbours(
            try estimator.whole("n_neighbors", 1), weighting: weighting,
            distance: try NeighbourForms.distance(estimator))
        search = NeighbourSearch(try whole(x), distance: asked.distance)
        (self.columns, self.isClassifier) = (columns, isClassifier)
    }

    /// The nearest rows of training; of no rows, those of each of training to the others.
    func nearest(_ x: Table?, _ count: Int, _ work: Work) throws -> [[NeighbourSearch.Neighbour]] {
        if let x { return try search.nearest(whole(x), count, work: work) }
        let kept = search.rows.count
        guard count < kept else {
            throw Mistake("\(count) neighbours of \(kept - 1) other rows", expected: "fewer").raised(
                as: "ValueError",
                "Expected n_neighbors < n_samples_fit, but n_neighbors = \(count), n_samples_fit = \(kept), n_samples = \(kept)"
            )
        }
        return try search.nearest(search.rows, count + 1, work: work).enumerated().map { row, near in
            // Equal rows that came before it may have pushed a row out of its own list.
            Array((near.contains { $0.place == row } ? near.filter { $0.place != row } : near).prefix(count))
        }
    }

    /// A number for each row and column: the mean of the nearest rows.
    private func means(_ x: Table, _ context: Context) throws -> [[Double]] {
        try nearest(x, asked.count, context.work).map { near in
            let weights = asked.weights(near)
            let sum = weights.reduce(0, +)
            return columns.map { column in
                zip(near, weights).reduce(0) { $0 + column[$1.0.place] * $1.1 } / sum
            }
        }
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        isClassifier ? try means(x, context) : nil
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        guard !columns.isEmpty else { return nil }
        let means = try means(x, context)
        if isClassifier { return [means.map { Double($0.largestPlace) }] }
        return columns.indices.map { place in means.map { $0[place] } }
    }
}
