import Answers
import Arrays
import Autograd
import Language
import Numbers

/// What stands after the point of a tensor and is no function of it.
enum TensorMembers {
    static let members: [Member] = attributes + methods + inPlace + conversions

    private static func attribute(
        _ name: String, aliases: [String] = [], _ meaning: String, _ body: @escaping @Sendable (Tensor) throws -> Value
    ) -> Member { .attribute(name, aliases: aliases, of: Tensor.self, meaning, body) }

    static func method(
        _ name: String, aliases: [String] = [], _ meaning: String, returns: String = "tensor",
        _ parameters: [Parameter] = [], _ body: @escaping @Sendable (Tensor, Arguments, Context) throws -> Value
    ) -> Member { .method(name, aliases: aliases, of: Tensor.self, returns: returns, meaning, parameters, body) }

    private static let attributes: [Member] = [
        attribute("shape", "the length of every axis") { x in
            x.recorder.style == .torch ? .size(x.shape) : .tuple(x.shape.map { .int($0) })
        },
        attribute("ndim", "the number of axes") { .int($0.ndim) },
        attribute("dtype", "what the elements are") { x in
            switch x.recorder.style {
            case .torch: .thing(TorchDType.of(x.dtype))
            case .tensorFlow: .thing(TorchDType.tensorFlow(x.dtype))
            case .keras: .text(x.dtype.name)
            case .jax: .object(DTypeObject(x.dtype))
            }
        },
        attribute("device", "where it is computed: cpu") { _ in .thing(TorchDevice.cpu) },
        attribute("T", aliases: ["mT", "H"], "the transpose") { .thing(try $0.turned()) },
        attribute("is_leaf", "whether it was not computed from recorded tensors") { .bool($0.isLeaf) },
        attribute("grad_fn", "the operation it came from") { $0.node.map { .thing(GradientFunction($0)) } ?? .none },
        {
            var member = attribute("grad", "the gradient that backward() left; None before") {
                $0.grad.map { .thing($0) } ?? .none
            }
            member.assign = { thing, value, context in
                guard let tensor = thing as? Tensor else { return }
                if value.isNone {
                    tensor.grad = nil
                } else {
                    tensor.grad = try fitting(value, tensor)
                }
            }
            return member
        }(),
        {
            var member = attribute("requires_grad", "whether a gradient is wanted") { .bool($0.requiresGrad) }
            member.assign = { thing, value, context in
                try (thing as? Tensor)?.requireGrad(try context.isTrue(value))
            }
            return member
        }(),
        {
            var member = attribute("data", "the same values, about which nothing is recorded") {
                .thing($0.detached(asData: true))
            }
            member.assign = { thing, value, context in
                try (thing as? Tensor)?.replaceValues(context.requireTensor(value, "data").array)
            }
            return member
        }(),
    ]

    /// - Throws: `Mistake` in PyTorch's words for what is no gradient of the tensor.
    private static func fitting(_ value: Value, _ tensor: Tensor) throws -> Tensor {
        guard let gradient = value.asThing(Tensor.self) else {
            throw Mistake("grad = \(value.brief)", expected: "a tensor, or None").raised(
                as: "TypeError", "assigned grad expected to be a Tensor or None but got grad of type \(value.typeName)")
        }
        guard gradient.shape == tensor.shape else {
            throw Mistake(
                "a gradient of shape \(gradient.shape.listText) for a tensor of \(tensor.shape.listText)",
                expected: "the same shape"
            ).raised(
                as: "RuntimeError",
                "attempting to assign a gradient of size '\(gradient.shape.listText)' to a tensor of size "
                    + "'\(tensor.shape.listText)'. Please ensure that the gradient and the tensor are the same size")
        }
        guard gradient.dtype == tensor.dtype else {
            throw Mistake(
                "a gradient of \(gradient.dtype.torchName) for a tensor of \(tensor.dtype.torchName)",
                expected: "the same dtype", try: "g.to(x.dtype)"
            ).raised(
                as: "RuntimeError",
                "attempting to assign a gradient with dtype '\(gradient.dtype.torchKind.lowercased())' to a tensor with "
                    + "grad_dtype '\(tensor.dtype.torchKind)'. The gradient must match the tensor's grad_dtype (defaults to "
                    + "the tensor's dtype).")
        }
        return gradient
    }

    private static let gradient = Parameter(
        "gradient", .any, .value(.none), "d(loss)/d(self), where it is no single number")

