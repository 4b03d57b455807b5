import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Language

/// scikit-learn's linear support vector classifier: a plane for each class against the others, of two classes one.
struct MarginPlanes: FittedEstimator {
    static let form = EstimatorForm(
        name: "LinearSVC", module: "svm", role: .classifier,
        summary: "planes with the widest soft margin, one for each class against the others",
        signature:
            "penalty='l2', loss='squared_hinge', *, dual='auto', tol=0.0001, C=1.0, multi_class='ovr', "
            + "fit_intercept=True, intercept_scaling=1, class_weight=None, verbose=0, random_state=None, max_iter=1000",
        example: "LinearSVC().fit([[0.0], [1], [3], [4]], [0, 0, 1, 1]).predict([[2.5]])",
        // The optimum is found to the last digits, by one way for both forms of the problem.
        idle: ["dual", "tol", "random_state"], fixed: ["penalty", "multi_class"]
    ) { estimator, x, targets, context in try MarginPlanes(estimator, x, targets, context) }

    private let planes: [MarginPlane]
    private let width: Int
    /// What the column of the constant holds; 0 without one.
    private let column: Double

    private init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        let design = try whole(x)
        let (classes, places) = try Targets.classes(targets, context.work)
        guard classes.count > 1 else {
            throw Mistake("y has the one class \(classes.first?.brief ?? "")", expected: "at least two", argument: "y")
                .raised(
                    as: "ValueError",
                    "This solver needs samples of at least 2 classes in the data, but the data contains only one class: "
                        + (classes.first?.repr ?? ""))
        }
        let name = try estimator.choice("loss", MarginPlane.Loss.allCases.map(\.rawValue))
        let loss = MarginPlane.Loss(rawValue: name) ?? .squaredHinge
        let strength = try estimator.number("C", .positive)
        let scaling = try estimator.number("intercept_scaling", .positive)
        column = try estimator.flag("fit_intercept") ? scaling : 0
        let weights = try ClassWeights.factors(estimator["class_weight"], classes, places)
        let costs = places.map { strength * (weights?[$0] ?? 1) }
        let most = try estimator.whole("max_iter", 0)
        let constant = column == 0 ? nil : column
        planes = try (classes.count == 2 ? [1] : Array(classes.indices)).map { own in
            var plane = MarginPlane(
                design, signs: places.map { $0 == own ? 1 : -1 }, costs: costs, column: constant)
            try plane.solve(loss, mostSteps: most, work: context.work)
            return plane
        }
        width = design.width
        if !planes.allSatisfy(\.isConverged) {
            context.note(
                "LinearSVC has not converged in \(most) passes: more of them (max_iter), or columns of one scale "
                    + "(StandardScaler)")
        }
    }

    private func intercept(_ plane: MarginPlane) -> Double {
        column == 0 ? 0 : (plane.weights.last ?? 0) * column
    }

    func decided(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let design = try whole(x)
        return (0..<design.count).map { row in
            let cells = design.values[row * width..<(row + 1) * width]
            return planes.map { plane in
                zip(plane.weights, cells).reduce(intercept(plane)) { $0 + $1.0 * $1.1 }
            }
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try decided(x, context).map { rows in
            [rows.map { $0.count > 1 ? Double($0.largestPlace) : $0[0] > 0 ? 1 : 0 }]
        }
    }

    var learned: [String: Value] {
        get throws {
            let slopes = planes.flatMap { $0.weights.prefix(width) }
            return [
                "coef_": .thing(try NDArray(slopes, shape: [planes.count, width])),
                "intercept_": .thing(try NDArray(planes.map(intercept))),
                "n_iter_": .int(planes.map(\.steps).max() ?? 0),
            ]
        }
    }
}
