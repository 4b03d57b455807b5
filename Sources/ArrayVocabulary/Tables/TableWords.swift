import Answers
import Arrays
import Baselines
import Datasets
import Language
import Words

/// Tables of one's own and those that are part of the program: read, looked at, prepared, taken apart, measured against baselines.
enum TableWords {
    static let words: [Word] = [load, ames, house, prepare, holdOut, baselines, learningCurve]

    private static let related = ["load_csv", "ames", "house", "prepare", "hold_out", "baselines", "learning_curve"]

    // MARK: Wishes

    private static let names = ValueType.list(of: .text)

    private static let wishes: [Parameter] = [
        Parameter(
            "types", .dict, .otherwise("found out"), "what columns are: number, category, date, flag, text",
            isKeywordOnly: true),
        Parameter("keep", names, .value(.list([])), "columns that stay though they look useless", isKeywordOnly: true),
        Parameter("drop", names, .value(.list([])), "columns that go", isKeywordOnly: true),
        Parameter(
            "log_target", .bool, .otherwise("what the target looks like is said"),
            "whether the logarithm of the target is learnt; reports stay in its own unit", isKeywordOnly: true),
        Parameter(
            "ordinal", .dict, .otherwise("no column"), "columns whose levels have an order, the lowest first",
            isKeywordOnly: true),
        Parameter(
            "levels", .int(.atLeast(0)), 12, "levels of a category that get a column each; 0 for all",
            isKeywordOnly: true),
        Parameter(
            "scale", .choice(Scaling.allCases.map(\.rawValue) + ["none"]), "standard", "how numbers are scaled",
            isKeywordOnly: true),
        Parameter(
            "log_inputs", .bool, false, "whether the logarithm of positive, skewed inputs is taken",
            isKeywordOnly: true),
        Parameter(
            "clip", .optional(.number(.positive)), "where scaled numbers are cut off, as 3 standard deviations",
            isKeywordOnly: true),
    ]

    private static func wishes(_ arguments: Arguments, _ context: Context) throws -> Table.Wishes {
        var wishes = Table.Wishes()
        wishes.keep = arguments["keep"].elements?.compactMap(\.asText) ?? []
        wishes.drop = arguments["drop"].elements?.compactMap(\.asText) ?? []
        if arguments.isGiven("log_target") { wishes.logTarget = try arguments.bool("log_target") }
        if case .dict(let orders) = arguments["ordinal"] {
            for entry in orders.entries {
                guard let name = entry.key.asText, let levels = entry.value.elements?.compactMap(\.asText) else {
                    throw arguments.mistake(
                        "ordinal", "\(entry.key.brief): \(entry.value.brief)",
                        expected: "a column, and its levels in order",
                        try: "ordinal={\"quality\": [\"poor\", \"fair\", \"good\"]}")
                }
                wishes.ordinal[name] = levels
            }
        }
        wishes.kinds = try kinds(arguments)
        wishes.levels = try arguments.int("levels")
        wishes.scaling = .some(Scaling(rawValue: try arguments.text("scale")))
        wishes.logsInputs = try arguments.bool("log_inputs")
        wishes.clip = arguments["clip"].asDouble
        return wishes
    }

    // MARK: Tables

