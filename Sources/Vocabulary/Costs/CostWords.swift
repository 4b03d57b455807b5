import Answers
import Costs
import Datasets
import Language
import Networks
import Training
import Words
import ArrayVocabulary

/// What models cost: counted, foretold, and on paper.
enum CostWords {
    static let words: [Word] = [cost, costModel, paperModel]

    private static let policies = TrainingPrecision.Policy.allCases.map(\.rawValue)

    private static let cost = Word(
        "cost", family: "experiments",
        summary: "bytes and multiplications of a model, a step, a training and a prediction, counted while they run",
        details: """
            One step of the model's own tape is taken, and the kernels count the multiplications of their matrix products, each with its \
            addition, where they make them. Functions, sums and roundings are told as numbers computed. Bytes are those of the blocks that a \
            training holds; "bytes moved" are those of the matrices an operation reads and writes, each once, forward and backward. The model \
            stays as it is.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "a compiled model"),
            Parameter("data", .thing([Dataset.kind, Samples.kind]), "a dataset, or inputs"),
            Parameter("y", .optional(.thing([Samples.kind])), .value(.none), "targets, where data are inputs"),
            Parameter("batch_size", .int(.init(1, 100_000)), 32, "rows of a step", isKeywordOnly: true),
            Parameter("epochs", .int(.init(1, 1e9)), 1, "of the training", isKeywordOnly: true),
            Parameter(
                "rows", .optional(.int(.init(1, 1e9))), .otherwise("those of the data"), "that an epoch trains on",
                isKeywordOnly: true),
            Parameter("measure", .bool, false, "also measures where the time of a step goes", isKeywordOnly: true),
            Parameter(
                "precision", .choice(policies), "float32", "what is computed in, for the time", isKeywordOnly: true),
        ], returns: ModelCost.kind,
        examples: [
            """
            model = Sequential([Dense(64, activation="relu", input_shape=(2,)), Dense(1, activation="sigmoid")], seed=1)
            model.compile(optimizer=Adam(0.01), loss="binary_crossentropy")
            cost(model, moons(n=500, seed=1), batch_size=32, epochs=50)
            """
        ], seeAlso: ["cost_model", "paper_model", "plot"],
        meaning: .call { args, context in
            let model = try args.thing("model", as: Model.self)
            let (x, y) = try FitRows.data(args, of: "cost")
            guard let policy = TrainingPrecision.Policy(rawValue: try args.text("precision")) else { return .none }
            return .thing(
                try ModelCost(
                    model, x: x, y: y, batchSize: args.int("batch_size"), rows: args["rows"].asInt,
                    epochs: args.int("epochs"), precision: TrainingPrecision(policy), measures: args.bool("measure"),
                    work: context.work))
        })

    private static let costModel = Word(
        "cost_model", family: "experiments",
        summary: "how long a training takes, learnt from trainings that are measured here; the last one is predicted",
        details: """
            seconds = a·multiplications + b·updates·parameters + c·updates, the counts those of `cost`. The factors are fitted to all \
            trainings but the last, none below 0; each training is the shortest of three. cores=True also runs two of the last training one \
            after the other and at once on two cores.
            """,
        parameters: [
            Parameter(
                "trainings", .optional(.list(of: .any)), .otherwise("six of different sizes, and a seventh"),
                "(units, rows, batch_size, epochs) each, where units are those of the hidden layers: ([64, 64], 512, 32, 4)"
            ),
            Parameter("cores", .bool, false, "whether two cores are measured, too", isKeywordOnly: true),
            Parameter(
                "seed", .int(.atLeast(0)), .otherwise("the session's"), "of data and weights", isKeywordOnly: true),
        ], returns: CostModel.kind, examples: ["cost_model()"], seeAlso: ["cost", "paper_model"],
        meaning: .call { args, context in
            let plans = try args["trainings"].elements?.map { try plan($0, args) } ?? CostModel.standard
            return .thing(
                try CostModel.measured(
                    plans, onTwoCores: args.bool("cores"), seed: args.seed(context), work: context.work))
        })

    private static func plan(_ value: Value, _ args: Arguments) throws -> CostModel.Plan {
        let parts = value.elements ?? []
        guard parts.count == 4, let rows = parts[1].asInt, let batch = parts[2].asInt, let epochs = parts[3].asInt,
            let units = parts[0].elements?.map(\.asInt) ?? parts[0].asInt.map({ [$0] }), units.allSatisfy({ $0 != nil })
        else {
            throw args.mistake(
                "trainings", "\(value.brief) is no training", expected: "(units, rows, batch_size, epochs)",
                try: "([64, 64], 512, 32, 4)")
        }
        return try CostModel.Plan(units: units.compactMap(\.self), rows: rows, batchSize: batch, epochs: epochs)
    }

    private static let paperModel = Word(
        "paper_model", family: "experiments",
        summary: "parameters, bytes, multiplications, time and energy of a large model, on paper, with the assumptions",
        details: """
            A transformer of L layers of width d has Vd + Cd + L(12d² + 13d) + 2d parameters, and multiplies Vd + 12Ld² + LCd times for a word \
            going forward, twice that going back. Name a published size, or give layers, width, vocabulary and context.
            """,
        parameters: [
            Parameter(
                "name", .text, "GPT-2 small",
                "a published size (\(PaperModel.known.map(\.name).joined(separator: ", "))), or any name"),
            Parameter(
                "layers", .optional(.int(.init(1, 100_000))), .otherwise("the published"), "L", isKeywordOnly: true),
            Parameter("width", .optional(.int(.init(1, 1e7))), .otherwise("the published"), "d", isKeywordOnly: true),
            Parameter(
                "vocabulary", .optional(.int(.init(1, 1e8))), .otherwise("the published, or 50257"), "V: words",
                isKeywordOnly: true),
            Parameter(
                "context", .optional(.int(.init(1, 1e8))), .otherwise("the published, or 1024"),
                "C: words looked back at", isKeywordOnly: true),
            Parameter(
                "tokens", .optional(.number(.positive)), .otherwise("the published, or 20 a parameter"),
                "words of the training", isKeywordOnly: true),
            Parameter(
                "batch_tokens", .optional(.number(.positive)), .otherwise("the published, or 524288"),
                "words of a step", isKeywordOnly: true),
            Parameter(
                "precision", .choice(PaperModel.Format.allCases.map(\.rawValue)), "mixed_bfloat16", "of the training",
                isKeywordOnly: true),
            Parameter(
                "speed", .number(.positive), 4.9e14, "multiplications with additions of a machine in a second",
                isKeywordOnly: true),
            Parameter(
                "utilisation", aliases: ["utilization"], .number(.share), 0.4, "share of it that is reached",
                isKeywordOnly: true),
            Parameter("power", .number(.positive), 700, "watts of a machine", isKeywordOnly: true),
            Parameter("machines", .int(.init(1, 1e7)), 1, "how many there are", isKeywordOnly: true),
        ], returns: PaperModel.kind,
        examples: [
            "paper_model(\"GPT-2 small\")",
            "paper_model(\"mine\", layers=4, width=256, vocabulary=96, context=128, precision=\"float32\")",
        ], seeAlso: ["cost", "cost_model"],
        meaning: .call { args, _ in
            let name = try args.text("name")
            let known = PaperModel.known.first { $0.name.isSpelled(like: name) }
            guard let layers = args["layers"].asInt ?? known?.layers, let width = args["width"].asInt ?? known?.width
            else {
                throw args.mistake(
                    "name", "there is no published size called \(name)",
                    expected: PaperModel.known.map(\.name).joined(separator: ", ") + "; or layers= and width=",
                    try: "paper_model(\"\(name)\", layers=12, width=768)")
            }
            func made(tokens: Double) throws -> PaperModel {
                try PaperModel(
                    name: known?.name ?? name, layers: layers, width: width,
                    vocabulary: args["vocabulary"].asInt ?? known?.vocabulary ?? 50257,
                    context: args["context"].asInt ?? known?.context ?? 1024, tokens: tokens,
                    batch: args["batch_tokens"].asDouble ?? known?.batch ?? 524_288, speed: args.number("speed"),
                    utilisation: args.number("utilisation"), power: args.number("power"),
                    machines: Double(args.int("machines")),
                    format: PaperModel.Format(rawValue: args.text("precision")) ?? .mixedBFloat16)
            }
            if let tokens = args["tokens"].asDouble ?? known?.tokens { return .thing(try made(tokens: tokens)) }
            // Hoffmann et al. (2022): about twenty words for each parameter.
            return .thing(try made(tokens: 20 * made(tokens: 1).parameters))
        })

    // MARK: Members

    static let members: [Member] = [
        .attribute("parameters", "numbers that are learnt", \ModelCost.parameters),
        .attribute("forward", "multiplications of one example going forward", \ModelCost.forward),
        .attribute("backward", "multiplications of one example going backward", \ModelCost.backward),
        .attribute("prediction", "multiplications of a prediction: those of forward", \ModelCost.forward),
        .attribute("update", "multiplications of the optimizer in a step", \ModelCost.update),
        .attribute("step", "multiplications of a step", \ModelCost.step),
        .attribute("steps", "steps of the training", \ModelCost.steps),
        .attribute("training", "multiplications of the training", \ModelCost.training),
        .attribute("bytes", of: ModelCost.self, "bytes of a training, all blocks") { .int($0.memory.total) },
        .attribute("memory", of: ModelCost.self, "bytes by block") { .thing($0.memory) },
        .attribute("optimizer_bytes", of: ModelCost.self, "bytes of the optimizer's memory") {
            .int($0.memory.optimizer)
        },
        .attribute("weight_bytes", of: ModelCost.self, "bytes of the weights") { .int(4 * $0.parameters) },
        .attribute("activation_bytes", of: ModelCost.self, "bytes of what a batch keeps for the way back") {
            .int($0.memory.activations)
        },
        .attribute("moments", "weights and the optimizer's numbers over the weights: 3 for Adam", \ModelCost.moments),
        .attribute("by_batch", of: ModelCost.self, "(batch size, bytes of activations, bytes of all)") {
            .list($0.byBatch.map { .tuple([.int($0.batchSize), .int($0.activations), .int($0.total)]) })
        },
        .attribute(
            "layers", of: ModelCost.self, "for each layer: name, parameters, forward and backward multiplications"
        ) {
            .list(
                $0.layers.map {
                    .tuple([.text($0.name), .int($0.parameters), .number($0.forward), .number($0.backward)])
                })
        },
        .attribute("shares", of: ModelCost.self, "shares of a step's time by part, None unless measured") {
            guard let time = $0.time else { return .none }
            return .list(time.shares.map { .tuple([.text($0.name), .number($0.share)]) })
        },
        .attribute("seconds", of: ModelCost.self, "of a step, None unless measured") {
            $0.time.map { .number($0.total) } ?? .none
        },
        .attribute("factors", "seconds a multiplication, a moved weight and an update", \CostModel.factors),
        .attribute("predicted", of: CostModel.self, "seconds that the model says of the last training") {
            .number($0.predicted($0.asked))
        },
        .attribute("measured", of: CostModel.self, "seconds that the last training took") { .number($0.asked.seconds) },
        .attribute("ratio", "predicted over measured", \CostModel.ratio),
        .attribute("speedup", of: CostModel.self, "how much faster two cores do two trainings, None unless measured") {
            $0.speedup.map { .number($0) } ?? .none
        },
        .attribute("parameters", "numbers that are learnt", \PaperModel.parameters),
        .attribute("bytes", "of a training of one sequence at a time", \PaperModel.bytes),
        .attribute("weight_bytes", "of the weights", \PaperModel.weightBytes),
        .attribute("moment_bytes", "of Adam's moments", \PaperModel.momentBytes),
        .attribute("forward", "multiplications for one word going forward", \PaperModel.forward),
        .attribute("training", "multiplications of the training", \PaperModel.training),
        .attribute("seconds", "of the training", \PaperModel.seconds),
        .attribute("energy", "kilowatt hours of the training", \PaperModel.energy),
        .attribute("assumptions", of: PaperModel.self, "what the numbers hold under") {
            .list($0.assumptions.map { .text($0) })
        },
    ]
}
