import Answers
import Cards
import Language
import Optimizers
import Training

/// `fit(…, precision=, loss_scale=, master=)`: the numbers that a fit computes with.
enum PrecisionArguments {
    private static let policies = TrainingPrecision.Policy.allCases.map(\.rawValue)

    static let parameters = [
        Parameter(
            "precision", .optional(.choice(policies)), .otherwise("the global policy, float32 at first"),
            "what weights, activations and gradients are kept in; mixed_… computes in it from float32 weights",
            isKeywordOnly: true),
        Parameter(
            "loss_scale", .optional(.oneOf([.choice(["dynamic"]), .number(.positive)])),
            .otherwise("dynamic with mixed_float16, 1 otherwise"),
            "what the loss is multiplied by before it goes backward: a number, or \"dynamic\", as large as the gradients "
                + "allow", isKeywordOnly: true),
        Parameter(
            "master", .optional(.bool), .otherwise("True with mixed_…"),
            "whether the optimizer moves float32 weights, of which the model computes with a rounded copy",
            isKeywordOnly: true),
    ]

    /// What a fit was asked for: by its own arguments, by the optimizer's loss scale, or by the global policy.
    static func precision(of model: Model, _ arguments: Arguments, _ context: Context) throws -> TrainingPrecision {
        let named = arguments["precision"].asText.flatMap(TrainingPrecision.Policy.init)
        let policy = named ?? context.precisionPolicy.policy
        var scale = model.plan?.optimizer.lossScale
        if let number = arguments["loss_scale"].asDouble {
            scale = .fixed(number)
        } else if arguments["loss_scale"].asText != nil {
            scale = .dynamic(model.plan?.optimizer.dialect == .pytorch ? .pytorch : .keras)
        }
        return try TrainingPrecision(policy, scale: scale, keepsMasters: arguments["master"].asFlag)
    }
}

extension Value {
    fileprivate var asFlag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
}

/// Keras's global policy, of one session.
final class PrecisionPolicy {
    var policy = TrainingPrecision.Policy.float32
}

extension Context {
    var precisionPolicy: PrecisionPolicy { session.kept(PrecisionPolicy.self) { PrecisionPolicy() } }
}