    private static let load = Word(
        "load_csv", family: "data", summary: "A table of one's own from a CSV file, with an account of every decision",
        details: """
            Delimiter, decimal mark, encoding and types are found out; what is missing is kept apart from real categories; columns \
            that are constant or tell rows apart are dropped, and dangers (sorted rows, copies, a column that follows the target) \
            are named. `describe(data)` shows each column with its histogram and every decision, and the keyword that decides \
            otherwise. `prepare(data)` learns how it becomes numbers.
            """,
        parameters: [
            Parameter("path", .text, "the file, or one that is part of the program: sample:house-export.csv"),
            Parameter("target", .optional(.text), "the column that is to be predicted"),
            Parameter(
                "delimiter", aliases: ["sep"], .text, .otherwise("found out"), "between two fields", isKeywordOnly: true
            ),
            Parameter(
                "decimal", .choice([".", ","]), .otherwise("found out"), "the decimal mark", isKeywordOnly: true),
            Parameter(
                "thousands", .text, .otherwise("found out"), "between groups of three digits", isKeywordOnly: true),
            Parameter(
                "encoding", .text, .otherwise("found out"), "such as utf-8, utf-16, latin-1", isKeywordOnly: true),
            Parameter(
                "header", .bool, .otherwise("found out"), "whether the first line names the columns",
                isKeywordOnly: true),
            Parameter(
                "missing", .list(of: .text), .value(.list([])), "words that mean missing, beside NA, N/A, null, NaN …",
                isKeywordOnly: true),
            Parameter(
                "not_missing", .list(of: .text), .value(.list([])),
                "words of those that are read as they stand: \"None\" may say that there is no garage",
                isKeywordOnly: true),
            Parameter(
                "skip_rows", aliases: ["skiprows"], .int(.init(0, 1e6)), 0,
                "lines above the header that are passed over",
                isKeywordOnly: true),
            Parameter(
                "day_first", aliases: ["dayfirst"], .bool, .otherwise("found out"),
                "whether 03/04/2020 is the 3rd of April, where the column leaves it open", isKeywordOnly: true),
            Parameter(
                "bad_rows", .choice(CSVOptions.Ragged.allCases.map(\.rawValue)), "refuse",
                "what becomes of rows that are longer or shorter", isKeywordOnly: true),
        ] + wishes, returns: Frame.kind,
        examples: ["load_csv(\"sample:rents.csv\", target=\"rent\")", "load_csv(\"houses.csv\", target=\"price\")"],
        seeAlso: related,
        meaning: .call { arguments, context in
            let path = try arguments.text("path")
            let options = try options(arguments)
            let read = try arguments.about("path") { try Table.csv(path, options, work: context.work) }
            let target = arguments["target"].asText
            guard read.rowCount > 0 else {
                throw arguments.mistake(
                    "path", "\(path) has a header and no rows", expected: "rows",
                    try: "header=False if the line is data")
            }
            var wishes = try wishes(arguments, context)
            // What a person says of a column is a wish to have it.
            wishes.keep += options.kinds.keys.filter { !wishes.drop.contains($0) }
            let table = try read.learning(target, wishes, work: context.work)
            note(table, context)
            return .thing(Frame(table))
        })

    private static func options(_ arguments: Arguments) throws -> CSVOptions {
        var options = CSVOptions()
        func byte(_ name: String) throws -> UInt8? {
            guard arguments.isGiven(name) else { return nil }
            let text = try arguments.text(name)
            guard text.utf8.count == 1, let byte = text.utf8.first, byte != 10, byte != 13, byte != 34 else {
                throw arguments.mistake(
                    name, "\(name) = \(Value.text(text).brief)", expected: "one character such as \";\"")
            }
            return byte
        }
        options.delimiter = try byte("delimiter")
        options.decimal = try byte("decimal")
        options.thousands = try byte("thousands")
        if let mark = options.thousands, mark == options.decimal {
            throw arguments.mistake(
                "thousands", "the decimal mark and what stands between thousands are the same",
                expected: "two different marks", try: "decimal=\",\", thousands=\".\"")
        }
        if arguments.isGiven("encoding") {
            guard let encoding = TextEncoding(named: try arguments.text("encoding")) else {
                throw arguments.mistake(
                    "encoding", "encoding = \(arguments["encoding"].brief)", expected: "utf-8, utf-16, or latin-1",
                    try: "leave it out: it is found out")
            }
            options.encoding = encoding
        }
        options.skippedLines = try arguments.int("skip_rows")
        if arguments.isGiven("day_first") { options.dayFirst = try arguments.bool("day_first") }
        if arguments.isGiven("header") { options.hasHeader = try arguments.bool("header") }
        options.missing = arguments["missing"].elements?.compactMap(\.asText) ?? []
        options.notMissing = arguments["not_missing"].elements?.compactMap(\.asText) ?? []
        options.ragged = CSVOptions.Ragged(rawValue: try arguments.text("bad_rows")) ?? .refuse
        options.kinds = try kinds(arguments)
        return options
    }

    private static func kinds(_ arguments: Arguments) throws -> [String: ColumnKind] {
        guard case .dict(let types) = arguments["types"] else { return [:] }
        var kinds: [String: ColumnKind] = [:]
        for entry in types.entries {
            guard let name = entry.key.asText, let kind = entry.value.asText.flatMap(ColumnKind.init(rawValue:)) else {
                throw arguments.mistake(
                    "types", "\(entry.key.brief): \(entry.value.brief)",
                    expected: "a column, and one of \(ColumnKind.allCases.map(\.rawValue).joined(separator: ", "))",
                    try: "types={\"zip\": \"category\"}")
            }
            kinds[name] = kind
        }
        return kinds
    }

