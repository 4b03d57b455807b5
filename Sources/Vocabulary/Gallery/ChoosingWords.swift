import Answers
import Datasets
import Gallery
import Language
import Networks
import Numbers
import Selection
import Training
import Tuning
import Words
import ArrayVocabulary

/// Spending a budget of epochs, and choosing by more than the lowest validation error.
enum ChoosingWords {
    static let words: [Word] = [plan, race, choose, robustness, groups, export]

    private static let related = [
        "epoch_plan", "budget_race", "choose", "robustness", "group_errors", "export_tuner", "population_training",
        "tune",
    ]
    private static let budget: [Parameter] = [
        Parameter("budget", .int(.init(2, 1e6)), 357, "epochs of all trials of a strategy together"),
        Parameter("epochs", aliases: ["longest"], .int(.init(1, 100_000)), 27, "of a whole trial"),
        Parameter("eta", .int(.init(2, 100)), 3, "of eta trials one goes on"),
    ]
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of all that is random", isKeywordOnly: true)

    private static func plan(_ args: Arguments) throws -> EpochPlan {
        try EpochPlan(budget: args.int("budget"), longest: args.int("epochs"), factor: args.int("eta"))
    }

    // MARK: Budgets

    private static let plan = Word(
        "epoch_plan", family: "tuning",
        summary: "what random search, successive halving, Hyperband and a population do with the same epochs",
        details: """
            4@9 reads: four trials are trained to epoch 9. A trial that passes a rung goes on where it stands, so a rung costs the epochs that it adds. \
            What is left over of the budget goes to further trials, the last of them a shorter one, so that all spend the same.
            """,
        parameters: budget, returns: EpochPlan.kind, examples: ["epoch_plan(357, epochs=27)"], seeAlso: related,
        meaning: .call { args, _ in .thing(try plan(args)) })

    private static let strategies = BudgetStrategy.allCases.map(\.rawValue)

    private static let race = Word(
        "budget_race", family: "tuning",
        summary: "random search, successive halving, Hyperband and a population at equal epochs, on rows that none saw",
        details: """
            For every seed the same rows are dealt anew, none are drawn: the intervals tell of other deals of these rows, of other first weights \
            and settings, and are narrower than for rows that are yet to come. Dealt are a share `hidden` that no strategy sees, a share `validation` of the rest that chooses, and the \
            rows that are trained on. Trial n has the same settings and first weights in every strategy but the population's, whose members are drawn \
            apart. Each strategy gives the trial with the best validation at its end; what counts is its measure on the hidden rows, as a \
            ratio to random's of the same seed. `epoch_plan` tells before what each will do; `plot(race)` draws the rungs.
            """,
        parameters: [
            Parameter(
                "objective", aliases: ["build"], .any,
                "a function that makes a compiled model of the hyperparameters, as tune takes it"),
            Parameter("space", .dict, "for each name Float(…), Int(…), Choice([…]) or a list of values"),
            Parameter("data", .thing([Frame.kind, Dataset.kind]), "the rows"),
        ] + budget + [
            Parameter(
                "strategies", .list(of: .choice(strategies)), .value(.list(strategies.map { .text($0) })), "who runs",
                isKeywordOnly: true),
            Parameter("seeds", .int(.init(1, 1000)), 5, "repetitions", isKeywordOnly: true),
            Parameter("hidden", .number(.between(0, 1)), 0.4, "share of the rows that judges", isKeywordOnly: true),
            Parameter(
                "validation", .number(.between(0, 1)), 0.3, "share of the other rows that chooses", isKeywordOnly: true),
            seed,
        ] + ModelSearch.measuring.filter { !["folds", "groups", "members", "epochs"].contains($0.name) },
        returns: BudgetRace.kind,
        examples: [
            """
            def build(rate):
                model = Sequential([Dense(4, activation="relu"), Dense(1)])
                model.compile(Adam(rate), "mse")
                return model
            budget_race(build, {"rate": Float(1e-4, 1, log=True)}, house(80, seed=1), budget=18, epochs=9, seeds=1, strategies=["random", "halving"])
            """
        ], seeAlso: related,
        meaning: .call { args, context in
            let space = try RangeWords.space(args, context)
            guard let material = ModelSearch.material(args["data"]) else { return .none }
            let plan = try plan(args)
            let first = try args.seed(context)
            let (hidden, validation) = (try args.number("hidden"), try args.number("validation"))
            var search: ModelSearch?
            let race = try BudgetRace(
                plan, args.values("strategies").compactMap { $0.asText.flatMap(BudgetStrategy.init(rawValue:)) },
                space: space, seeds: (0..<UInt64(args.int("seeds"))).map { first &+ $0 }, work: context.work,
                split: { seed in
                    func parted(_ rows: Material, _ share: Double, _ name: String) throws -> Splitter.Fold {
                        let folds = try args.about(name) {
                            try rows.folds(by: Splitter(.random(test: share), count: 1, seed: seed))
                        }
                        return folds[0]
                    }
                    let outer = try parted(material, hidden, "hidden")
                    let rest = material.rows(at: outer.train)
                    let inner = try parted(rest, validation, "validation")
                    let own = try ModelSearch(
                        args["objective"], space, rest, by: [inner], args,
                        seed: seed, context)
                    search = own
                    return .init(validation: own.validation, hidden: material.rows(at: outer.test))
                },
                recipe: { _, configuration, rows in
                    guard let search else { throw Stopped() }
                    return try search.recipe(configuration, rows, context)
                })
            if race.isPartial, context.work.isCancelled { throw Interrupted(partial: .thing(race)) }
            return .thing(race)
        })

