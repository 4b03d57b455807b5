import Answers
import Language
import Selection
import Tuning
import Words

/// `tune`: a search that calls its objective, or trains its models, until something ends it.
enum TuneWords {
    static let words: [Word] = [tune]

    private static let direction = Parameter(
        "direction", .optional(.choice(["minimize", "maximize"])), "what is looked for; None is minimize")
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of all that is random", isKeywordOnly: true)

    /// What `scalarize=` makes of the directions; nil where several objectives stay several.
    private static func scalarized(_ args: Arguments) throws -> ObjectiveCall.Scalarized? {
        guard let given = args.optionalThing("scalarize", as: ScalarizationValue.self)?.scalarization else {
            return nil
        }
        let directions = try StudyArguments.directions(args)
        guard directions.count == given.weights.count, !args.isGiven("data") else {
            throw args.mistake(
                "scalarize",
                args.isGiven("data")
                    ? "a search with data has one objective"
                    : "\(Phrase.count(given.weights.count, "weight")) for \(Phrase.count(directions.count, "direction"))",
                expected: "a function that gives several values, and a direction and a weight for each",
                try: "directions=[\"minimize\", \"minimize\"]")
        }
        return ObjectiveCall.Scalarized(scalarization: given, directions: directions)
    }

    private static let tune = Word(
        "tune", family: "tuning", summary: "looks for the best hyperparameters of a function",
        details: """
            The objective is called with a dict of the hyperparameters, or, where its parameters have their names, with these; it gives \
            a number (a list of numbers for several `directions`). A trial whose value is nan, or in which an error is raised, has \
            failed; the search learns from it and goes on. `sampler` is a name or what a sampler's word gives; "grid" takes \
            every value of choices and whole numbers (`GridSampler(levels=5)` takes ranges too).

            With `data` the function makes a compiled model instead, and a trial's value is the mean of its measure over `folds`: each \
            fold learns the whole preparation and the weights from its training rows alone. The function may have parameters `inputs` \
            (numbers in a row) and `updates` (of a whole training, as a schedule wants to know); hyperparameters `epochs` and \
            `batch_size` are the training's. A pruner sees the mean after each epoch. `study.refit()` trains the best on all rows.
            """,
        parameters: [
            Parameter("objective", .any, "a function of the hyperparameters"),
            Parameter("space", .dict, "for each name Float(…), Int(…), Choice([…]) or a list of values"),
            Parameter(
                "n", aliases: ["n_trials"], .optional(.int(.init(0, 1e7))),
                "how many trials; of a study with storage and study_name how many it has in the end, so that the same line goes on where it stopped; None until something else ends it"
            ),
            StudyArguments.sampler,
            Parameter(
                "pruner",
                .optional(
                    .oneOf([
                        .choice(["median", "halving", "hyperband", "wilcoxon", "none"]), .thing([PrunerValue.kind]),
                    ])), "what gives trials up"),
            direction, StudyArguments.directions, seed,
            Parameter(
                "constraints", .list(of: .any), .value(.list([])), "functions of the dict that have to be True",
                isKeywordOnly: true),
            Parameter(
                "scalarize", .optional(.thing([ScalarizationValue.kind])),
                "makes one number, to be small, of several directions: WeightedSum or Chebyshev", isKeywordOnly: true),
            Parameter("target", .optional(.number()), "a value that ends the search", isKeywordOnly: true),
            Parameter(
                "patience", .optional(.int(.atLeast(1))), "trials without improvement that end it", isKeywordOnly: true),
            Parameter(
                "regret", .optional(.number(.positive)),
                "ends it once a Gaussian process believes that nothing is better by more",
                isKeywordOnly: true),
            Parameter("timeout", .optional(.number(.positive)), "seconds that end it", isKeywordOnly: true),
            Parameter(
                "study", .optional(.thing([Study.kind])),
                "an earlier study that goes on; with a sampler, pruner or seed of its own a new study begins with its trials",
                isKeywordOnly: true),
            StudyStorage.parameter,
            Parameter(
                "study_name", .optional(.text), "its name in the storage; a study of that name goes on",
                isKeywordOnly: true),
        ] + ModelSearch.parameters,
        returns: Study.kind,
        examples: [
            "tune(lambda lr, layers: (log10(lr) + 2)^2 + (layers - 3)^2, {\"lr\": Float(1e-4, 1, log=True), \"layers\": Int(1, 6)}, n=30)",
            "tune(lambda c: (c[\"x\"] - 1)^2, {\"x\": Float(-3, 3)}, n=20, sampler=\"gp\").best_value",
            """
            def build(units, rate):
                model = Sequential([Dense(units, activation="relu"), Dense(1)])
                model.compile(Adam(rate), "mse")
                return model
            tune(build, {"units": [4, 8], "rate": Float(1e-3, 1e-1, log=True)}, n=3, data=house(80, seed=1), folds=2, epochs=2)
            """,
        ],
        seeAlso: [
            "Float", "Int", "Choice", "TPESampler", "GPSampler", "MedianPruner", "WeightedSum", "optuna.create_study",
        ],
        meaning: .call { args, context in
            try args.about("objective") { try context.requireCallable(args["objective"]) }
            let space = try RangeWords.space(args, context)
            let study = try goingOn(args, context) ?? newStudy(args, space, context)
            let models = try ModelSearch.given(args, space, seed: study.seed, context)
            if models == nil, case .function(let function) = args["objective"] {
                try checkNames(function, space, args)
            }
            var stops: [StopRule] = []
            if let target = args["target"].asDouble { stops.append(.target(target)) }
            if let bound = args["regret"].asDouble { stops.append(.regretBound(bound)) }
            if let patience = args["patience"].asInt { stops.append(.noImprovement(patience)) }
            if let seconds = args["timeout"].asDouble { stops.append(.seconds(seconds)) }
            let size = try args.about("sampler") { try study.sampler.size(of: space) }
            if args["n"].asInt == nil, stops.isEmpty {
                guard let size else {
                    throw args.mistake(
                        "n", "nothing ends this search", expected: "n, target, patience or timeout", try: "n=50")
                }
                guard size <= longestGrid else {
                    throw args.mistake(
                        "sampler", "the grid has \(size.grouped) configurations, which nobody would wait for",
                        expected: "fewer levels, n or timeout, or a search that draws",
                        try: "sampler=GridSampler(levels=3)")
                }
                context.note("a grid of \(Phrase.count(size, "configuration"))")
            }
            // Of a study that is kept under a name the same line again makes what is missing, not as many once more.
            let isKept = args.isGiven("study_name") && args.isGiven("storage") && !args.isGiven("study")
            let isRuled = !stops.isEmpty || size != nil
            let finished = try study.history().finished.count
            var trials = args["n"].asInt
            if let n = trials, isKept {
                stops.append(.trials(n))
                trials = nil
                if finished > 0 {
                    context.note(
                        finished < n
                            ? "goes on after \(finished) of \(n) trials"
                            : "\(Phrase.count(finished, "trial")) of \(n) are there already; n=\(finished + n) makes \(n) more"
                    )
                }
            }
            let planned = (args["n"].asInt ?? size).map { isKept ? max(0, $0 - finished) : $0 }
            let search = WatchedSearch(
                args["objective"], space, models: models, scalarized: try scalarized(args), study)
            study.companion = search
            let watch = StudyWatch(study, planned: planned, after: isKept ? finished : 0, context)
            do {
                let reason = try study.optimize(
                    space, trials: trials, atOnce: models == nil ? 1 : Study.wave, stops: stops,
                    work: context.work, reason: ObjectiveCall.reason, afterTrial: { watch.ended($0) },
                    objectives: { trials, ended in
                        try search.values(
                            trials, context, isDone: { watch.within($0, of: $1, trials: trials.count) }, ended: ended)
                    })
                if isRuled { context.note("ended: \(reason)") }
                if let failure = study.failure { context.note(failure) }
            } catch is Stopped {
                // What was reached is kept; the context says that it was stopped.
            }
            return .thing(study)
        })

