import Answers
package import Arrays
package import Autograd
import Language
package import Numbers

/// The layers of `torch.nn`, under PyTorch's names, defaults and initial weights.
enum LayerClasses {
    static let all: [LayerClass] =
        [linear, identity, flatten, dropout, channelDropout, embedding, layerNorm, groupNorm] + convolutions + pools
        + norms
        + ActivationClasses.classes + [prelu, rrelu] + Recurrences.classes + Attention.classes

    /// A parameter whose numbers are drawn between −bound and bound.
    package static func uniform(_ shape: [Int], _ bound: Double, _ args: Arguments, _ context: Context) throws -> Value
    {
        let array = try NDArray(uninitialised: shape, args.dtype() ?? context.recorder.standard)
        try Draws.uniform(array, -bound, bound, context.recorder)
        return try parameter(array, context)
    }

    static func parameter(_ array: NDArray, _ context: Context) throws -> Value {
        let tensor = context.recorder.tensor(array)
        tensor.isParameter = true
        try tensor.requireGrad()
        return .thing(tensor)
    }

    private static func full(_ shape: [Int], _ value: Double, _ context: Context) throws -> NDArray {
        try NDArray.full(shape, .float(value), context.recorder.standard)
    }

    private static func truth(_ flag: Bool) -> String { flag ? "True" : "False" }

    // MARK: Linear and its like

    static let linear = LayerClass(
        "Linear", "linear", "x·Wᵀ + b; weights and biases are drawn from U(±1/√in_features)",
        [
            Parameter("in_features", .int(.atLeast(0)), .required, "numbers that come in"),
            Parameter("out_features", .int(.atLeast(0)), .required, "numbers that go out"),
            Parameter("bias", .bool, true, "whether there is a b"),
        ], example: "2, 1",
        shown: {
            "in_features=\($0.int("in_features")), out_features=\($0.int("out_features")), "
                + "bias=\(truth($0.tensor("bias") != nil))"
        },
        build: { object, args, context in
            let (inputs, outputs) = (try args.int("in_features"), try args.int("out_features"))
            let bound = inputs > 0 ? 1 / Double(inputs).squareRoot() : 0
            let hasBias = try args.bool("bias")
            object.set("weight", try uniform([outputs, inputs], bound, args, context))
            object.set("bias", hasBias ? try uniform([outputs], bound, args, context) : .none)
        },
        more: [
            .init("reset_parameters") { object, _, context in
                guard let weight = object.tensor("weight") else { return .none }
                let inputs = weight.shape[1]
                let bound = inputs > 0 ? 1 / Double(inputs).squareRoot() : 0
                for tensor in [weight, object.tensor("bias")].compactMap({ $0 }) {
                    try Draws.uniform(tensor.array, -bound, bound, context.recorder)
                    tensor.noteChange()
                }
                return .none
            }
        ]
    ) { object, x, _ in
        guard let weight = object.tensor("weight") else { return x }
        return try x.affine(weight, object.tensor("bias"))
    }

    private static let identity = LayerClass(
        "Identity", "linear", "gives what it gets",
        [Parameter("args", .any, .otherwise("nothing"), "anything, without a meaning", isVariadic: true)], example: ""
    ) { _, x, _ in x }

    private static let flatten = LayerClass(
        "Flatten", "flatten", "all axes but the first joined into one",
        [Parameter("start_dim", .int(), 1, "the first axis"), Parameter("end_dim", .int(), -1, "the last axis")],
        example: "", shown: { "start_dim=\($0.int("start_dim")), end_dim=\($0.int("end_dim"))" }
    ) { object, x, _ in try x.flattened(from: object.int("start_dim"), through: object.int("end_dim")) }

    static let dropout = LayerClass(
        "Dropout", "dropout", "in training, each number is 0 with probability p, else x/(1 − p)",
        [
            Parameter("p", .number(.share), 0.5, "the probability"),
            Parameter("inplace", .bool, false, "has no effect here"),
        ],
        example: "0.2", shown: { "p=\(($0["p"] ?? .none).repr), inplace=\(truth($0.flag("inplace")))" }
    ) { object, x, _ in ModuleClass.isTraining(object) ? try x.dropped(object.number("p")) : x }

