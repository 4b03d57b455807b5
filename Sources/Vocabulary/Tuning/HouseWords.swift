import Answers
import Datasets
import Language
import Selection
import Tuning

/// House prices as a task: a stored grid, the report of a search, and the grade of a pipeline.
enum HouseWords {
    static let words: [Word] = [table, card, grade]

    private static let related = ["house", "tune", "hold_out", "report_card", "grade_houses", "house432"]
    private static let example = """
        def build(units):
            model = Sequential([Dense(units, activation="relu"), Dense(1)])
            model.compile(Adam(0.01), "mse")
            return model

        """

    // MARK: The stored grid

    private static let table = Word(
        "house432", family: "tuning", summary: "432 networks for house prices, trained and measured already: a study",
        details: """
            Every combination of learning rate, batch size, layers, units and dropout of a widely used answer, with dropout 0 and 32 units \
            besides: 81 combinations without dropout, 243 with it. RMSE of ln price by three folds of the 1,000 training rows of \
            `hold_out(house(1200, seed=7), validation=0, test=1/6, seed=7)`, 20 epochs. `scripts/house432.py` makes it.
            """,
        parameters: HouseTrials.names.map {
            Parameter(
                $0, .list(of: .number()), .otherwise("all that the table has"), "values that are wanted",
                isKeywordOnly: true)
        }, returns: Study.kind,
        examples: [
            "house432(units=[64, 128, 256], dropout=[0.2, 0.3, 0.5])",
            "get_param_importances(house432(dropout=[0.2, 0.3, 0.5]))",
        ],
        seeAlso: related,
        meaning: .call { args, _ in
            var kept: [String: [Double]] = [:]
            for name in HouseTrials.names where args.isGiven(name) {
                let values = try args.values(name).compactMap(\.asDouble)
                guard !values.isEmpty else {
                    throw args.mistake(name, "\(name) = []", expected: "at least one value")
                }
                kept[name] = values
            }
            return .thing(try HouseTrials.study(kept))
        })

    // MARK: The report

    private static let card = Word(
        "report_card", family: "tuning", summary: "what a search has come to, by one look at the held-out rows",
        details: """
            RMSE with its standard error, mean absolute error in money, the excess over the floor where it is known, seconds, trials \
            and networks trained; and whether the search used folds, the hold-out was looked at once, the budget of 60 trials was \
            kept, and warnings of a border were answered. It takes the look itself: `split.test` before it would be the first.
            """,
        parameters: [
            Parameter("networks", .thing([TrainedNetworks.kind]), "study.refit() of the study that found them"),
            Parameter("split", .thing([HeldOut.kind]), "what hold_out gave; the search had split.train"),
            Parameter("studies", .list(of: .thing([Study.kind])), "the searches, in their order"),
        ], returns: ReportCard.kind,
        examples: [
            example
                + """
                split = hold_out(house(90, seed=1), validation=0, seed=1)
                study = tune(build, {"units": [4, 8]}, n=2, sampler="grid", data=split.train, folds=3, epochs=2, seed=1)
                report_card(study.refit(), split, [study])
                """
        ], seeAlso: related,
        meaning: .call { args, context in
            let studies = try args.things("studies", as: Study.self)
            let members = studies.map { ($0.companion as? WatchedSearch)?.models?.validation.members ?? 1 }
            return .thing(
                try ReportCard(
                    args.thing("networks", as: TrainedNetworks.self), args.thing("split", as: HeldOut.self),
                    studies: studies, members: members, work: context.work))
        })

    // MARK: The grade

    private static let grade = Word(
        "grade_houses", family: "tuning",
        summary: "the grade of a pipeline for house prices, in towns that nobody has seen",
        details: """
            The function makes a compiled model of `params`, as `tune` takes it. It is trained on 1,000 sales of five towns of the kind of \
            `house`, and asked for 4,000 clean ones in each. Bronze is a median RMSE of ln price of .165, silver .158 and not worse than \
            a log-linear model on the same towns, gold .150; the noise alone has about .108. A pipeline may take 200 epochs, 5 members \
            and a million parameters. With `card` the points of a report card stand beside it, and whether its number holds on \
            4,000 other sales like those that it was measured on. When a class is graded, the towns are drawn from its teacher's secret.
            """,
        parameters: [
            Parameter(
                "objective", aliases: ["build"], .any, "a function that makes a compiled model, as tune takes it"),
            Parameter("params", .dict, .value(.dict(.init([]))), "the configuration, such as study.best_params"),
            Parameter("card", .optional(.thing([ReportCard.kind])), "the report card of the search"),
            Parameter("towns", .int(.init(1, 100)), 5, "how many", isKeywordOnly: true),
        ] + ModelSearch.measuring.filter { ["epochs", "batch_size", "members"].contains($0.name) },
        returns: HouseGrade.kind, examples: [example + "grade_houses(build, {\"units\": 4}, towns=1, epochs=1)"],
        seeAlso: related,
        meaning: .call { args, context in
            guard case .dict(let given) = args["params"] else { return .none }
            let params = try Configuration(given, "params")
            let pipeline = try ModelPipeline(args["objective"], params.names, args)
            return .thing(
                try HouseGrade(
                    towns: args.int("towns"), members: args.int("members"), secret: context.session.secret,
                    card: args.optionalThing("card", as: ReportCard.self), work: context.work
                ) { rows in try pipeline.recipe(params, rows, context) })
        })

    static let members: [Member] = [
        .attribute("rmse", "root mean squared error on the held-out rows, in what is learnt", \ReportCard.rmse),
        .attribute("standard_error", "of the rmse", \ReportCard.standardError),
        .attribute("mae", "mean absolute error in the target's own unit", \ReportCard.money),
        .attribute("floor", of: ReportCard.self, "what no model can better; None where nobody knows") {
            $0.floor.map { .number($0) } ?? .none
        },
        .attribute("excess", of: ReportCard.self, "√(rmse² − floor²); None where no floor is known") {
            $0.excess.map { .number($0) } ?? .none
        },
        .attribute("trials", "of all searches", \ReportCard.trials),
        .attribute("models", "networks that were trained", \ReportCard.models),
        .attribute("seconds", "in which trials ran", \ReportCard.seconds),
        .attribute("points", of: ReportCard.self, "what a careful search does, and whether it was done: a dict") {
            points($0.points)
        },
        .attribute("level", of: HouseGrade.self, "none, bronze, silver or gold") { .text($0.level.rawValue) },
        .attribute("median", "the median RMSE of ln price in the towns", \HouseGrade.median),
        .attribute("scores", of: HouseGrade.self, "the RMSE of ln price in each town") { Value($0.scores) },
        .attribute("log_linear", of: HouseGrade.self, "the same of a log-linear model") { Value($0.rivals) },
        .attribute("remark", of: HouseGrade.self, "why it is no model, or what is missing to the next level") {
            .text($0.remark)
        },
        .attribute("points", of: HouseGrade.self, "those of the card, and whether its number holds: a dict") {
            points($0.points)
        },
    ]

    private static func points(_ points: [ReportCard.Point]) -> Value {
        .dict(.init(points.map { (.text($0.name), .bool($0.isMet)) }))
    }
}
