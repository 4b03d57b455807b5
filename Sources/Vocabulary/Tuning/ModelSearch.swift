import Answers
import Arrays
import Datasets
import Language
import Networks
import Selection
import Training
import Tuning
import Parallel

/// A learner's function that makes a model of a configuration, and the folds that such models are measured by.
final class ModelSearch: @unchecked Sendable {
    /// Names of parameters that are told, not searched: how many numbers a row has, and how many updates a training makes.
    private static let told = ["inputs", "updates"]

    private let build: Value
    private let space: SearchSpace
    let validation: CrossValidation
    private let epochs: Int
    private let batchSize: Int
    /// What the function calls its parameters; nil of what is no function of the language.
    private let names: [String]?

    private init(_ build: Value, _ space: SearchSpace, _ validation: CrossValidation, epochs: Int, batchSize: Int) {
        (self.build, self.space, self.validation, self.epochs, self.batchSize) = (
            build, space, validation, epochs, batchSize
        )
        if case .function(let function) = build { names = function.parameters } else { names = nil }
    }

    // MARK: Arguments

    /// What `tune` is told about data and folds.
    static let parameters: [Language.Parameter] =
        [
            Parameter(
                "data", .optional(.thing([Frame.kind, Dataset.kind])),
                "rows by whose folds the models that the function makes are measured", isKeywordOnly: true)
        ] + measuring

    /// How models are trained and measured.
    static let measuring: [Language.Parameter] = [
        Parameter(
            "folds", .oneOf([.int(.init(2, 1000)), .thing([Splitter.kind]), .list(of: .any)]), 5,
            "how many, a splitter such as KFold(5, shuffle=True, random_state=1), or pairs of training and test rows",
            isKeywordOnly: true),
        Parameter(
            "groups", .any, .value(.none), "a column whose equal cells stay together, or the group of each row",
            isKeywordOnly: true),
        Parameter(
            "epochs", .int(.init(1, 1e6)), 40, "of each training, unless the configuration has epochs",
            isKeywordOnly: true),
        Parameter(
            "batch_size", .int(.init(1, 1e6)), 32,
            "rows of an update, unless the configuration has batch_size", isKeywordOnly: true),
        Parameter(
            "members", .int(.init(1, 100)), 1, "networks of a trial whose outputs are averaged",
            isKeywordOnly: true),
        Parameter(
            "score", .optional(.choice(Measure.allCases.map(\.rawValue))),
            "what is measured; None for rmse, or error for classes", isKeywordOnly: true),
        Parameter(
            "scale_target", .bool, true, "whether a target that is a number is learnt in standard units",
            isKeywordOnly: true),
        Parameter(
            "n_jobs", .optional(.int(.init(-1, 1000))),
            "threads; None or -1 for one for each core. What is found does not depend on it",
            isKeywordOnly: true),
    ]

    private typealias Parameter = Language.Parameter

    /// The search that these arguments describe; nil without data.
    static func given(_ args: Arguments, _ space: SearchSpace, seed: UInt64, _ context: Context) throws -> ModelSearch?
    {
        guard let material = material(args["data"]) else {
            if let odd = measuring.first(where: { args.isGiven($0.name) }) {
                throw args.mistake(
                    odd.name, "\(odd.name) without data", expected: "the rows to measure by", try: "data=house()")
            }
            return nil
        }
        return try ModelSearch(args["objective"], space, material, args, seed: seed, context)
    }

    /// By the folds that the arguments ask for.
    convenience init(
        _ build: Value, _ space: SearchSpace, _ material: Material, _ args: Arguments, seed: UInt64, _ context: Context
    ) throws {
        let groups = try ModelSearch.groups(material, args, context)
        let folds: [Splitter.Fold]
        if let splitter = args.optionalThing("folds", as: Splitter.self) {
            folds = try args.about("folds") { try material.folds(by: splitter, groups: groups) }
        } else if args["folds"].asInt == nil {
            folds = try args.about("folds") { try Searches.pairs(args["folds"], material.count, "folds", context) }
        } else {
            folds = try ModelSearch.folds(material, count: args.int("folds"), groups, "folds", args, seed: seed)
        }
        try self.init(build, space, material, by: folds, members: args.int("members"), args, seed: seed, context)
    }