    // MARK: Choosing

    private static let choose = Word(
        "choose", family: "tuning", summary: "a trial of a study, by more than the lowest value",
        details: """
            "one_standard_error": of the trials within one standard error of the best, the simplest (Breiman et al. 1984), which is the network of \
            fewest parameters, or the least of what `by` names. "best": the lowest. The standard error is over the folds of tune with data.
            """,
        parameters: [
            Parameter("study", .thing([Study.kind]), "of tune with data"),
            Parameter("rule", .choice(["one_standard_error", "best"]), "one_standard_error", "which"),
            Parameter(
                "by", .any, .otherwise("the number of parameters"),
                "what is simple: the name of a hyperparameter of which less is simpler, or a function of a dict of them"
            ),
        ], returns: Trial.kind,
        examples: [
            """
            def build(units):
                model = Sequential([Dense(units, activation="relu"), Dense(1)])
                model.compile(Adam(0.01), "mse")
                return model
            choose(tune(build, {"units": [2, 8]}, n=2, sampler="grid", data=house(60, seed=1), folds=3, epochs=2)).params
            """
        ], seeAlso: related,
        meaning: .call { args, context in
            let study = try args.thing("study", as: Study.self)
            guard let best = try study.best() else {
                throw args.mistake("study", "no trial of the study is complete", expected: "at least one")
            }
            if try args.text("rule") == "best" { return .thing(best) }
            guard best.foldScores?.standardError != nil else {
                throw args.mistake(
                    "study", "nobody knows the standard error of this study's trials",
                    expected: "a study of tune with data, by at least two folds",
                    try: "tune(build, space, data=house(), n=20)")
            }
            let by = args["by"]
            if by.isNone { return .thing(try study.smallestWithinError() ?? best) }
            var failure: (any Error)?
            let found = try study.oneStandardError({ $0.foldScores?.standardError }) { trial in
                do { return try simplicity(of: trial, by, args, context) } catch {
                    failure = failure ?? error
                    return .infinity
                }
            }
            if let failure { throw failure }
            return .thing(found ?? best)
        })

    private static func simplicity(of trial: Trial, _ by: Value, _ args: Arguments, _ context: Context) throws -> Double
    {
        if let name = by.asText {
            guard let number = trial.configuration[name]?.number else {
                throw args.mistake(
                    "by",
                    trial.configuration[name] == nil ? "there is no hyperparameter \(name)" : "\(name) is no number",
                    expected: "one of \(trial.configuration.names.joined(separator: ", ")), or a function")
            }
            return number
        }
        guard let number = try context.call(by, [trial.configuration.asValue]).asDouble else {
            throw args.mistake("by", "the function gives no number", expected: "a number for a dict of hyperparameters")
        }
        return number
    }

