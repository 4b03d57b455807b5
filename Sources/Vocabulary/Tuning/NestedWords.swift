import Answers
import Baselines
import Datasets
import Language
import Selection
import Tuning
import Words
import ArrayVocabulary

/// Searches that are measured themselves, and searches for a schedule: `nested_cv` and `population_training`.
enum NestedWords {
    static let words: [Word] = [nested, population]

    private static let build = Parameter(
        "objective", aliases: ["build"], .any,
        "a function that makes a compiled model of the hyperparameters, as tune takes it")
    private static let space = Parameter(
        "space", .dict, "for each name Float(…), Int(…), Choice([…]) or a list of values")
    private static let data = Parameter("data", .thing([Frame.kind, Dataset.kind]), "the rows")
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of all that is random", isKeywordOnly: true)
    private static let example = """
        def build(units, rate):
            model = Sequential([Dense(units, activation="relu"), Dense(1)])
            model.compile(Adam(rate), "mse")
            return model

        """

    // MARK: Nested cross-validation

    private static let nested = Word(
        "nested_cv", family: "tuning", summary: "how good a search is: a whole search within each outer fold",
        details: """
            The best value of a search is too good, because it was chosen. Here each outer fold is put away, `tune` searches by folds of the \
            rest, and its choice, trained on the rest, is measured on what was put away. `choice="smallest"` takes the network with the \
            fewest parameters within one standard error of the best (Breiman et al. 1984). With `against="ridge"` a method without care \
            is measured on the same outer folds; the interval of the difference allows for what folds share (Nadeau & Bengio 2003), \
            and `verdict` is "better", "worse" or "no difference shown".
            """,
        parameters: [
            build, space, data,
            Parameter("n", aliases: ["n_trials"], .int(.init(1, 1e6)), 10, "trials of each search"),
            Parameter("outer", .int(.init(2, 1000)), 5, "outer folds"),
            StudyArguments.sampler,
            Parameter(
                "choice", .choice(["best", "smallest"]), "best", "which trial a search chooses", isKeywordOnly: true),
            Parameter(
                "against", .optional(.choice(BaselineComparison.standard.map(\.key))),
                "a baseline that is measured on the same outer folds", isKeywordOnly: true),
            seed,
        ] + ModelSearch.measuring.filter { $0.name != "groups" } + [
            Parameter(
                "groups", .optional(.text), "a column whose equal cells stay together", isKeywordOnly: true)
        ], returns: NestedValidation.kind,
        examples: [
            example
                + "nested_cv(build, {\"units\": [4, 8], \"rate\": [0.01, 0.03]}, house(60, seed=1), n=2, outer=2, folds=2, epochs=2, sampler=\"random\", seed=1)"
        ], seeAlso: ["tune", "population_training", "baselines"],
        meaning: .call { args, context in
            let space = try RangeWords.space(args, context)
            guard let material = ModelSearch.material(args["data"]) else { return .none }
            let sampler = try StudyArguments.sampler(args)
            let seed = try args.isGiven("seed") ? args.seed(context) : sampler.seed ?? context.session.seed
            let count = try args.int("outer")
            let outer = try ModelSearch.folds(
                material, count: count, ModelSearch.groups(material, args, context), "outer", args, seed: seed)
            let trials = try args.int("n")
            var parts: [NestedValidation.Part] = []
            var measure = ""
            for (number, fold) in outer.enumerated() {
                let own = NestedValidation.seed(seed, fold: number)
                let study = try Study(sampler: sampler.sampler, seed: own, clock: StudyClock.now)
                let search = try ModelSearch(
                    args["objective"], space, material.rows(at: fold.train), args, seed: own, context)
                measure = search.validation.measure.text(of: material.target)
                var done = 0
                try study.optimize(
                    space, trials: trials, atOnce: Study.wave, work: context.work, reason: ObjectiveCall.reason,
                    afterTrial: { _ in
                        done += 1
                        let share = Double(done) / Double(trials)
                        context.work.report(
                            (Double(number) + share) / Double(count),
                            "outer fold \(number + 1)/\(count), trial \(done)/\(trials)")
                    }, objectives: { try search.values($0, study, context, ended: $1) })
                if context.work.isCancelled { throw Stopped() }
                guard let best = try study.best(), let reported = best.value else {
                    let failed = try study.trials().first
                    guard case .failed(let reason)? = failed?.state else { throw Stopped() }
                    throw args.mistake(
                        "objective", "every trial of outer fold \(number + 1) failed: \(reason)",
                        expected: "a configuration that can be trained")
                }
                let chosen = try args.text("choice") == "smallest" ? study.smallestWithinError() ?? best : best
                let networks = try search.trained(chosen.configuration, number: chosen.number, context)
                parts.append(
                    .init(
                        chosen.configuration, reported: chosen.value ?? reported,
                        score: try networks.score(material.rows(at: fold.test), work: context.work)))
            }
            let comparison = try comparison(parts.map(\.score), material, outer, args, context)
            return .thing(NestedValidation(measure: measure, parts: parts, comparison: comparison))
        })

    /// Rows below which a comparison says nothing.
    private static let fewest = 60

