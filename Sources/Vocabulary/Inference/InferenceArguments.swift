import Answers
import Datasets
import Inference
import Language
import Training
import ArrayVocabulary

/// What the words of inference are told.
enum InferenceArguments {
    /// The kinds of values that answer rows.
    static let kinds = [Model.kind, QuantizedModel.kind, Pruned.kind, Remembered.kind]

    /// What answers: a model, or what was made of one.
    static func predictor(_ args: Arguments, _ name: String = "model") throws -> any Predictor {
        if let made = args.optionalThing(name, as: QuantizedModel.self) { return made }
        if let made = args.optionalThing(name, as: Pruned.self) { return made }
        if let made = args.optionalThing(name, as: Remembered.self) { return made }
        return try AdaptationArguments.model(args, name)
    }

    /// A model, or the one that was pruned.
    static func model(_ args: Arguments) throws -> Model {
        if let pruned = args.optionalThing("model", as: Pruned.self) { return pruned.model }
        return try AdaptationArguments.model(args)
    }

    /// Rows of inputs: those of a dataset, or an array.
    static func rows(_ args: Arguments, _ name: String) throws -> Samples {
        try args.optionalThing(name, as: Dataset.self)?.x ?? ArrayWords.samples(args, name)
    }

    /// The numbers of an argument that is one number or a list of them.
    static func numbers(_ args: Arguments, _ name: String) -> [Double] {
        args[name].asDouble.map { [$0] } ?? args[name].doubles ?? []
    }
}