    private static let channelDropout = LayerClass(
        "Dropout2d", "dropout", "in training, each channel is 0 with probability p, else x/(1 − p)",
        [
            Parameter("p", .number(.share), 0.5, "the probability"),
            Parameter("inplace", .bool, false, "has no effect here"),
        ],
        example: "0.2", shown: { "p=\(($0["p"] ?? .none).repr), inplace=\(truth($0.flag("inplace")))" }
    ) { object, x, context in
        guard ModuleClass.isTraining(object), x.ndim > 2 else { return x }
        let kept = x.ndim - 2
        let channels = try context.recorder.full(
            x.shape.prefix(2) + [Int](repeating: 1, count: kept), 1, x.dtype)
        return try x * channels.dropped(object.number("p"))
    }

    private static let embedding = LayerClass(
        "Embedding", "sparse", "one row of weights for each whole number; drawn from N(0, 1)",
        [
            Parameter("num_embeddings", .int(.atLeast(1)), .required, "how many rows"),
            Parameter("embedding_dim", .int(.atLeast(1)), .required, "their length"),
            Parameter("padding_idx", .optional(.int()), .value(.none), "a row of zeros that is not learned"),
        ], example: "10, 3",
        shown: {
            "\($0.int("num_embeddings")), \($0.int("embedding_dim"))"
                + ($0["padding_idx"]?.asInt.map { ", padding_idx=\($0)" } ?? "")
        },
        build: { object, args, context in
            let array = try NDArray(
                uninitialised: [args.int("num_embeddings"), args.int("embedding_dim")], context.recorder.standard)
            try Draws.normal(array, 0, 1, context.recorder)
            if let row = args["padding_idx"].asInt { try array.at(row).fill(.float(0)) }
            object.set("weight", try parameter(array, context))
        }
    ) { object, x, _ in
        guard let weight = object.tensor("weight") else { return x }
        return try weight.embedded(x, padding: object["padding_idx"]?.asInt)
    }

    private static let rrelu = LayerClass(
        "RReLU", "activation", "x, or a share of it below 0 that is random in training",
        [
            Parameter("lower", .number(), 0.125, "the smallest share"),
            Parameter("upper", .number(), .value(.number(1.0 / 3)), "the largest share"),
            Parameter("inplace", .bool, false, "has no effect here"),
        ], example: "",
        shown: { "lower=\(($0["lower"] ?? .none).repr), upper=\(($0["upper"] ?? .none).repr)" }
    ) { object, x, _ in
        try x.randomReLU(object.number("lower"), object.number("upper"), isRandom: ModuleClass.isTraining(object))
    }

    private static let prelu = LayerClass(
        "PReLU", "activation", "x, or a learned share of it below 0",
        [
            Parameter("num_parameters", .int(.atLeast(1)), 1, "one, or one for each channel"),
            Parameter("init", .number(), 0.25, "the share at first"),
        ], example: "", shown: { "num_parameters=\($0.int("num_parameters"))" },
        build: { object, args, context in
            object.set(
                "weight",
                try parameter(full([args.int("num_parameters")], args.number("init"), context), context))
        }
    ) { object, x, _ in
        guard let weight = object.tensor("weight") else { return x }
        return try x.prelu(weight)
    }

    // MARK: Images

    private static let window = [
        Parameter("stride", .any, .value(.int(1)), "pixels from place to place"),
        Parameter("padding", .any, .value(.int(0)), "zeros around the image, or \"same\""),
        Parameter("dilation", .any, .value(.int(1)), "pixels from one of the window's to the next"),
        Parameter("groups", .int(.atLeast(1)), 1, "parts of the channels that are convolved apart"),
        Parameter("bias", .bool, true, "whether a number is added to each channel"),
    ]

    private static func spelled(_ numbers: [Int]) -> String { Value.tuple(numbers.map { .int($0) }).repr }

