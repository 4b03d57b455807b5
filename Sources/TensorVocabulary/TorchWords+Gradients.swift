import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Derivatives that are asked for, and what is done to gradients between `backward` and `step`.
extension TorchWords {
    private static let functionOfOne = [
        Parameter("func", .any, .required, "a function of one tensor"),
        Parameter("inputs", .any, .required, "the tensor at which it is asked"),
    ]

    /// A copy of the tensor, and what the function makes of it.
    private static func applied(_ args: Arguments, _ context: Context) throws -> (x: Tensor, y: Tensor) {
        let x = context.recorder.tensor(try args.tensor("inputs", context).array.copy(context.work))
        try x.requireGrad()
        return (x, try context.requireTensor(try context.call(args["func"], [.thing(x)]), "func"))
    }

    /// Row by row: the derivatives of each element, 0 where there is no influence.
    private static func derivatives(of y: Tensor, by x: Tensor, _ context: Context) throws -> Tensor {
        let size = Double(y.count) * Double(x.count)
        try MemoryRoom.check(16 * size, for: "\(y.count) × \(x.count) derivatives") { _ in "fewer inputs" }
        let out = try NDArray.zeros(y.shape + x.shape, x.dtype, work: context.work)
        guard y.requiresGrad else { return context.recorder.tensor(out) }
        for row in 0..<y.count {
            if context.work.isCancelled { throw Stopped() }
            let chosen = try NDArray.zeros(y.shape, y.dtype, work: context.work)
            chosen.set(.float(1), at: row)
            let found = try Tensor.gradients(
                of: [y], [context.recorder.tensor(chosen)], by: [x], keepsGraph: true, createsGraph: false)
            for (column, number) in (found[0]?.array.doubles() ?? []).enumerated() {
                out.set(.float(number), at: row * x.count + column)
            }
        }
        return context.recorder.tensor(out)
    }