    /// By these folds.
    convenience init(
        _ build: Value, _ space: SearchSpace, _ material: Material, by folds: [Splitter.Fold], members: Int = 1,
        _ args: Arguments, seed: UInt64, _ context: Context
    ) throws {
        let validation = try CrossValidation(
            material, by: folds, measure: args["score"].asText.flatMap(Measure.init(rawValue:)), members: members,
            scalesTarget: args.bool("scale_target"), seed: seed,
            crew: args["n_jobs"].asInt.flatMap { $0 > 0 ? Crew(threads: $0) : nil } ?? .cores, work: context.work)
        self.init(build, space, validation, epochs: try args.int("epochs"), batchSize: try args.int("batch_size"))
        try checkNames(args)
    }

    /// So many shuffled folds: grouped ones where there are groups, stratified ones of classes.
    static func folds(
        _ material: Material, count: Int, _ groups: [Int]?, _ name: String, _ args: Arguments, seed: UInt64
    ) throws -> [Splitter.Fold] {
        try args.about(name) {
            let form: Splitter.Form = try groups != nil ? .grouped : material.hasClasses() ? .stratified : .folds
            return try material.folds(by: Splitter(form, count: count, seed: seed), groups: groups)
        }
    }

    /// The group of each row, by the argument `groups`; nil where there is none.
    static func groups(_ material: Material, _ args: Arguments, _ context: Context) throws -> [Int]? {
        let given = args["groups"]
        if given.isNone { return nil }
        return try args.about("groups") {
            if let name = given.asText { return try material.groups(by: name) }
            let labels = try Targets(given, context)
            try labels.check(rows: material.count)
            return try labels.classed.places
        }
    }

    static func material(_ value: Value) -> Material? {
        if let frame = value.asThing(Frame.self) { return .table(frame.table) }
        return value.asThing(Dataset.self).map { .dataset($0) }
    }

    /// A parameter that is no hyperparameter and has no default would fail in every trial.
    private func checkNames(_ args: Arguments) throws {
        guard !takesDict, case .function(let function) = build else { return }
        let required = function.parameters.prefix(function.requiredCount)
        guard let strange = required.first(where: { space[$0] == nil && !ModelSearch.told.contains($0) }) else {
            return
        }
        throw args.mistake(
            "objective", "the function has a parameter \(strange), which the space has not",
            expected:
                "parameters named \(Phrase.alternatives(space.parameters.map(\.name) + ModelSearch.told)), or one that takes the dict"
        )
    }

    // MARK: Recipes

    /// A function whose only parameter beside those that are told is no hyperparameter's name takes the whole configuration.
    private var takesDict: Bool {
        guard let names else { return true }
        let own = names.filter { !ModelSearch.told.contains($0) }
        return own.count == 1 && space[own[0]] == nil
    }

