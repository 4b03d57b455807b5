import Answers
import Arrays
import Autograd
import Language

/// `torch.autograd.Function`: an operation whose derivative the learner writes.
enum FunctionClass {
    private static let contextClass = NativeClass(
        "FunctionCtx", module: "torch.autograd.function",
        methods: [
            .init(open: "save_for_backward") { object, values, _, _ in
                object.set("saved_tensors", .tuple(values))
                return .none
            },
            .init(open: "mark_non_differentiable") { object, values, _, _ in
                object.set("constants", .tuple(values))
                return .none
            },
            .init(open: "set_materialize_grads") { _, _, _, _ in .none },
        ])

    static let type = NativeClass(
        "Function", module: "torch.autograd.function",
        methods: [
            .ofClass("apply") { owner, values, keywords, context in
                guard keywords.isEmpty else {
                    throw Mistake("apply is given \(keywords[0].name)=", expected: "arguments without names").raised(
                        as: "TypeError", "apply() takes no keyword arguments")
                }
                return try applied(owner, values, context)
            }
        ])

    static let words: [Word] = [
        Word(
            "torch.autograd.Function", family: "torch",
            summary: "The class that operations with a derivative of one's own are derived from",
            details: """
                `forward(ctx, …)` and `backward(ctx, grad_output)` are written as static methods; `ctx.save_for_backward(…)` keeps \
                tensors that `ctx.saved_tensors` gives back. `backward` gives one gradient for each argument of `forward`, None \
                for what is no tensor. The operation is `MyFunction.apply`.
                """,
            returns: "class",
            examples: [
                "import torch\nclass Half(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n        return x / 2\n    @staticmethod\n    def backward(ctx, g):\n        return g / 2\nHalf.apply(torch.ones(2))"
            ], meaning: .type(type)),
        Word(
            "torch.autograd.gradcheck", family: "torch",
            summary: "Whether a function's gradient is that of finite differences",
            details: "An error names the first place where the two differ. The inputs are best in double precision.",
            parameters: [
                Parameter("func", .any, .required, "a function of tensors"),
                Parameter("inputs", .any, .required, "a tensor, or a tuple of them"),
                Parameter("eps", .number(.positive), .value(.number(1e-6)), "step of the differences"),
                Parameter("atol", .number(.nonNegative), .value(.number(1e-5)), "difference that is allowed"),
                Parameter("rtol", .number(.nonNegative), .value(.number(1e-3)), "the same as a share"),
                Parameter("raise_exception", .bool, .value(.bool(true)), "whether a difference is an error"),
            ], returns: "bool",
            examples: [
                "import torch\ntorch.autograd.gradcheck(torch.exp, (torch.ones(2, dtype=torch.double, requires_grad=True),))"
            ],
            meaning: .call { args, context in .bool(try checked(args, context)) }),
    ]

    // MARK: Applying

