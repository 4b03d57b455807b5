import Adaptation
import Answers
import Datasets
import Figures
import Language
import Networks
import Numbers
import Parallel
import Pictures
import Training

/// Moving a model that has learnt something to other rows: what of it is learnt anew, what that costs, and what it brings.
enum AdaptationWords {
    static let words: [Word] = [lora, merge, adapters, freeze, fineTune, cities, study, picture, grade, distill]

    static let family = "networks"
    private static let seeAlso = [
        "lora", "merge_lora", "adapters", "freeze", "fine_tune", "cities", "fine_tuning_study", "plot_transfer",
    ]

    private static func others(than name: String) -> [String] { seeAlso.filter { $0 != name } }

    // MARK: Models

    private static let model = Parameter("model", .thing([Model.kind]), "built or fitted; it is not touched")
    private static let head = Parameter(
        "train_head", .bool, true, "whether the last layer is learnt as it is", isKeywordOnly: true)
    private static let seed = Parameter(
        "seed", .optional(.int(.atLeast(0))), .otherwise("the model's plus 1"),
        "of new weights and of the order of the rows", isKeywordOnly: true)

    private static func seed(_ args: Arguments) -> UInt64? { args["seed"].asInt.map { UInt64($0) } }

    /// A model whose first lines make a network that can be changed.
    private static let start = """
        model = Sequential([Dense(16, activation="relu", input_shape=(2,)), Dense(8, activation="relu"), Dense(1)])
        model.compile(Adam(0.01), "mse")
        """

    private static let lora = Word(
        "lora", family: family,
        summary: "the same model with a change of low rank to learn beside each hidden Dense kernel; the rest is held",
        details: """
            Hu et al. 2021: y = f(x·W + b + (alpha/rank)·(x·A)·B), A drawn at random, B zero, W and b held. The new model gives what the old \
            one gave until it is fitted; fit, explain, evaluate and save are those of every model. A kernel (in, units) needs \
            rank·(in + units) numbers in place of in·units. merge_lora(model) writes the change into the weights.
            """,
        parameters: [
            model,
            Parameter(
                "rank", aliases: ["r"], .int(.init(-1_000_000, 1_000_000)), 2,
                "at least 1 and at most the kernel's shorter side"),
            Parameter(
                "alpha", aliases: ["lora_alpha"], .optional(.number()), .otherwise("the rank"),
                "the change counts alpha/rank times"),
            Parameter(
                "layers", .optional(.list(of: .text)), .otherwise("all Dense layers but the last"),
                "names of Dense layers"),
            head, seed,
        ], returns: Model.kind, examples: [start + "\nlora(model, rank=2)"], seeAlso: others(than: "lora") + ["LoRA"],
        meaning: .call { args, _ in
            let model = try AdaptationArguments.model(args)
            let names = args["layers"].isNone ? nil : try args.values("layers").compactMap(\.asText)
            return .thing(
                try model.withLowRank(
                    rank: args.int("rank"), alpha: AdaptationArguments.number("alpha", args), layers: names,
                    learnsHead: args.bool("train_head"), seed: seed(args)))
        })

    private static let merge = Word(
        "merge_lora", family: family,
        summary: "the same function without LoRA: W + (alpha/rank)·A·B in the place of W",
        details: "Nothing is held in it any more. Its answers are those of the model that was given, but for rounding.",
        parameters: [Parameter("model", .thing([Model.kind]), "what lora gave, fitted or not; it is not touched")],
        returns: Model.kind, examples: [start + "\nmerge_lora(lora(model, rank=2))"],
        seeAlso: others(than: "merge_lora"),
        meaning: .call { args, _ in .thing(try AdaptationArguments.model(args).mergedLowRank()) })

