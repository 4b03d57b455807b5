import Answers
import Arrays
import Autograd
import Language
import Numbers

/// `torch.nn.functional`: the functions under the layers, with weights as arguments.
extension TorchWords {
    static let functional = "nn.functional."

    static let layers: [Word] = [
        word(
            functional + "linear", "x·Wᵀ + b",
            [
                TensorFunction.input, Parameter("weight", .any, .required, "W[outputs, inputs]"),
                Parameter("bias", .any, .value(.none), "b"),
            ], example: "(torch.ones(1, 2), torch.ones(3, 2))"
        ) { args, context in
            .thing(
                try args.tensor("input", context).affine(args.tensor("weight", context), args.optionalTensor("bias")))
        },
        word(
            functional + "dropout", "each number 0 with probability p, else x/(1 − p)",
            [
                TensorFunction.input, Parameter("p", .number(.share), 0.5, "the probability"),
                Parameter("training", .bool, true, "whether anything is done"),
                LayerClasses.inplace,
            ], example: "(torch.ones(3), 0.5)"
        ) { args, context in
            let x = try args.tensor("input", context)
            guard try args.bool("training") else { return .thing(x) }
            return try TensorFunctions.changed(x, args) { try $0.dropped(args.number("p")) }
        },
        word(
            functional + "embedding", "rows of weights by their places",
            [
                TensorFunction.input, Parameter("weight", .any, .required, "one row for each whole number"),
            ], example: "(torch.tensor([1, 0]), torch.eye(2))"
        ) { args, context in
            .thing(try args.tensor("weight", context).embedded(args.tensor("input", context)))
        },
        word(
            functional + "one_hot", "1 at the place of each class number, else 0",
            [
                TensorFunction.input,
                Parameter("num_classes", .int(), -1, "how many; the largest and one more where −1"),
            ], example: "(torch.tensor([0, 2]), 3)"
        ) { args, context in
            let x = try args.tensor("input", context)
            let numbers = try x.array.elements(as: Int.self, stoppedBy: context.work)
            let asked = try args.int("num_classes")
            let classes = asked < 0 ? (numbers.max() ?? -1) &+ 1 : asked
            guard x.dtype.isInteger,
                try numbers.allSatisfy(stoppedBy: context.work, { $0 >= 0 && $0 < classes })
            else {
                throw args.mistake(
                    "input", "class numbers for \(classes) classes", expected: "whole numbers from 0 to \(classes &- 1)"
                )
            }
            var check = StopCheck(context.work)
            let out = try NDArray.zeros([numbers.count, classes], .int64, work: context.work)
            for (row, number) in numbers.enumerated() {
                try check.pass()
                out.set(.int(1), at: row * classes + number)
            }
            return .thing(context.recorder.tensor(try out.reshaped(x.shape + [classes])))
        },
        word(
            functional + "normalize", "x/‖x‖ along an axis",
            [
                TensorFunction.input, Parameter("p", .number(), 2, "the norm"), Parameter("dim", .int(), 1, "the axis"),
                Parameter("eps", .number(), 1e-12, "the smallest divisor"),
            ], example: "(torch.ones(2, 2))"
        ) { args, context in
            let x = try args.tensor("input", context)
            let norm = try x.norm(args.number("p"), [args.int("dim")], keepsAxes: true)
            return .thing(try x / norm.clamped(args.number("eps"), nil))
        },
        word(
            functional + "cosine_similarity", "the cosine of the angle between two tensors",
            [
                Parameter("x1", .any, .required, "a tensor"), Parameter("x2", .any, .required, "another"),
                Parameter("dim", .int(), 1, "the axis"), Parameter("eps", .number(), 1e-8, "the smallest divisor"),
            ], example: "(torch.ones(1, 2), torch.ones(1, 2))"
        ) { args, context in
            .thing(
                try args.tensor("x1", context).cosine(
                    args.tensor("x2", context), args.int("dim"), args.number("eps")))
        },
        word(
            functional + "pairwise_distance", "(Σ|x₁ − x₂ + ε|ᵖ)^(1/p) over the last axis",
            [
                Parameter("x1", .any, .required, "a tensor"), Parameter("x2", .any, .required, "another"),
                Parameter("p", .number(.nonNegative), .value(.number(2)), "the power"),
                Parameter("eps", .number(), .value(.number(1e-6)), "added to every difference"),
                Parameter("keepdim", .bool, false, "whether the last axis stays with length 1"),
            ], example: "(torch.zeros(2, 3), torch.ones(2, 3))"
        ) { args, context in
            .thing(
                try args.tensor("x1", context).distance(
                    to: args.tensor("x2", context), args.number("p"), args.number("eps"),
                    keepsAxes: args.bool("keepdim")))
        },
        word(
            functional + "conv2d", "a convolution over images",
            [
                TensorFunction.input, Parameter("weight", .any, .required, "W[out, in/groups, rows, columns]"),
                Parameter("bias", .any, .value(.none), "one number for each channel"),
                Parameter("stride", .any, .value(.int(1)), "from place to place"),
                Parameter("padding", .any, .value(.int(0)), "zeros around"),
                Parameter("dilation", .any, .value(.int(1)), "from pixel to pixel"),
                Parameter("groups", .int(.atLeast(1)), 1, "parts of the channels"),
            ], example: "(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2))"
        ) { args, context in
            let weight = try args.tensor("weight", context)
            guard weight.ndim == 4 else {
                throw args.mistake("weight", "weights of shape \(weight.shape.listText)", expected: "4 axes")
            }
            return .thing(
                try args.tensor("input", context).convolved(
                    weight, args.optionalTensor("bias"),
                    .init(
                        size: (weight.shape[2], weight.shape[3]), stride: args["stride"].pair ?? (1, 1),
                        padding: args["padding"].pair ?? (0, 0), dilation: args["dilation"].pair ?? (1, 1)),
                    groups: args.int("groups")))
        },
        word(
            functional + "layer_norm", "(x − mean)/√(variance + ε) over the last axes, times weight plus bias",
            [
                TensorFunction.input, Parameter("normalized_shape", .any, .required, "the lengths of the last axes"),
                Parameter("weight", .any, .value(.none), "factors"), Parameter("bias", .any, .value(.none), "added"),
                Parameter("eps", .number(.positive), 1e-5, "keeps the division finite"),
            ], example: "(torch.ones(1, 2), (2,))"
        ) { args, context in
            let (x, shape) = (try args.tensor("input", context), args["normalized_shape"].wholes ?? [])
            guard Array(x.shape.suffix(shape.count)) == shape, !shape.isEmpty else {
                throw Mistake(
                    "\(shape.listText) of shape \(x.shape.listText)", expected: "its last lengths",
                    argument: "normalized_shape"
                ).raised(as: "RuntimeError")
            }
            return .thing(
                try x.layerNormed(
                    shape.count, args.optionalTensor("weight"), args.optionalTensor("bias"), args.number("eps")))
        },
        padSequence,
        pool("max_pool2d", "the largest under a window") { try $0.pooledByMaximum($1) },
        pool("avg_pool2d", "the mean under a window") { try $0.pooledByMean($1) },
    ]

