import Answers
import Arrays
import Baselines
import Datasets
import Figures
import Gallery
import Language
import Numbers
import Pictures
import Words
import ArrayVocabulary

/// Small problems of many kinds of models, and what stands behind them: ratings, machines that pay, prices, loans.
enum GalleryWords {
    static let words: [Word] = [gallery, problem, surface, ratings, factorization, bandit, skill, walk, credit]

    static let family = "experiments"
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of all that is random", isKeywordOnly: true)
    private static let names = GalleryProblem.all.map(\.name)

    // MARK: The gallery

    private static let gallery = Word(
        "gallery", family: family,
        summary: "nine small problems, each with the one hyperparameter that matters: validation curves",
        details: """
            cnn: filters; rnn: learning_rate; sentiment: units; attention: width; factorization: rank; svm: gamma; boosting: rounds; \
            bandit: epsilon; stock: lags. Each value is tried on data of several seeds, and measured on rows that were not learnt from; small is \
            good. `plot(table)` draws six of the curves, `table["svm"]` is one of them with what was measured. Of the problem stock no value \
            helps: its prices are a random walk. docs/gallery.md has the table of three seeds.
            """,
        parameters: [
            Parameter(
                "problems", .optional(.oneOf([.choice(names), .list(of: .choice(names))])), .otherwise("all nine"),
                "which ones"),
            Parameter(
                "values", .optional(.list(of: .number())), .otherwise("the problem's own"),
                "of the hyperparameter, for one problem", isKeywordOnly: true),
            Parameter("seeds", .int(.init(1, 1000)), 3, "repetitions"),
            Parameter("seed", .int(.atLeast(0)), 0, "of the first repetition", isKeywordOnly: true),
            Parameter(
                "n_jobs", .optional(.int(.init(-1, 1000))),
                "threads; None or -1 for one for each core. What is found does not depend on it", isKeywordOnly: true),
        ], returns: GalleryTable.kind, examples: ["gallery(\"svm\", values=[0.1, 1, 10], seeds=1)"],
        seeAlso: ["gallery_problem", "price_skill", "bandit", "plot"],
        meaning: .call { args, context in
            let problems =
                args["problems"].isNone
                ? GalleryProblem.all
                : try args.values("problems").compactMap(\.asText).map { try GalleryProblem(named: $0) }
            let values = args["values"].isNone ? nil : args["values"].doubles ?? []
            let table = try GalleryTable(
                problems, values: values, seeds: args.int("seeds"), seed: UInt64(args.int("seed")),
                crew: StabilityArguments.crew(args), work: context.work)
            if table.isPartial, context.work.isCancelled { throw Interrupted(partial: .thing(table)) }
            return .thing(table)
        })

    private static let problem = Word(
        "gallery_problem", family: family,
        summary: "one problem of the gallery, to try values on that nobody has listed",
        details:
            "`p.measure(value)` makes data of the seed, trains with the value and gives the measure on rows that were not learnt from.",
        parameters: [Parameter("name", .choice(names), "which one")], returns: GalleryProblem.kind,
        examples: ["gallery_problem(\"svm\").measure(2, seed=1)"], seeAlso: ["gallery"],
        meaning: .call { args, _ in .thing(try GalleryProblem(named: args.text("name"))) })

