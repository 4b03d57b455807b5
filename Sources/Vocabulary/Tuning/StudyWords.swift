import Answers
import Language
import Selection
import Tuning
import Words

/// Spaces, `tune`, and Optuna's `create_study`.
enum StudyWords {
    static let words: [Word] = [float, int, choice, tune, step, createStudy, importances] + logging + states

    private typealias Parameter = Language.Parameter

    // MARK: Ranges

    private static let when = Parameter(
        "when", .optional(.dict), "in force only under these values of another: {\"optimizer\": \"sgd\"}",
        isKeywordOnly: true)
    private static let log = Parameter("log", .bool, false, "searched by the exponent")
    private static let ranges = ["Float", "Int", "Choice", "tune"]

    private static func range(_ domain: ParameterDomain, _ args: Arguments) throws -> Value {
        let domain = try domain.checked("the range")
        guard case .dict(let when) = args["when"] else { return .thing(RangeValue(domain: domain, condition: nil)) }
        guard when.count == 1, let entry = when.entries.first, let parent = entry.key.asText else {
            throw args.mistake(
                "when", "when = \(args["when"].brief)", expected: "one name and its value, or a list of values",
                try: "when={\"optimizer\": \"sgd\"}")
        }
        let values = try (entry.value.elements ?? [entry.value]).map { try Setting($0, "when") }
        return .thing(RangeValue(domain: domain, condition: .init(parent, values)))
    }

    private static let float = Word(
        "Float", family: "tuning", summary: "a hyperparameter that is a number between two ends",
        parameters: [
            Parameter("low", .number(), "the lower end"), Parameter("high", .number(), "the upper end"), log,
            Parameter("step", .optional(.number(.positive)), "only low, low + step, …"), when,
        ], returns: RangeValue.kind, examples: ["Float(1e-4, 1e-1, log=True)"], seeAlso: ranges,
        meaning: .call { args, _ in
            try range(
                .float(
                    low: args.number("low"), high: args.number("high"), log: args.bool("log"),
                    step: args["step"].asDouble),
                args)
        })

    private static let int = Word(
        "Int", family: "tuning", summary: "a hyperparameter that is a whole number between two ends, both included",
        parameters: [
            Parameter("low", .int(), "the lower end"), Parameter("high", .int(), "the upper end"), log,
            Parameter("step", .int(.atLeast(1)), 1, "only low, low + step, …"), when,
        ], returns: RangeValue.kind, examples: ["Int(16, 256, log=True)"], seeAlso: ranges,
        meaning: .call { args, _ in
            try range(
                .int(low: args.int("low"), high: args.int("high"), log: args.bool("log"), step: args.int("step")), args)
        })

    private static let choice = Word(
        "Choice", family: "tuning", summary: "a hyperparameter that is one of some values without an order",
        parameters: [Parameter("choices", .list(of: .any), "numbers, strings, True, False or None"), when],
        returns: RangeValue.kind, examples: ["Choice([\"sgd\", \"adam\"])"], seeAlso: ranges,
        meaning: .call { args, _ in
            try range(.choice(try args.values("choices").map { try Setting($0, "choices") }), args)
        })

    /// The space of a dict.
    static func space(_ args: Arguments, _ context: Context) throws -> SearchSpace {
        guard case .dict(let members) = args["space"] else { return try SearchSpace([]) }
        let parameters = try parameters(of: members)
        let caller = Caller(context)
        let constraints = try args.values("constraints").map { function in
            SpaceConstraint(function.brief) { configuration in
                let answer = try caller.call(function, [configuration.asValue])
                if case .bool(let holds) = answer { return holds }
                return answer.asDouble.map { $0 != 0 } ?? false
            }
        }
        return try args.about("space") { try SearchSpace(parameters, constraints: constraints) }
    }