    static let padSequence = word(
        "nn.utils.rnn.pad_sequence", "sequences of different lengths in one tensor",
        [
            Parameter("sequences", .any, .required, "tensors that differ in their first axis"),
            Parameter("batch_first", .bool, false, "whether the sequences are the first axis"),
            Parameter("padding_value", .number(), 0, "what stands behind the shorter ones"),
        ], example: "([torch.ones(2), torch.ones(3)])"
    ) { args, context in
        let all = try args["sequences"].elements(in: context).map { try context.requireTensor($0, "pad_sequence") }
        let longest = all.compactMap(\.shape.first).max() ?? 0
        let value = try args.number("padding_value")
        let filled = try all.map { part -> Tensor in
            let missing = try longest - part.requireLength()
            guard missing > 0 else { return part }
            let rest = try context.recorder.full([missing] + part.shape.dropFirst(), value, part.dtype)
            return try Tensor.joined([part, rest], along: 0)
        }
        return .thing(try Tensor.stacked(filled, along: args.bool("batch_first") ? 0 : 1))
    }

    private static func pool(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Tensor, Tensor.Window) throws -> Tensor
    ) -> Word {
        word(
            functional + name, summary,
            [
                TensorFunction.input, Parameter("kernel_size", .any, .required, "the window"),
                Parameter("stride", .any, .value(.none), "from place to place; the window's where None"),
                Parameter("padding", .any, .value(.int(0)), "pixels around"),
            ], example: "(torch.ones(1, 1, 4, 4), 2)"
        ) { args, context in
            guard let size = args["kernel_size"].pair else {
                throw args.mistake("kernel_size", "\(args["kernel_size"].brief)", expected: "one or two whole numbers")
            }
            return .thing(
                try body(
                    args.tensor("input", context),
                    .init(size: size, stride: args["stride"].pair ?? size, padding: args["padding"].pair ?? (0, 0))))
        }
    }
}