    /// A call that cannot be made would fail in every trial.
    private static func checkNames(_ function: Function, _ space: SearchSpace, _ args: Arguments) throws {
        let known = space.parameters.map(\.name)
        guard !function.takes(named: known), !function.takes(byPlace: 1) else { return }
        let names = Phrase.alternatives(known)
        if let strange = function.required.first(where: { space[$0] == nil }) {
            throw args.mistake(
                "objective", "the objective has a parameter \(strange), which the space has not",
                expected: "parameters named \(names), or one that takes the dict")
        }
        let missing = known.first { !function.takes(keyword: $0) } ?? ""
        throw args.mistake(
            "objective", "the space has \(missing), for which the objective has no parameter",
            expected: "parameters named \(names), or one that takes the dict")
    }

    /// A grid of more configurations is not begun without a word on when it ends.
    private static let longestGrid = 1_000_000

    /// The earlier study that goes on. One that is to go on in another way stays as it is, and a new one begins with its trials.
    private static func goingOn(_ args: Arguments, _ context: Context) throws -> Study? {
        guard let earlier = args.optionalThing("study", as: Study.self),
            ["sampler", "pruner", "seed"].contains(where: { args.isGiven($0) })
        else { return args.optionalThing("study", as: Study.self) }
        let given = args.isGiven("sampler") ? try StudyArguments.sampler(args) : nil
        let seed = try args.isGiven("seed") ? args.seed(context) : given?.seed ?? earlier.seed
        let study = try Study(
            earlier.name, directions: earlier.directions, sampler: given?.sampler ?? earlier.sampler,
            pruner: StudyArguments.pruner(args) ?? earlier.pruner, seed: seed, clock: StudyClock.now)
        try args.about("study") {
            for trial in try earlier.trials() where trial.state.isFinished { try study.add(trial) }
        }
        return study
    }

    private static func newStudy(_ args: Arguments, _ space: SearchSpace, _ context: Context) throws -> Study {
        let sampler = try StudyArguments.sampler(args)
        let pruner = try StudyArguments.pruner(args)
        let setup = StudyStorage.Setup(
            directions: try args.isGiven("scalarize") ? [.minimize] : StudyArguments.directions(args),
            sampler: sampler.sampler, isSamplerGiven: args.isGiven("sampler"),
            pruner: pruner ?? NopPruner(), isPrunerGiven: pruner != nil,
            seed: try args.isGiven("seed") ? args.seed(context) : sampler.seed ?? context.session.seed,
            isSeedGiven: args.isGiven("seed") || sampler.seed != nil, space: space)
        return try StudyStorage.begin(setup, args, mayExist: args.isGiven("study_name"), context)
    }
}
