import Answers
import Arrays
import Autograd
import Language

/// The layers of `torch.nn`, under PyTorch's names, defaults and initial weights.
enum LayerClasses {
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

    static func full(_ shape: [Int], _ value: Double, _ context: Context) throws -> NDArray {
        try NDArray.full(shape, .float(value), context.recorder.standard, work: context.work)
    }

    static let inplace = Parameter("inplace", .bool, false, "whether the values change where they lie")

    static func truth(_ flag: Bool) -> String { flag ? "True" : "False" }

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

    static let identity = LayerClass(
        "Identity", "linear", "gives what it gets",
        [Parameter("args", .any, .otherwise("nothing"), "anything, without a meaning", isVariadic: true)], example: ""
    ) { _, x, _ in x }

    static let flatten = LayerClass(
        "Flatten", "flatten", "all axes but the first joined into one",
        [Parameter("start_dim", .int(), 1, "the first axis"), Parameter("end_dim", .int(), -1, "the last axis")],
        example: "", shown: { "start_dim=\($0.int("start_dim")), end_dim=\($0.int("end_dim"))" }
    ) { object, x, _ in try x.flattened(from: object.int("start_dim"), through: object.int("end_dim")) }

    static let dropout = LayerClass(
        "Dropout", "dropout", "in training, each number is 0 with probability p, else x/(1 − p)",
        [
            Parameter("p", .number(.share), 0.5, "the probability"),
            inplace,
        ],
        example: "0.2", shown: { "p=\(($0["p"] ?? .none).repr), inplace=\(truth($0.flag("inplace")))" }
    ) { object, x, _ in
        guard ModuleClass.isTraining(object) else { return x }
        return try x.changed(object.flag("inplace")) { try $0.dropped(object.number("p")) }
    }

    static let channelDropout = LayerClass(
        "Dropout2d", "dropout", "in training, each channel is 0 with probability p, else x/(1 − p)",
        [
            Parameter("p", .number(.share), 0.5, "the probability"),
            inplace,
        ],
        example: "0.2", shown: { "p=\(($0["p"] ?? .none).repr), inplace=\(truth($0.flag("inplace")))" }
    ) { object, x, context in
        guard ModuleClass.isTraining(object), x.ndim > 2 else { return x }
        let kept = x.ndim - 2
        let channels = try context.recorder.full(
            x.shape.prefix(2) + [Int](repeating: 1, count: kept), 1, x.dtype)
        return try x.changed(object.flag("inplace")) { try $0 * channels.dropped(object.number("p")) }
    }

    static let embedding = LayerClass(
        "Embedding", "sparse", "one row of weights for each whole number; drawn from N(0, 1)",
        [
            Parameter("num_embeddings", .int(.atLeast(1)), .required, "how many rows"),
            Parameter("embedding_dim", .int(.atLeast(1)), .required, "their length"),
            Parameter("padding_idx", .optional(.int()), .value(.none), "a row of zeros that is not learned"),
            Parameter(
                "sparse", .bool, false, "changes no number: gradients are whole tensors here", isKeywordOnly: true),
        ], example: "10, 3",
        shown: {
            "\($0.int("num_embeddings")), \($0.int("embedding_dim"))"
                + ($0["padding_idx"]?.asInt.map { ", padding_idx=\($0)" } ?? "")
                + ($0.flag("sparse") ? ", sparse=True" : "")
        },
        build: { object, args, context in
            let array = try NDArray(
                uninitialised: [args.int("num_embeddings"), args.int("embedding_dim")], context.recorder.standard)
            try Draws.normal(array, 0, 1, context.recorder)
            if let row = args["padding_idx"].asInt { try array.at(row).fill(.float(0)) }
            object.set("weight", try parameter(array, context))
        },
        more: [
            .ofClass("from_pretrained") { _, values, keywords, context in try pretrained(values, keywords, context) }
        ]
    ) { object, x, _ in
        guard let weight = object.tensor("weight") else { return x }
        return try weight.embedded(x, padding: object["padding_idx"]?.asInt)
    }

    /// An embedding with rows that are there already; they stay as they are where they are frozen.
    private static func pretrained(
        _ values: [Value], _ keywords: [(name: String, value: Value)], _ context: Context
    ) throws -> Value {
        let names = ["embeddings", "freeze", "padding_idx"]
        var given: [String: Value] = [:]
        for (name, value) in zip(names, values) { given[name] = value }
        for (name, value) in keywords {
            guard names.contains(name), given[name] == nil else {
                throw Mistake(
                    "from_pretrained has no argument \(name) here", expected: names.joined(separator: ", ")
                ).raised(
                    as: "TypeError", "Embedding.from_pretrained() got an unexpected keyword argument '\(name)'")
            }
            given[name] = value
        }
        let rows = try context.requireTensor(given["embeddings"] ?? .none, "from_pretrained")
        guard values.count <= names.count, rows.ndim == 2 else {
            throw Mistake("embeddings of shape \(rows.shape.listText)", expected: "rows and columns").raised(
                as: "AssertionError", "Embeddings parameter is expected to be 2-dimensional")
        }
        let object = context.instance(of: embedding.native)
        ModuleClass.begin(object)
        object.set("num_embeddings", .int(rows.shape[0]))
        object.set("embedding_dim", .int(rows.shape[1]))
        object.set("padding_idx", given["padding_idx"] ?? .none)
        let weight = rows.detached()
        weight.isParameter = true
        if case .bool(false)? = given["freeze"] { try weight.requireGrad() }
        object.set("weight", .thing(weight))
        return .asObject(object)
    }

    static let rrelu = LayerClass(
        "RReLU", "activation", "x, or a share of it below 0 that is random in training",
        [
            Parameter("lower", .number(), 0.125, "the smallest share"),
            Parameter("upper", .number(), .value(.number(1.0 / 3)), "the largest share"),
            inplace,
        ], example: "",
        shown: {
            "lower=\(($0["lower"] ?? .none).repr), upper=\(($0["upper"] ?? .none).repr)"
                + ($0.flag("inplace") ? ", inplace=True" : "")
        }
    ) { object, x, _ in
        try x.changed(object.flag("inplace")) {
            try $0.randomReLU(
                object.number("lower"), object.number("upper"), isRandom: ModuleClass.isTraining(object))
        }
    }

    static let prelu = LayerClass(
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
}