    /// The hyperparameters of a dict.
    static func parameters(of members: Value.Dictionary) throws -> [Tuning.Parameter] {
        try members.entries.map { entry in
            guard let name = entry.key.asText else {
                throw Mistake("\(entry.key.brief) is no name", expected: "strings as keys", argument: "space")
            }
            if let range = entry.value.asThing(RangeValue.self) {
                return Tuning.Parameter(name, range.domain, when: range.condition)
            }
            guard let items = entry.value.elements, !items.isEmpty else {
                throw Mistake(
                    "\(name) is \(entry.value.brief)",
                    expected: "Float(…), Int(…), Choice([…]) or a list of values",
                    try: "\"\(name)\": Float(0, 1)", argument: "space")
            }
            return Tuning.Parameter(name, .choice(try items.map { try Setting($0, "space") }))
        }
    }

    // MARK: Studies

    private static let direction = Parameter(
        "direction", .optional(.choice(["minimize", "maximize"])), "what is looked for; None is minimize")
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of all that is random", isKeywordOnly: true)
    private static let directions = Parameter(
        "directions", .optional(.list(of: .choice(["minimize", "maximize"]))), "one for each of several objectives",
        isKeywordOnly: true)

    private static func directions(_ args: Arguments) throws -> [Direction] {
        if args["directions"].elements != nil {
            let given = try args.values("directions").compactMap { $0.asText.flatMap(Direction.init(rawValue:)) }
            guard !given.isEmpty else {
                throw args.mistake("directions", "no directions", expected: "one for each objective")
            }
            return given
        }
        return [args["direction"].asText.flatMap(Direction.init(rawValue:)) ?? .minimize]
    }

    static let sampler = Language.Parameter(
        "sampler",
        .oneOf([
            .choice(["tpe", "gp", "random", "grid", "sobol", "halton", "cmaes", "nsga2", "nsga3"]),
            .thing([SamplerValue.kind]),
        ]),
        "tpe", "how configurations are proposed")

    /// What `sampler=` names.
    static func sampler(_ args: Arguments) throws -> SamplerValue {
        if let named = args.optionalThing("sampler", as: SamplerValue.self) { return named }
        let sampler: any Sampler =
            switch args["sampler"].asText {
            case "gp": try GPSampler()
            case "random": RandomSampler()
            case "grid": GridSampler()
            case "sobol": QMCSampler(.sobol)
            case "halton": QMCSampler(.halton)
            case "cmaes": try CMAESSampler()
            case "nsga2": try NSGASampler(.second)
            case "nsga3": try NSGASampler(.third)
            default: TPESampler()
            }
        return SamplerValue(sampler: sampler, seed: nil)
    }

    /// What `pruner=` names; nil where it names nothing.
    private static func pruner(_ args: Arguments) throws -> (any Pruner)? {
        switch args["pruner"].asText {
        case "median": try PercentilePruner.median()
        case "halving": try SuccessiveHalvingPruner()
        case "hyperband": try HyperbandPruner()
        case "wilcoxon": try WilcoxonPruner()
        case "none": NopPruner()
        default: args.optionalThing("pruner", as: PrunerValue.self)?.pruner
        }
    }

    /// What `scalarize=` makes of the directions; nil where several objectives stay several.
    private static func scalarized(_ args: Arguments) throws -> ObjectiveCall.Scalarized? {
        guard let given = args.optionalThing("scalarize", as: ScalarizationValue.self)?.scalarization else {
            return nil
        }
        let directions = try directions(args)
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
            sampler,
            Parameter(
                "pruner",
                .optional(
                    .oneOf([
                        .choice(["median", "halving", "hyperband", "wilcoxon", "none"]), .thing([PrunerValue.kind]),
                    ])), "what gives trials up"),
            direction, directions, seed,
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
            let space = try space(args, context)
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
        let given = args.isGiven("sampler") ? try sampler(args) : nil
        let seed = try args.isGiven("seed") ? args.seed(context) : given?.seed ?? earlier.seed
        let study = try Study(
            earlier.name, directions: earlier.directions, sampler: given?.sampler ?? earlier.sampler,
            pruner: pruner(args) ?? earlier.pruner, seed: seed, clock: StudyClock.now)
        try args.about("study") {
            for trial in try earlier.trials() where trial.state.isFinished { try study.add(trial) }
        }
        return study
    }