    private static func applied(_ owner: Value, _ values: [Value], _ context: Context) throws -> Value {
        let forward = try context.attribute("forward", of: owner)
        let backward = try context.attribute("backward", of: owner)
        let name = try context.attribute("__name__", of: owner).asText ?? "Function"
        let kept = context.instance(of: contextClass)
        let inputs = values.enumerated().compactMap { place, value -> (place: Int, tensor: Tensor)? in
            value.asThing(Tensor.self).map { (place, $0) }
        }
        kept.set("saved_tensors", .tuple([]))
        kept.set(
            "needs_input_grad",
            .tuple(values.map { .bool($0.asThing(Tensor.self)?.requiresGrad ?? false) }))
        let recorder = context.recorder
        let found = try recorder.recording(false) { try context.call(forward, [.asObject(kept)] + values, []) }
        guard let output = found.asThing(Tensor.self) else {
            throw Mistake(
                "forward of \(name) gives \(found.brief)", expected: "a tensor", try: "return result"
            ).raised(as: "TypeError")
        }
        let constants = kept["constants"]?.elements ?? []
        let isConstant = constants.contains { $0.asThing(Tensor.self) === output }
        guard recorder.isRecording, inputs.contains(where: \.tensor.requiresGrad), !isConstant else {
            return .thing(output)
        }
        let desk = context.hookDesk
        // What forward hands through is the same memory: the result stands for it, so that nothing is recorded twice.
        return .thing(
            Tensor.foreign("\(name)Backward", output.array, of: inputs.map(\.tensor), recorder: recorder) { gradient in
                let line = desk.context ?? context
                let given = try line.call(backward, [.asObject(kept), .thing(gradient)], [])
                let gradients: [Value] = if case .tuple(let items) = given { items } else { [given] }
                guard gradients.count == values.count else {
                    throw Mistake(
                        "backward of \(name) gives \(Phrase.count(gradients.count, "gradient"))",
                        expected: "\(values.count), one for each argument of forward, None for what is no tensor"
                    ).raised(
                        as: "RuntimeError",
                        "function \(name)Backward returned an incorrect number of gradients (expected \(values.count), "
                            + "got \(gradients.count))")
                }
                return try inputs.map { place, _ in
                    gradients[place].isNone ? nil : try line.requireTensor(gradients[place], "backward")
                }
            })
    }

    // MARK: Checking

    private static func checked(_ args: Arguments, _ context: Context) throws -> Bool {
        let given = args["inputs"].asThing(Tensor.self).map { [Value.thing($0)] } ?? args["inputs"].elements ?? []
        let tensors = try given.map { try context.requireTensor($0, "gradcheck") }
        let (eps, atol, rtol) = (try args.number("eps"), try args.number("atol"), try args.number("rtol"))
        func value(_ inputs: [Tensor]) throws -> Tensor {
            try context.requireTensor(try context.call(args["func"], inputs.map { .thing($0) }, []), "gradcheck")
        }
        let leaves = try tensors.map { tensor -> Tensor in
            let leaf = context.recorder.tensor(try tensor.array.copy(context.work))
            if tensor.requiresGrad { try leaf.requireGrad() }
            return leaf
        }
        context.hookDesk.context = context
        defer { context.hookDesk.context = nil }
        let output = try value(leaves)
        for row in 0..<output.count {
            if context.work.isCancelled { throw Stopped() }
            let seed = try NDArray.zeros(output.shape, output.dtype, work: context.work)
            seed.set(.float(1), at: row)
            let wanted = leaves.filter(\.requiresGrad)
            let found = try Tensor.gradients(
                of: [output], [context.recorder.tensor(seed)], by: wanted, keepsGraph: true, createsGraph: false)
            for (leaf, slopes) in zip(wanted, found) {
                for place in 0..<leaf.count {
                    func moved(_ step: Double) throws -> Double {
                        let array = try leaf.array.contiguous(context.work).copy()
                        array.set(.float(array.number(at: place).asDouble + step), at: place)
                        let inputs = leaves.map { $0 === leaf ? context.recorder.tensor(array) : $0 }
                        let result = try context.recorder.recording(false) { try value(inputs) }
                        return try result.array.contiguous(context.work).number(at: row).asDouble
                    }
                    let numeric = (try moved(eps) - moved(-eps)) / (2 * eps)
                    let exact = try slopes?.array.contiguous(context.work).number(at: place).asDouble ?? 0
                    guard abs(numeric - exact) > atol + rtol * abs(numeric) else { continue }
                    guard try args.bool("raise_exception") else { return false }
                    throw Mistake(
                        "d output \(row)/d input \(place) is \(exact.short()), and finite differences give "
                            + numeric.short(), expected: "the same", try: "inputs of dtype=torch.double"
                    ).raised(as: "GradcheckError", "Jacobian mismatch for output 0 with respect to input 0")
                }
            }
        }
        return true
    }
}
