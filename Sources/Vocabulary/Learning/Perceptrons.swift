import Answers
import Cards
import Arrays
import Datasets
import Inspection
import Language
import Networks
import Optimizers
import Tensors
import Training
import TensorVocabulary
import ArrayVocabulary

/// `MLPRegressor` and `MLPClassifier`: scikit-learn's settings on the laboratory's networks.
///
/// The loss is the mean squared error or the cross-entropy, with a penalty on the squares of the kernels, as in scikit-learn up to a
/// factor; kernels and biases are drawn from U(±√(6/(inputs + units))), √(2/…) for the logistic function. Numbers differ from
/// scikit-learn's, which draws other ones.
enum Perceptrons {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "MLPRegressor", module: "neural_network", role: .regressor,
            summary: "a network of dense layers for numbers",
            signature: "loss='squared_error', " + signature,
            example:
                "MLPRegressor(hidden_layer_sizes=(4,), solver=\"lbfgs\", max_iter=20, random_state=1).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            fixed: ["warm_start"]
        ) { estimator, x, targets, context in
            try checkLoss(estimator)
            let columns = try targets?.columns() ?? []
            let rows = columns.first?.count ?? 0
            let y = try Samples(
                shape: [rows, columns.count], values: (0..<rows).flatMap { row in columns.map { Float($0[row]) } })
            return try fit(estimator, x, y, outputs: columns.count, .linear, "mse", isClassifier: false, context)
        },
        EstimatorForm(
            name: "MLPClassifier", module: "neural_network", role: .classifier,
            summary: "a network of dense layers for classes",
            signature: signature,
            example:
                "MLPClassifier(hidden_layer_sizes=(4,), max_iter=20, random_state=1).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.9]])",
            fixed: ["warm_start"]
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets, context.work)
            let y = Samples(column: places.map { Float($0) })
            return try fit(
                estimator, x, y, outputs: Swift.max(2, classes.count), .softmax, "sparse_categorical_crossentropy",
                isClassifier: true, context)
        },
    ]

    private static let signature =
        "hidden_layer_sizes=(100,), activation='relu', *, solver='adam', alpha=0.0001, batch_size='auto', learning_rate='constant', "
        + "learning_rate_init=0.001, power_t=0.5, max_iter=200, shuffle=True, random_state=None, tol=0.0001, verbose=False, "
        + "warm_start=False, momentum=0.9, nesterovs_momentum=True, early_stopping=False, validation_fraction=0.1, beta_1=0.9, "
        + "beta_2=0.999, epsilon=1e-08, n_iter_no_change=10, max_fun=15000"

    /// scikit-learn's first argument is the loss, since 1.7; a number or a tuple there is meant as layers.
    private static func checkLoss(_ estimator: Estimator) throws {
        guard estimator["loss"].asText != "squared_error" else { return }
        let isSizes = estimator["loss"].asInt != nil || estimator["loss"].elements != nil
        throw Mistake(
            "loss = \(estimator["loss"].brief)", expected: "\"squared_error\"",
            try: isSizes ? "hidden_layer_sizes=\(estimator["loss"].repr)" : "leave loss out"
        ).raised(
            as: "ValueError",
            "The 'loss' parameter of MLPRegressor must be a str among {'squared_error', 'poisson'}. Got "
                + "\(estimator["loss"].repr) instead.")
    }

    /// All settings, whether the solver at hand uses them or not, as scikit-learn checks them.
    private static func check(_ estimator: Estimator) throws {
        for name in ["shuffle", "nesterovs_momentum", "early_stopping"] { _ = try estimator.flag(name) }
        for name in ["beta_1", "beta_2"] { _ = try estimator.number(name, .decayRate) }
        for name in ["learning_rate_init", "epsilon"] { _ = try estimator.number(name, .positive) }
        for name in ["tol", "alpha", "power_t"] { _ = try estimator.number(name, .nonNegative) }
        _ = try estimator.number("momentum", .share)
        _ = try estimator.number("validation_fraction", .between(0, 1))
        for name in ["max_iter", "n_iter_no_change", "max_fun"] { _ = try estimator.whole(name, 1) }
        if estimator["batch_size"].asText != "auto" { _ = try estimator.whole("batch_size", 1) }
        let rate = try estimator.choice("learning_rate", ["constant", "invscaling", "adaptive"])
        let solver = try estimator.choice("solver", ["lbfgs", "adam", "sgd"])
        // Of the three only sgd has a rate that changes.
        guard solver != "sgd" || rate == "constant" else {
            throw Mistake(
                "learning_rate = \"\(rate)\" with solver=\"sgd\"", expected: "learning_rate=\"constant\"",
                try: "solver=\"adam\"")
        }
    }

    private static func fit(
        _ estimator: Estimator, _ x: Table, _ y: Samples, outputs: Int, _ last: Activation, _ loss: String,
        isClassifier: Bool,
        _ context: Context
    ) throws -> any FittedEstimator {
        try check(estimator)
        let design = try design(estimator, x)
        let samples = try Samples(shape: [design.count, design.width], values: design.values.map { Float($0) })
        let widths = try hidden(estimator) + [outputs]
        let (name, activation) = try activation(estimator)
        let rows = design.count
        let solver = estimator["solver"].asText ?? ""
        let given = estimator["batch_size"].asInt
        let batch = solver == "lbfgs" ? rows : Swift.min(rows, Swift.max(1, given ?? 200))
        // scikit-learn's losses: ½·mean of squares, or the cross-entropy, and ½·α/n on the squares. Ours of squares is twice that.
        let scale = isClassifier ? 0.5 : 1
        let penalty = try Regulariser(
            l2: scale * estimator.number("alpha", .nonNegative) / Double(solver == "lbfgs" ? rows : batch))
        let seed = try estimator.optionalWhole("random_state", 0).map { UInt64($0) } ?? context.session.seed
        let layers = layers(widths, of: design.width, name == "sigmoid" ? 2 : 6, activation, last, penalty)
        let model = Model(Architecture(layers, inputShape: [design.width]), seed: seed)
        guard let measure = Loss(name: loss) else {
            throw Mistake("there is no loss \(loss)", expected: "one of Keras's")
        }
        let rate = try estimator.number("learning_rate_init", .positive)
        let turns = try estimator.whole("max_iter", 1, most: 1_000_000)
        let losses: [Double]
        switch solver {
        case "lbfgs":
            model.compile(TrainingPlan(optimizer: try Optimizer("SGD"), loss: measure))
            losses = try descend(model, samples, y, estimator, turns, context)
        case "adam", "sgd":
            let optimizer = try optimizer(estimator, solver, rate: rate)
            model.compile(TrainingPlan(optimizer: optimizer, loss: measure))
            let least = try estimator.number("tol", .nonNegative) * (isClassifier ? 1 : 2)
            losses = try train(model, samples, y, batch, turns, least: least, estimator, context)
        default: losses = []
        }
        // scikit-learn's loss of numbers is half the mean of squares.
        return FittedNetwork(
            model: model, losses: isClassifier ? losses : losses.map { $0 / 2 }, outputs: outputs,
            widths: [design.width] + widths, rows: rows, isClassifier: isClassifier, hasEpochs: solver != "lbfgs")
    }

    /// The rows, in which no number may be missing.
    private static func design(_ estimator: Estimator, _ x: Table) throws -> Design {
        let design = try x.design()
        if let place = design.values.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "row \(place / Swift.max(1, design.width)), column \(design.names[place % design.width]) is missing",
                expected: "numbers", try: "SimpleImputer() before it"
            ).raised(as: "ValueError", "Input X contains NaN.\n\(estimator.form.name) does not accept missing values.")
        }
        return design
    }

    /// The widths of the hidden layers.
    private static func hidden(_ estimator: Estimator) throws -> [Int] {
        let sizes = (estimator["hidden_layer_sizes"].elements ?? [estimator["hidden_layer_sizes"]]).map(\.asInt)
        guard sizes.allSatisfy({ $0.map { (1...1_000_000).contains($0) } == true }) else {
            throw Mistake(
                "hidden_layer_sizes = \(estimator["hidden_layer_sizes"].brief)", expected: "whole numbers from 1",
                try: "hidden_layer_sizes=(100,)"
            ).raised(as: "ValueError", "hidden_layer_sizes must be > 0, got \(estimator["hidden_layer_sizes"].repr).")
        }
        return sizes.compactMap { $0 }
    }

    /// The function of the hidden layers, and what it is called here.
    private static func activation(_ estimator: Estimator) throws -> (name: String, function: Activation) {
        let activations = ["relu": "relu", "tanh": "tanh", "logistic": "sigmoid", "identity": "linear"]
        guard let name = activations[estimator["activation"].asText ?? ""], let activation = Activation(name: name)
        else {
            throw Mistake(
                "activation = \(estimator["activation"].brief)",
                expected: activations.keys.sorted().joined(separator: ", "),
                try: "activation=\"relu\"")
        }
        return (name, activation)
    }

    /// The layers; kernels and biases are drawn alike, as in scikit-learn, from U(±√(gain/(fan in + fan out))).
    private static func layers(
        _ widths: [Int], of inputs: Int, _ gain: Double, _ activation: Activation, _ last: Activation,
        _ penalty: Regulariser
    ) -> [DenseLayer] {
        widths.enumerated().map { index, units in
            let fanIn = index == 0 ? inputs : widths[index - 1]
            let bound = (gain / Double(fanIn + units)).squareRoot()
            let drawn = Initialiser.uniform(low: -bound, high: bound)
            return DenseLayer(
                units: units, activation: index == widths.count - 1 ? last : activation, kernelInitialiser: drawn,
                biasInitialiser: drawn, kernelRegulariser: penalty)
        }
    }

    /// `adam` or `sgd` with the settings of the estimator.
    private static func optimizer(_ estimator: Estimator, _ solver: String, rate: Double) throws -> Optimizer {
        solver == "adam"
            ? try Optimizer(
                "Adam",
                [
                    "learning_rate": .number(rate), "beta_1": .number(estimator.number("beta_1", .decayRate)),
                    "beta_2": .number(estimator.number("beta_2", .decayRate)),
                    "epsilon": .number(estimator.number("epsilon", .positive)),
                ])
            : try Optimizer(
                "SGD",
                [
                    "learning_rate": .number(rate), "momentum": .number(estimator.number("momentum", .share)),
                    "nesterov": .number(estimator.flag("nesterovs_momentum") ? 1 : 0),
                ])
    }

    /// Epochs until the loss no longer falls by `tol` in `n_iter_no_change` of them.
    private static func train(
        _ model: Model, _ x: Samples, _ y: Samples, _ batch: Int, _ turns: Int, least: Double, _ estimator: Estimator,
        _ context: Context
    ) throws -> [Double] {
        let patience = try estimator.whole("n_iter_no_change", 1)
        let holds = try estimator.flag("early_stopping")
        let share = holds ? try estimator.number("validation_fraction", .between(0, 1)) : 0
        let rule = try EarlyStopping(patience: patience, minDelta: least, restoreBestWeights: holds)
        let watch = StopEarly(monitor: holds ? "val_loss" : "loss", rule: rule)
        let history = try model.fit(
            x, y,
            FitOptions(
                epochs: turns, batchSize: batch, validationSplit: share, shuffles: estimator.flag("shuffle"),
                callbacks: [watch]), work: context.work)
        if context.work.isCancelled { throw Stopped() }
        let losses = history.values("loss")
        if losses.count == turns, turns > patience {
            context.noteOnce(
                "\(estimator.form.name): \(turns) iterations were made and the loss still falls; max_iter allows more")
        }
        return losses
    }

    /// L-BFGS over all weights as one vector.
    private static func descend(
        _ model: Model, _ x: Samples, _ y: Samples, _ estimator: Estimator, _ turns: Int, _ context: Context
    ) throws -> [Double] {
        _ = try model.build(inputShape: Array(x.shape.dropFirst()), work: context.work)
        let function = try WeightSpaceLoss(model, x, y)
        let place = WeightPlace(function, context.work)
        let search = LBFGSSearch(place)
        var losses: [Double] = []
        let settings = LBFGSSearch.Settings(
            rate: 1, iterations: turns, evaluations: try estimator.whole("max_fun", 1),
            flat: try estimator.number("tol", .nonNegative), still: 1e-9, kept: 10, hasLineSearch: true)
        _ = try search.step(settings, context.work) {
            let loss = try place.evaluate()
            losses.append(loss)
            return loss
        }
        guard losses.last?.isFinite == true else {
            throw Mistake(
                "the loss is not finite after \(losses.count) evaluations", expected: "inputs of a common scale",
                try: "make_pipeline(StandardScaler(), \(estimator.form.name)(…))")
        }
        let network = try model.build(inputShape: Array(x.shape.dropFirst()), work: context.work)
        network.parameters.copy(from: place.weights.map { Float($0) })
        return losses
    }
}

