import Answers
import ArrayVocabulary
import Autograd
import Datasets
import Language
import Networks
import Tensors

/// Layers under Keras's names, with Keras's defaults.
enum LayerWords {
    static let words: [Word] = dense + regular + images + sequences + joining

    private static let dense: [Word] = [
        layer(
            "Dense", "Every output is a weighted sum of all inputs, then the activation",
            details:
                "y = f(x·W + b) on the last axis; W has shape (in, units). Keras fills W with glorot_uniform and b with "
                + "zeros; `kernel_initializer=\"torch_linear\"` draws both from U(±1/√in) as PyTorch's Linear does.",
            [
                LayerParameter.units("number of outputs"), LayerParameter.activation(nil),
                Parameter("use_bias", .bool, .value(.bool(true)), "whether a constant is added"),
                LayerParameter.initialiser("kernel_initializer", "glorot_uniform"),
                LayerParameter.initialiser("bias_initializer", "zeros"),
                LayerParameter.regulariser("kernel_regularizer", "weights"),
                LayerParameter.regulariser("bias_regularizer", "constants"),
                LayerParameter.constraint("kernel_constraint"), LayerParameter.constraint("bias_constraint"),
                LayerParameter.regulariser("activity_regularizer", "outputs, divided by the rows of the batch"),
            ], example: "Dense(64, activation=\"relu\")"
        ) { arguments in
            let torch = arguments.optionalText("kernel_initializer") == "torch_linear"
            return DenseLayer(
                units: try arguments.int("units"), activation: try arguments.activation(),
                usesBias: try arguments.bool("use_bias"),
                kernelInitialiser: try arguments.initialiser("kernel_initializer"),
                biasInitialiser: torch && !arguments.isGiven("bias_initializer")
                    ? .torchLinear : try arguments.initialiser("bias_initializer"),
                kernelRegulariser: arguments.optionalThing("kernel_regularizer", as: RegulariserValue.self)?
                    .regulariser,
                biasRegulariser: arguments.optionalThing("bias_regularizer", as: RegulariserValue.self)?.regulariser,
                kernelConstraint: arguments.optionalThing("kernel_constraint", as: ConstraintValue.self)?.constraint,
                biasConstraint: arguments.optionalThing("bias_constraint", as: ConstraintValue.self)?.constraint,
                activityRegulariser: try arguments.activityPenalty(),
                name: arguments.optionalText("name"))
        },
        layer(
            "Activation", "A function of each number, or of the last axis together",
            [Parameter("activation", LayerParameter.function, .required, "which function")],
            example: "Activation(\"tanh\")"
        ) { ActivationLayer(try $0.activation(), name: $0.optionalText("name")) },
    ]

