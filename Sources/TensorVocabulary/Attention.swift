import Answers
import Arrays
import Autograd
import Language

/// `nn.MultiheadAttention` and `nn.TransformerEncoderLayer`, with PyTorch's parameters, masks and equations (Vaswani et al. 2017).
enum Attention {
    static let classes: [LayerClass] = [attention, encoder]

    // MARK: Attention

    private static let attention = LayerClass(
        "MultiheadAttention", "activation",
        "softmax(Q·Kᵀ/√d)·V in each head; Q, K and V are projections of query, key and value, out_proj one of what the heads give",
        [
            Parameter("embed_dim", .int(.init(1, 1_048_576)), .required, "numbers of each step"),
            Parameter("num_heads", .int(.init(1, 1_048_576)), .required, "heads, which divide embed_dim"),
            Parameter("dropout", .number(.share), .value(.number(0)), "of the weights, in training"),
            Parameter("bias", .bool, true, "whether the projections have biases"),
            Parameter("batch_first", .bool, false, "whether the batch is the first axis"),
        ], example: "4, 2", build: { object, args, context in try build(object, args, context) },
        open: { object, arguments, keywords, context in
            let names = [
                "query", "key", "value", "key_padding_mask", "need_weights", "attn_mask", "average_attn_weights",
                "is_causal",
            ]
            var given: [String: Value] = [:]
            for (name, value) in zip(names, arguments) { given[name] = value }
            for (name, value) in keywords {
                guard names.contains(name) else {
                    throw Mistake(
                        "MultiheadAttention has no argument \(name)", expected: names.joined(separator: ", ")
                    ).raised(
                        as: "TypeError",
                        "MultiheadAttention.forward() got an unexpected keyword argument '\(name)'")
                }
                given[name] = value
            }
            let inputs = try ["query", "key", "value"].map {
                try context.requireTensor(given[$0] ?? .none, "multi_head_attention_forward")
            }
            func flag(_ name: String, _ standard: Bool) -> Bool {
                if case .bool(let flag)? = given[name] { flag } else { standard }
            }
            let mask = given["attn_mask"]?.asThing(Tensor.self)
            if flag("is_causal", false), mask == nil {
                throw Mistake("is_causal is a hint about attn_mask, and there is none", expected: "attn_mask too")
                    .raised(
                        as: "RuntimeError", "Need attn_mask if specifying the is_causal hint.")
            }
            let (out, weights) = try attend(
                object, inputs, mask: mask, padding: given["key_padding_mask"]?.asThing(Tensor.self))
            guard flag("need_weights", true) else { return .tuple([.thing(out), .none]) }
            let shown = flag("average_attn_weights", true) ? try weights.mean([1]) : weights
            let isSingle = inputs[0].ndim == 2
            return .tuple([.thing(out), .thing(isSingle ? try shown.squeezed([0]) : shown)])
        })

    private static func build(_ object: Instance, _ args: Arguments, _ context: Context) throws {
        let (width, heads) = (try args.int("embed_dim"), try args.int("num_heads"))
        guard width % heads == 0 else {
            throw Mistake(
                "\(heads) heads do not divide the \(width) numbers of a step", expected: "a divisor of embed_dim",
                argument: "num_heads"
            ).raised(as: "AssertionError", "embed_dim must be divisible by num_heads")
        }
        let hasBias = try args.bool("bias")
        object.set("head_dim", .int(width / heads))
        // Xavier's bound for (3·width, width).
        object.set(
            "in_proj_weight",
            try LayerClasses.uniform([3 * width, width], (6 / Double(4 * width)).squareRoot(), args, context))
        object.set("in_proj_bias", hasBias ? try zeros([3 * width], context) : .none)
        let out = context.instance(of: projection)
        ModuleClass.begin(out)
        out.set("in_features", .int(width))
        out.set("out_features", .int(width))
        out.set("weight", try LayerClasses.uniform([width, width], 1 / Double(width).squareRoot(), args, context))
        out.set("bias", hasBias ? try zeros([width], context) : .none)
        object.set("out_proj", .asObject(out))
    }