    private static let convolutions: [LayerClass] = [(2, "Conv2d"), (1, "Conv1d")].map { axes, name in
        LayerClass(
            name, "conv", "a convolution over \(axes == 2 ? "images" : "sequences"), channels first",
            [
                Parameter("in_channels", .int(.init(1, 1_073_741_824)), .required, "channels that come in"),
                Parameter("out_channels", .int(.atLeast(1)), .required, "channels that go out"),
                Parameter("kernel_size", .any, .required, "the window, one number or one per axis"),
            ] + window, example: "1, 4, 3",
            shown: { object in
                func sizes(_ name: String) -> [Int] { (object[name]?.wholes).map { axesOf($0, axes) } ?? [] }
                var text = "\(object.int("in_channels")), \(object.int("out_channels")), "
                text += "kernel_size=\(spelled(sizes("kernel_size"))), stride=\(spelled(sizes("stride")))"
                if object["padding"]?.isText == true {
                    text += ", padding=\(object["padding"]?.asText ?? "")"
                } else if sizes("padding").contains(where: { $0 != 0 }) {
                    text += ", padding=\(spelled(sizes("padding")))"
                }
                if sizes("dilation").contains(where: { $0 != 1 }) { text += ", dilation=\(spelled(sizes("dilation")))" }
                if object.int("groups") != 1 { text += ", groups=\(object.int("groups"))" }
                return text + (object.tensor("bias") == nil ? ", bias=False" : "")
            },
            build: { object, args, context in
                let (channels, outputs, groups) = (
                    try args.int("in_channels"), try args.int("out_channels"), try args.int("groups")
                )
                guard channels % groups == 0, outputs % groups == 0 else {
                    throw args.mistake(
                        "groups", "\(groups) groups of \(channels) and \(outputs) channels",
                        expected: "a divisor of both")
                }
                guard let sizes = args["kernel_size"].wholes.map({ axesOf($0, axes) }), sizes.count == axes,
                    sizes.allSatisfy({ (1...1 << 24).contains($0) })
                else {
                    throw args.mistake(
                        "kernel_size", "\(args["kernel_size"].brief)", expected: "whole numbers from 1 to 16777216")
                }
                object.set("kernel_size", .tuple(sizes.map { .int($0) }))
                let bound = 1 / (Double(channels / groups) * Double(sizes.reduce(1, *))).squareRoot()
                let hasBias = try args.bool("bias")
                object.set("weight", try uniform([outputs, channels / groups] + sizes, bound, args, context))
                object.set("bias", hasBias ? try uniform([outputs], bound, args, context) : .none)
            }
        ) { object, x, _ in
            guard let weight = object.tensor("weight") else { return x }
            let window = try Tensor.Window(object, isConvolution: true)
            if axes == 1 {
                let flat = try x.unsqueezed(x.ndim - 1).convolved(
                    weight.unsqueezed(2), object.tensor("bias"), window, groups: object.int("groups"))
                return try flat.squeezed([flat.ndim - 2])
            }
            return try x.convolved(weight, object.tensor("bias"), window, groups: object.int("groups"))
        }
    }

    private static func axesOf(_ numbers: [Int], _ axes: Int) -> [Int] {
        numbers.count == 1 ? [Int](repeating: numbers[0], count: axes) : numbers
    }