    private static let adapters = Word(
        "adapters", family: family,
        summary: "the same model with a bottleneck to learn after each hidden Dense layer; the rest is held",
        details: """
            Houlsby et al. 2019: y = x + f(x·D + d)·U + u, almost the identity at first. An adapter after a layer of n units has \
            2·n·width + n + width numbers. Unlike LoRA it stays in the model and costs time when it is asked.
            """,
        parameters: [
            model, Parameter("width", .int(.init(-1_000_000, 1_000_000)), 4, "of the bottleneck, at least 1"),
            Parameter("activation", LayerParameter.function, "relu", "f, a function of one number"), head, seed,
        ], returns: Model.kind, examples: [start + "\nadapters(model, width=4)"],
        seeAlso: others(than: "adapters") + ["Adapter"],
        meaning: .call { args, _ in
            .thing(
                try AdaptationArguments.model(args).withAdapters(
                    width: args.int("width"), activation: args.activation(), learnsHead: args.bool("train_head"),
                    seed: seed(args)))
        })

    private static let freeze = Word(
        "freeze", family: family, summary: "the same model with everything held but its last layer",
        details: "In place, one layer at a time: model.layers[0].trainable = False, as in Keras.",
        parameters: [model, seed], returns: Model.kind, examples: [start + "\nfreeze(model)"],
        seeAlso: others(than: "freeze"),
        meaning: .call { args, _ in .thing(try AdaptationArguments.model(args).withHeadOnly(seed: seed(args))) })

    // MARK: One move

    private static let rates = Parameter(
        "rates", .optional(.oneOf([.number(.positive), .list(of: .number(.positive))])),
        .otherwise("[0.0003, 0.001, 0.003, 0.01]"), "learning rates that each method is tried with", isKeywordOnly: true
    )
    private static let updates = Parameter("updates", .int(.init(1, 1e6)), 600, "of each try", isKeywordOnly: true)
    private static let batch = Parameter(
        "batch_size", .int(.init(1, 1e6)), 32, "rows of an update", isKeywordOnly: true)
    private static let method = "scratch, head, full, lora1, lora2 …, adapters4 …"