    private static let methods: [Member] = [
        method(
            "backward", "leaves the gradients of everything this was computed from in their grad", returns: "None",
            [
                gradient,
                Parameter("retain_graph", .optional(.bool), .value(.none), "whether backward() can be called again"),
                Parameter("create_graph", .bool, false, "whether gradients are recorded themselves"),
                Parameter("inputs", .any, .value(.none), "the only tensors that get a gradient"),
            ]
        ) { x, args, context in
            let creates = try args.bool("create_graph")
            let keeps = args["retain_graph"].isNone ? creates : try args.bool("retain_graph")
            context.hookDesk.context = context
            defer { context.hookDesk.context = nil }
            var inputs: [Tensor]?
            if !args["inputs"].isNone {
                let given =
                    try args.optionalTensor("inputs").map { [$0] }
                    ?? args["inputs"].elements(in: context).map { try context.requireTensor($0, "backward") }
                guard !given.isEmpty else {
                    throw Mistake("backward() gets no inputs", expected: "tensors, or None for all").raised(
                        as: "RuntimeError", "`inputs` argument to `backward()` cannot be empty.")
                }
                inputs = given
            }
            try x.backward(
                args.optionalTensor("gradient"), keepsGraph: keeps, createsGraph: creates, inputs: inputs)
            return .none
        },
        method("detach", "the same values, about which nothing is recorded") { x, _, _ in .thing(x.detached()) },
        method("detach_", "forgets what was recorded") { x, _, _ in
            x.forget()
            return .thing(x)
        },
        method("clone", "the same values in memory of their own") { x, _, _ in .thing(try x.cloned()) },
        method("requires_grad_", "asks for a gradient", [Parameter("requires_grad", .bool, true, "or not")]) {
            x, args, _ in
            try x.requireGrad(args.bool("requires_grad"))
            return .thing(x)
        },
        method("retain_grad", "lets backward() leave a gradient here too", returns: "None") { x, _, _ in
            try x.retainGrad()
            return .none
        },
        method(
            "register_hook", "calls a function with each gradient that arrives here; the handle's remove() ends it",
            returns: "handle",
            [
                Parameter("hook", .any, .required, "a function of the gradient")
            ]
        ) { x, args, context in
            let (hook, desk) = (args["hook"], context.hookDesk)
            let registered = try x.register(context.hookName(hook)) { gradient in
                let given = try (desk.context ?? context).call(hook, [.thing(gradient)])
                if given.isNone { return nil }
                guard let tensor = given.asThing(Tensor.self) else {
                    throw Mistake("a hook gives \(given.brief)", expected: "a tensor, or None").raised(
                        as: "TypeError", "expected Variable, but hook returned '\(given.typeName)'")
                }
                return tensor
            }
            return HookHandle.value(context) { registered.remove() }
        },
        method(
            "type", "the same numbers of another dtype; without one the name of its own",
            [Parameter("dtype", .any, .value(.none), "a dtype")]
        ) { x, args, _ in
            if let dtype = args["dtype"].asThing(TorchDType.self) { return .thing(try x.cast(to: dtype.dtype)) }
            let name: String =
                switch x.dtype {
                case .float32: "Float"
                case .float64: "Double"
                case .int64: "Long"
                case .bool: "Bool"
                case .int32: "Int"
                case .uint8: "Byte"
                }
            return .text("torch.\(name)Tensor")
        },
        method("item", "the only element as a number", returns: "number") { x, _, _ in
            try x.requireNoDerivative()
            guard let number = x.array.only else {
                throw Mistake(
                    "item() of a tensor of shape \(x.shape.listText)", expected: "one element", try: ".tolist()"
                ).raised(
                    as: "RuntimeError", "a Tensor with \(x.count) elements cannot be converted to Scalar")
            }
            return number.asValue
        },
        method("tolist", "the elements as nested lists", returns: "list") { x, _, _ in
            try x.requireNoDerivative()
            return try list(x.array, x.recorder.work)
        },
        method(
            "numpy", "an array in the same memory", returns: "array",
            [
                Parameter("force", .bool, false, "whether to detach first", isKeywordOnly: true)
            ]
        ) { x, args, _ in
            if x.recorder.style != .torch { return Value(try x.array.copy()) }
            return Value(try args.bool("force") ? x.array : x.asArray)
        },
        method(
            "size", "the length of every axis, or of one", returns: "tuple",
            [
                Parameter("dim", .optional(.int()), .value(.none), "an axis")
            ]
        ) { x, args, _ in
            guard let dim = try args.dim() else { return .size(x.shape) }
            return .int(x.shape[try x.ownAxis(dim)])
        },
        method("numel", aliases: ["nelement"], "how many elements there are", returns: "number") { x, _, _ in
            .int(x.count)
        },
        method("dim", aliases: ["ndimension"], "the number of axes", returns: "number") { x, _, _ in .int(x.ndim) },
        method("stride", "how many elements lie between neighbours along each axis", returns: "tuple") { x, _, _ in
            .tuple(x.array.strides.map { .int($0) })
        },
        method("is_contiguous", "whether the elements lie one after the other", returns: "bool") { x, _, _ in
            .bool(x.array.isContiguous)
        },
        method("element_size", "bytes of one element", returns: "number") { x, _, _ in .int(x.dtype.size) },
        method("is_floating_point", "whether the elements are floating-point numbers", returns: "bool") { x, _, _ in
            .bool(x.dtype.isFloat)
        },
        method(
            "where", "its elements where a condition holds, else others",
            [
                Parameter("condition", .any, .required, "a bool tensor"), TensorFunction.other,
            ]
        ) { x, args, context in
            let other = try context.operand(args["other"])
            let y: Tensor =
                if case .tensor(let tensor)? = other { tensor } else {
                    try context.tensor(args["other"], dtype: x.dtype)
                }
            return .thing(try Tensor.choose(args.tensor("condition", context), x, y))
        },
        method("new_zeros", "zeros of the same dtype", [TensorFunction.shape]) { x, args, _ in
            .thing(x.recorder.tensor(try NDArray.zeros(args.lengths("shape"), x.dtype)))
        },
        method("new_ones", "ones of the same dtype", [TensorFunction.shape]) { x, args, _ in
            .thing(try x.recorder.full(args.lengths("shape"), 1, x.dtype))
        },
        method("data_ptr", "a number that tells memory apart", returns: "number") { x, _, _ in
            .int(ObjectIdentifier(x.array.storage).hashValue)
        },
    ]

