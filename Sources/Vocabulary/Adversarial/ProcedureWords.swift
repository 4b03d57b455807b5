import Adversarial
import Answers
import Datasets
import Language
import Training
import Words
import ArrayVocabulary

/// Trainings of several players: one word trains all of them.
enum ProcedureWords {
    static let words: [Word] = [train]

    private static let train = Word(
        "train", family: "networks", summary: "Trains the players of a procedure, such as a GAN, step by step",
        details: """
            The loop is that of fit: rows in a new order in each epoch, callbacks, progress, Ctrl-C. Steps count over all calls: a training \
            that was interrupted goes on with the same line, bit for bit as if it had not been, and train(gan, data, steps=8000) adds 4000 to \
            4000. Decays of rate and noise end at `steps`. What comes back is the procedure itself; its history is `.history`.

            A number that is not finite ends it, named by player and step; all players keep their last good weights.
            """,
        parameters: [
            Parameter("procedure", aliases: ["gan"], .any, "what is trained: GAN(generator, discriminator)"),
            Parameter(
                "data", aliases: ["x"], .oneOf([.thing([Dataset.kind, Samples.kind]), .list(of: .any), .any]),
                "a dataset, an array of rows, or a list of such arrays"),
            Parameter(
                "steps", .int(.init(1, 1e9)), 4000, "the step before which training ends, counted over all calls"),
            Parameter("batch_size", .int(.init(1, 1e6)), 128, "rows that each move of a step sees"),
            Parameter("shuffle", .bool, true, "a new order of the rows in each epoch", isKeywordOnly: true),
            Parameter(
                "callbacks", .oneOf([.list(of: .any), .any]), .value(.list([])),
                "what watches: EarlyStopping(monitor=\"g_loss\", mode=\"min\"), WatchSamples(), a function of (epoch, logs)",
                isKeywordOnly: true), CallbackWords.verbose,
        ], returns: GAN.kind,
        examples: [
            """
            g = Sequential([Dense(16, activation="relu", input_shape=(4,)), Dense(2)], seed=1)
            d = Sequential([Dense(16, activation="relu", input_shape=(2,)), Dense(1)], seed=2)
            train(GAN(g, d, noise=0.5, seed=3), ring(n=512, seed=1), steps=40)
            """
        ], seeAlso: ["GAN", "ring", "WatchSamples"],
        meaning: .call { args, context in
            guard case .thing(let thing) = args["procedure"], let procedure = thing as? any Procedure else {
                let isModel = args.optionalThing("procedure", as: Model.self) != nil
                throw args.mistake(
                    "procedure", "\(args["procedure"].brief) is no training of several players",
                    expected: isModel ? "model.fit(x, y) for one model" : "a procedure such as a GAN",
                    try: isModel ? "model.fit(x, y, epochs=10)" : "train(GAN(generator, discriminator), ring(n=2000))")
            }
            let data = try rows(args)
            if let dataset = args.optionalThing("data", as: Dataset.self) {
                try procedure.look(at: dataset, work: context.work)
            }
            var options = ProcedureOptions(steps: try args.int("steps"), batchSize: try args.int("batch_size"))
            options.shuffles = try args.bool("shuffle")
            options.callbacks = try CallbackWords.callbacks(of: procedure.players.whole, args, context)
            if args["verbose"].asInt == 2 { options.callbacks.append(PrintEpochs()) }
            let caller = LineCaller(context)
            options.say = { try caller.write($0) }
            try procedure.train(data, options, work: context.work)
            return .thing(procedure)
        })

    /// A dataset's inputs, an array, or several.
    static func rows(_ args: Arguments) throws -> [Samples] {
        if let dataset = args.optionalThing("data", as: Dataset.self) { return [dataset.x] }
        return try ArrayWords.several(args["data"]) ?? [ArrayWords.samples(args, "data")]
    }
}

extension Explainable where Self: Procedure {
    func explanation(_ arguments: Arguments, _ context: Context) throws -> any Presentable {
        guard arguments.isGiven("data"), arguments["data"].asDouble == nil else {
            throw arguments.mistake(
                "data", "explain needs the data that the step is taken on", expected: "a dataset, or an array",
                try: "explain(gan, ring(n=2000))")
        }
        guard try arguments.int("step") == 1 else {
            throw arguments.mistake(
                "step", "of a procedure the next step is explained", expected: "step=1",
                try: "train(gan, data, steps=100) first")
        }
        let data = try ProcedureWords.rows(arguments)
        let end = Swift.max(4000, stepsDone + 1)
        return try explained(
            data, batchSize: arguments["batch_size"].asInt ?? 128, steps: endOfTraining ?? end,
            watching: arguments.isGiven("weights") ? arguments["weights"].asInt ?? 1 : 1, work: context.work)
    }
}

extension Procedure {
    /// Where the training that was begun last is to end; nil where none was, or its end is reached.
    fileprivate var endOfTraining: Int? {
        guard let gan = self as? GAN, let steps = gan.training?.steps, steps > stepsDone else { return nil }
        return steps
    }
}

extension GAN: Explainable {}