    /// What a person should know at once; the rest is in `describe`.
    private static func note(_ table: Table, _ context: Context) {
        let told = table.decisions.filter { $0.sort != .entering && $0.sort != .format }
        for decision in told.prefix(6) { context.note(decision.line) }
        if told.count > 6 { context.note("… and \(Phrase.count(told.count - 6, "decision")) more: describe(data)") }
        for decision in table.decisions where decision.sort == .entering && decision.column == table.target {
            context.note(decision.line)
        }
    }

    private static let ames = Word(
        "ames", family: "data", summary: "2,930 house sales in Ames, Iowa, 2006 to 2010: real rows with gaps and codes",
        details: """
            Part of the program; price is the target, Order and PID are dropped as identifiers. De Cock (2011), Journal of \
            Statistics Education 19(3). Five-fold RMSE of ln price: mean .408, ridge .137, log-linear .125, boosted trees .123.
            """,
        parameters: wishes, returns: Frame.kind, examples: ["ames(log_target=True).head()"], seeAlso: related,
        meaning: .call { arguments, context in
            .thing(Frame(try Table.ames(wishes(arguments, context), work: context.work)))
        })

    private static let house = Word(
        "house", family: "data", summary: "House prices of a made-up town, whose noise floor is known",
        details: """
            ln price is a smooth function of place, area, lot, age, quality … with noise that grows with age; its logarithm is \
            learnt. `data.floor` is the root mean squared error of ln price that no model can better on such rows, \
            `data.clean_floor` the same without outliers.

            City B has the same columns and the same formula with other numbers: in it a square metre adds less, age hardly lowers a \
            price, and some neighbourhoods have another name. A model of A that is moved to B knows half of it: `fine_tuning_study`.
            """,
        parameters: [
            Parameter("n", .int(.init(1, 1e6)), 1200, "number of sales"),
            Parameter(
                "seed", .int(.atLeast(0)), .otherwise("the session's seed"), "the same seed gives the same sales"),
            Parameter("outliers", .bool, true, "whether one sale in fifty is far off, as real ones are"),
            Parameter("city", .choice(City.allCases.map(\.rawValue)), "A", "whose prices", isKeywordOnly: true),
        ], returns: Frame.kind, examples: ["house(200, seed=7).floor", "house(200, seed=7, city=\"B\").floor"],
        seeAlso: related + ["fine_tuning_study"],
        meaning: .call { arguments, context in
            .thing(
                Frame(
                    try Table.house(
                        n: arguments.int("n"), seed: arguments.seed(context), outliers: arguments.bool("outliers"),
                        city: City(rawValue: arguments.text("city")) ?? .a, work: context.work)))
        })

    // MARK: From tables to numbers

    private static let data = Parameter("data", .thing([Frame.kind]), "a table with a target")
    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's seed"), "of the shuffle")

    static func frame(_ arguments: Arguments, _ name: String = "data") throws -> Frame {
        try arguments.thing(name, as: Frame.self)
    }

    private static let prepare = Word(
        "prepare", family: "data", summary: "Learns from training rows how a table becomes numbers",
        details: """
            Gaps get the median and a flag, categories a column for each level, numbers a common scale, all learnt from the rows \
            that are given: training rows only. `p(rows)` gives any rows as a dataset for a network, `p.undo(predictions)` brings \
            predictions back to the target's unit.
            """,
        parameters: [data], returns: Preparation.kind,
        examples: ["parts = hold_out(house(200, seed=1), seed=2)\np = prepare(parts.train)\np(parts.validation)"],
        seeAlso: related,
        meaning: .call { arguments, context in
            .thing(try Preparation(fitting: frame(arguments).table, work: context.work))
        })

    private static let holdOut = Word(
        "hold_out", family: "data",
        summary: "A table in a training, a validation and a test part; looks at the test are counted",
        parameters: [
            data, Parameter("validation", .number(.decayRate), 0.2, "share of the rows to choose by"),
            Parameter("test", .number(.between(0, 1)), 0.2, "share of the rows for one look at the end"), seed,
            Parameter(
                "groups", .optional(.text), .value(.none), "a column whose equal cells stay together",
                isKeywordOnly: true),
            Parameter(
                "shuffle", .bool, true, "False keeps the order, with the test last, as for series", isKeywordOnly: true),
        ], returns: HeldOut.kind, examples: ["hold_out(house(200, seed=1), seed=2)"], seeAlso: related,
        meaning: .call { arguments, context in
            .thing(
                try HeldOut(
                    frame(arguments).table, validation: arguments.number("validation"), test: arguments.number("test"),
                    seed: arguments.bool("shuffle") ? arguments.seed(context) : nil, groups: arguments["groups"].asText)
            )
        })

