import Answers
import Arrays
import Autograd
import Language

/// The losses of `torch.nn`: each is declared once, and is a module and a function of `torch.nn.functional`.
enum LossClasses {
    struct Declaration: Sendable {
        var module: String
        var function: String
        var summary: String
        var parameters: [Parameter]
        /// What comes in; the body gets the first two, and asks the settings for more.
        var inputs = LossClasses.inputs
        var reductions = ["none", "mean", "sum"]
        /// What stands in the example's brackets after `(`.
        var example = "torch.tensor([0.5, 0.2]), torch.tensor([1.0, 0.0]))"
        var body: @Sendable (Tensor, Tensor, Settings) throws -> Tensor
    }

    package struct Settings {
        var value: (String) -> Value
        var context: Context

        var together: Tensor.Together { Tensor.Together(rawValue: value("reduction").asText ?? "mean") ?? .mean }
        func number(_ name: String) -> Double { value(name).asDouble ?? 0 }
        func tensor(_ name: String) -> Tensor? { value(name).asThing(Tensor.self) }
        func required(_ name: String) throws -> Tensor { try context.requireTensor(value(name), name) }
        func flag(_ name: String) -> Bool { if case .bool(true) = value(name) { true } else { false } }
    }

    private static let classes = "torch.tensor([[1.0, 2.0, 0.5]]), torch.tensor([1]))"

    static let all: [Declaration] = elementary + likelihoods + pairs

    private static let elementary: [Declaration] = [
        .init(module: "MSELoss", function: "mse_loss", summary: "(x − t)²", parameters: []) { x, t, s in
            remark(x, t, s, "mse_loss")
            return try x.squaredError(t, s.together)
        },
        .init(module: "L1Loss", function: "l1_loss", summary: "|x − t|", parameters: []) { x, t, s in
            remark(x, t, s, "l1_loss")
            return try x.absoluteError(t, s.together)
        },
        .init(
            module: "SmoothL1Loss", function: "smooth_l1_loss", summary: "½(x − t)²/β near 0, else |x − t| − ½β",
            parameters: [Parameter("beta", .number(.nonNegative), .value(.number(1)), "how far it is a square")]
        ) { x, t, s in
            remark(x, t, s, "smooth_l1_loss")
            return try x.smoothError(t, s.number("beta"), s.together)
        },
        .init(
            module: "HuberLoss", function: "huber_loss", summary: "½(x − t)² near 0, else δ(|x − t| − ½δ)",
            parameters: [Parameter("delta", .number(.positive), .value(.number(1)), "how far it is a square")]
        ) { x, t, s in
            remark(x, t, s, "huber_loss")
            return try x.huber(t, s.number("delta"), s.together)
        },
        .init(
            module: "BCELoss", function: "binary_cross_entropy", summary: "−(t·log x + (1 − t)·log(1 − x))",
            parameters: [weight]
        ) { x, t, s in try x.binaryCrossEntropy(t, s.tensor("weight"), s.together) },
        .init(
            module: "BCEWithLogitsLoss", function: "binary_cross_entropy_with_logits",
            summary: "binary cross-entropy of logits",
            parameters: [
                weight, Parameter("pos_weight", .any, .value(.none), "a factor of the class 1", isKeywordOnly: true),
            ]
        ) { x, t, s in
            guard t.dtype.isFloat else {
                throw Mistake(
                    "the targets are of dtype \(t.dtype.name)", expected: "floating-point numbers",
                    try: "target.float()", argument: "target"
                ).raised(
                    as: "RuntimeError",
                    "result type \(x.dtype.torchKind) can't be cast to the desired output type \(t.dtype.torchKind)")
            }
            return try x.logitCrossEntropy(t, s.tensor("weight"), positive: s.tensor("pos_weight"), s.together)
        },
        .init(
            module: "CrossEntropyLoss", function: "cross_entropy",
            summary: "−log softmax of the class, of logits and class numbers or probabilities",
            parameters: [
                Parameter(
                    "weight", .any, .value(.none),
                    "a factor of each class; the mean of class numbers divides by the weights of the rows' classes, so that "
                        + "it does nothing in a batch of one class, that of probabilities by the rows"), ignored,
                Parameter(
                    "label_smoothing", .number(.share), .value(.number(0)), "the share spread over all classes",
                    isKeywordOnly: true),
            ], example: classes
        ) { x, t, s in
            try x.crossEntropy(
                t, s.tensor("weight"), ignoring: s.value("ignore_index").asInt ?? -100,
                smoothing: s.number("label_smoothing"),
                s.together)
        },
        .init(
            module: "NLLLoss", function: "nll_loss", summary: "−log p of the class, of log-probabilities",
            parameters: [weight, ignored], example: classes
        ) { x, t, s in
            try x.negativeLogLikelihood(
                t, s.tensor("weight"), ignoring: s.value("ignore_index").asInt ?? -100, s.together)
        },
        .init(
            module: "KLDivLoss", function: "kl_div", summary: "t·(log t − x), of log-probabilities x",
            parameters: [Parameter("log_target", .bool, false, "whether t are logarithms", isKeywordOnly: true)],
            reductions: ["none", "mean", "sum", "batchmean"]
        ) { x, t, s in
            try x.divergence(
                t, isLogarithm: s.flag("log_target"), s.together,
                perBatch: s.value("reduction").asText == "batchmean")
        },
    ]