    /// What PyTorch calls the last projection.
    private static let projection = NativeClass(
        "NonDynamicallyQuantizableLinear", module: "torch.nn.modules.linear", base: LayerClasses.linear.native,
        methods: [])

    private static func zeros(_ shape: [Int], _ context: Context) throws -> Value {
        try LayerClasses.parameter(NDArray.zeros(shape, context.recorder.standard, work: context.work), context)
    }

    /// - Throws: `Mistake` for queries, keys or values that are no sequences of `width` numbers.
    private static func check(_ inputs: [Tensor], width: Int, isSingle: Bool, isBatchFirst: Bool) throws {
        for (name, x) in zip(["query", "key", "value"], inputs) {
            guard x.ndim == (isSingle ? 2 : 3), x.shape[x.ndim - 1] == width else {
                throw Mistake(
                    "MultiheadAttention of \(width) numbers gets a \(name) of shape \(x.shape.listText)",
                    expected: isBatchFirst
                        ? "(batch, steps, \(width)) or (steps, \(width))"
                        : "(steps, batch, \(width)) or (steps, \(width))"
                ).raised(
                    as: "AssertionError",
                    "was expecting embedding dimension of \(width), but got \(x.shape.last ?? 0)")
            }
        }
    }

    /// `attn_mask` as it lies over scores of that shape: (batch, heads, steps, keys).
    private static func asked(_ mask: Tensor, _ shape: [Int]) throws -> Tensor {
        let (steps, keys, all) = (shape[2], shape[3], shape[0] * shape[1])
        let isOfHeads = mask.ndim == 3
        guard mask.shape == (isOfHeads ? [all, steps, keys] : [steps, keys]) else {
            throw Mistake(
                "an attn_mask of shape \(mask.shape.listText)",
                expected: "[\(steps), \(keys)] or [\(all), \(steps), \(keys)]"
            ).raised(
                as: "RuntimeError",
                "The shape of the \(mask.ndim)D attn_mask is torch.Size(\(mask.shape.listText)), but should be "
                    + (isOfHeads ? "(\(all), \(steps), \(keys))." : "(\(steps), \(keys))."))
        }
        return try isOfHeads ? mask.reshaped(shape) : mask
    }

    /// `key_padding_mask` as it lies over scores.
    private static func ofPadding(_ padding: Tensor, _ batch: Int, _ keys: Int) throws -> Tensor {
        let whole = padding.ndim == 1 ? try padding.unsqueezed(0) : padding
        guard whole.shape == [batch, keys] else {
            throw Mistake(
                "a key_padding_mask of shape \(padding.shape.listText)", expected: "[\(batch), \(keys)]"
            ).raised(
                as: "AssertionError",
                "expecting key_padding_mask shape of (\(batch), \(keys)), but got torch.Size(\(padding.shape.listText))"
            )
        }
        return try whole.reshaped([batch, 1, 1, keys])
    }