    private static let surface = Word(
        "decision_surface", family: "pictures",
        summary: "which class an estimator gives each place of the plane, with the samples on it",
        details:
            "Of an SVC the support vectors are marked: the rows that carry the border. For a network: plot(model, data).",
        parameters: [
            Parameter("model", .thing([Estimator.kind]), "a fitted classifier of two numbers"),
            Parameter(
                "data", .thing([Dataset.kind]),
                "points of the plane with their classes; those of an SVC's fit, to mark its carriers"),
        ], returns: Figure.kind,
        examples: [
            """
            from sklearn.svm import SVC
            data = moons(100, noise=0.2, seed=1)
            decision_surface(SVC(gamma=2).fit(data.x, data.y), data)
            """
        ], seeAlso: ["plot", "sklearn.svm.SVC"],
        meaning: .call { args, context in
            let model = try args.thing("model", as: Estimator.self)
            let data = try args.thing("data", as: Dataset.self)
            _ = try args.about("model") { try model.learnt() }
            guard model.isClassifier else {
                throw args.mistake("model", "\(model.form.name) is no classifier", expected: "one such as SVC()")
            }
            let carriers = (try? model.last.learnt() as? SupportVectorForm.Fitted)?.carriers(among: data.count) ?? []
            let picture = ClassifierSurface(model.summary, data, carriers: carriers) { places in
                let table = try Table((0..<2).map { Column("x\($0)", numbers: places.column($0).map(Double.init)) })
                return try model.predictions(table, context)[0].map { Int($0) }
            }
            return .thing(try picture.figure(PlotOptions()))
        })

    // MARK: Ratings

    private static let ratings = Word(
        "ratings", family: family, summary: "what users said of items, made of hidden tastes, traits and noise",
        details: """
            r(u, i) = 3 + a(u)·b(i)/√rank + noise·N(0, 1). A share of all ratings is known, another is kept back to judge by; `r.known` and \
            `r.hidden` are arrays with a row (user, item, rating) for each.
            """,
        parameters: [
            Parameter("users", .int(.init(1, 1e6)), 40, "how many"),
            Parameter("items", .int(.init(1, 1e6)), 30, "how many"),
            Parameter("rank", .int(.init(1, 1000)), 3, "tastes of a user"),
            Parameter("noise", .number(.nonNegative), 0.3, "its standard deviation", isKeywordOnly: true),
            Parameter("known", .number(.share), 0.4, "share of the ratings to learn from", isKeywordOnly: true),
            Parameter("hidden", .number(.share), 0.2, "share of the ratings to judge by", isKeywordOnly: true), seed,
        ], returns: Ratings.kind, examples: ["ratings(40, 30, rank=3, seed=1)"],
        seeAlso: ["MatrixFactorization", "gallery"],
        meaning: .call { args, context in
            .thing(
                try Ratings(
                    users: args.int("users"), items: args.int("items"), rank: args.int("rank"),
                    noise: args.number("noise"), share: args.number("known"), judging: args.number("hidden"),
                    seed: args.seed(context), work: context.work))
        })

    private static let factorization = Word(
        "MatrixFactorization", family: family, summary: "a table of ratings as the product of two thin ones",
        details: """
            Minimises Σ over known (r − µ − u·v)² + l2·(‖U‖² + ‖V‖²) by alternating least squares (Koren, Bell & Volinsky 2009): with one table \
            held, each row of the other is a ridge regression. `fit(ratings)` gives a model with `objective`, `known_error`, `hidden_error` \
            and `predict(user, item)`.
            """,
        parameters: [
            Parameter("rank", aliases: ["n_factors"], .int(.init(1, 1000)), 3, "columns of each table"),
            Parameter("l2", aliases: ["reg"], .number(.positive), 1.0, "penalty on the tables' squares, above 0"),
            Parameter("sweeps", .int(.init(1, 1e6)), 500, "times through both tables at most", isKeywordOnly: true),
            Parameter(
                "starts", .int(.init(1, 1000)), 5, "first tables that are tried; the smallest objective counts",
                isKeywordOnly: true),
            Parameter("seed", .int(.atLeast(0)), 0, "of the first tables", isKeywordOnly: true),
        ], returns: MatrixFactorisation.kind,
        examples: ["MatrixFactorization(rank=3, l2=1).fit(ratings(40, 30, rank=3, seed=1))"],
        seeAlso: ["ratings", "gallery"],
        meaning: .call { args, _ in
            .thing(
                try MatrixFactorisation(
                    rank: args.int("rank"), penalty: args.number("l2"), sweeps: args.int("sweeps"),
                    starts: args.int("starts"),
                    seed: UInt64(args.int("seed"))))
        })