/// The weights of a network as one vector that L-BFGS moves.
private final class WeightPlace: VectorPlace {
    private(set) var weights: [Double]
    private(set) var gradient: [Double]
    private let function: WeightSpaceLoss
    private let work: Work

    init(_ function: WeightSpaceLoss, _ work: Work) {
        (self.function, self.work, weights) = (function, work, function.origin)
        gradient = [Double](repeating: 0, count: function.dimension)
    }

    var place: [Double] { weights }
    func move(to weights: [Double]) { self.weights = weights }

    func evaluate() throws -> Double {
        guard let slope = function.slope(at: weights, work: work) else { throw Stopped() }
        gradient = slope.gradient
        return slope.value
    }
}

/// A network that has learnt.
private struct FittedNetwork: FittedEstimator {
    let model: Model
    let losses: [Double]
    let outputs: Int
    /// The units of all layers, the inputs first.
    let widths: [Int]
    let rows: Int
    let isClassifier: Bool
    /// Whether it went through the rows epoch by epoch.
    let hasEpochs: Bool

    private func answers(_ x: Table, _ context: Context) throws -> [[Double]] {
        let design = try x.design()
        let samples = try Samples(shape: [design.count, design.width], values: design.values.map { Float($0) })
        let found = try model.predict(samples, batchSize: 256, work: context.work)
        if context.work.isCancelled { throw Stopped() }
        return (0..<found.count).map { found.row($0).map { Double($0) } }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let rows = try answers(x, context)
        if isClassifier { return [rows.map { Double($0.largestPlace) }] }
        return (0..<outputs).map { place in rows.map { $0[place] } }
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        isClassifier ? try answers(x, context) : nil
    }