    private static func newStudy(_ args: Arguments, _ space: SearchSpace, _ context: Context) throws -> Study {
        let sampler = try sampler(args)
        let pruner = try pruner(args)
        let setup = StudyStorage.Setup(
            directions: try args.isGiven("scalarize") ? [.minimize] : directions(args), sampler: sampler.sampler,
            isSamplerGiven: args.isGiven("sampler"),
            pruner: pruner ?? NopPruner(), isPrunerGiven: pruner != nil,
            seed: try args.isGiven("seed") ? args.seed(context) : sampler.seed ?? context.session.seed,
            isSeedGiven: args.isGiven("seed") || sampler.seed != nil, space: space)
        return try StudyStorage.begin(setup, args, mayExist: args.isGiven("study_name"), context)
    }

    /// (Its short name is an alias, so that a variable `step` takes no word away.)
    private static let step = Word(
        "bayes_step", aliases: ["step"], family: "tuning",
        summary: "the next of the six steps of Bayesian optimisation, with what is believed then",
        details: """
            Prior, first configurations, their values, posterior, acquisition and next configuration, its value; then the posterior \
            again. The study comes from `tune` with a Gaussian process over one or two hyperparameters; `n=0` leaves all steps to be taken.
            """,
        parameters: [Parameter("study", .thing([Study.kind]), "a study that tune made")], returns: BayesianStep.kind,
        examples: [
            """
            study = tune(lambda x: (x - 1)^2, {"x": Float(-3, 3)}, n=0, sampler=GPSampler(n_startup_trials=3))
            [step(study) for k in range(5)][4]
            """
        ], seeAlso: ["tune", "GPSampler"],
        meaning: .call { args, context in .thing(try step(of: args.thing("study", as: Study.self), context)) })

    /// The study's next step.
    static func step(of study: Study, _ context: Context) throws -> BayesianStep {
        guard let watched = study.companion as? WatchedSearch else {
            throw Mistake(
                "this study does not know its objective", expected: "a study that tune made",
                try:
                    "study = tune(lambda x: (x - 1)^2, {\"x\": Float(-3, 3)}, n=0, sampler=GPSampler(n_startup_trials=3))",
                argument: "study")
        }
        return try watched.step(study, context)
    }

    private static let createStudy = Word(
        "optuna.create_study", aliases: ["create_study"], family: "tuning",
        summary: "a study whose objective asks its trial for values (Optuna's words)",
        details: "The sampler's own `seed` counts, else the session's. Nothing is written to the screen for a trial.",
        parameters: [
            StudyStorage.parameter,
            Parameter("sampler", .optional(.thing([SamplerValue.kind])), "None is TPESampler()", isKeywordOnly: true),
            Parameter("pruner", .optional(.thing([PrunerValue.kind])), "None is MedianPruner()", isKeywordOnly: true),
            Parameter("study_name", .optional(.text), "its name", isKeywordOnly: true),
            Parameter(
                "direction", .optional(.choice(["minimize", "maximize"])), "what is looked for; None is minimize",
                isKeywordOnly: true),
            Parameter(
                "load_if_exists", .bool, false, "goes on with a study of that name in the storage", isKeywordOnly: true),
            directions,
        ], returns: Study.kind,
        examples: [
            """
            import optuna
            def objective(trial):
                x = trial.suggest_float("x", -10, 10)
                return (x - 2)**2
            study = optuna.create_study()
            study.optimize(objective, n_trials=20)
            study.best_params
            """
        ], seeAlso: ["tune", "TPESampler", "MedianPruner"],
        meaning: .call { args, context in
            let sampler = args.optionalThing("sampler", as: SamplerValue.self)
            let pruner = args.optionalThing("pruner", as: PrunerValue.self)?.pruner
            let setup = StudyStorage.Setup(
                directions: try directions(args), sampler: sampler?.sampler ?? TPESampler(),
                isSamplerGiven: sampler != nil, pruner: try pruner ?? PercentilePruner.median(),
                isPrunerGiven: pruner != nil, seed: sampler?.seed ?? context.session.seed,
                isSeedGiven: sampler?.seed != nil)
            return .thing(
                try StudyStorage.begin(setup, args, mayExist: try args.bool("load_if_exists"), context))
        })