    static let autograd: [Word] = [
        word(
            "autograd.grad", "d(outputs)/d(inputs), which leaves grad as it is",
            [
                Parameter("outputs", .any, .required, "a tensor, or several"),
                Parameter("inputs", .any, .required, "a tensor, or several"),
                Parameter("grad_outputs", .any, .value(.none), "d(loss)/d(output) for each"),
                Parameter("retain_graph", .optional(.bool), .value(.none), "whether the record stays"),
                Parameter("create_graph", .bool, false, "whether gradients are recorded themselves"),
                Parameter("only_inputs", .bool, true, "has no effect: the gradients are always those of the inputs"),
                Parameter("allow_unused", .optional(.bool), .value(.none), "whether inputs may have no influence"),
            ], returns: "tuple", example: "((x := torch.ones(1, requires_grad=True)) * 2, x)"
        ) { args, context in
            func several(_ name: String) throws -> [Tensor] {
                if let one = args.optionalTensor(name) { return [one] }
                return try args[name].elements(in: context).map { try context.requireTensor($0, "grad") }
            }
            let creates = try args.bool("create_graph")
            let keeps = args["retain_graph"].isNone ? creates : try args.bool("retain_graph")
            let given: [Tensor?] = try args["grad_outputs"].isNone ? [] : several("grad_outputs")
            context.hookDesk.context = context
            defer { context.hookDesk.context = nil }
            let found = try Tensor.gradients(
                of: several("outputs"), given, by: several("inputs"), keepsGraph: keeps, createsGraph: creates)
            var mayBeUnused = false
            if case .bool(true) = args["allow_unused"] { mayBeUnused = true }
            return .tuple(
                try found.map { gradient in
                    if let gradient { return .thing(gradient) }
                    guard mayBeUnused else {
                        throw Mistake(
                            "an input has no influence on the outputs", expected: "inputs that they were computed from",
                            try: "allow_unused=True"
                        ).raised(
                            as: "RuntimeError",
                            "One of the differentiated Tensors appears to not have been used in the graph. Set "
                                + "allow_unused=True if this is the desired behavior.")
                    }
                    return .none
                })
        },
        word(
            "autograd.functional.jacobian", "all derivatives of what a function makes of a tensor: [*outputs, *inputs]",
            functionOfOne, example: "(lambda x: x ** 2, torch.tensor([1.0, 2.0]))"
        ) { args, context in
            try context.recorder.recording(true) {
                let (x, y) = try applied(args, context)
                return .thing(try derivatives(of: y, by: x, context))
            }
        },
        word(
            "autograd.functional.hessian", "all second derivatives of a function that makes one number of a tensor",
            functionOfOne, example: "(lambda x: (x ** 3).sum(), torch.tensor([1.0, 2.0]))"
        ) { args, context in
            try context.recorder.recording(true) {
                let (x, y) = try applied(args, context)
                guard y.count == 1 else {
                    throw Mistake("func gives \(y.count) numbers", expected: "one number, such as a loss").raised(
                        as: "RuntimeError",
                        "The Tensor returned by the function given to hessian should contain a single element")
                }
                guard y.requiresGrad,
                    let gradient = try Tensor.gradients(
                        of: [y], [], by: [x], keepsGraph: true, createsGraph: true)[0]
                else { return .thing(context.recorder.tensor(try NDArray.zeros(x.shape + x.shape, x.dtype))) }
                return .thing(try derivatives(of: gradient, by: x, context))
            }
        },
        word(
            "nn.utils.clip_grad_norm_",
            "scales all gradients together to a norm of at most max_norm; gives the norm before",
            [
                Parameter("parameters", .any, .required, "tensors"),
                Parameter("max_norm", .any, .required, "the bound, at least 0; float(\"inf\") only measures"),
                Parameter("norm_type", .any, .value(.number(2)), "p"),
                Parameter("error_if_nonfinite", .bool, false, "whether NaN is refused"),
            ], example: "(torch.nn.Linear(2, 1).parameters(), 1.0)"
        ) { args, context in
            guard let bound = args["max_norm"].asDouble, bound >= 0 else {
                throw args.mistake(
                    "max_norm", "max_norm = \(args["max_norm"].brief) is out of range",
                    expected: "a finite number of at least 0, or float(\"inf\"), which only measures")
            }
            let gradients = try parameters(args, context).compactMap(\.grad)
            let p = args["norm_type"].asDouble ?? .infinity
            return try context.recorder.recording(false) {
                let norms = try gradients.map { try $0.norm(p) }
                guard !norms.isEmpty else { return .thing(try context.recorder.scalar(0, .float32)) }
                let total = try Tensor.stacked(norms, along: 0).norm(p)
                if try args.bool("error_if_nonfinite"), total.array.only?.asDouble.isFinite != true {
                    throw Mistake("the gradients have a norm that is not finite", expected: "finite gradients").raised(
                        as: "RuntimeError",
                        "The total norm of order \(p) for gradients from `parameters` is non-finite, so it cannot be "
                            + "clipped. To disable this error and scale the gradients by the non-finite norm anyway, set "
                            + "`error_if_nonfinite=False`")
                }
                let coefficient = try (bound / (total + 1e-6)).clamped(nil, 1)
                for gradient in gradients { try gradient.become { try $0 * coefficient } }
                return .thing(total)
            }
        },
        word(
            "nn.utils.clip_grad_value_", "every gradient into ±clip_value",
            [
                Parameter("parameters", .any, .required, "tensors"),
                Parameter("clip_value", .number(.nonNegative), .required, "the bound"),
            ], returns: "None", example: "(torch.nn.Linear(2, 1).parameters(), 1.0)"
        ) { args, context in
            let bound = try args.number("clip_value")
            try context.recorder.recording(false) {
                for gradient in try parameters(args, context).compactMap(\.grad) {
                    try gradient.become { try $0.clamped(-bound, bound) }
                }
            }
            return .none
        },
        word(
            "nn.utils.parameters_to_vector", "all numbers of tensors in one vector",
            [
                Parameter("parameters", .any, .required, "tensors")
            ], example: "(torch.nn.Linear(2, 1).parameters())"
        ) { args, context in
            .thing(try Tensor.joined(parameters(args, context).map { try $0.reshaped([$0.count]) }, along: 0))
        },
        word(
            "nn.utils.vector_to_parameters", "the numbers of one vector put into tensors, one after the other",
            [
                Parameter("vec", .any, .required, "a vector"),
                Parameter("parameters", .any, .required, "tensors with as many numbers together"),
            ], returns: "None", example: "(torch.ones(3), torch.nn.Linear(2, 1).parameters())"
        ) { args, context in
            let (vector, all) = (try args.tensor("vec", context).detached(), try parameters(args, context))
            let total = all.reduce(0) { $0 + $1.count }
            guard vector.ndim == 1, vector.count == total else {
                throw Mistake(
                    "a vector of shape \(vector.shape.listText) for \(Phrase.count(total, "number"))",
                    expected: "shape [\(total)]", argument: "vec"
                ).raised(as: "RuntimeError")
            }
            var start = 0
            for tensor in all {
                try tensor.take(vector.narrowed(0, start, tensor.count).reshaped(tensor.shape).array)
                start += tensor.count
            }
            return .none
        },
    ]

    /// Tensors of an argument: one, or those of a list or generator.
    package static func parameters(_ args: Arguments, _ context: Context) throws -> [Tensor] {
        if let one = args.optionalTensor("parameters") { return [one] }
        return try args["parameters"].elements(in: context).map { try context.requireTensor($0, "parameters") }
    }
}