    private static let robustness = Word(
        "robustness", family: "tuning",
        summary: "what becomes of a model's loss under noise on its inputs, and on its weights",
        details: """
            Gaussian noise of each size, several times: on inputs in standard deviations of each column, on weights as a share of each weight. The \
            model is not touched. Of two models with the same loss the one that loses less is the safer choice.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "compiled and fitted"),
            Parameter("data", .thing([Dataset.kind]), "rows to measure on, such as those of validation"),
            Parameter(
                "levels", .list(of: .number(.nonNegative)), .value(Value([0.01, 0.03, 0.1, 0.3])), "sizes of the noise"),
            Parameter("repeats", .int(.init(1, 1000)), 5, "how often each size is drawn", isKeywordOnly: true), seed,
        ], returns: Robustness.kind,
        examples: [
            """
            data = moons(100, seed=1)
            model = Sequential([Dense(8, activation="tanh", input_shape=(2,)), Dense(1, activation="sigmoid")])
            model.compile(Adam(0.03), "binary_crossentropy")
            model.fit(data, epochs=10)
            robustness(model, data)
            """
        ], seeAlso: related,
        meaning: .call { args, context in
            .thing(
                try Robustness(
                    args.thing("model", as: Model.self), args.thing("data", as: Dataset.self),
                    levels: args["levels"].doubles ?? [], repeats: args.int("repeats"), seed: args.seed(context),
                    work: context.work))
        })

    private static let groups = Word(
        "group_errors", family: "tuning",
        summary: "a classifier's errors group by group, and what thresholds of their own do to them",
        details: """
            Positive is the target 1. missed: share of the positive rows below the threshold; accused: share of the negative rows at or above it. \
            `equal="missed"` gives each group the threshold under which as many are missed as of all rows under the one threshold, "accused" the same \
            for the accused (Hardt, Price & Srebro 2016). The model is an estimator with predict_proba, fitted with or without the column of the \
            groups, a network with one output, or a list of scores.
            """,
        parameters: [
            Parameter("model", .any, "an estimator, a network, or a score for each row"),
            Parameter("data", .thing([Frame.kind, Dataset.kind]), "rows with their target, 0 or 1"),
            Parameter("by", .any, "a column's name, or the group of each row"),
            Parameter("threshold", .number(), 0.5, "from which score on a row is called positive", isKeywordOnly: true),
            Parameter(
                "equal", .choice(GroupErrors.Aim.allCases.map(\.rawValue)), "one",
                "what thresholds of their own even out",
                isKeywordOnly: true),
        ], returns: GroupErrors.kind,
        examples: [
            """
            from sklearn.ensemble import HistGradientBoostingClassifier
            loans = credit(600, seed=1)
            x = loans.drop(columns=["group", "default"])
            model = HistGradientBoostingClassifier(max_iter=20).fit(x, loans["default"])
            group_errors(model, credit(600, seed=2), by="group", threshold=0.3)
            """
        ], seeAlso: related + ["credit"],
        meaning: .call { args, context in
            let rows = try GroupRows(args, context)
            return .thing(
                try GroupErrors(
                    scores: rows.scores, isPositive: rows.isPositive, groups: rows.groups,
                    threshold: args.number("threshold"), aim: GroupErrors.Aim(rawValue: args.text("equal")) ?? .one))
        })

    // MARK: Other tools

    private static let export = Word(
        "export_tuner", family: "tuning",
        summary: "a search as a Python script of Optuna, scikit-learn or Keras Tuner, as text",
        details: """
            The script has the space and the trials that are known, and asks and tells in the tool's own words. In the place of the training stands the \
            value of the nearest known trial, so that it runs as it stands; `print(export_tuner(study, "optuna"))` shows it.
            """,
        parameters: [
            Parameter("study", .thing([Study.kind]), "with at least one complete trial"),
            Parameter("tool", .choice(TunerScript.Tool.allCases.map(\.rawValue)), "optuna", "whose words"),
            Parameter("n", .int(.init(1, 1e6)), 20, "trials that the script makes"),
        ], returns: "str",
        examples: ["print(export_tuner(tune(lambda x: x^2, {\"x\": Float(-1, 1)}, n=3, seed=1), \"sklearn\"))"],
        seeAlso: related,
        meaning: .call { args, _ in
            let study = try args.thing("study", as: Study.self)
            let tool = TunerScript.Tool(rawValue: try args.text("tool")) ?? .optuna
            return .text(
                try TunerScript(study, (study.companion as? WatchedSearch)?.space, tool, count: args.int("n")).text)
        })

    // MARK: Members

    private static func rate(_ part: @escaping @Sendable (GroupErrors.Row) -> Double)
        -> @Sendable (GroupErrors) throws -> Value
    {
        { errors in .dict(.init((errors.rows + [errors.all]).map { (.text($0.name), .number(part($0))) })) }
    }

    static let members: [Member] = [
        .attribute("hidden", of: BudgetRace.self, "the measure on hidden rows, for each strategy and seed, a dict") {
            race in
            .dict(.init(race.strategies.map { (.text($0.rawValue), Value(race.searches(of: $0).map(\.hidden))) }))
        },
        .attribute("chosen", of: BudgetRace.self, "what each strategy chose, for each seed, a dict") { race in
            .dict(
                .init(race.strategies.map { (.text($0.rawValue), .list(race.searches(of: $0).map(\.chosen.asValue))) }))
        },
        .attribute("ratios", of: BudgetRace.self, "hidden measure over random's, with its interval, a dict") { race in
            .dict(.init(race.strategies.map { (.text($0.rawValue), .thing(race.ratio(of: $0))) }))
        },
        .attribute("epochs", of: BudgetRace.self, "epochs that each strategy has trained with a seed, a dict") { race in
            .dict(.init(race.strategies.map { (.text($0.rawValue), .int(race.searches(of: $0).first?.epochs ?? 0)) }))
        },
        .attribute("clean", "the loss without noise", \Robustness.clean),
        .attribute("inputs", of: Robustness.self, "the mean loss under each size of noise on the inputs") {
            Value($0.rows.map { MeanInterval(of: $0.inputs).mean })
        },
        .attribute("weights", of: Robustness.self, "the mean loss under each size of noise on the weights") {
            Value($0.rows.map { MeanInterval(of: $0.weights).mean })
        },
        .attribute(
            "error", of: GroupErrors.self, "the share of wrong answers by group, and of all, a dict", rate(\.error)),
        .attribute(
            "missed", of: GroupErrors.self, "the share of positive rows that are missed, a dict", rate(\.missRate)),
        .attribute(
            "accused", of: GroupErrors.self, "the share of negative rows that are accused, a dict", rate(\.accuseRate)),
        .attribute("thresholds", of: GroupErrors.self, "of each group, a dict") { errors in
            .dict(.init(errors.rows.map { (.text($0.name), .number($0.threshold)) }))
        },
    ]
}
