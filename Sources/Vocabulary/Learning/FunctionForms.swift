import Answers
import Arrays
import ArrayVocabulary
import Datasets
import Language

/// scikit-learn's transformers that learn nothing: a function of the rows, rows brought to one length.
enum FunctionForms {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "FunctionTransformer", module: "preprocessing", role: .transformer,
            summary: "the rows through a function, such as np.log1p",
            signature:
                "func=None, inverse_func=None, *, validate=False, accept_sparse=False, check_inverse=True, "
                + "feature_names_out=None, kw_args=None, inv_kw_args=None",
            example: "import numpy as np\nFunctionTransformer(np.log1p).fit_transform([[0.0], [1]])",
            idle: ["validate", "accept_sparse", "check_inverse"], keepsTables: true
        ) { estimator, _, _, _ in try RowFunction(estimator) },
        EstimatorForm(
            name: "Normalizer", module: "preprocessing", role: .transformer,
            summary: "every row divided by its length", signature: "norm='l2', *, copy=True",
            example: "Normalizer().fit_transform([[3.0, 4.0]])"
        ) { estimator, _, _, _ in RowLength(norm: try estimator.choice("norm", ["l1", "l2", "max"])) },
    ]
}

/// The table, or the array where its columns have no names, through a function; without one it stays what it is.
private struct RowFunction: FittedEstimator {
    private let function: Value
    private let inverse: Value
    private let settings: [(name: String, value: Value)]

    init(_ estimator: Estimator) throws {
        func callable(_ name: String) throws -> Value {
            let given = estimator[name]
            guard given.asText == nil, given.asNumber == nil, given.elements == nil else {
                throw Mistake("\(name) = \(given.brief)", expected: "a function", try: "\(name)=np.log1p").raised(
                    as: "ValueError",
                    "The '\(name)' parameter of FunctionTransformer must be a callable or None. Got \(given.repr) instead."
                )
            }
            return given
        }
        func named(_ name: String) throws -> [(name: String, value: Value)] {
            let given = estimator[name]
            if given.isNone { return [] }
            guard case .dict(let entries) = given else {
                throw Mistake("\(name) = \(given.brief)", expected: "a dict", try: "\(name)={\"k\": 2}")
            }
            return entries.entries.map { ($0.key.asText ?? $0.key.repr, $0.value) }
        }
        (function, inverse) = (try callable("func"), try callable("inverse_func"))
        settings = try named("kw_args")
        guard try named("inv_kw_args").isEmpty else {
            throw Mistake("inv_kw_args is not followed here", expected: "None", try: "a lambda as inverse_func")
        }
        if !estimator["feature_names_out"].isNone { _ = try estimator.choice("feature_names_out", ["one-to-one"]) }
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? { try through(function, x, settings, context) }

    func restored(_ x: Table, _ context: Context) throws -> Table? { try through(inverse, x, [], context) }

    private func through(
        _ function: Value, _ x: Table, _ settings: [(name: String, value: Value)], _ context: Context
    ) throws -> Table {
        guard !function.isNone else { return x }
        let areNamed = x.names.enumerated().contains { $0.element != "x\($0.offset)" }
        let given: Value = areNamed ? .thing(Frame(x)) : .thing(try x.array())
        return try context.inputs(context.call(function, [given], settings))
    }
}

/// Rows divided by the sum of magnitudes, by the root of the sum of squares, or by the largest magnitude.
private struct RowLength: FittedEstimator {
    let norm: String

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let design = try x.design()
        let lengths = (0..<design.count).map { row -> Double in
            let cells = design.values[row * design.width..<(row + 1) * design.width]
            let found: Double =
                switch norm {
                case "l1": cells.reduce(0) { $0 + $1.magnitude }
                case "max": cells.reduce(0) { Swift.max($0, $1.magnitude) }
                default: cells.reduce(0) { $0 + $1 * $1 }.squareRoot()
                }
            return found == 0 ? 1 : found
        }
        return try Table(
            design.names.enumerated().map { place, name in
                Column(
                    name, .numbers((0..<design.count).map { design.values[$0 * design.width + place] / lengths[$0] }))
            })
    }
}
