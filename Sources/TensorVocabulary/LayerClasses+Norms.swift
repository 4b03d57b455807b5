import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Normalisation of layers, groups and batches.
extension LayerClasses {
    static let layerNorm = LayerClass(
        "LayerNorm", "normalization", "(x − mean)/√(variance + ε) over the last axes, times weight plus bias",
        [
            Parameter("normalized_shape", .any, .required, "the lengths of the last axes"),
            Parameter("eps", .number(.positive), 1e-5, "keeps the division finite"),
            Parameter("elementwise_affine", .bool, true, "whether there are weight and bias"),
            Parameter("bias", .bool, true, "whether there is a bias"),
        ], example: "4",
        shown: {
            "\(spelled($0["normalized_shape"]?.wholes ?? [])), eps=\(($0["eps"] ?? .none).repr), "
                + "elementwise_affine=\(truth($0.flag("elementwise_affine"))), bias=\(truth($0.tensor("bias") != nil))"
        },
        build: { object, args, context in
            let shape = args["normalized_shape"].wholes ?? []
            object.set("normalized_shape", .tuple(shape.map { .int($0) }))
            guard try args.bool("elementwise_affine") else { return }
            object.set("weight", try parameter(full(shape, 1, context), context))
            let hasBias = try args.bool("bias")
            object.set("bias", hasBias ? try parameter(full(shape, 0, context), context) : .none)
        }
    ) { object, x, _ in
        let shape = object["normalized_shape"]?.wholes ?? []
        guard Array(x.shape.suffix(shape.count)) == shape else {
            throw Mistake(
                "LayerNorm over \(shape.listText) gets shape \(x.shape.listText)", expected: "these last axes"
            ).raised(
                as: "RuntimeError",
                "Given normalized_shape=\(shape.listText), expected input with shape [*, "
                    + shape.map(String.init).joined(separator: ", ")
                    + "], but got input of size\(x.shape.listText)")
        }
        return try x.layerNormed(shape.count, object.tensor("weight"), object.tensor("bias"), object.number("eps"))
    }

    static let groupNorm = LayerClass(
        "GroupNorm", "normalization", "(x − mean)/√(variance + ε) over groups of channels, times weight plus bias",
        [
            Parameter("num_groups", .int(.atLeast(1)), .required, "groups"),
            Parameter("num_channels", .int(.atLeast(1)), .required, "channels, the second axis"),
            Parameter("eps", .number(.positive), 1e-5, "keeps the division finite"),
            Parameter("affine", .bool, true, "whether there are weight and bias"),
            Parameter("bias", .bool, true, "whether there is a bias", isKeywordOnly: true),
        ], example: "2, 4",
        shown: {
            "\($0.int("num_groups")), \($0.int("num_channels")), eps=\(($0["eps"] ?? .none).repr), "
                + "affine=\(truth($0.flag("affine"))), bias=\(truth($0.tensor("bias") != nil))"
        },
        build: { object, args, context in
            let (groups, channels) = (try args.int("num_groups"), try args.int("num_channels"))
            guard channels % groups == 0 else {
                throw Mistake(
                    "\(channels) channels in \(groups) groups", expected: "groups of one size", argument: "num_groups"
                ).raised(
                    as: "ValueError", "num_channels (\(channels)) must be divisible by num_groups (\(groups))")
            }
            guard try args.bool("affine") else { return }
            object.set("weight", try parameter(full([channels], 1, context), context))
            object.set("bias", try args.bool("bias") ? parameter(full([channels], 0, context), context) : .none)
        }
    ) { object, x, _ in
        let (groups, channels) = (object.int("num_groups"), object.int("num_channels"))
        guard x.ndim >= 2, x.shape[1] == channels else {
            throw Mistake(
                "GroupNorm of \(channels) channels gets shape \(x.shape.listText)", expected: "\(channels) on axis 1"
            ).raised(
                as: "RuntimeError",
                "Expected weight to be a vector of size equal to the number of channels in input, but got weight of shape "
                    + "[\(channels)] and input of shape \(x.shape.listText)")
        }
        var column = [Int](repeating: 1, count: x.ndim)
        column[1] = channels
        var y = try x.reshaped([x.shape[0], groups, -1]).layerNormed(1, nil, nil, object.number("eps")).reshaped(
            x.shape)
        if let weight = object.tensor("weight") { y = try y * weight.reshaped(column) }
        if let bias = object.tensor("bias") { y = try y + bias.reshaped(column) }
        return y
    }