    /// What comes of query, key and value, in the order of axes of the query; and the weights (batch, heads, steps, keys).
    private static func attend(
        _ object: Instance, _ inputs: [Tensor], mask: Tensor?, padding: Tensor?
    ) throws -> (output: Tensor, weights: Tensor) {
        let (width, heads) = (object.int("embed_dim"), object.int("num_heads"))
        let isSingle = inputs[0].ndim == 2
        let isBatchFirst = object.flag("batch_first")
        try check(inputs, width: width, isSingle: isSingle, isBatchFirst: isBatchFirst)
        guard let kernel = object.tensor("in_proj_weight") else {
            throw Mistake("the attention has no in_proj_weight", expected: "the parameter it was made with")
        }
        let bias = object.tensor("in_proj_bias")
        /// (batch, heads, steps, numbers of a head)
        func headed(_ place: Int) throws -> Tensor {
            let x =
                isSingle
                ? try inputs[place].unsqueezed(0) : isBatchFirst ? inputs[place] : try inputs[place].transposed(0, 1)
            let y = try x.affine(
                kernel.narrowed(0, place * width, width), bias.map { try $0.narrowed(0, place * width, width) })
            return try y.reshaped([x.shape[0], x.shape[1], heads, width / heads]).permuted([0, 2, 1, 3])
        }
        let (q, k, v) = (try headed(0), try headed(1), try headed(2))
        guard q.shape[0] == k.shape[0], k.shape == v.shape else {
            throw Mistake(
                "query, key and value of \(inputs.map(\.shape.listText).joined(separator: ", "))",
                expected: "one batch, and as many values as keys")
        }
        let (batch, steps, keys) = (q.shape[0], q.shape[2], k.shape[2])
        var scores = try (q * (1 / Double(width / heads).squareRoot())).matmul(k.transposed(-1, -2))
        if let mask { scores = try hide(scores, asked(mask, [batch, heads, steps, keys])) }
        if let padding { scores = try hide(scores, ofPadding(padding, batch, keys)) }
        var weights = try scores.softmax(-1)
        if object.number("dropout") > 0, ModuleClass.isTraining(object) {
            weights = try weights.dropped(object.number("dropout"))
        }
        var y = try weights.matmul(v).permuted([0, 2, 1, 3]).reshaped([batch, steps, width])
        if let out = object["out_proj"]?.asInstance(of: ModuleClass.module), let last = out.tensor("weight") {
            y = try y.affine(last, out.tensor("bias"))
        }
        return (isSingle ? try y.squeezed([0]) : isBatchFirst ? y : try y.transposed(0, 1), weights)
    }

    // MARK: The function

    static let word = TorchWords.word(
        TorchWords.functional + "scaled_dot_product_attention",
        "softmax(Q·Kᵀ/√d)·V; where a mask of flags is True, a key is looked at",
        [
            Parameter("query", .any, .required, "(…, steps, d)"), Parameter("key", .any, .required, "(…, keys, d)"),
            Parameter("value", .any, .required, "(…, keys, numbers)"),
            Parameter("attn_mask", .any, .value(.none), "flags, or numbers that are added to the scores"),
            Parameter("dropout_p", .number(.share), .value(.number(0)), "of the weights"),
            Parameter("is_causal", .bool, false, "whether a step looks at no later key"),
            Parameter("scale", .optional(.number()), .value(.none), "in place of 1/√d", isKeywordOnly: true),
        ], example: "(torch.ones(1, 2, 4), torch.ones(1, 3, 4), torch.ones(1, 3, 4))"
    ) { args, context in
        let (q, k, v) = (
            try args.tensor("query", context), try args.tensor("key", context), try args.tensor("value", context)
        )
        guard q.ndim >= 2, k.ndim >= 2, v.ndim >= 2, q.shape.last == k.shape.last else {
            throw Mistake(
                "query, key and value of \([q, k, v].map(\.shape.listText).joined(separator: ", "))",
                expected: "at least two axes, and as many numbers in a key as in a query"
            ).raised(as: "RuntimeError")
        }
        let scale = args["scale"].asDouble ?? 1 / Double(Swift.max(1, q.shape.last ?? 1)).squareRoot()
        var scores = try (q * scale).matmul(k.transposed(-1, -2))
        if let mask = args.optionalTensor("attn_mask") {
            scores = try hide(scores, mask.dtype == .bool ? mask.test(.logicalNot) : mask)
        }
        if try args.bool("is_causal") {
            let (steps, keys) = (q.shape[q.ndim - 2], k.shape[k.ndim - 2])
            try MemoryRoom.check(Double(steps) * Double(keys), for: "a mask of \(steps)x\(keys)") { _ in "fewer steps" }
            let later = try NDArray.zeros([steps, keys], .bool)
            for step in 0..<steps {
                for key in Swift.min(step + 1, keys)..<keys { later.set(.bool(true), at: step * keys + key) }
            }
            scores = try hide(scores, context.recorder.tensor(later))
        }
        var weights = try scores.softmax(-1)
        if try args.number("dropout_p") > 0 { weights = try weights.dropped(args.number("dropout_p")) }
        return .thing(try weights.matmul(v))
    }

    /// Scores of what may not be looked at become −∞: where a mask of flags is True, or by adding a mask of numbers.
    private static func hide(_ scores: Tensor, _ mask: Tensor) throws -> Tensor {
        mask.dtype == .bool ? try scores.filled(where: mask, -.infinity) : try scores + mask
    }