    private static let regular: [Word] = [
        layer(
            "Dropout", "While training each number is dropped with this probability, the others grow by 1/(1 − rate)",
            [
                Parameter("rate", .number(.decayRate), .required, "probability of being dropped"),
                Parameter(
                    "seed", .any, .value(.none), "has no effect: the model's seed is used", isKeywordOnly: true),
            ], example: "Dropout(0.3)"
        ) { try DropoutLayer(rate: $0.number("rate"), name: $0.optionalText("name")) },
        layer(
            "BatchNormalization", "Each feature to mean 0 and variance 1 over the batch, then scaled and shifted",
            [
                Parameter("momentum", .number(.share), .value(.number(0.99)), "share of the running mean that is kept"),
                Parameter("epsilon", .number(.positive), .value(.number(1e-3)), "added to the variance"),
                Parameter(
                    "unbiased", .bool, .value(.bool(false)),
                    "whether the running variance divides by n − 1, as in PyTorch", isKeywordOnly: true),
            ], example: "BatchNormalization()"
        ) {
            try BatchNormalizationLayer(
                momentum: $0.number("momentum"), epsilon: $0.number("epsilon"), isUnbiased: $0.bool("unbiased"),
                name: $0.optionalText("name"))
        },
        layer(
            "LayerNormalization", "Each example to mean 0 and variance 1 over its last axis, then scaled and shifted",
            [Parameter("epsilon", .number(.positive), .value(.number(1e-3)), "added to the variance")],
            example: "LayerNormalization()"
        ) { LayerNormalizationLayer(epsilon: try $0.number("epsilon"), name: $0.optionalText("name")) },
        layer(
            "RMSNormalization", aliases: ["RMSNorm"],
            "Each example divided by the root mean square over its last axis, then scaled (Zhang & Sennrich 2019)",
            [
                Parameter(
                    "epsilon", aliases: ["eps"], .number(.positive), .value(.number(1e-6)),
                    "added to the mean square; PyTorch's is 1.19e-7", isKeywordOnly: true)
            ],
            example: "RMSNormalization()"
        ) { RMSNormalizationLayer(epsilon: try $0.number("epsilon"), name: $0.optionalText("name")) },
        layer(
            "ActivityRegularization", "The same numbers, with a penalty on them that is added to the loss",
            [
                Parameter("l1", .number(.nonNegative), .value(.number(0)), "factor of Σ|x|, divided by the rows"),
                Parameter("l2", .number(.nonNegative), .value(.number(0)), "factor of Σx², divided by the rows"),
            ], example: "ActivityRegularization(l2=0.01)"
        ) {
            ActivityPenaltyLayer(
                try Regulariser(l1: $0.number("l1"), l2: $0.number("l2")), name: $0.optionalText("name"))
        },
        layer(
            "Sampling", aliases: ["GaussianSampling"],
            "A code drawn from N(μ, σ²) of means and log-variances side by side; adds β·KL to the loss",
            details:
                "z = μ + e^(s/2)·ε while training, z = μ otherwise. β·KL(N(μ, e^s) ‖ N(0, I)), summed over the code and averaged over "
                + "the examples, joins the loss; the history has it as kl_loss, without β, beside reconstruction_loss. Keras's "
                + "documentation writes this layer as a class of one's own, which works here too. Kingma & Welling (2014).",
            [Parameter("beta", .number(), .value(.number(1)), "factor of the divergence, at least 0")],
            example: "Sampling(beta=4)"
        ) { arguments in
            let beta = try arguments.number("beta")
            return try arguments.about("beta") {
                try GaussianSamplingLayer(beta: beta, name: arguments.optionalText("name"))
            }
        },
        layer("Flatten", "An example as one row", [], example: "Flatten()") {
            FlattenLayer(name: $0.optionalText("name"))
        },
        layer(
            "Reshape", "The same numbers of an example under another shape",
            [Parameter("target_shape", .tuple(of: .int(.init(1, 1e6))), .required, "the new shape")],
            example: "Reshape((28, 28, 1))"
        ) { arguments in
            let shape = try arguments.values("target_shape").compactMap { $0.asDouble.flatMap { Int(exactly: $0) } }
            return ReshapeLayer(shape, name: arguments.optionalText("name"))
        },
    ]

    private static let side = ValueType.oneOf([.int(.init(1, 64)), .tuple(of: .int(.init(1, 64)))])

    private static let borders = ValueType.choice(["valid", "same"])
    private static let sameKeeps = "\"same\" keeps the size at stride 1"

    private static let images: [Word] = [
        layer(
            "Conv2D", "A small kernel slides over an image, channels last",
            [
                Parameter("filters", .int(.init(1, 4096)), .required, "number of output channels"),
                Parameter("kernel_size", side, .required, "height and width of the kernel"),
                Parameter("strides", side, .value(.int(1)), "how far the kernel moves, down and to the right"),
                Parameter(
                    "padding", .oneOf([borders, .int(.init(0, 64))]), .value(.text("valid")),
                    sameKeeps + "; a number is that many zeros on every side, as PyTorch counts"),
                LayerParameter.activation(nil),
                Parameter("use_bias", .bool, .value(.bool(true)), "whether a constant is added"),
                LayerParameter.initialiser("kernel_initializer", "glorot_uniform"),
                LayerParameter.regulariser("kernel_regularizer", "weights"),
            ], example: "Conv2D(8, 3, activation=\"relu\")"
        ) { arguments in
            Conv2DLayer(
                filters: try arguments.int("filters"), kernelSize: try arguments.pair("kernel_size"),
                stride: try arguments.pair("strides"), padding: try padding(arguments),
                activation: try arguments.activation(), usesBias: try arguments.bool("use_bias"),
                kernelInitialiser: try arguments.initialiser("kernel_initializer"),
                kernelRegulariser: arguments.optionalThing("kernel_regularizer", as: RegulariserValue.self)?
                    .regulariser,
                name: arguments.optionalText("name"))
        },
        pooling("MaxPooling2D", aliases: ["MaxPool2D"], "The largest number of each window", .largest),
        pooling("AveragePooling2D", aliases: ["AvgPool2D"], "The mean of each window", .mean),
    ]