    /// What `against=` asks for.
    private static func comparison(
        _ scores: [Double], _ material: Material, _ outer: [Splitter.Fold], _ args: Arguments, _ context: Context
    ) throws -> PairedComparison? {
        guard let name = args["against"].asText,
            let method = BaselineComparison.standard.first(where: { $0.key == name })?.value
        else { return nil }
        guard case .table(let table) = material else {
            throw args.mistake(
                "against", "\(name) of a dataset", expected: "a table, of which it can learn how it becomes numbers")
        }
        guard table.rowCount >= fewest else {
            throw args.mistake(
                "data", "\(Phrase.count(table.rowCount, "row")) are too few to tell two methods apart",
                expected: "at least \(fewest)", try: "baselines(data), and a simple method")
        }
        let splitter = try Splitter(.folds, count: outer.count, seed: nil)
        let rival = try args.about("against") {
            try BaselineComparison(table, [method], by: splitter, folds: outer, work: context.work)
        }
        guard let row = rival.rows.first else {
            throw args.mistake(
                "against", "\(name) cannot learn this target", expected: "a target of numbers above 0",
                try: "against=\"ridge\"")
        }
        let share = Double(outer[0].test.count) / Double(max(1, outer[0].train.count))
        return PairedComparison(scores, against: row.scores, named: row.name, testShare: share)
    }

    private static func compared(_ nested: NestedValidation) throws -> PairedComparison {
        guard let comparison = nested.comparison else {
            throw Mistake(
                "it was compared with nothing", expected: "a baseline beside it",
                try: "nested_cv(…, against=\"ridge\")")
        }
        return comparison
    }

    // MARK: Populations

    private static let population = Word(
        "population_training", aliases: ["pbt"], family: "tuning",
        summary: "population based training: networks train side by side, and those behind go on from those in front",
        details: """
            Jaderberg et al. (2017). After every round of `epochs` the worst share of the population takes the weights, the optimizer's memory \
            and the hyperparameters of one of the best, each number times 0.8 or 1.2, or now and then drawn anew. What is found is a \
            schedule: `schedule` of the result has the hyperparameters that the best weights were trained with, round by round. \
            Hyperparameters that change the shape of a network have no place here.
            """,
        parameters: [
            build, space, data,
            Parameter("population", .int(.init(2, 10_000)), 8, "networks at once"),
            Parameter("rounds", .int(.init(1, 1e6)), 10, "how often they are compared"),
            Parameter(
                "validation", .number(.between(0, 1)), 0.2, "share of the rows to compare by", isKeywordOnly: true),
            Parameter(
                "truncation", .number(.between(0, 1)), 0.2, "share that is replaced, and that replaces it; at most 0.5",
                isKeywordOnly: true),
            Parameter(
                "resample", .number(.share), 0.25, "probability that a hyperparameter is drawn anew",
                isKeywordOnly: true
            ),
            seed,
        ] + ModelSearch.measuring.filter { !["folds", "groups", "members"].contains($0.name) },
        returns: ModelPopulation.kind,
        examples: [
            """
            def build(rate):
                model = Sequential([Dense(4, activation="relu"), Dense(1)])
                model.compile(Adam(rate), "mse")
                return model
            population_training(build, {"rate": Float(1e-3, 1e-1, log=True)}, house(60, seed=1), population=4, rounds=3, epochs=1, seed=1)
            """
        ], seeAlso: ["tune", "nested_cv"],
        meaning: .call { args, context in
            let space = try RangeWords.space(args, context)
            guard let material = ModelSearch.material(args["data"]) else { return .none }
            let seed = try args.seed(context)
            let share = try args.number("validation")
            let fold = try args.about("validation") {
                try material.folds(by: Splitter(.random(test: share), count: 1, seed: seed))
            }
            let search = try ModelSearch(args["objective"], space, material, by: fold, args, seed: seed, context)
            let training = try PopulationTraining(
                space, population: args.int("population"), truncation: args.number("truncation"),
                resample: args.number("resample"), seed: seed)
            return .thing(
                try ModelPopulation(
                    training, rounds: args.int("rounds"), on: search.validation, work: context.work
                ) { configuration, rows in try search.recipe(configuration, rows, context) })
        })

    static let members: [Member] = [
        .attribute("scores", of: NestedValidation.self, "the measure on each outer fold") { Value($0.scores.values) },
        .attribute("mean", of: NestedValidation.self, "the mean of the scores") { .number($0.scores.mean) },
        .attribute("standard_error", of: NestedValidation.self, "of the mean") {
            $0.scores.standardError.map { .number($0) } ?? .none
        },
        .attribute(
            "optimism", of: NestedValidation.self, "by how much what the searches reported is too good, on the average"
        ) { .number($0.optimism) },
        .attribute("choices", of: NestedValidation.self, "the configuration chosen in each outer fold") {
            .list($0.parts.map(\.configuration.asValue))
        },
        .attribute("verdict", of: NestedValidation.self, "better, worse or no difference shown, against the baseline") {
            .text(try compared($0).verdict.rawValue)
        },
        .attribute(
            "difference", of: NestedValidation.self, "by how much it is better than the baseline, on the average"
        ) { .number(try compared($0).mean) },
        .attribute("interval", of: NestedValidation.self, "the 95 % interval of the difference") {
            let comparison = try compared($0)
            return Value([comparison.low, comparison.high])
        },
        .attribute("rival_scores", of: NestedValidation.self, "the baseline's measure on each outer fold") {
            Value(try compared($0).rivalScores)
        },
        .attribute("best", of: ModelPopulation.self, "the best member's network, which predicts") { .thing($0.best) },
        .attribute("value", of: ModelPopulation.self, "the best member's value after the last round") {
            .number($0.value)
        },
        .attribute(
            "schedule", of: ModelPopulation.self,
            "the hyperparameters that the best weights were trained with, by round"
        ) { .list($0.schedule.map(\.asValue)) },
    ]
}