    static let norms: [LayerClass] = [("BatchNorm1d", [2, 3]), ("BatchNorm2d", [4])].map { name, axes in
        LayerClass(
            name, "batchnorm",
            "(x − mean)/√(variance + ε) per channel: of the batch in training, of running means after",
            [
                Parameter("num_features", .int(.atLeast(1)), .required, "channels"),
                Parameter("eps", .number(.positive), 1e-5, "keeps the division finite"),
                Parameter("momentum", .optional(.number(.share)), .value(.number(0.1)), "the share of a new batch"),
                Parameter("affine", .bool, true, "whether there are weight and bias"),
                Parameter("track_running_stats", .bool, true, "whether running means are kept"),
                Parameter("bias", .bool, true, "whether there is a bias", isKeywordOnly: true),
            ], example: "4",
            shown: {
                "\($0.int("num_features")), eps=\(($0["eps"] ?? .none).repr), momentum=\(($0["momentum"] ?? .none).repr), "
                    + "affine=\(truth($0.flag("affine"))), bias=\(truth($0.tensor("bias") != nil)), track_running_stats=\(truth($0.flag("track_running_stats")))"
            },
            build: { object, args, context in
                let shape = [try args.int("num_features")]
                if try args.bool("affine") {
                    object.set("weight", try parameter(full(shape, 1, context), context))
                    let hasBias = try args.bool("bias")
                    object.set("bias", hasBias ? try parameter(full(shape, 0, context), context) : .none)
                }
                guard try args.bool("track_running_stats") else { return }
                object.set("running_mean", .thing(context.recorder.tensor(try full(shape, 0, context))))
                object.set("running_var", .thing(context.recorder.tensor(try full(shape, 1, context))))
                object.set("num_batches_tracked", .thing(context.recorder.tensor(try NDArray(.int(0)))))
                object.set(
                    "_buffers", .list([.text("running_mean"), .text("running_var"), .text("num_batches_tracked")]))
            }
        ) { object, x, context in
            guard axes.contains(x.ndim) else {
                throw Mistake(
                    "\(name) gets shape \(x.shape.listText)",
                    expected: "\(axes.map { "\($0)" }.joined(separator: " or ")) axes"
                )
                .raised(
                    as: "ValueError",
                    "expected \(axes.map { "\($0)D" }.joined(separator: " or ")) input (got \(x.ndim)D input)")
            }
            guard x.shape[1] == object.int("num_features") else {
                throw Mistake(
                    "\(name) of \(object.int("num_features")) channels gets \(x.shape[1])",
                    expected: "as many channels as it was made for"
                ).raised(
                    as: "RuntimeError",
                    "running_mean should contain \(x.shape[1]) elements not \(object.int("num_features"))")
            }
            let tracked = object.tensor("running_mean").flatMap { mean in
                object.tensor("running_var").map { (mean: mean, variance: $0) }
            }
            let usesBatch = ModuleClass.isTraining(object) || tracked == nil
            if usesBatch {
                let perChannel = x.count / Swift.max(1, x.shape[1])
                guard perChannel > 1 || !ModuleClass.isTraining(object) else {
                    throw Mistake(
                        "a batch of one has no variance", expected: "at least two examples", try: "model.eval()"
                    )
                    .raised(
                        as: "ValueError",
                        "Expected more than 1 value per channel when training, got input size torch.Size(\(x.shape.listText))"
                    )
                }
                if let tracked, ModuleClass.isTraining(object) {
                    try context.recorder.recording(false) {
                        let dims = (0..<x.ndim).filter { $0 != 1 }
                        let values = x.detached()
                        let seen = (object.tensor("num_batches_tracked")?.array.only?.asInt ?? 0) + 1
                        object.tensor("num_batches_tracked")?.array.fill(.int(seen))
                        let share = object["momentum"]?.asDouble ?? 1 / Double(seen)
                        let mean = try tracked.mean * (1 - share) + values.mean(dims) * share
                        let variance = try tracked.variance * (1 - share) + values.variance(dims) * share
                        try tracked.mean.overwrite(mean)
                        try tracked.variance.overwrite(variance)
                    }
                }
            }
            return try x.batchNormed(
                object.tensor("weight"), object.tensor("bias"), object.number("eps"),
                statistics: usesBatch ? nil : tracked.map { ($0.mean.detached(), $0.variance.detached()) })
        }
    }
}
