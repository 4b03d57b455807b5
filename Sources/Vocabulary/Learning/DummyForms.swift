import Answers
import Arrays
import Datasets
import Language
import Numbers

/// scikit-learn's models that look at no input: what anything else has to beat.
enum DummyForms {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "DummyClassifier", module: "dummy", role: .classifier,
            summary: "the most frequent class for every row, whatever the inputs: what a classifier has to beat",
            signature: "*, strategy='prior', random_state=None, constant=None",
            example: "DummyClassifier().fit([[0.0], [1], [2]], [0, 1, 1]).predict([[5.0]])",
            // Of the strategies that draw by chance.
            idle: ["random_state"]
        ) { estimator, _, targets, context in try ConstantClass(estimator, targets, context) },
        EstimatorForm(
            name: "DummyRegressor", module: "dummy", role: .regressor,
            summary: "one number for every row, whatever the inputs: what a regressor has to beat",
            signature: "*, strategy='mean', constant=None, quantile=None",
            example: "DummyRegressor().fit([[0.0], [1], [2]], [1, 3, 5]).predict([[5.0]])"
        ) { estimator, _, targets, _ in try ConstantNumber(estimator, targets) },
    ]
}

/// One class for every row, with the shares of the classes as probabilities, or certainty.
private struct ConstantClass: FittedEstimator {
    private let place: Int
    private let shares: [Double]
    private let priors: [Double]

    init(_ estimator: Estimator, _ targets: Targets?, _ context: Context) throws {
        let (classes, places) = try Targets.classes(targets, context.work)
        var counts = [Double](repeating: 0, count: classes.count)
        for place in places { counts[place] += 1 }
        priors = counts.map { $0 / Double(Swift.max(1, places.count)) }
        let most = counts.indices.max { counts[$0] < counts[$1] || (counts[$0] == counts[$1] && $0 > $1) } ?? 0
        let strategy = try estimator.choice("strategy", ["prior", "most_frequent", "constant"])
        guard strategy == "constant" else {
            place = most
            shares = strategy == "prior" ? priors : priors.indices.map { $0 == most ? 1 : 0 }
            return
        }
        let wanted = estimator["constant"]
        guard let found = classes.firstIndex(where: { $0.plain.repr == wanted.plain.repr }) else {
            throw Mistake("constant = \(wanted.brief)", expected: "one of the classes").raised(
                as: "ValueError",
                "The constant target value must be present in the training data. You provided constant=\(wanted.repr). "
                    + "Possible values are: \(Value.list(classes).repr).")
        }
        place = found
        shares = priors.indices.map { $0 == found ? 1 : 0 }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        [[Double](repeating: Double(place), count: x.rowCount)]
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        [[Double]](repeating: shares, count: x.rowCount)
    }

    var learned: [String: Value] { get throws { ["class_prior_": .thing(try NDArray(priors))] } }
}

/// One number for every row: mean, median, a quantile or a constant.
private struct ConstantNumber: FittedEstimator {
    private let numbers: [Double]

    init(_ estimator: Estimator, _ targets: Targets?) throws {
        let columns = try targets?.columns() ?? []
        switch try estimator.choice("strategy", ["mean", "median", "quantile", "constant"]) {
        case "mean": numbers = columns.map { $0.meanAndVariance.mean }
        case "median": numbers = columns.map { $0.sorted().quantile(0.5) }
        case "quantile":
            let share = try estimator.number("quantile", .init(0, 1))
            numbers = columns.map { $0.sorted().quantile(share) }
        default:
            guard let number = estimator["constant"].asDouble, number.isFinite else {
                throw Mistake("constant = \(estimator["constant"].brief)", expected: "a number", try: "constant=0")
                    .raised(
                        as: "TypeError",
                        "Constant target value has to be specified when the constant strategy is used.")
            }
            numbers = columns.map { _ in number }
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        numbers.map { [Double](repeating: $0, count: x.rowCount) }
    }

    var learned: [String: Value] {
        get throws { ["constant_": .thing(try NDArray(numbers, shape: [1, numbers.count]))] }
    }
}