    // MARK: Measuring

    private static let baselines = Word(
        "baselines", family: "data", summary: "What methods without care reach on a table: the bar for any network",
        details: """
            Mean, ridge, log-linear model, five nearest neighbours and boosted trees, each fitted and prepared anew in every fold. \
            The error is that of what is learnt: of ln price with `log_target=True`; of classes the share of wrong ones, in \
            stratified folds, more than two by one against the rest.
            """,
        parameters: [
            data, Parameter("folds", .int(.init(2, 1000)), 5, "parts of which each is tested once"), seed,
        ], returns: BaselineComparison.kind, examples: ["baselines(house(120, seed=1), folds=3, seed=1)"],
        seeAlso: related,
        meaning: .call { arguments, context in
            let table = try frame(arguments).table
            return .thing(try BaselineComparison(table, by: splitter(table, arguments, context), work: context.work))
        })

    /// Folds by the words' arguments: of classes stratified ones.
    private static func splitter(_ table: Table, _ arguments: Arguments, _ context: Context) throws -> Splitter {
        let hasClasses = try table.target.flatMap { try table.column($0).classNames } != nil
        return try Splitter(
            hasClasses ? .stratified : .folds, count: arguments.int("folds"), seed: arguments.seed(context))
    }

    private static let learningCurve = Word(
        "learning_curve", family: "data", summary: "How a baseline's error falls with the number of training rows",
        details:
            "More and more of each fold's training rows, in an order that the seed draws; folds as in `baselines`.",
        parameters: [
            data, Parameter("method", .choice(BaselineComparison.standard.map(\.key)), "ridge", "which baseline"),
            Parameter("folds", .int(.init(2, 1000)), 5, "parts of which each is tested once"), seed,
        ], returns: LearningCurve.kind, examples: ["learning_curve(house(120, seed=1), folds=3, seed=1)"],
        seeAlso: related,
        meaning: .call { arguments, context in
            let (name, table) = (try arguments.text("method"), try frame(arguments).table)
            guard let method = BaselineComparison.standard.first(where: { $0.key == name })?.value else { return .none }
            return .thing(
                try LearningCurve(table, method, by: splitter(table, arguments, context), work: context.work))
        })

    // MARK: Their members

    static let members: [Member] = [
        .attribute("train", of: HeldOut.self, "the rows to learn from") { .thing(Frame($0.train)) },
        .attribute("validation", of: HeldOut.self, "the rows to choose by") { .thing(Frame($0.validation)) },
        .attribute("test", of: HeldOut.self, "the rows for one look at the end; asking for them counts") {
            .thing(Frame($0.test()))
        },
        .attribute("test_looks", "how often the test part has been looked at", \HeldOut.testLooks),
        .attribute("names", "the inputs it makes", \Preparation.names),
        .method(
            "undo", of: Preparation.self, "predictions in the target's own unit",
            [Parameter("predictions", .any, "an array or a list of numbers")]
        ) { preparation, arguments, _ in
            .thing(try NDArray(preparation.restored(try ArrayWords.numbers(arguments, "predictions"))))
        },
        .method(
            "inputs", of: Preparation.self, "the inputs of these rows as an array", [data]
        ) { preparation, arguments, context in
            let design = try preparation.inputs(frame(arguments).table, work: context.work)
            return .thing(try NDArray(design.values, shape: [design.count, design.width]))
        },
        .attribute("scores", of: BaselineComparison.self, "the error of each method, fold by fold") { comparison in
            .dict(.init(comparison.rows.map { (.text($0.name), Value($0.scores)) }))
        },
        .attribute("rows", of: LearningCurve.self, "the sizes of the training part") {
            Value($0.points.map { Double($0.rows) })
        },
        .attribute("errors", of: LearningCurve.self, "the mean error on held-out rows by size") { curve in
            Value(curve.points.map { $0.test.meanAndVariance.mean })
        },
    ]
}
