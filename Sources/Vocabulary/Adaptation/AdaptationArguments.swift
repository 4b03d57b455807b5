import Adaptation
import Answers
import Datasets
import Language
import Networks
import Parallel
import Training
import ArrayVocabulary

/// What the words of fine-tuning are told.
enum AdaptationArguments {
    static let standard = Result { try TransferRule() }

    /// How every method is trained and chosen.
    static func rule(_ args: Arguments) throws -> TransferRule {
        let standard = try standard.get()
        let validation = args.isGiven("validation") ? try args.number("validation") : standard.validation
        return try TransferRule(
            rates: args["rates"].isNone ? standard.rates : rates(args), updates: args.int("updates"),
            batchSize: args.int("batch_size"), validation: validation)
    }

    private static func rates(_ args: Arguments) throws -> [Double] {
        if let rate = args["rates"].asDouble { return [rate] }
        return args["rates"].doubles ?? []
    }

    /// A number that may be None.
    static func number(_ name: String, _ args: Arguments) throws -> Double? {
        args[name].isNone ? nil : try args.number(name)
    }

    /// The methods of these names; all of the study's for None.
    static func methods(_ args: Arguments) throws -> [TransferMethod] {
        guard !args["methods"].isNone else { return TransferMethod.all }
        return try args.about("methods") {
            if let name = args["methods"].asText { return [try TransferMethod(named: name)] }
            return try args.values("methods").map { value in
                guard let name = value.asText else {
                    throw args.mistake(
                        "methods", "\(value.brief) is no name of a method", expected: "strings such as \"lora2\"")
                }
                return try TransferMethod(named: name)
            }
        }
    }

    /// A model that can be made anew with other layers in it.
    ///
    /// - Throws: `Mistake` for layers and steps of a class of one's own, several inputs, and several outputs.
    static func model(_ args: Arguments, _ name: String = "model") throws -> Model {
        let model = try args.thing(name, as: Model.self)
        guard model.owner == nil,
            !model.architecture.nodes.contains(where: { $0.layer is OwnLayer || $0.layer is ModelLayer })
        else {
            throw args.mistake(
                name, "the model has layers or steps of a class of one's own, or models as layers",
                expected: "layers of the laboratory: a new model is made of them")
        }
        guard model.architecture.inputShapes.count == 1, model.architecture.outputSources == nil else {
            throw args.mistake(name, "the model has several inputs or outputs", expected: "one input and one output")
        }
        return model
    }

    /// Rows to learn from.
    static func data(_ args: Arguments, _ context: Context) throws -> (x: Samples, y: Samples) {
        if let data = args.optionalThing("data", as: Dataset.self) { return (data.x, data.y) }
        guard let pair = args["data"].elements, pair.count == 2,
            let x = try ArrayWords.samples(pair[0], work: context.work),
            let y = try ArrayWords.samples(pair[1], work: context.work)
        else {
            throw args.mistake("data", "\(args["data"].brief) is no data", expected: "a dataset, or (x, y)")
        }
        guard x.count == y.count else {
            throw args.mistake("data", "\(x.count) rows and \(y.count) targets", expected: "one target for each row")
        }
        return (x, y)
    }
}