    static let weight = Parameter("weight", .any, .value(.none), "a factor of each class or element")
    private static let ignored = Parameter(
        "ignore_index", .int(), -100, "a class number that does not count", isKeywordOnly: true)

    /// PyTorch warns where the shapes differ, and goes on by broadcasting.
    private static func remark(_ x: Tensor, _ t: Tensor, _ s: Settings, _ name: String) {
        guard x.shape != t.shape else { return }
        s.context.note(
            "\(name): the outputs have shape \(x.shape.listText), the targets \(t.shape.listText): they are broadcast, "
                + "which is hardly what is meant; target.view(\(x.shape.map(String.init).joined(separator: ", "))) gives them one shape"
        )
    }

    private static func reduction(_ declared: Declaration) -> Parameter {
        Parameter(
            "reduction", .choice(declared.reductions), "mean", "what the losses come to", isKeywordOnly: true)
    }

    static let words: [Word] = all.flatMap { declared in
        let parameters = declared.parameters + [reduction(declared)]
        let names = declared.inputs.map(\.name)
        @Sendable func loss(
            _ args: Arguments, _ context: Context, _ setting: @escaping (String) -> Value
        ) throws -> Value {
            .thing(
                try declared.body(
                    args.tensor(names[0], context), args.tensor(names[1], context),
                    Settings(value: { names.contains($0) ? args[$0] : setting($0) }, context: context)))
        }
        let native = NativeClass(
            declared.module, module: "torch.nn.modules.loss", base: ModuleClass.module,
            methods: [
                .init("__init__", parameters) { object, args, _ in
                    ModuleClass.begin(object)
                    for parameter in parameters { object.set(parameter.name, args[parameter.name]) }
                    return .none
                },
                .init("forward", declared.inputs) { object, args, context in
                    try loss(args, context) { object[$0] ?? .none }
                },
            ])
        return [
            Word(
                "torch.nn.\(declared.module)", family: "torch", summary: declared.summary, parameters: parameters,
                returns: "module", examples: ["import torch\ntorch.nn.\(declared.module)()"], meaning: .type(native)),
            Word(
                "torch.nn.functional.\(declared.function)", family: "torch", summary: declared.summary,
                parameters: declared.inputs + parameters, returns: "tensor",
                examples: ["import torch\ntorch.nn.functional.\(declared.function)(\(declared.example)"],
                meaning: .call { args, context in try loss(args, context) { args[$0] } }),
        ]
    }

    private static let inputs = [
        Parameter("input", .any, .required, "the outputs"), Parameter("target", .any, .required, "what they should be"),
    ]
}