    // MARK: Machines

    private static let bandit = Word(
        "bandit", family: family,
        summary: "machines that pay with unknown probabilities, and an epsilon-greedy player: regret",
        details: """
            The player pulls the machine that has paid best so far, but for a share epsilon of the pulls, which go to any. Regret is what the best \
            machine pays on the average, less what the pulled ones pay on the average. All values of epsilon play the same machines with the same \
            luck.
            """,
        parameters: [
            Parameter(
                "arms", .oneOf([.int(.init(1, 1e5)), .list(of: .number())]), 10,
                "how many, of which every game draws the probabilities anew; or the probabilities"),
            Parameter(
                "epsilon", .oneOf([.number(), .list(of: .number())]), .value(Value([0, 0.01, 0.1, 0.5])),
                "share of pulls that go to any machine, or several to compare"),
            Parameter("steps", .int(.init(1, 1e8)), 1000, "pulls of a game"),
            Parameter("seeds", .int(.init(1, 1e6)), 100, "games"), seed,
        ], returns: BanditStudy.kind,
        examples: ["bandit(10, [0, 0.1], steps=500, seeds=20)", "bandit([0.2, 0.5], 0.1, seeds=20)"],
        seeAlso: ["gallery"],
        meaning: .call { args, context in
            let arms = args["arms"].asInt == nil ? args["arms"].doubles ?? [] : nil
            return .thing(
                try BanditStudy(
                    arms: arms, count: arms?.count ?? args.int("arms"),
                    epsilons: args["epsilon"].asDouble.map { [$0] } ?? args["epsilon"].doubles ?? [],
                    steps: args.int("steps"), seeds: args.int("seeds"), seed: args.seed(context), work: context.work))
        })

    // MARK: Prices

    private static let skill = Word(
        "price_skill", family: family,
        summary: "what a forecaster of prices is worth: shuffled folds beside later days, against \"as yesterday\"",
        details: """
            Prices are made up: ln price is a random walk, or with `momentum` its daily changes go on a little, which can be foretold. The model is fitted \
            on rows of the last prices and the day (`inputs="prices"`) or of the last returns in per cent ("returns"). What counts is its squared error \
            over that of saying "as yesterday", geometric mean over courses with a 95 % interval: only where it lies below 1 on later days \
            the verdict is "skill". The model is an estimator, a new one of which is fitted each time, or a function of x, y and the rows asked for.
            """,
        parameters: [
            Parameter(
                "model", .any, .otherwise("boosted trees"),
                "an estimator, or a function (x, y, asked)"),
            Parameter("days", .int(.init(50, 1e6)), 500, "of each course"),
            Parameter("lags", .int(.init(1, 1000)), 5, "days that a row looks back", isKeywordOnly: true),
            Parameter(
                "inputs", .choice(PriceCourse.Inputs.allCases.map(\.rawValue)), "prices", "what a row holds",
                isKeywordOnly: true),
            Parameter(
                "momentum", .number(), 0, "of the daily changes, between -1 and 1; 0 for a random walk",
                isKeywordOnly: true),
            Parameter("seeds", .int(.init(1, 10_000)), 10, "courses", isKeywordOnly: true), seed,
        ], returns: PriceSkill.kind,
        examples: ["from sklearn.linear_model import Ridge\nprice_skill(Ridge(), days=200, seeds=3)"],
        seeAlso: ["random_walk", "gallery"],
        meaning: .call { args, context in
            let (name, forecaster) = try forecaster(args, context)
            return .thing(
                try PriceSkill(
                    name, days: args.int("days"), lags: args.int("lags"),
                    inputs: PriceCourse.Inputs(rawValue: args.text("inputs")) ?? .prices,
                    momentum: args.number("momentum"), seeds: args.int("seeds"), seed: args.seed(context),
                    work: context.work, forecaster: forecaster))
        })

