import Answers
import Language
import Networks
import Parallel
import Selection
import Training
import Tuning

/// A learner's function that makes a compiled model of a configuration: what searches measure, and what is graded.
struct ModelPipeline: @unchecked Sendable {
    /// Names of parameters that are told, not searched: how many numbers a row has, and how many updates a training makes.
    private static let told = ["inputs", "updates"]

    private let build: Value
    /// The hyperparameters' names.
    private let hyperparameters: [String]
    private let epochs: Int
    private let batchSize: Int
    /// What the function calls its parameters; nil of what is no function of the language.
    private let names: [String]?

    /// The function, the names of its hyperparameters, and the arguments `epochs` and `batch_size` of a word.
    init(_ build: Value, _ hyperparameters: [String], _ args: Arguments) throws {
        (self.build, self.hyperparameters) = (build, hyperparameters)
        (epochs, batchSize) = (try args.int("epochs"), try args.int("batch_size"))
        if case .function(let function) = build { names = function.parameters } else { names = nil }
        try checkNames(args)
    }

    /// A parameter that is no hyperparameter and has no default would fail in every trial.
    private func checkNames(_ args: Arguments) throws {
        guard !takesDict, case .function(let function) = build else { return }
        let required = function.parameters.prefix(function.requiredCount)
        guard let strange = required.first(where: { !hyperparameters.contains($0) && !ModelPipeline.told.contains($0) })
        else {
            return
        }
        throw args.mistake(
            "objective", "the function has a parameter \(strange), which the space has not",
            expected:
                "parameters named \(Phrase.alternatives(hyperparameters + ModelPipeline.told)), or one that takes the dict"
        )
    }

    /// A function whose only parameter beside those that are told is no hyperparameter's name takes the whole configuration.
    private var takesDict: Bool {
        guard let names else { return true }
        let own = names.filter { !ModelPipeline.told.contains($0) }
        return own.count == 1 && !hyperparameters.contains(own[0])
    }

    /// The recipe of a configuration for some rows.
    ///
    /// - Parameter crew: who does the work, unless the recipe asks for its session's thread.
    func recipe(
        _ configuration: Configuration, _ rows: FoldShape, crew: Crew = .cores, _ context: Context
    ) throws -> (recipe: ModelRecipe, crew: Crew) {
        let epochs = try whole("epochs", configuration) ?? epochs
        let batchSize = try whole("batch_size", configuration) ?? batchSize
        let told: [String: Value] = [
            "inputs": .int(rows.input.reduce(1, *)),
            "updates": .int(epochs * ((rows.rowCount + batchSize - 1) / Swift.max(1, batchSize))),
        ]
        let wanted =
            names.map { names in ModelPipeline.told.filter { names.contains($0) && !hyperparameters.contains($0) } }
            ?? []
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
        let own = recipe.plan.loss.function == nil ? crew : Crew(threads: 0)
        return (recipe.tabulated(rows: rows.rowCount), own)
    }

    private func whole(_ name: String, _ configuration: Configuration) throws -> Int? {
        guard let setting = configuration[name] else { return nil }
        guard let number = setting.asValue.asInt else {
            throw Mistake("\(name) = \(setting.text)", expected: "a whole number", argument: "space")
        }
        return number
    }
}