    private static let pools: [LayerClass] =
        [("MaxPool2d", true, 2), ("AvgPool2d", false, 2), ("MaxPool1d", true, 1), ("AvgPool1d", false, 1)].map {
            name, isMaximum, axes in
            LayerClass(
                name, "pooling", "the \(isMaximum ? "largest" : "mean") under a window",
                [
                    Parameter("kernel_size", .any, .required, "the window"),
                    Parameter("stride", .any, .value(.none), "pixels from place to place; the window's where None"),
                    Parameter("padding", .any, .value(.int(0)), "pixels around the image"),
                ] + (isMaximum ? [Parameter("dilation", .any, .value(.int(1)), "pixels from one to the next")] : [])
                    + [Parameter("ceil_mode", .bool, false, "has no effect here")], example: "2",
                shown: { object in
                    func text(_ name: String) -> String { (object[name] ?? .none).repr }
                    let stride = object["stride"]?.isNone == false ? text("stride") : text("kernel_size")
                    let common = "kernel_size=\(text("kernel_size")), stride=\(stride), padding=\(text("padding"))"
                    return isMaximum ? common + ", dilation=\(text("dilation")), ceil_mode=False" : common
                }
            ) { object, x, _ in
                let window = try Tensor.Window(object, isConvolution: false, isFlat: axes == 1)
                if axes == 1 {
                    let wide = try x.unsqueezed(x.ndim - 1)
                    let out = try isMaximum ? wide.pooledByMaximum(window) : wide.pooledByMean(window)
                    return try out.squeezed([out.ndim - 2])
                }
                return try isMaximum ? x.pooledByMaximum(window) : x.pooledByMean(window)
            }
        } + [
            LayerClass(
                "AdaptiveAvgPool2d", "pooling", "the mean over so many parts of the image",
                [Parameter("output_size", .any, .required, "parts, one number or one per axis")], example: "1",
                shown: { "output_size=\(($0["output_size"] ?? .none).repr)" }
            ) { object, x, _ in
                let (rows, columns) = object["output_size"]?.pair ?? (1, 1)
                let (h, w) = (x.shape[x.ndim - 2], x.shape[x.ndim - 1])
                guard rows > 0, columns > 0, h % rows == 0, w % columns == 0 else {
                    throw Mistake(
                        "an image of \(h)x\(w) is not divided into \(rows)x\(columns) equal parts",
                        expected: "divisors of the image's sides")
                }
                return try x.pooledByMean(
                    .init(size: (h / rows, w / columns), stride: (h / rows, w / columns)))
            }
        ]

    // MARK: Normalisation

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

    private static let groupNorm = LayerClass(
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

    private static let norms: [LayerClass] = [("BatchNorm1d", [2, 3]), ("BatchNorm2d", [4])].map { name, axes in
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

extension Tensor.Window {
    /// As the attributes of a layer say.
    init(_ object: Instance, isConvolution: Bool, isFlat: Bool = false) throws {
        let isOne = isFlat || object.className == "Conv1d"
        func pair(_ name: String, _ standard: Int) throws -> (Int, Int) {
            guard let value = object[name], !value.isNone else { return (standard, standard) }
            guard let found = value.pair else {
                throw Mistake("\(name) = \(value.brief)", expected: "a whole number, or one for each axis")
            }
            return isOne ? (name == "padding" ? 0 : 1, found.0) : found
        }
        let size = try pair("kernel_size", 1)
        let dilation = try pair("dilation", 1)
        let isOwn = object["stride"].map { !$0.isNone } ?? false
        let stride = isOwn ? try pair("stride", 1) : isConvolution ? (1, 1) : size
        var padding = (0, 0)
        if object["padding"]?.asText == "same" {
            padding = (dilation.0 * (size.0 - 1) / 2, dilation.1 * (size.1 - 1) / 2)
        } else if object["padding"]?.asText != "valid" {
            padding = try pair("padding", 0)
        }
        guard stride.0 > 0, stride.1 > 0, size.0 > 0, size.1 > 0 else {
            throw Mistake("a window of \(size) that moves by \(stride)", expected: "numbers above 0").raised(
                as: "RuntimeError", "non-positive stride is not supported")
        }
        self.init(size: size, stride: stride, padding: padding, dilation: dilation)
    }
}

/// Random numbers into arrays.
package enum Draws {
    package static func fill(_ array: NDArray, _ recorder: Recorder, _ draw: (inout RandomStream) -> Double) throws {
        var check = StopCheck(recorder.work)
        try recorder.draw { stream in
            for i in 0..<array.count {
                try check.pass()
                array.set(.float(draw(&stream)), at: i)
            }
        }
    }

    package static func uniform(_ array: NDArray, _ low: Double, _ high: Double, _ recorder: Recorder) throws {
        try fill(array, recorder) { $0.uniform(low, high) }
    }

    package static func normal(_ array: NDArray, _ mean: Double, _ deviation: Double, _ recorder: Recorder) throws {
        try fill(array, recorder) { mean + deviation * $0.normal() }
    }
}
