import Answers
import Arrays
import Autograd
import Language
import Numbers
import TensorVocabulary

extension TensorFlowWords {
    /// A gradient that is not there stays None, as in TensorFlow.
    private static func gradients(_ arguments: Arguments, _ context: Context) throws -> [Tensor?] {
        try arguments["t_list"].elements(in: context).map { $0.isNone ? nil : try context.kerasTensor($0) }
    }

    private static func globalNorm(_ tensors: [Tensor?], _ context: Context) throws -> Tensor {
        let squares = try tensors.compactMap { try $0?.square().sum() }
        guard let first = squares.first else { return try context.kerasRecorder.scalar(0, .float32) }
        return try squares.dropFirst().reduce(first) { try $0 + $1 }.squareRoot()
    }

    private static let clipNorm = Parameter("clip_norm", .number(.positive), .required, "the largest norm that stays")
    private static let tensorList = Parameter("t_list", .any, .required, "tensors, or None where there is no gradient")

    static let clipping: [Word] = [
        Word(
            "tensorflow.clip_by_norm", family: "tensorflow",
            summary: "a tensor, shortened to a norm where it is longer: t · c/max(|t|, c)",
            parameters: [
                Parameter("t", .any, .required, "a tensor"), clipNorm,
                Parameter("axes", .any, .value(.none), "along which axes the norm is taken, all unless it is said"),
                name,
            ], returns: "tensor", examples: ["import tensorflow as tf; tf.clip_by_norm([3.0, 4.0], 1.0)"],
            seeAlso: ["tensorflow.clip_by_global_norm"],
            meaning: .call { arguments, context in
                context.usesTensorFlow()
                let t = try context.kerasTensor(arguments["t"])
                var axes: [Int]?
                if !arguments["axes"].isNone {
                    guard let wholes = arguments["axes"].wholes else {
                        throw arguments.mistake(
                            "axes", "axes = \(arguments["axes"].brief)", expected: "whole numbers", try: "axes=[0]")
                    }
                    axes = wholes
                }
                let bound = try arguments.number("clip_norm")
                let norm = try t.square().sum(axes, keepsAxes: true).squareRoot()
                return .thing(try t * bound / norm.clamped(bound, nil))
            }),
        Word(
            "tensorflow.clip_by_global_norm", family: "tensorflow",
            summary: "gradients, shortened together where their common norm is longer, and that norm",
            details: "    t · c/max(‖all‖, c)\n\nA norm that is not finite makes every gradient nan, as in TensorFlow.",
            parameters: [
                tensorList, clipNorm,
                Parameter("use_norm", .any, .value(.none), "the norm, where it is known already"), name,
            ], returns: "tuple",
            examples: ["import tensorflow as tf; tf.clip_by_global_norm([tf.constant([3.0, 4.0])], 1.0)"],
            seeAlso: ["tensorflow.clip_by_norm"],
            meaning: .call { arguments, context in
                context.usesTensorFlow()
                let tensors = try gradients(arguments, context)
                let bound = try arguments.number("clip_norm")
                let norm =
                    arguments["use_norm"].isNone
                    ? try globalNorm(tensors, context) : try context.kerasTensor(arguments["use_norm"])
                let isFinite = norm.array.doubles().allSatisfy(\.isFinite)
                let clipped = try tensors.map { tensor -> Value in
                    guard let tensor else { return .none }
                    return .thing(isFinite ? try tensor * bound / norm.clamped(bound, nil) : try tensor * Double.nan)
                }
                return .tuple([.list(clipped), .thing(norm)])
            }),
        Word(
            "tensorflow.linalg.global_norm", family: "tensorflow", summary: "the norm of several tensors together",
            parameters: [tensorList, name], returns: "tensor",
            examples: ["import tensorflow as tf; tf.linalg.global_norm([[3.0], [4.0]])"],
            seeAlso: ["tensorflow.clip_by_global_norm"],
            meaning: .call { arguments, context in
                context.usesTensorFlow()
                return .thing(try globalNorm(gradients(arguments, context), context))
            }),
    ]
}
