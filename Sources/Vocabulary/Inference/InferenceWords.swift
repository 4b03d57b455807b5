import Answers
import Datasets
import Inference
import Language
import LanguageModels
import Training
import Words

/// What an answer costs: fewer bits, fewer weights, remembered answers, and the times of all of them.
enum InferenceWords {
    static let words: [Word] = [quantize, prune, latency, serve, remember, cacheCost, study, compression]

    static let family = "networks"
    private static let seeAlso = [
        "quantize", "prune", "latency", "serve_simulation", "remember", "cache_cost", "distillation_study",
        "compression",
    ]

    private static func others(than name: String) -> [String] { seeAlso.filter { $0 != name } }

    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of what is drawn", isKeywordOnly: true)

    /// A model and its rows, in lines that run as they stand.
    static let start = """
        rows, test = moons(n=400, noise=0.2, seed=1).split(test=0.5, seed=1)
        model = Sequential([Dense(16, activation="relu", input_shape=(2,)), Dense(16, activation="relu"), Dense(1, activation="sigmoid")], seed=1)
        model.compile(Adam(0.01), "binary_crossentropy")
        model.fit(rows, epochs=20)
        """

    // MARK: Fewer bits and fewer weights

    private static let quantize = Word(
        "quantize", aliases: ["quantise"], family: family,
        summary: "a model whose kernels are integers of 8, 4 or 2 bits",
        details: """
            A weight becomes round(w/s), ties to even, with s = max|w|/127.5 of a whole kernel or of each output (7.5 and 1.5 of 4 and 2 bits): \
            PyTorch's symmetric observers. With 8 bits Dense and Conv2D layers are computed in integers: their inputs become bytes, \
            round(x/s) + zero over the range that the calibration rows show, and are summed up exactly in 32 bits by the byte instructions \
            of the processor. 4 and 2 bits, and simulate=True, round the weights and compute in float32: the error is real, the time is not.

            q.predict(x) answers, q.error(data) judges, q.bytes is what the numbers take in a file, q.model the float32 model with the \
            rounded weights. Models in which layers do not stand in one line are simulated only.
            """,
        parameters: [
            Parameter(
                "model", .thing([Model.kind, Pruned.kind]), "built or fitted, or a pruned one; it is not touched"),
            Parameter("bits", .int(.init(1, 64)), 8, "8, 4 or 2"),
            Parameter(
                "per", .choice(QuantizedModel.Granularity.allCases.map(\.rawValue)), "channel",
                "one scale for a tensor, or one for each output"),
            Parameter(
                "calibration", aliases: ["data"],
                .optional(.oneOf([.thing([Dataset.kind, Samples.kind]), .list(of: .any)])),
                "rows such as the model will be asked for: 8 bits need them", isKeywordOnly: true),
            Parameter(
                "simulate", .bool, false, "round the weights only, and compute in float32", isKeywordOnly: true),
        ], returns: QuantizedModel.kind, examples: [start + "\nquantize(model, calibration=rows)"],
        seeAlso: others(than: "quantize"),
        meaning: .call { args, context in
            let calibration = args["calibration"].isNone ? nil : try calibration(args)
            return .thing(
                try QuantizedModel(
                    InferenceArguments.model(args), bits: args.int("bits"),
                    granularity: QuantizedModel.Granularity(rawValue: args.text("per")) ?? .channel,
                    calibration: calibration, isSimulated: args.bool("simulate"), work: context.work))
        })

    /// An empty list is no array, and means no rows.
    private static func calibration(_ args: Arguments) throws -> Samples {
        if args["calibration"].elements?.isEmpty == true { return try Samples(shape: [0, 1], values: []) }
        return try InferenceArguments.rows(args, "calibration")
    }