    /// The recipe of a configuration for some rows.
    func recipe(_ configuration: Configuration, _ rows: FoldShape, _ context: Context) throws -> (ModelRecipe, Crew) {
        let epochs = try whole("epochs", configuration) ?? epochs
        let batchSize = try whole("batch_size", configuration) ?? batchSize
        let told: [String: Value] = [
            "inputs": .int(rows.input.reduce(1, *)),
            "updates": .int(epochs * ((rows.rowCount + batchSize - 1) / Swift.max(1, batchSize))),
        ]
        let wanted = names.map { names in ModelSearch.told.filter { names.contains($0) && space[$0] == nil } } ?? []
        var named = wanted.map { (name: $0, value: told[$0] ?? .none) }
        var values: [Value] = []
        if takesDict {
            values = [configuration.asValue]
        } else {
            // What only the training is to know need not be a parameter of the function.
            let known = names ?? []
            named += zip(configuration.names, configuration.settings).filter { name, _ in
                known.contains(name) || !["epochs", "batch_size"].contains(name)
            }.map { (name: $0, value: $1.asValue) }
        }
        let result: Value
        do { result = try context.call(build, values, named) } catch is Interrupted { throw Stopped() }
        guard let model = result.asThing(Model.self) else {
            throw Mistake(
                "the function gave \(result.brief)", expected: "a compiled model", try: "return model",
                argument: "objective"
            ).raised(as: "TypeError")
        }
        // Each fold makes a model of its own of the layers; a learner's object cannot be made twice.
        guard model.owner == nil,
            !model.architecture.nodes.contains(where: { $0.layer is OwnLayer || $0.layer is ModelLayer })
        else {
            throw Mistake(
                "the model has layers or steps of a class of one's own", expected: "layers of the laboratory",
                try: "tune without data, with a function that calls fit itself and gives the number",
                argument: "objective")
        }
        let recipe = try ModelRecipe(model, epochs: epochs, batchSize: batchSize)
        // A loss of one's own is asked on the thread of its session.
        let crew = recipe.plan.loss.function == nil ? validation.crew : Crew(threads: 0)
        return (recipe.tabulated(rows: rows.rowCount), crew)
    }

    private func whole(_ name: String, _ configuration: Configuration) throws -> Int? {
        guard let setting = configuration[name] else { return nil }
        guard let number = setting.asValue.asInt else {
            throw Mistake("\(name) = \(setting.text)", expected: "a whole number", argument: "space")
        }
        return number
    }

    // MARK: Measuring

    func values(
        _ trials: [OpenTrial], _ study: Study, _ context: Context, isDone: (Int, Int) -> Void = { _, _ in },
        ended: (Int, Result<[Double], any Error>) throws -> Void
    ) throws {
        let recipes = { [self] (trial: OpenTrial) throws -> (recipes: [ModelRecipe], crew: Crew) in
            var crew = validation.crew
            // Folds of the same inputs have the same model.
            var made: [FoldShape: ModelRecipe] = [:]
            let recipes = try validation.folds.map { rows in
                if let known = made[rows] { return known }
                let (recipe, own) = try self.recipe(trial.configuration, rows, context)
                if own.threads == 0 { crew = own }
                made[rows] = recipe
                return recipe
            }
            return (recipes, crew)
        }
        try study.values(
            trials, by: validation, work: context.work, isDone: isDone, recipes: recipes, ended: ended)
    }

    /// Networks of a configuration, trained on all rows.
    func trained(_ configuration: Configuration, number: Int, _ context: Context) throws -> TrainedNetworks {
        try TrainedNetworks(validation, number: number, work: context.work) { rows in
            try self.recipe(configuration, rows, context)
        }
    }
}

/// What networks that a search has trained can be asked.
enum TrainedMembers {
    static let members: [Member] = [
        .method(
            "predict", of: TrainedNetworks.self,
            "predictions for the rows of a table or dataset, in the target's own unit",
            [Parameter("data", .thing([Frame.kind, Dataset.kind]), "rows with the columns of training")]
        ) { networks, args, context in
            guard let material = ModelSearch.material(args["data"]) else { return .none }
            let (values, width) = try networks.predict(material, work: context.work)
            return .thing(
                try NDArray(values, shape: width == 1 ? [values.count] : [values.count / Swift.max(1, width), width]))
        },
        .method(
            "score", of: TrainedNetworks.self,
            "the search's measure on other rows, such as those that nobody has touched",
            [Parameter("data", .thing([Frame.kind, Dataset.kind]), "rows with their targets")]
        ) { networks, args, context in
            guard let material = ModelSearch.material(args["data"]) else { return .none }
            return .number(try networks.score(material, work: context.work))
        },
        .attribute("models", of: TrainedNetworks.self, "the networks, whose outputs are averaged") {
            .list($0.models.map { .thing($0) })
        },
    ]
}