    var learned: [String: Value] {
        get throws {
            var arrays = try LayerHandle.all(of: model).flatMap { try $0.tensors(Work()) }.compactMap {
                try Value.array($0).array
            }
            if isClassifier, outputs == 2 {
                // Two classes have one output in scikit-learn: what the second has more than the first.
                arrays = try arrays.enumerated().map { place, array in
                    guard place >= arrays.count - 2 else { return array }
                    let numbers = array.doubles()
                    let differences = stride(from: 0, to: numbers.count, by: 2).map { numbers[$0 + 1] - numbers[$0] }
                    return try NDArray(differences, shape: array.shape.dropLast() + [1])
                }
            }
            let isBinary = isClassifier && outputs == 2
            var all: [String: Value] = [
                "loss_": .number(losses.last ?? .nan), "n_iter_": .int(losses.count),
                "coefs_": .list(stride(from: 0, to: arrays.count, by: 2).map { .thing(arrays[$0]) }),
                "intercepts_": .list(stride(from: 1, to: arrays.count, by: 2).map { .thing(arrays[$0]) }),
                "n_layers_": .int(widths.count), "n_outputs_": .int(isBinary ? 1 : outputs),
                "out_activation_": .text(isBinary ? "logistic" : isClassifier ? "softmax" : "identity"),
                "t_": .int(hasEpochs ? losses.count * rows : 0),
            ]
            guard hasEpochs else { return all }
            all["loss_curve_"] = Value(losses)
            all["best_loss_"] = losses.min().map { .number($0) } ?? Value.none
            return all
        }
    }
}