    /// What learns and forecasts: boosted trees, a clone of an estimator, or a function.
    private static func forecaster(_ args: Arguments, _ context: Context) throws -> (String, PriceSkill.Forecaster) {
        let given = args["model"]
        if given.isNone {
            return (
                "boosted trees",
                { x, y, asked in
                    var trees = BoostedTrees()
                    trees.iterations = 30
                    return try trees.fit(x, y, work: context.work).predict(asked, work: context.work)
                }
            )
        }
        func table(_ design: Design) throws -> Table {
            try Table(design.names.indices.map { Column(design.names[$0], numbers: design.column($0)) })
        }
        if let estimator = Estimator.of(given) {
            return (
                estimator.summary,
                { x, y, asked in
                    let model = try estimator.clone(context)
                    try model.fit(table(x), Targets(Value(y), context), context)
                    return try model.predictions(table(asked), context).first ?? []
                }
            )
        }
        if given.asThing((any Presentable).self) != nil {
            throw args.mistake(
                "model", "\(given.brief) is \(Phrase.indefinite(given.kind))",
                expected: "an estimator such as Ridge(), or a function of x, y and the rows asked for",
                try: "price_skill(lambda x, y, asked: asked[:, 0])")
        }
        return (
            "the function",
            { x, y, asked in
                func array(_ design: Design) throws -> Value {
                    .thing(try NDArray(design.values, shape: [design.count, design.width]))
                }
                let answer = try context.call(given, [array(x), .thing(NDArray(y)), array(asked)])
                guard let numbers = answer.array?.doubles() ?? answer.doubles else {
                    throw args.mistake(
                        "model", "the function gives \(answer.brief)",
                        expected: "a number for each of the rows asked for")
                }
                return numbers
            }
        )
    }

    private static let walk = Word(
        "random_walk", family: family, summary: "prices whose logarithm is a random walk of 1 % a day, from 100",
        details:
            "With `momentum` m each day's change is m times the day's before, and chance: then the share m² of its variance can be foretold.",
        parameters: [
            Parameter("n", .int(.init(1, 1e7)), 500, "days"),
            Parameter(
                "momentum", .number(Interval(-1, 1, includesLower: false, includesUpper: false)), 0,
                "of the daily changes",
                isKeywordOnly: true), seed,
        ], returns: "array", examples: ["random_walk(5, seed=1)"], seeAlso: ["price_skill"],
        meaning: .call { args, context in
            .thing(
                try NDArray(
                    PriceCourse(days: args.int("n"), momentum: args.number("momentum"), seed: args.seed(context)).prices
                ))
        })

    // MARK: Loans

    private static let credit = Word(
        "credit", family: family, summary: "loans of a made-up bank, some of which default, of customers of two groups",
        details: """
            Columns income, debt, late, years, age, group, and the target default. P(default) is a logistic function with one corner: much debt and few \
            years together count more. A quarter of the customers are group b, whose income is written down with an error, so that a model \
            knows less of them.
            """,
        parameters: [Parameter("n", .int(.init(1, 1e7)), 2000, "how many"), seed], returns: Frame.kind,
        examples: ["credit(200, seed=1).head()"], seeAlso: ["group_errors", "gallery", "house"],
        meaning: .call { args, context in
            .thing(Frame(try Table.credit(n: args.int("n"), seed: args.seed(context), work: context.work)))
        })

    // MARK: Members

    private static func numbers(_ entries: [Ratings.Entry]) throws -> Value {
        .thing(
            try NDArray(entries.flatMap { [Double($0.user), Double($0.item), $0.value] }, shape: [entries.count, 3]))
    }