    private static let importances = Word(
        "optuna.importance.get_param_importances", aliases: ["get_param_importances"], family: "tuning",
        summary: "which hyperparameters mattered for being among the best tenth: shares, the largest first",
        details: """
            By PED-ANOVA (Watanabe, Bansal & Hutter 2023), as Optuna 5 computes it; by functional ANOVA over a random forest (Hutter, \
            Hoos & Leyton-Brown 2014), shares of the variance over the whole space; or by the analysis of variance of a full \
            grid, shares by themselves, the rest being due to combinations.
            """,
        parameters: [
            Parameter("study", .thing([Study.kind]), "a study with complete trials"),
            Parameter(
                "evaluator", .choice(["ped-anova", "fanova", "grid"]), "ped-anova", "how it is judged",
                isKeywordOnly: true),
        ], returns: "dict",
        examples: [
            "get_param_importances(tune(lambda x, y: x^2 + y/100, {\"x\": Float(-1, 1), \"y\": Float(-1, 1)}, n=40))"
        ], seeAlso: ["tune"],
        meaning: .call { args, context in
            let study = try args.thing("study", as: Study.self)
            let history = try study.history()
            let shares: [(name: String, importance: Double)]
            switch try args.text("evaluator") {
            case "fanova": shares = try FAnova.shares(history, seed: study.seed, work: context.work)
            case "grid":
                guard let own = GridAnova.shares(history) else {
                    throw args.mistake(
                        "evaluator", "the trials are no full grid", expected: "every combination of the values tried",
                        try: "evaluator=\"fanova\"")
                }
                shares = own
            default: shares = try PEDAnova.shares(history, work: context.work)
            }
            return .dict(Value.Dictionary(shares.map { (.text($0.name), .number($0.importance)) }))
        })

    // MARK: Optuna's small words

    private static let logging: [Word] =
        [
            Word(
                "optuna.logging.set_verbosity", family: "tuning",
                summary: "has no effect: trials write nothing to the screen here",
                parameters: [Parameter("verbosity", .int(), "optuna.logging.WARNING and others")],
                examples: ["import optuna\noptuna.logging.set_verbosity(optuna.logging.WARNING)"],
                seeAlso: ["optuna.create_study"], meaning: .call { _, _ in .none })
        ]
        + [("DEBUG", 10), ("INFO", 20), ("WARNING", 30), ("WARN", 30), ("ERROR", 40), ("FATAL", 50), ("CRITICAL", 50)]
        .map {
            name, level in
            Word(
                "optuna.logging.\(name)", family: "tuning", summary: "a level of optuna.logging.set_verbosity",
                returns: "number",
                examples: ["import optuna\noptuna.logging.\(name)"], seeAlso: ["optuna.logging.set_verbosity"],
                meaning: .value { .int(level) })
        }

    private static let states: [Word] = TrialState.names.enumerated().map {
        number, name in
        Word(
            "optuna.trial.TrialState.\(name)", family: "tuning", summary: "a state of a trial, as in trial.state",
            returns: TrialState.kind,
            examples: ["import optuna\noptuna.trial.TrialState.\(name)"], seeAlso: ["optuna.create_study"],
            meaning: .value { .thing(TrialState(number: number)) })
    }
}