    static func list(_ array: NDArray, _ work: Work) throws -> Value {
        if array.ndim == 0 { return array.number(at: 0).asValue }
        let rows = 0..<array.shape[0]
        if array.ndim > 1 { return .list(try rows.map(stoppedBy: work) { try list(array.at($0), work) }) }
        return .list(try rows.map(stoppedBy: work) { array.number(at: $0 * array.strides[0]).asValue })
    }

    // MARK: Other dtypes

    private static func cast(_ name: String, aliases: [String] = [], _ dtype: DType) -> Member {
        method(name, aliases: aliases, "as \(dtype.torchName)") { x, _, _ in .thing(try x.cast(to: dtype)) }
    }

    /// A cast that is refused.
    private static func narrow(_ name: String, _ dtype: String) -> Member {
        method(name, "refused: there are no tensors of \(dtype) here") { _, _, _ in throw NarrowDType(dtype).refusal }
    }

    private static let conversions: [Member] = [
        cast("float", .float32), cast("double", .float64), cast("long", .int64), cast("int", .int32),
        cast("bool", .bool), cast("byte", .uint8),
        method(
            "to", "another dtype; devices change nothing here",
            [
                Parameter("target", aliases: ["device", "dtype"], .any, .value(.none), "a dtype or a device"),
                Parameter("more", .any, .otherwise("nothing"), "a dtype behind a device", isVariadic: true),
                Parameter(
                    "options", .any, .otherwise("nothing"), "settings without a meaning here", isVariadic: true,
                    isKeywordOnly: true),
            ]
        ) { x, args, _ in
            for value in [args["target"]] + (try args.values("more")) {
                if let dtype = value.asThing(TorchDType.self) { return .thing(try x.cast(to: dtype.dtype)) }
                if let narrow = value.asThing(NarrowDType.self) { throw narrow.refusal }
                if let other = value.asThing(Tensor.self) { return .thing(try x.cast(to: other.dtype)) }
            }
            return .thing(x)
        },
        narrow("half", "float16"), narrow("bfloat16", "bfloat16"),
        method("type_as", "as the dtype of another tensor", [TensorFunction.other]) { x, args, context in
            .thing(try x.cast(to: args.tensor("other", context).dtype))
        },
        method("cpu", "itself: there is no other device here") { x, _, _ in .thing(x) },
        method(
            "cuda", "is refused, as by PyTorch on a machine without a graphics card",
            [Parameter("device", .any, .value(.none), "which")]
        ) { _, _, _ in throw Mistake.noGraphicsCard },
    ]
}

extension Mistake {
    /// `model.cuda()` where there is none.
    static var noGraphicsCard: Mistake {
        Mistake(
            "there is no graphics card here", expected: "the processor: nothing is to be moved",
            try: ".to(\"cuda\" if torch.cuda.is_available() else \"cpu\")"
        ).raised(as: "AssertionError", "Torch not compiled with CUDA enabled")
    }
}