    // MARK: The layer of an encoder

    private static let encoder = LayerClass(
        "TransformerEncoderLayer", "transformer",
        "attention and two linear layers, each with a way around it and a normalisation after it, or before with norm_first",
        [
            Parameter("d_model", .int(.init(1, 1_048_576)), .required, "numbers of each step"),
            Parameter("nhead", .int(.init(1, 1_048_576)), .required, "heads, which divide d_model"),
            Parameter("dim_feedforward", .int(.init(1, 1_048_576)), 2048, "numbers between the linear layers"),
            Parameter("dropout", .number(.share), 0.1, "in training"),
            Parameter("activation", .oneOf([.choice(["relu", "gelu"]), .any]), "relu", "between the linear layers"),
            Parameter("layer_norm_eps", .number(.positive), 1e-5, "of the normalisations"),
            Parameter("batch_first", .bool, false, "whether the batch is the first axis"),
            Parameter("norm_first", .bool, false, "whether the normalisations come before"),
            Parameter("bias", .bool, true, "whether there are biases"),
        ], example: "4, 2, 8",
        build: { object, args, context in
            func made(_ layer: LayerClass, _ arguments: [Value]) throws -> Value {
                try context.call(.word(layer.word), arguments)
            }
            let (width, inner, bias) = (args["d_model"], args["dim_feedforward"], args["bias"])
            let heads = try args.int("nhead")
            guard try args.int("d_model") % heads == 0 else {
                throw Mistake(
                    "\(heads) heads do not divide the \(try args.int("d_model")) numbers of a step",
                    expected: "a divisor of d_model", argument: "nhead"
                ).raised(as: "AssertionError", "embed_dim must be divisible by num_heads")
            }
            let drop = args["dropout"]
            object.set("self_attn", try made(attention, [width, args["nhead"], drop, bias, args["batch_first"]]))
            object.set("linear1", try made(LayerClasses.linear, [width, inner, bias]))
            object.set("dropout", try made(LayerClasses.dropout, [drop]))
            object.set("linear2", try made(LayerClasses.linear, [inner, width, bias]))
            for name in ["norm1", "norm2"] {
                object.set(
                    name, try made(LayerClasses.layerNorm, [width, args["layer_norm_eps"], .bool(true), bias]))
            }
            for name in ["dropout1", "dropout2"] { object.set(name, try made(LayerClasses.dropout, [drop])) }
        },
        open: { object, arguments, keywords, context in
            let names = ["src", "src_mask", "src_key_padding_mask", "is_causal"]
            var given: [String: Value] = [:]
            for (name, value) in zip(names, arguments) { given[name] = value }
            for (name, value) in keywords { given[name] = value }
            let x = try context.requireTensor(given["src"] ?? .none, "transformer_encoder_layer")
            func run(_ name: String, _ x: Tensor) throws -> Tensor {
                let found = try context.call(object[name] ?? .none, [.thing(x)])
                return try context.requireTensor(found, name)
            }
            func attended(_ x: Tensor) throws -> Tensor {
                guard let own = object["self_attn"]?.asInstance(of: attention.native) else { return x }
                let out = try attend(
                    own, [x, x, x], mask: given["src_mask"]?.asThing(Tensor.self),
                    padding: given["src_key_padding_mask"]?.asThing(Tensor.self)
                ).output
                return try run("dropout1", out)
            }
            func widened(_ x: Tensor) throws -> Tensor {
                let inner = try run("linear1", x)
                let bent: Tensor
                switch object["activation"] {
                case .text("gelu")?: bent = try inner.gelu(isApproximate: false)
                case .text?, nil: bent = try inner.relu()
                case let own?: bent = try context.requireTensor(try context.call(own, [.thing(inner)]), "activation")
                }
                return try run("dropout2", run("linear2", run("dropout", bent)))
            }
            if object.flag("norm_first") {
                let y = try x + attended(run("norm1", x))
                return .thing(try y + widened(run("norm2", y)))
            }
            let y = try run("norm1", x + attended(x))
            return .thing(try run("norm2", y + widened(y)))
        })
}