    private static func pooling(
        _ name: String, aliases: [String], _ summary: String, _ rule: PoolingLayer.Kind
    ) -> Word {
        layer(
            name, aliases: aliases, summary,
            [
                Parameter("pool_size", side, .value(.int(2)), "height and width of the window"),
                Parameter(
                    "strides", .optional(side), .value(.none),
                    "how far it moves, down and to the right; the window's size if absent"),
                Parameter("padding", borders, .value(.text("valid")), sameKeeps),
            ], example: "\(name)(2)"
        ) { arguments in
            let areGiven = if case .none = arguments["strides"] { false } else { true }
            let stride = areGiven ? try arguments.pair("strides") : nil
            return PoolingLayer(
                rule, size: try arguments.pair("pool_size"), stride: stride, padding: try padding(arguments),
                name: arguments.optionalText("name"))
        }
    }

    private static func padding(_ arguments: Arguments) throws -> Padding {
        if arguments["padding"].asDouble != nil { return .zeros(try arguments.int("padding")) }
        return try arguments.text("padding") == "same" ? .same : .valid
    }

    /// `weights=` of an embedding.
    private static func rows(_ arguments: Arguments) throws -> Initialiser? {
        guard !arguments["weights"].isNone else { return nil }
        let shape = [try arguments.int("input_dim"), try arguments.int("output_dim")]
        guard let given = arguments["weights"].elements, given.count == 1,
            let rows = try ArrayWords.samples(given[0], work: arguments.work), rows.shape == shape
        else {
            throw arguments.mistake(
                "weights", "weights = \(arguments["weights"].brief)",
                expected: "a list of one array of shape \(shape.shapeText)")
        }
        return .values(rows.values)
    }

    private static let sequences: [Word] = [
        layer(
            "Embedding", "A learnt row for each class number",
            [
                Parameter("input_dim", .int(.init(1, 1e6)), .required, "number of classes"),
                Parameter("output_dim", .int(.init(1, 1e5)), .required, "length of a row"),
                LayerParameter.initialiser("embeddings_initializer", "random_uniform"),
                LayerParameter.regulariser("embeddings_regularizer", "rows"),
                LayerParameter.constraint("embeddings_constraint"),
                Parameter(
                    "weights", .optional(.list(of: .any)), .value(.none),
                    "a list of one array, the rows that it begins with", isKeywordOnly: true),
                Parameter(
                    "mask_zero", .bool, .value(.bool(false)),
                    "whether class 0 fills up short sequences, and its steps do not count", isKeywordOnly: true),
                Parameter(
                    "input_length", .optional(.int(.init(1, 1e6))), .value(.none), "has no effect: the data tell it",
                    isKeywordOnly: true),
            ], takes: [LayerParameter.inputShape], example: "Embedding(28, 16)"
        ) {
            EmbeddingLayer(
                inputDimension: try $0.int("input_dim"), outputDimension: try $0.int("output_dim"),
                initialiser: try rows($0) ?? $0.initialiser("embeddings_initializer"),
                regulariser: $0.optionalThing("embeddings_regularizer", as: RegulariserValue.self)?.regulariser,
                constraint: $0.optionalThing("embeddings_constraint", as: ConstraintValue.self)?.constraint,
                masksZero: try $0.bool("mask_zero"),
                name: $0.optionalText("name"))
        },
        layer(
            "Masking", "Steps in which every feature has one value do not count for the layers that follow",
            [Parameter("mask_value", .number(), .value(.number(0)), "what all features of such a step have")],
            takes: [LayerParameter.inputShape], example: "Masking(mask_value=0.0)"
        ) { MaskingLayer(value: try $0.number("mask_value"), name: $0.optionalText("name")) },
        layer(
            "PositionEmbedding", "A learnt row for each place in the sequence, added", [],
            example: "PositionEmbedding()"
        ) {
            PositionEmbeddingLayer(name: $0.optionalText("name"))
        },
        globalMean("GlobalAveragePooling", "The mean over all places", nil),
        globalMean("GlobalAveragePooling1D", "The mean over all steps of a sequence", 1),
        globalMean("GlobalAveragePooling2D", "The mean over all pixels of an image", 2),
    ]