    private static let fineTune = Word(
        "fine_tune", family: family, summary: "moves a trained model to other rows by one method, and chooses the rate",
        details: """
            Each rate is tried from the same start for the same number of updates; of the rows the last fifth, at least five, is not trained \
            on and chooses rate and moment: those with the smallest loss, the start among them. What comes back has the tuned model as \
            .model. A table of all methods on rows whose truth is known: fine_tuning_study.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "compiled and fitted; it is not touched"),
            Parameter(
                "data", .oneOf([.thing([Dataset.kind]), .tuple(of: .any)]), "rows in random order: a dataset, or (x, y)"
            ),
            Parameter("method", .text, "lora2", method), rates, updates, batch,
            Parameter(
                "validation", .number(.between(0, 1)), 0.2, "share of the rows that chooses", isKeywordOnly: true),
            Parameter("seed", .int(.atLeast(0)), 0, "of new weights and of the order of the rows", isKeywordOnly: true),
        ], returns: FineTuning.kind,
        examples: [
            """
            model = Sequential([Dense(16, activation="relu", input_shape=(1,)), Dense(16, activation="relu"), Dense(1)])
            model.compile(Adam(0.01), "mse")
            model.fit(noisy_curve("sine", n=100, seed=1), epochs=20)
            fine_tune(model, noisy_curve("step", n=40, seed=1), "lora1", rates=[0.01], updates=40)
            """
        ], seeAlso: others(than: "fine_tune"),
        meaning: .call { args, context in
            let model = try AdaptationArguments.model(args)
            let (x, y) = try AdaptationArguments.data(args, context)
            let method = try args.about("method") { try TransferMethod(named: args.text("method")) }
            return .thing(
                try FineTuning(
                    model, x: x, y: y, method: method, rule: AdaptationArguments.rule(args),
                    seed: UInt64(args.int("seed")), work: context.work))
        })

    // MARK: The study

    private static let cities = Word(
        "cities", family: family, summary: "sales of two made-up cities, and a network that has learnt the first",
        details: """
            c.model() has learnt 8,000 sales of city A: Dense(128), Dense(128), Dense(1), with AdamW(0.001, weight_decay=0.3) for 20 epochs. c.b is \
            what there is of city B, c.b_test judges; c.error(model) is the RMSE of ln price there, c.error(model, "A") that in city A. \
            house(city="B") tells what differs.
            """,
        parameters: [
            Parameter("n", .int(.init(1, Double(Cities.mostRows))), 150, "sales of city B to learn from"),
            Parameter("seed", .int(.atLeast(0)), 0, "of all sales, and of the network of city A"),
        ], returns: Cities.kind, examples: ["cities(60, seed=1)"], seeAlso: others(than: "cities") + ["house"],
        meaning: .call { args, context in
            .thing(try Cities(seed: UInt64(args.int("seed")), rows: args.int("n"), work: context.work))
        })

    private static let study = Word(
        "fine_tuning_study", family: family,
        summary: "moves models of city A to city B by every method, with few sales and many, seed by seed",
        details: """
            For every seed a network learns city A, and is moved to city B by each method with the first sales of each size. Every method is \
            tried with the same rates for the same number of updates; rate and moment are those with the smallest loss on a fifth of the \
            sales. Errors are RMSEs of ln price on 1,000 sales that nobody has seen, paired by seed with full tuning. All of it, seven \
            methods, five sizes and five seeds, takes about twenty seconds on two cores. A study that is interrupted keeps what was \
            measured: t.resume() does the rest.
            """,
        parameters: [
            Parameter(
                "sizes", .oneOf([.int(.init(1, 1e9)), .list(of: .int(.init(1, 1e9)))]),
                .otherwise("[25, 60, 150, 400, 1000]"),
                "sales of city B"),
            Parameter(
                "methods", .optional(.oneOf([.text, .list(of: .text)])),
                .otherwise("scratch, head, full, lora1, lora2, lora4, adapters4"), method),
            Parameter(
                "seeds", .oneOf([.int(.init(1, 1000)), .list(of: .int(.atLeast(0)))]), 5,
                "how many repetitions, or the seeds themselves"),
            rates, updates, batch,
            Parameter(
                "n_jobs", .optional(.int(.init(-1, 1000))),
                "threads; None or -1 for one for each core. What is found does not depend on it", isKeywordOnly: true),
        ], returns: TransferTable.kind,
        examples: ["fine_tuning_study(60, [\"head\", \"lora2\"], seeds=1, rates=[0.003], updates=100)"],
        seeAlso: others(than: "fine_tuning_study"),
        meaning: .call { args, context in
            let sizes: [Int] =
                !args.isGiven("sizes")
                ? [25, 60, 150, 400, 1000] : try args["sizes"].asInt.map { [$0] } ?? args.ints("sizes")
            let plan = try TransferPlan(
                sizes: sizes, methods: AdaptationArguments.methods(args),
                seeds: StabilityArguments.seeds(args) ?? [], rule: AdaptationArguments.rule(args))
            return .thing(try plan.run(crew: StabilityArguments.crew(args), work: context.work))
        })

    private static let picture = Word(
        "plot_transfer", family: family,
        summary: "a study's errors by the share of the weights that is learnt, or by the number of sales",
        parameters: [
            Parameter("table", .thing([TransferTable.kind]), "what fine_tuning_study gave"),
            Parameter("view", .choice(TransferPicture.View.allCases.map(\.rawValue)), "share", "share or sizes"),
            Parameter(
                "size", .optional(.int(.init(1, 1e9))), .otherwise("the one in the middle"), "sales, for share",
                isKeywordOnly: true),
        ], returns: Figure.kind,
        examples: [
            "plot_transfer(fine_tuning_study(60, [\"head\", \"lora2\"], seeds=1, rates=[0.003], updates=100), \"share\")"
        ], seeAlso: ["fine_tuning_study", "plot"],
        meaning: .call { args, _ in
            let view = TransferPicture.View(rawValue: try args.text("view")) ?? .share
            let picture = TransferPicture(
                view, of: try args.thing("table", as: TransferTable.self), size: args["size"].asInt)
            return .thing(try picture.figure(PlotOptions()))
        })

    private static let grade = Word(
        "grade_transfer", family: family,
        summary: "what a function that moves a model to city B is worth, on seeds that are held back",
        details: """
            The function is given the model of city A, compiled, and the sales of city B, and gives a model. It passes where at most a tenth of the \
            numbers of city A's model are other ones or new, and the RMSE of ln price in city B is at most a tenth above that of full tuning \
            (fine_tune(model, data, "full")), for every held-back seed.
            """,
        parameters: [
            Parameter("function", .any, "def move(model, data), which gives a model"),
            Parameter("n", .int(.init(10, Double(Cities.mostRows))), 1000, "sales of city B"),
            Parameter("seeds", .int(.init(1, 100)), 3, "how many held-back seeds"),
        ], returns: TransferGrade.kind,
        examples: ["grade_transfer(lambda model, data: fine_tune(model, data, \"head\", rates=[0.01]).model, seeds=1)"],
        seeAlso: ["fine_tune", "lora", "fine_tuning_study"],
        meaning: .call { args, context in
            let grade = try TransferGrade(rows: args.int("n"), seeds: args.int("seeds"), work: context.work) {
                model, data in
                let answer = try context.call(args["function"], [.thing(model), .thing(data)])
                guard let moved = answer.asThing(Model.self) else {
                    throw args.mistake(
                        "function", "the function gives \(answer.brief)", expected: "the moved model",
                        try: "return fine_tune(model, data, \"lora2\").model")
                }
                return moved
            }
            return .thing(grade)
        })

    // MARK: A teacher

    private static let distill = Word(
        "distill", family: family,
        summary: "a student learns from a teacher's answers; beside it the same student learns from the labels alone",
        details: """
            Of classes the loss is alpha·T²·KL(softmax(teacher/T) ‖ softmax(student/T)) + (1 − alpha)·cross-entropy with the labels (Hinton et \
            al. 2015), of numbers alpha·(student − teacher)² + (1 − alpha)·(student − target)². The student's own optimizer is used, \
            and both trainings begin with its weights. .model is the taught student, .twin the one that had the labels alone.
            """,
        parameters: [
            Parameter("teacher", .thing([Model.kind]), "fitted"),
            Parameter("student", .thing([Model.kind]), "compiled with a cross-entropy or mse; it is not touched"),
            Parameter("data", .thing([Dataset.kind]), "rows to learn from"),
            Parameter("temperature", aliases: ["T"], .number(.positive), 2, "T: above 1 softens the teacher's answers"),
            Parameter("alpha", .number(.share), 0.5, "the teacher's share; 0 for the labels alone"),
            Parameter("epochs", .int(.init(1, 1e6)), 20, "of each training", isKeywordOnly: true),
            Parameter("batch_size", .int(.init(1, 1e6)), 32, "rows of an update", isKeywordOnly: true),
            Parameter(
                "test", .optional(.thing([Dataset.kind])), .value(.none), "rows that judge the three",
                isKeywordOnly: true),
        ], returns: Distilled.kind,
        examples: [
            """
            rows, test = moons(n=200, noise=0.2, seed=1).split(test=0.5, seed=1)
            teacher = Sequential([Dense(16, activation="relu"), Dense(1, activation="sigmoid")], seed=1)
            teacher.compile(Adam(0.03), "binary_crossentropy")
            teacher.fit(rows, epochs=30)
            student = Sequential([Dense(3, activation="relu", input_shape=(2,)), Dense(1, activation="sigmoid")], seed=2)
            student.compile(Adam(0.03), "binary_crossentropy")
            distill(teacher, student, rows, temperature=2, test=test)
            """
        ], seeAlso: ["fine_tune", "KLDivergence"],
        meaning: .call { args, context in
            let (teacher, student) = (
                try AdaptationArguments.model(args, "teacher"), try AdaptationArguments.model(args, "student")
            )
            return .thing(
                try Distilled(
                    teacher: teacher, student: student, data: args.thing("data", as: Dataset.self),
                    temperature: args.number("temperature"), alpha: args.number("alpha"), epochs: args.int("epochs"),
                    batchSize: args.int("batch_size"), test: args.optionalThing("test", as: Dataset.self),
                    work: context.work))
        })
}
