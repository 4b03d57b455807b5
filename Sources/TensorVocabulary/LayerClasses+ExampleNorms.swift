import Answers
import Arrays
import Autograd
import Language

/// Normalisation of each example by itself, without a batch.
extension LayerClasses {
    static let rootMeanNorm = LayerClass(
        "RMSNorm", "normalization", "x/√(mean x² + ε) over the last axes, times a weight",
        [
            Parameter("normalized_shape", .any, .required, "the lengths of the last axes"),
            Parameter("eps", .optional(.number(.nonNegative)), .value(.none), "the dtype's own where None"),
            Parameter("elementwise_affine", .bool, true, "whether there is a weight"),
        ], example: "4",
        shown: {
            "\(spelled($0["normalized_shape"]?.wholes ?? [])), eps=\(($0["eps"] ?? .none).repr), "
                + "elementwise_affine=\(truth($0.flag("elementwise_affine")))"
        },
        build: { object, args, context in
            let shape = args["normalized_shape"].wholes ?? []
            object.set("normalized_shape", .tuple(shape.map { .int($0) }))
            object.set(
                "weight", try args.bool("elementwise_affine") ? parameter(full(shape, 1, context), context) : .none)
        }
    ) { object, x, _ in
        try x.rootMeanNormed(
            object["normalized_shape"]?.wholes ?? [], object.tensor("weight"), object["eps"]?.asDouble)
    }

    static let instanceNorms: [LayerClass] = [("InstanceNorm1d", 3), ("InstanceNorm2d", 4)].map { name, axes in
        LayerClass(
            name, "instancenorm", "(x − mean)/√(variance + ε) of each channel of each example",
            [
                Parameter("num_features", .int(.atLeast(1)), .required, "channels"),
                Parameter("eps", .number(.positive), 1e-5, "keeps the division finite"),
                Parameter("momentum", .optional(.number(.share)), .value(.number(0.1)), "of running means"),
                Parameter("affine", .bool, false, "whether there are weight and bias"),
                Parameter("track_running_stats", .bool, false, "False: there are no running means here"),
            ], example: "4",
            shown: {
                "\($0.int("num_features")), eps=\(($0["eps"] ?? .none).repr), momentum=\(($0["momentum"] ?? .none).repr), "
                    + "affine=\(truth($0.flag("affine"))), bias=\(truth($0.tensor("bias") != nil)), track_running_stats=False"
            },
            build: { object, args, context in
                guard try !args.bool("track_running_stats") else {
                    throw args.mistake(
                        "track_running_stats", "\(name) keeps no running means here", expected: "False",
                        try: "nn.\(name == "InstanceNorm1d" ? "BatchNorm1d" : "BatchNorm2d"), which keeps them")
                }
                let shape = [try args.int("num_features")]
                let isAffine = try args.bool("affine")
                object.set("weight", isAffine ? try parameter(full(shape, 1, context), context) : .none)
                object.set("bias", isAffine ? try parameter(full(shape, 0, context), context) : .none)
            }
        ) { object, x, _ in
            guard x.ndim == axes || x.ndim == axes - 1 else {
                throw Mistake(
                    "\(name) gets shape \(x.shape.listText)", expected: "\(axes - 1) or \(axes) axes"
                ).raised(as: "ValueError", "expected \(axes - 1)D or \(axes)D input (got \(x.ndim)D input)")
            }
            return x.ndim == axes
                ? try x.instanceNormed(object) : try x.unsqueezed(0).instanceNormed(object).squeezed([0])
        }
    }
}

extension Tensor {
    /// x/√(mean x² + ε) over the last axes, times a weight; ε is the dtype's own where it is nil.
    func rootMeanNormed(_ lengths: [Int], _ weight: Tensor?, _ epsilon: Double?) throws -> Tensor {
        guard !lengths.isEmpty, Array(shape.suffix(lengths.count)) == lengths else {
            throw Mistake(
                "a norm over \(lengths.listText) gets shape \(shape.listText)", expected: "these last axes",
                argument: "normalized_shape"
            ).raised(
                as: "RuntimeError",
                "Given normalized_shape=\(lengths.listText), expected input with shape [*, "
                    + lengths.map(String.init).joined(separator: ", ")
                    + "], but got input of size\(shape.listText)")
        }
        let small = dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let dims = Array((ndim - lengths.count)..<ndim)
        let normed = try self * ((self * self).mean(dims, keepsAxes: true) + (epsilon ?? small)).reciprocalRoot()
        return try weight.map { try normed * $0 } ?? normed
    }

    /// Each channel of each example by its own mean and variance, times the layer's weight plus its bias.
    fileprivate func instanceNormed(_ layer: Instance) throws -> Tensor {
        let channels = shape[1]
        let perChannel = shape.dropFirst(2).reduce(1, *)
        guard perChannel > 1 else {
            throw Mistake("a channel of one number has no variance", expected: "at least two places").raised(
                as: "ValueError",
                "Expected more than 1 spatial element when training, got input size torch.Size(\(shape.listText))")
        }
        guard channels == layer.int("num_features") || layer.tensor("weight") == nil else {
            throw Mistake(
                "\(layer.className) of \(layer.int("num_features")) channels gets \(channels)",
                expected: "as many channels as it was made for"
            ).raised(
                as: "ValueError",
                "expected input's size at dim=1 to match num_features (\(layer.int("num_features"))), but got: \(channels)."
            )
        }
        var column = [Int](repeating: 1, count: ndim)
        column[1] = channels
        var y = try reshaped([shape[0], channels, perChannel]).layerNormed(1, nil, nil, layer.number("eps")).reshaped(
            shape)
        if let weight = layer.tensor("weight") { y = try y * weight.reshaped(column) }
        if let bias = layer.tensor("bias") { y = try y + bias.reshaped(column) }
        return y
    }
}