    static let members: [Member] = [
        .attribute("known", of: Ratings.self, "the ratings to learn from: rows (user, item, rating)") {
            try numbers($0.known)
        },
        .attribute("hidden", of: Ratings.self, "the ratings to judge by: rows (user, item, rating)") {
            try numbers($0.hidden)
        },
        .attribute("users", "how many", \Ratings.users), .attribute("items", "how many", \Ratings.items),
        .method(
            "fit", of: MatrixFactorisation.self, returns: FactorModel.kind, "learns the known ratings",
            [Parameter("ratings", .thing([Ratings.kind]), "what ratings gave")]
        ) { settings, args, context in
            .thing(try settings.fit(args.thing("ratings", as: Ratings.self), work: context.work))
        },
        .attribute("objective", "squared errors on known ratings, and the penalty", \FactorModel.objective),
        .attribute("objectives", of: FactorModel.self, "the objective after each sweep") { Value($0.objectives) },
        .attribute("known_error", "RMSE on the known ratings", \FactorModel.knownError),
        .attribute("hidden_error", "RMSE on the hidden ratings", \FactorModel.hiddenError),
        .method(
            "predict", of: FactorModel.self, "the rating of an item by a user",
            [Parameter("user", .int(), "from 0"), Parameter("item", .int(), "from 0")]
        ) { model, args, _ in .number(try model.predict(user: args.int("user"), item: args.int("item"))) },
        .attribute("epsilons", of: BanditStudy.self, "the shares that were tried") { Value($0.rows.map(\.epsilon)) },
        .attribute("regrets", of: BanditStudy.self, "the mean regret of a game, for each epsilon") {
            Value($0.rows.map(\.regret.mean))
        },
        .attribute("shares", of: BanditStudy.self, "the share of pulls of the best machine, for each epsilon") {
            Value($0.rows.map(\.share.mean))
        },
        .attribute("best", of: BanditStudy.self, "the epsilon with the least regret") {
            $0.best.map { .number($0.epsilon) } ?? .none
        },
        .attribute("ratio", of: PriceSkill.self, "squared error over yesterday's on later days, with its interval") {
            .thing($0.ratio)
        },
        .attribute("shuffled", of: PriceSkill.self, "the same in shuffled folds") { .thing($0.shuffledRatio) },
        .attribute("r2", of: PriceSkill.self, "R² against the mean in shuffled folds, with its interval") {
            .thing(MeanInterval(of: $0.shuffledR2))
        },
        .attribute("verdict", "skill, no skill, or worse than yesterday", \PriceSkill.verdict),
        .attribute("has_skill", "whether the interval on later days lies below 1", \PriceSkill.hasSkill),
        .attribute("values", of: GalleryProblem.self, "the values of the hyperparameter that the gallery tries") {
            Value($0.values)
        },
        .attribute("hyperparameter", "its name", \GalleryProblem.hyperparameter),
        .method(
            "measure", of: GalleryProblem.self, "the measure on rows that were not learnt from; small is good",
            [Parameter("value", .number(), "of the hyperparameter"), seed]
        ) { problem, args, context in
            let seed = try args.seed(context)
            return .number(
                try args.about("value") { try problem.scores(args.number("value"), seed: seed, work: context.work) }
                    .validation)
        },
        .attribute(
            "best", of: GalleryTable.self, "the best value of each problem, a dict; None where none is an answer"
        ) { table in
            .dict(
                .init(
                    table.rows.map { (.text($0.problem.name), $0.hasAnswer ? .number($0.best) : .none) }))
        },
        .attribute("scores", of: GalleryTable.self, "what the best value of each problem is worth, a dict") { table in
            .dict(.init(table.rows.map { (.text($0.problem.name), .number($0.score.mean)) }))
        },
        .attribute("values", of: GalleryTable.self, "what was tried, by problem") { table in
            .dict(.init(table.rows.map { (.text($0.problem.name), Value($0.values)) }))
        },
        .attribute("validation", of: GalleryTable.self, "the validation curves, by problem") { table in
            .dict(.init(table.rows.map { (.text($0.problem.name), Value($0.validation.map(\.mean))) }))
        },
        .attribute("training", of: GalleryTable.self, "the same measure on the rows that were learnt from, by problem")
        { table in
            .dict(.init(table.rows.map { (.text($0.problem.name), Value($0.training.map(\.mean))) }))
        },
    ]
}
