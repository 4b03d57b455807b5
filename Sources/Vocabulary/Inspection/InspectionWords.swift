import Datasets
import Figures
import Inspection
import Landscapes
import Language
import Answers
import Pictures
import Training
import Words
import ArrayVocabulary

/// Words that look into networks: slices of their loss, sharpness, rates, layers, and the bridge from picture to steps.
enum InspectionWords {
    static let words: [Word] = [
        slice, sharpness, linearInterpolation, bridge, findRate, layerStatistics, activations, recordWeights,
        predictionPlot,
    ]

    static let members: [Member] = [
        .attribute("value", "λmax", \Sharpness.value),
        .attribute("eigenvalues", "the largest eigenvalues, largest first", \Sharpness.eigenvalues),
        .attribute("largest_stable_rate", "2/λmax, None when nothing curves upwards", \Sharpness.largestStableRate),
        .attribute("rates", "the rates of the ramp", \RateSearch.rates),
        .attribute("losses", "the loss at each", \RateSearch.losses),
        .attribute("suggestion", "a rate to begin with", \RateSearch.suggestion),
        .attribute("steepest", "where the loss falls fastest", \RateSearch.steepest),
        .attribute("findings", of: LayerStatistics.self, "what is wrong") { Value($0.findings) },
        .attribute("gradient_norms", of: LayerStatistics.self, "|g| of each layer") {
            Value($0.layers.map(\.gradientNorm))
        },
        .attribute("correlation", "of predicted and actual changes of the loss", \Bridge.correlation),
        .attribute("share_outside", "mean share of a step outside the plane", \Bridge.shareOutside),
        .attribute("slice", of: Bridge.self, "the landscape") { .thing($0.slice) },
        .attribute("predicted_decrease", "by gradient and Hessian", \StepExplanation.predictedDecrease),
        .attribute("actual_decrease", "of the loss on the batch", \StepExplanation.actualDecrease),
        .attribute("weights", "names of the weights shown", \StepExplanation.names),
    ]

    // MARK: Examples

    /// A small classifier, for examples that need a model.
    private static let example =
        "model = Sequential([Dense(8, activation=\"tanh\"), Dense(1, activation=\"sigmoid\")], seed=1); "
        + "model.compile(optimizer=Adam(0.05), loss=\"binary_crossentropy\")"

    // MARK: Parameters