    private static let prune = Word(
        "prune", family: family, summary: "a model whose smallest weights are 0, retrained or not",
        details: """
            Magnitude pruning (Han et al. 2015): round(amount·n) weights of the kernels are put to 0, the smallest of all kernels together \
            (scope="global") or of each (scope="layer"). With retrain= the others learn on for so many epochs while the zeros are held. \
            A list of amounts gives a table. Biases are not pruned, and everything cannot be.

            Zeros alone save no time: the product multiplies them like any number, as p50 in the table shows. They save bytes: a bit for each \
            place and the other numbers is what p.bytes counts.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "built or fitted; it is not touched"),
            Parameter(
                "amount", .oneOf([.number(), .list(of: .number())]), 0.5,
                "the share of the weights, 0 to 0.99; or several"),
            Parameter(
                "scope", .choice(PruningScope.allCases.map(\.rawValue)), "global", "whose weights are compared"),
            Parameter(
                "retrain", .int(.init(0, 100_000)), 0, "epochs of learning with the zeros held", isKeywordOnly: true),
            Parameter("data", .optional(.thing([Dataset.kind])), "rows to retrain on", isKeywordOnly: true),
            Parameter("test", .optional(.thing([Dataset.kind])), "rows that judge", isKeywordOnly: true),
            Parameter("batch_size", .int(.init(1, 1e6)), 32, "rows of an update", isKeywordOnly: true),
        ], returns: Pruned.kind,
        examples: [
            start + "\nprune(model, 0.8, retrain=5, data=rows, test=test)",
            start + "\nprune(model, [0, 0.5, 0.9], test=test)",
        ], seeAlso: others(than: "prune"),
        meaning: .call { args, context in
            let model = try AdaptationArguments.model(args)
            let plan = try PrunePlan(
                scope: PruningScope(rawValue: args.text("scope")) ?? .global, retrain: args.int("retrain"),
                batchSize: args.int("batch_size"), data: args.optionalThing("data", as: Dataset.self),
                test: args.optionalThing("test", as: Dataset.self))
            guard let amount = args["amount"].asDouble else {
                let amounts = InferenceArguments.numbers(args, "amount")
                return .thing(try PruningStudy(model, amounts: amounts, plan: plan, work: context.work))
            }
            return .thing(try plan.prune(model, amount, work: context.work))
        })

    private static let compression = Word(
        "compression", family: family,
        summary: "one model kept in many ways: bytes against the error on rows that nobody has learnt from",
        details: """
            float32; int8, int4 and int2 per tensor and per channel; pruned to 50, 80, 90 and 95 % zeros and retrained; and pruned and int8 \
            together. plot(_) draws size against error. c.smallest(0.02) is the smallest way whose error is at most 2 % above the model's.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "compiled and fitted; it is not touched"),
            Parameter("data", .thing([Dataset.kind]), "rows to calibrate and retrain on"),
            Parameter("test", .thing([Dataset.kind]), "rows that judge"),
            Parameter("retrain", .int(.init(0, 100_000)), 5, "epochs after each pruning", isKeywordOnly: true),
        ], returns: Compression.kind, examples: [start + "\ncompression(model, rows, test, retrain=2)"],
        seeAlso: others(than: "compression") + ["plot"],
        meaning: .call { args, context in
            .thing(
                try Compression(
                    AdaptationArguments.model(args), data: args.thing("data", as: Dataset.self),
                    test: args.thing("test", as: Dataset.self), retrain: args.int("retrain"), work: context.work))
        })

    // MARK: Times

    private static let answers = Parameter(
        "model", .thing(InferenceArguments.kinds), "a model, or a quantized, pruned or remembered one")

    private static let latency = Word(
        "latency", family: family, summary: "how long answers take: p50, p95 and p99 of single calls, measured now",
        details: """
            n calls of each batch, one after the other, with rows of random numbers, after a tenth as many that do not count. The numbers are \
            this machine's: look at ratios of two models that were timed one after the other.
            """,
        parameters: [
            answers,
            Parameter(
                "batch", .oneOf([.int(.init(1, 65_536)), .list(of: .int(.init(1, 65_536)))]), 1,
                "rows of a call, or several"),
            Parameter("n", .int(.init(1, 1e6)), 1000, "calls of each"), seed,
        ], returns: Latency.kind, examples: [start + "\nlatency(model, batch=[1, 16], n=200)"],
        seeAlso: others(than: "latency"),
        meaning: .call { args, context in
            let batches: [Int] = try args["batch"].asInt.map { [$0] } ?? args.ints("batch")
            return .thing(
                try Latency(
                    InferenceArguments.predictor(args), batches: batches, n: args.int("n"), seed: args.seed(context),
                    work: context.work))
        })

    private static let serve = Word(
        "serve_simulation", family: family,
        summary: "one server, requests at random, answers in batches: latency against throughput",
        details: """
            Requests come as a Poisson process of `rate` a second and wait in one line. A server that is free takes those that wait, at most \
            `batch` of them, and needs a·1 + b·rows milliseconds, cost=(a, b); the earliest waits for others for `wait` milliseconds at most. \
            With batch 1 the mean wait is known: ρ·s/(2(1 − ρ)) for fixed times (M/D/1), ρ·s/(1 − ρ) for exponential ones (M/M/1); it stands \
            in the last column. latency(model, batch=[1, 16, 64]).cost is what a model of yours takes.
            """,
        parameters: [
            Parameter(
                "cost", .oneOf([.tuple(of: .number()), .list(of: .number()), .thing([Latency.kind])]),
                .value(.tuple([.number(1), .number(0.1)])),
                "milliseconds of a call and of each row, or a measured latency"),
            Parameter(
                "rate", .oneOf([.number(.positive), .list(of: .number(.positive))]),
                .value(.list([.number(200), .number(800), .number(3000)])), "requests a second, or several"),
            Parameter(
                "batch", .oneOf([.int(.init(1, 65_536)), .list(of: .int(.init(1, 65_536)))]),
                .value(.list([.int(1), .int(8), .int(64)])), "the most in a call, or several"),
            Parameter("n", .int(.init(1, 1e7)), 100_000, "requests of each simulation"),
            Parameter(
                "wait", .number(.nonNegative), 0, "milliseconds that the earliest waits for others", isKeywordOnly: true
            ),
            Parameter(
                "service", .choice(ServePlan.Service.allCases.map(\.rawValue)), "fixed", "fixed or exponential times",
                isKeywordOnly: true), seed,
        ], returns: ServeSimulation.kind,
        examples: [
            "serve_simulation((1, 0.1), rate=[200, 800], batch=[1, 8], n=10000, seed=1)",
            "serve_simulation((0, 2), rate=250, batch=1, n=10000, service=\"exponential\", seed=1)",
        ], seeAlso: others(than: "serve_simulation") + ["plot"],
        meaning: .call { args, context in
            let plan = try ServePlan(
                cost: cost(args), n: args.int("n"),
                service: ServePlan.Service(rawValue: args.text("service")) ?? .fixed, wait: args.number("wait"),
                seed: args.seed(context))
            let batches: [Int] = try args["batch"].asInt.map { [$0] } ?? args.ints("batch")
            return .thing(
                try ServeSimulation(
                    plan, rates: InferenceArguments.numbers(args, "rate"), batches: batches, work: context.work))
        })

    private static func cost(_ args: Arguments) throws -> ServiceCost {
        if let measured = args.optionalThing("cost", as: Latency.self) { return measured.cost }
        let numbers = args["cost"].doubles ?? []
        guard numbers.count == 2 else {
            throw args.mistake(
                "cost", "cost has \(Phrase.count(numbers.count, "number"))",
                expected: "two: milliseconds of a call, and of each row", try: "cost=(1, 0.1)")
        }
        return ServiceCost(fixed: numbers[0], each: numbers[1])
    }

    // MARK: Caches

    private static let remember = Word(
        "remember", family: family, summary: "a model beside a cache of its answers",
        details: """
            A row that was asked before, bit for bit, is answered from the cache; the least recently asked answers are forgotten first. \
            m.zipf(data, n=10000, exponent=1) asks as people do, few rows often and most seldom, and tells the share of hits beside what \
            theory expects, and what was saved.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind, QuantizedModel.kind, Pruned.kind]), "what answers"),
            Parameter("size", .int(.init(1, 1e7)), 1000, "answers that are kept at most"),
        ], returns: Remembered.kind,
        examples: [start + "\nremember(model, 50).zipf(test, n=1000, seed=1)"], seeAlso: others(than: "remember"),
        meaning: .call { args, _ in
            .thing(try Remembered(InferenceArguments.predictor(args), size: args.int("size")))
        })

    private static let cacheCost = Word(
        "cache_cost", family: family,
        summary: "what remembering keys and values saves a language model: the same logits from fewer multiplications",
        details: """
            The model reads n characters one after the other, once with its cache and once with the whole window computed anew for each. \
            Multiplications are counted from the layers: a weight of a kernel multiplies once for each character that is computed, and \
            attention over t characters of width d takes 2·t·d products.
            """,
        parameters: [
            Parameter("model", .thing([LanguageModel.kind]), "a transformer, or a recurrent network"),
            Parameter("n", .optional(.int(.init(1, 1e6))), .otherwise("its context"), "characters"),
            Parameter(
                "text", .optional(.text), .otherwise("the beginning of its own"), "what is read", isKeywordOnly: true),
        ], returns: CacheCost.kind,
        examples: [
            "cache_cost(LanguageModel(alice(5000), kind=\"transformer\", context=32, width=16, heads=2, seed=1))"
        ], seeAlso: others(than: "cache_cost") + ["LanguageModel", "alice"],
        meaning: .call { args, context in
            .thing(
                try CacheCost(
                    args.thing("model", as: LanguageModel.self), n: args["n"].asInt, text: args["text"].asText,
                    work: context.work))
        })

    // MARK: A teacher

    private static let units = ValueType.oneOf([.int(.init(1, 4096)), .list(of: .int(.init(1, 4096)))])

    private static let study = Word(
        "distillation_study", family: family,
        summary:
            "a small network taught by a large one, beside the same small network taught by the labels, over seeds",
        details: """
            For every seed a teacher of 64 and 64 units learns from all rows, and a student of 8 units from `rows` of them twice: by the \
            teacher's answers (distill, with temperature and alpha) and by the labels alone, from the same first weights. Half of the rows are \
            held back and judge. Without data each seed draws two interlocked half circles, 2,000 rows for the teacher. With same_rows=True \
            the teacher has no more rows than the student.
            """,
        parameters: [
            Parameter("data", .optional(.thing([Dataset.kind])), .otherwise("moons(noise=0.3), drawn anew"), "rows"),
            Parameter("rows", .int(.init(8, 1e6)), 60, "that the student learns from"),
            Parameter(
                "seeds", .oneOf([.int(.init(1, 1000)), .list(of: .int(.atLeast(0)))]), 8,
                "how many repetitions, or the seeds themselves"),
            Parameter(
                "teacher", units, .value(.list([.int(64), .int(64)])), "units of its hidden layers", isKeywordOnly: true
            ),
            Parameter("student", units, 8, "the same", isKeywordOnly: true),
            Parameter(
                "temperature", aliases: ["T"], .number(.positive), 2, "above 1 softens the answers", isKeywordOnly: true
            ),
            Parameter("alpha", .number(.share), 0.9, "the teacher's share", isKeywordOnly: true),
            Parameter("epochs", .int(.init(1, 1e5)), 150, "through the student's rows", isKeywordOnly: true),
            Parameter(
                "same_rows", .bool, false, "whether the teacher has the student's rows alone", isKeywordOnly: true),
            Parameter(
                "n_jobs", .optional(.int(.init(-1, 1000))),
                "threads; None or -1 for one for each core. What is found does not depend on it", isKeywordOnly: true),
        ], returns: DistillationStudy.kind,
        examples: ["distillation_study(rows=40, seeds=2, teacher=[16], student=4, epochs=20)"],
        seeAlso: others(than: "distillation_study") + ["distill"],
        meaning: .call { args, context in
            func units(_ name: String) throws -> [Int] { try args[name].asInt.map { [$0] } ?? args.ints(name) }
            let plan = try DistillationPlan(
                data: args.optionalThing("data", as: Dataset.self), rows: args.int("rows"),
                sharesRows: args.bool("same_rows"), teacher: units("teacher"), student: units("student"),
                temperature: args.number("temperature"), alpha: args.number("alpha"), epochs: args.int("epochs"),
                seeds: StabilityArguments.seeds(args) ?? [])
            return .thing(try plan.run(crew: StabilityArguments.crew(args), work: context.work))
        })
}
