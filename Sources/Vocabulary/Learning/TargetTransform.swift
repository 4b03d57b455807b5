import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Language

/// scikit-learn's `TransformedTargetRegressor`: a model of targets that go through a function, and its predictions that come back.
enum TargetTransform {
    static let form = EstimatorForm(
        name: "TransformedTargetRegressor", module: "compose", role: .regressor,
        summary: "a regressor of targets that go through a function such as np.log1p, and back",
        signature: "regressor=None, *, transformer=None, func=None, inverse_func=None, check_inverse=True",
        example:
            "import numpy as np\nmodel = TransformedTargetRegressor(func=np.log, inverse_func=np.exp)\n"
            + "model.fit([[0.0], [1], [2]], [1, 2, 4]).predict([[3.0]])",
        idle: ["check_inverse"]
    ) { estimator, x, targets, context in try FittedTransform(estimator, x, targets, context) }
}

private struct FittedTransform: FittedEstimator {
    let regressor: Estimator
    let transformer: Estimator?
    let inverse: Value

    init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        guard let targets else { throw estimator.unfitted }
        let function = estimator["func"]
        inverse = estimator["inverse_func"]
        guard estimator["transformer"].isNone || (function.isNone && inverse.isNone) else {
            throw Mistake("both transformer and func are given", expected: "one of the two", try: "leave func out")
                .raised(
                    as: "ValueError",
                    "'transformer' and functions 'func'/'inverse_func' cannot both be set.")
        }
        guard function.isNone == inverse.isNone else {
            throw Mistake(
                "\(function.isNone ? "inverse_func" : "func") is given alone",
                expected: "func and inverse_func, the way there and the way back",
                try: "func=np.log1p, inverse_func=np.expm1"
            ).raised(
                as: "ValueError",
                "When 'func' is provided, 'inverse_func' must also be provided. If 'func' is supposed to be 1-to-1, set "
                    + "'inverse_func' to its inverse.")
        }
        guard estimator["transformer"].isNone || Estimator.of(estimator["transformer"]) != nil else {
            throw Mistake(
                "\(estimator["transformer"].brief) is no transformer", expected: "one such as StandardScaler()",
                argument: "transformer")
        }
        let columns = try targets.columns()
        var changed = columns
        if let given = Estimator.of(estimator["transformer"]) {
            let own = try given.clone(context)
            let table = try Table(columns.enumerated().map { Column("x\($0.offset)", .numbers($0.element)) })
            try own.fit(table, nil, context)
            changed = try own.transform(table, context).columns.map { try $0.numbers(for: given.form.name) }
            transformer = own
        } else {
            transformer = nil
            if !function.isNone { changed = try columns.map { try FittedTransform.through(function, $0, context) } }
        }
        let rows = (0..<targets.count).map { row in changed.map { $0[row] } }
        let own = Targets(labels: rows.map { .number($0.first ?? .nan) }, rows: rows, isFlat: targets.isFlat)
        let given = estimator["regressor"]
        guard given.isNone || Estimator.of(given) != nil else {
            throw Mistake("\(given.brief) is no regressor", expected: "one such as Ridge()", argument: "regressor")
        }
        regressor =
            try Estimator.of(given)?.clone(context)
            ?? Estimator(standard: Predictors.forms.first { $0.name == "LinearRegression" } ?? Predictors.ridge)
        try regressor.fit(x, own, context)
    }

    /// Numbers through a function of an array.
    private static func through(_ function: Value, _ numbers: [Double], _ context: Context) throws -> [Double] {
        let found = try context.call(function, [.thing(try NDArray(numbers))])
        let array = try NumPyCall("func", context).array(found, "func", .float64)
        guard array.count == numbers.count else {
            throw Mistake(
                "the function gives \(array.count) numbers for \(numbers.count)", expected: "one for each target")
        }
        return array.doubles()
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let found = try regressor.predictions(x, context)
        if let transformer {
            let table = try Table(found.enumerated().map { Column("x\($0.offset)", .numbers($0.element)) })
            return try transformer.inverse(table, context).columns.map { try $0.numbers(for: transformer.form.name) }
        }
        guard !inverse.isNone else { return found }
        return try found.map { try FittedTransform.through(inverse, $0, context) }
    }

    var learned: [String: Value] {
        get throws {
            var found: [String: Value] = ["regressor_": regressor.asValue]
            if let transformer { found["transformer_"] = transformer.asValue }
            return found
        }
    }
}