    private static let model = Parameter("model", .thing([Model.kind]), "a compiled model")
    static let data: [Parameter] = [
        Parameter(
            "x", aliases: ["data"], .oneOf([.thing([Samples.kind, Dataset.kind]), .list(of: .any)]),
            "inputs, or a dataset"),
        Parameter("y", .optional(.oneOf([.thing([Samples.kind]), .list(of: .any)])), "targets, when x is an array"),
    ]
    private static let rows = Parameter(
        "rows", .optional(.int(.atLeast(1))), "over how many rows, drawn by the seed; None for all",
        isKeywordOnly: true)
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "for whatever is random", isKeywordOnly: true)
    private static let batchSize = Parameter(
        "batch_size", .int(.init(1, 1e6)), 32, "rows per batch", isKeywordOnly: true)
    private static let path = Parameter(
        "path", .optional(.thing([CallbackKind.name])), "a RecordWeights that a fit has filled")

    private static func rowCount(_ args: Arguments) throws -> Int? {
        args["rows"].asDouble == nil ? nil : try args.int("rows")
    }

    /// The path of a callback that was in a fit.
    private static func recorded(_ args: Arguments, _ name: String) throws -> WeightPath {
        guard let recorder = args.optionalThing(name, as: RecordWeights.self), recorder.path.points.count > 1 else {
            var problem = "the path of the training is missing"
            if args.optionalThing(name, as: RecordWeights.self) != nil { problem = "no fit has filled this path" }
            if case .thing(let thing) = args[name], !(thing is RecordWeights) {
                problem = "\(thing.summary) holds no path"
            }
            throw args.mistake(
                name, problem, expected: "a RecordWeights that a fit has filled",
                try: "path = RecordWeights(); model.fit(data, callbacks=[path])")
        }
        return recorder.path
    }

    // MARK: Slices

    private static let slice = Word(
        "slice", family: "inspection", summary: "A two-dimensional slice of a network's loss, as a landscape",
        details:
            "along=\"random\": two directions with the lengths of the model's own filters (Li et al. 2018); "
            + "along=\"hessian\": the eigenvectors of the two largest curvatures, by Lanczos; along=path: the first two "
            + "principal components of a recorded path. Plots and `minimize` work on it: the gradient is the network's "
            + "own, projected on the directions. Dropout is off. Of whole numbers it is Python's: slice(1, 3) stands for 1:3.",
        parameters: [model] + data + [
            Parameter(
                "along", .oneOf([.choice(["random", "hessian"]), .thing([CallbackKind.name])]), "random", "which plane",
                isKeywordOnly: true),
            Parameter("extent", .optional(.number(.positive)), "half the side of the frame", isKeywordOnly: true), rows,
            seed,
        ],
        returns: Landscape.kind, examples: [example, "slice(model, moons(), along=\"hessian\")"],
        seeAlso: ["sharpness", "bridge", "linear_interpolation", "RecordWeights"],
        meaning: .call { args, context in
            let model = try args.thing("model", as: Model.self)
            let (x, y) = try FitRows.pair(args)
            var plane = SlicePlane.random
            if case .text("hessian") = args["along"] { plane = .hessian }
            if case .thing = args["along"] { plane = .path(try recorded(args, "along")) }
            return .thing(
                try Inspection.slice(
                    model, x, y, along: plane, extent: args["extent"].asDouble, rows: rowCount(args),
                    seed: args.seed(context), work: context.work))
        }
    ).besides(Value.slice)

    private static let linearInterpolation = Word(
        "linear_interpolation", family: "inspection",
        summary: "The loss on the straight line from one model to another (Goodfellow et al. 2015)",
        details:
            "A curve L((1 − x)·θ₀ + x·θ₁) with the first model at 0 and the second at 1; running statistics go along the "
            + "same line. A hill between them separates two basins.",
        parameters: [
            Parameter("model_a", .thing([Model.kind]), "the model at 0"),
            Parameter("model_b", .thing([Model.kind]), "the model at 1"),
        ] + data + [rows, seed],
        returns: Landscape.kind,
        examples: [
            example
                + "; other = Sequential([Dense(8, activation=\"tanh\"), Dense(1, activation=\"sigmoid\")], seed=2); "
                + "other.compile(optimizer=Adam(0.05), loss=\"binary_crossentropy\")",
            "model.fit(moons(), epochs=5); other.fit(moons(), epochs=5)", "linear_interpolation(model, other, moons())",
        ], seeAlso: ["slice"],
        meaning: .call { args, context in
            let (x, y) = try FitRows.pair(args)
            return .thing(
                try Inspection.interpolate(
                    args.thing("model_a", as: Model.self), args.thing("model_b", as: Model.self), x, y,
                    rows: rowCount(args), seed: args.seed(context)))
        })

    private static let bridge = Word(
        "bridge", family: "inspection", summary: "How well the picture of a path predicts the real steps",
        details:
            "Fits a quadratic to the slice through the path and compares, step by step, the change it predicts with the "
            + "real one; says which share of the steps lies outside the plane.",
        parameters: [
            model, data[0],
            Parameter(
                "y", .optional(.oneOf([.thing([Samples.kind, CallbackKind.name]), .list(of: .any)])),
                "targets, when x is an array; after a dataset the path may stand here"), path, rows, seed,
        ], returns: Bridge.kind,
        examples: [
            example, "path = RecordWeights(); model.fit(moons(), epochs=3, callbacks=[path])",
            "bridge(model, moons(), path)",
        ], seeAlso: ["slice", "RecordWeights"],
        meaning: .call { args, context in
            let isPathSecond = args.optionalThing("y", as: RecordWeights.self) != nil
            let path = try recorded(args, isPathSecond ? "y" : "path")
            let pair: (x: Samples, y: Samples)
            if !isPathSecond {
                pair = try FitRows.pair(args)
            } else if let data = args.optionalThing("x", as: Dataset.self) {
                pair = (data.x, data.y)
            } else {
                throw args.mistake("x", "the targets are missing", expected: "bridge(model, x, y, path), or a dataset")
            }
            return .thing(
                try Inspection.bridge(
                    args.thing("model", as: Model.self), pair.x, pair.y, path: path, rows: rowCount(args),
                    seed: args.seed(context), work: context.work))
        })

    private static let recordWeights = Word(
        "RecordWeights", family: "inspection", summary: "A callback that keeps the path of all weights during a fit",
        parameters: [
            Parameter(
                "every", .oneOf([.int(.atLeast(1)), .choice(["epoch"])]), 1, "updates between two points, or \"epoch\"")
        ],
        returns: CallbackKind.name, examples: ["RecordWeights()"], seeAlso: ["slice", "bridge"],
        meaning: .call { args, _ in
            .thing(RecordWeights(every: args["every"].asDouble == nil ? 0 : try args.int("every")))
        })

    // MARK: Measures

    private static let sharpness = Word(
        "sharpness", family: "inspection", summary: "The largest curvature of a network's loss, and the rate 2/λmax",
        parameters: [model] + data + [
            Parameter("count", .int(.init(1, 50)), 1, "how many eigenvalues", isKeywordOnly: true), rows,
            seed,
        ],
        returns: Sharpness.kind, examples: [example, "sharpness(model, moons())"], seeAlso: ["slice", "find_rate"],
        meaning: .call { args, context in
            let (x, y) = try FitRows.pair(args)
            return .thing(
                try Inspection.sharpness(
                    args.thing("model", as: Model.self), x, y, count: args.int("count"), rows: rowCount(args),
                    seed: args.seed(context), work: context.work))
        })

    private static let findRate = Word(
        "find_rate", family: "inspection", summary: "The loss while the rate grows from batch to batch (Smith 2017)",
        details: "A copy is trained; the model is as it was. `plot` draws the curve.",
        parameters: [model] + data + [
            Parameter("low", .number(.positive), 1e-6, "first rate", isKeywordOnly: true),
            Parameter("high", .number(.positive), 10.0, "last rate", isKeywordOnly: true),
            Parameter("steps", .int(.init(10, 100_000)), 200, "batches", isKeywordOnly: true), batchSize,
        ],
        returns: RateSearch.kind, examples: [example, "find_rate(model, moons())"], seeAlso: ["sharpness"],
        meaning: .call { args, context in
            let (x, y) = try FitRows.pair(args)
            return .thing(
                try Inspection.findRate(
                    args.thing("model", as: Model.self), x, y, low: args.number("low"), high: args.number("high"),
                    steps: args.int("steps"), batchSize: args.int("batch_size"), work: context.work))
        })

    private static let layerStatistics = Word(
        "layer_statistics", family: "inspection",
        summary: "Activations, weights and gradients of each layer; dead units and vanishing gradients named",
        parameters: [model] + data + [
            Parameter("rows", .int(.atLeast(1)), 1024, "rows at most", isKeywordOnly: true)
        ],
        returns: LayerStatistics.kind, examples: [example, "layer_statistics(model, moons())"], seeAlso: ["find_rate"],
        meaning: .call { args, context in
            let (x, y) = try FitRows.pair(args)
            return .thing(
                try Inspection.layerStatistics(
                    args.thing("model", as: Model.self), x, y, rows: args.int("rows"), work: context.work))
        })

    private static let activations = Word(
        "activations", family: "inspection", summary: "What each layer of a model gives out for some rows",
        details:
            "As `predict` computes it, dropout off. `activations(model, data)[1]` is the array of layer 1, a row for each "
            + "row of the data; `plot` draws a histogram per layer. What each neuron answers over the plane of two "
            + "inputs: plot(model.layers[0], data).",
        parameters: [
            model,
            Parameter(
                "x", aliases: ["data"], .oneOf([.thing([Samples.kind, Dataset.kind]), .list(of: .any)]),
                "inputs, or a dataset"),
            Parameter("rows", .int(.atLeast(1)), 256, "rows at most, the first", isKeywordOnly: true),
        ],
        returns: Activations.kind, examples: [example, "activations(model, moons())"],
        seeAlso: ["layer_statistics", "plot"],
        meaning: .call { args, context in
            let x = try args.optionalThing("x", as: Dataset.self)?.x ?? ArrayWords.samples(args, "x")
            return .thing(
                try Inspection.activations(
                    args.thing("model", as: Model.self), x, rows: args.int("rows"), work: context.work))
        })

    private static let predictionPlot = Word(
        "prediction_plot", family: "inspection", summary: "Each prediction over its truth",
        parameters: [
            Parameter("y_true", .oneOf([.thing([Samples.kind]), .list(of: .number())]), "the targets"),
            Parameter("y_pred", .oneOf([.thing([Samples.kind]), .list(of: .number())]), "the predictions"),
        ],
        returns: Figure.kind, examples: ["prediction_plot([1, 2, 3], [1.1, 1.9, 3.2])"], seeAlso: ["plot"],
        meaning: .call { args, _ in
            func numbers(_ name: String) throws -> [Double] {
                try ArrayWords.samples(args, name).values.map { Double($0) }
            }
            return .thing(
                try Figure.againstTruth(
                    prediction: numbers("y_pred"), truth: numbers("y_true"), title: "Prediction against truth",
                    caption: [], options: PlotOptions()))
        })
}