    private static let joining: [Word] = [
        merge("Add", "The sum of tensors of one shape", .add),
        merge("Multiply", "The product of tensors of one shape", .multiply),
        layer(
            "Concatenate", "Tensors side by side along an axis",
            [
                Parameter(
                    "axis", .int(.init(-16, 16)), .value(.int(-1)), "which one: the rows are axis 0, -1 is the last")
            ], takes: [], example: "Concatenate()"
        ) { arguments in
            let (axis, name) = (try arguments.int("axis"), arguments.optionalText("name"))
            if axis == -1 { return MergeLayer(.concatenate, name: name) }
            return TensorLayer(
                "Concatenate", ["axis=\(axis)"], name: name,
                parameters: { shapes in
                    let place = axis < 0 ? axis + (shapes.first?.count ?? 0) : axis - 1
                    let rests = shapes.map { shape in shape.enumerated().filter { $0.offset != place }.map(\.element) }
                    guard shapes.count > 1, place >= 0, place < shapes[0].count, Set(rests).count == 1,
                        Set(shapes.map(\.count)).count == 1
                    else {
                        throw Mistake(
                            "Concatenate(axis=\(axis)) is given \(shapes.map(\.shapeText).joined(separator: ", "))",
                            expected: "shapes that agree in all but that axis")
                    }
                    return []
                }
            ) { try Tensor.joined($0.inputs, along: axis < 0 ? axis + $0.x.ndim : axis) }
        },
        Word(
            "residual", family: "layers", summary: "x + block(x)",
            details:
                "He et al., \"Deep Residual Learning for Image Recognition\" (2016). The block must give back its input's shape.",
            parameters: [
                Parameter("block", .list(of: .thing([LayerValue.kind])), .required, "layers in their order"),
                LayerParameter.name,
            ], returns: "layer", examples: ["residual([Dense(16, activation=\"relu\"), Dense(16)])"], seeAlso: ["Add"],
            meaning: .call { arguments, context in
                let block = try arguments.values("block").compactMap { value -> LayerValue? in
                    guard case .thing(let thing) = value else { return nil }
                    return thing as? LayerValue
                }
                guard Set(block.map { ObjectIdentifier($0.identity) }).count == block.count else {
                    throw arguments.mistake(
                        "block", "a layer stands twice in the block", expected: "layers with weights of their own",
                        try: "y = d(d(x)); Add()([x, y]) to share weights")
                }
                return .thing(
                    LayerValue(
                        ResidualLayer(block.map(\.layer), name: arguments.optionalText("name")), context,
                        origin: LayerCall("residual", ["block"], arguments)))
            }),
        input("Input", "The input of a model: first in Sequential, or what layers are called on"),
        input("InputLayer", "The input of a model as `model.layers` has it"),
    ]

    private static func input(_ name: String, _ summary: String) -> Word {
        Word(
            name, family: "layers", summary: summary,
            parameters: [
                Parameter(
                    "shape", aliases: ["input_shape"], .tuple(of: .optional(.int(.init(1, 1e6)))), .required,
                    "shape of one example, without the batch; None for a length that the data tell"),
                LayerParameter.name,
                Parameter("dtype", .optional(.text), "has no effect: numbers are float32", isKeywordOnly: true),
            ], returns: "tensor", examples: ["\(name)(shape=(8,))"], seeAlso: ["Model", "Dense"],
            meaning: .call { arguments, context in
                let shape = try arguments.values("shape").map { $0.asDouble.flatMap { Int(exactly: $0) } }
                return .thing(
                    SymbolicTensor(
                        shape: shape,
                        name: arguments.optionalText("name") ?? context.madeNames.next("input_layer")))
            })
    }

    private static func globalMean(_ name: String, _ summary: String, _ axes: Int?) -> Word {
        layer(name, summary, [], example: "\(name)()") {
            GlobalAveragePoolingLayer(axes: axes, name: $0.optionalText("name"))
        }
    }

    private static func merge(_ name: String, _ summary: String, _ rule: MergeLayer.Kind) -> Word {
        layer(name, summary, [], takes: [], example: "\(name)()") {
            MergeLayer(rule, name: $0.optionalText("name"))
        }
    }

    /// A word that makes a layer; `input_shape=`, `input_dim=` and `name=` are common to all.
    static func layer(
        _ name: String, aliases: [String] = [], _ summary: String, details: String = "", _ parameters: [Parameter],
        takes shapes: [Parameter] = [LayerParameter.inputShape, LayerParameter.inputDimension], example: String,
        _ make: @escaping @Sendable (Arguments) throws -> any Layer
    ) -> Word {
        Word(
            name, aliases: aliases, family: "layers", summary: summary, details: details,
            parameters: parameters + shapes + [LayerParameter.name], returns: "layer", examples: [example],
            seeAlso: ["Sequential"],
            meaning: .call { arguments, context in
                .thing(
                    LayerValue(
                        try make(arguments), inputShape: try arguments.inputShape(among: shapes), context,
                        origin: LayerCall(name, parameters.map(\.name), arguments)))
            })
    }
}
