import Answers
import Arrays
import Datasets
import Language
import Networks
import Selection
import Training
import Tuning
import Parallel
import ArrayVocabulary

/// A learner's function that makes a model of a configuration, and the folds that such models are measured by.
final class ModelSearch: Sendable {
    private let pipeline: ModelPipeline
    let validation: CrossValidation

    // MARK: Arguments

    /// What `tune` is told about data and folds.
    static let parameters: [Parameter] =
        [
            Parameter(
                "data", .optional(.thing([Frame.kind, Dataset.kind])),
                "rows by whose folds the models that the function makes are measured", isKeywordOnly: true)
        ] + measuring

    /// How models are trained and measured.
    static let measuring: [Parameter] = [
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
            "score", .optional(.choice(ErrorMeasure.allCases.map(\.rawValue))),
            "what is measured; None for rmse, or error for classes", isKeywordOnly: true),
        Parameter(
            "scale_target", .bool, true, "whether a target that is a number is learnt in standard units",
            isKeywordOnly: true),
        Parameter(
            "n_jobs", .optional(.int(.init(-1, 1000))),
            "threads; None or -1 for one for each core. What is found does not depend on it",
            isKeywordOnly: true),
    ]

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
    init(
        _ build: Value, _ space: SearchSpace, _ material: Material, by folds: [Splitter.Fold], members: Int = 1,
        _ args: Arguments, seed: UInt64, _ context: Context
    ) throws {
        validation = try CrossValidation(
            material, by: folds, measure: args["score"].asText.flatMap(ErrorMeasure.init(rawValue:)), members: members,
            scalesTarget: args.bool("scale_target"), seed: seed,
            crew: args["n_jobs"].asInt.flatMap { $0 > 0 ? Crew(threads: $0) : nil } ?? .cores, work: context.work)
        pipeline = try ModelPipeline(build, space.parameters.map(\.name), args)
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
            return try labels.classed(context.work).places
        }
    }

    static func material(_ value: Value) -> Material? {
        if let frame = value.asThing(Frame.self) { return .table(frame.table) }
        return value.asThing(Dataset.self).map { .dataset($0) }
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

    /// The recipe of a configuration for some rows.
    func recipe(_ configuration: Configuration, _ rows: FoldShape, _ context: Context) throws -> (ModelRecipe, Crew) {
        try pipeline.recipe(configuration, rows, crew: validation.crew, context)
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
