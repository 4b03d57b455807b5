import Answers
import Language
import Optimizers
import Training
import TensorVocabulary

/// What listings say about mixed precision in Keras's and PyTorch's words.
enum MixedPrecisionWords {
    static let words: [Word] = [setPolicy, policy, lossScale, autocast] + scalers

    static let members: [Member] = [
        .attribute("precision", of: History.self, "what was computed in, in words; None for float32") {
            $0.precision.map { .text($0) } ?? .none
        }
    ]

    private static let policies = TrainingPrecision.Policy.allCases.map(\.rawValue)

    private static let setPolicy = Word(
        "keras.mixed_precision.set_global_policy",
        aliases: [
            "keras.mixed_precision.set_dtype_policy", "keras.config.set_dtype_policy",
            "tensorflow.keras.mixed_precision.set_global_policy",
        ], family: "networks", summary: "the precision of every later fit that names none",
        details: "Keras ties a policy to the layers that are made after it; here it is of the fits.",
        parameters: [Parameter("policy", .choice(policies), "Keras's name of it")], returns: "none",
        examples: ["import keras\nkeras.mixed_precision.set_global_policy(\"float32\")"],
        seeAlso: ["keras.mixed_precision.global_policy"],
        meaning: .call { args, context in
            guard let policy = TrainingPrecision.Policy(rawValue: try args.text("policy")) else { return .none }
            context.precisionPolicy.policy = policy
            return .none
        })

    private static let policy = Word(
        "keras.mixed_precision.global_policy",
        aliases: [
            "keras.mixed_precision.dtype_policy", "keras.config.dtype_policy",
            "tensorflow.keras.mixed_precision.global_policy",
        ], family: "networks", summary: "the precision of fits that name none", returns: "string",
        examples: ["import keras\nkeras.mixed_precision.global_policy()"],
        seeAlso: ["keras.mixed_precision.set_global_policy"],
        meaning: .call { _, context in .text(context.precisionPolicy.policy.rawValue) })

    private static let lossScale = Word(
        "LossScaleOptimizer",
        aliases: [
            "keras.mixed_precision.LossScaleOptimizer", "keras.optimizers.LossScaleOptimizer",
            "tensorflow.keras.mixed_precision.LossScaleOptimizer",
        ], family: "optimizers", summary: "an optimizer whose fits multiply the loss before it goes backward",
        details: """
            In float16 gradients below 6e-8 are lost. Multiplied by the scale they survive, and are divided by it again before the step. A \
            scale that makes one overflow is halved and the step skipped; after dynamic_growth_steps without, it is doubled (Keras 3).
            """,
        parameters: [
            Parameter("inner_optimizer", aliases: ["optimizer"], .thing([Optimizer.kind]), "what moves the weights"),
            Parameter("initial_scale", .number(.positive), 32768, "the scale of the first step"),
            Parameter("dynamic_growth_steps", .int(.atLeast(1)), 2000, "steps without an overflow until it doubles"),
        ], returns: Optimizer.kind, examples: ["LossScaleOptimizer(Adam(0.001), initial_scale=1024)"],
        seeAlso: ["gradient_scale", "keras.mixed_precision.set_global_policy"],
        meaning: .call { args, _ in
            var optimizer = try args.thing("inner_optimizer", as: Optimizer.self)
            guard optimizer.lossScale == nil else {
                throw args.mistake(
                    "inner_optimizer", "\(optimizer.summary) has a loss scale already",
                    expected: "one LossScaleOptimizer at most")
            }
            optimizer.lossScale = .dynamic(
                try .init(initial: args.number("initial_scale"), interval: args.int("dynamic_growth_steps")))
            return .thing(optimizer)
        })

    // MARK: PyTorch

    /// Loops of one's own compute in float32: what asks for less is told once, and changes nothing.
    private static func say(_ name: String, _ context: Context) {
        context.noteOnce(
            "\(name): loops of one's own compute in float32 here; fit(x, y, precision=\"mixed_bfloat16\") computes in less"
        )
    }

    private static let enabled = Parameter(
        "enabled", .bool, true, "has no effect: float32 either way", isKeywordOnly: true)

    private static let autocast = Word(
        "torch.autocast", aliases: ["torch.amp.autocast", "torch.cuda.amp.autocast", "torch.cpu.amp.autocast"],
        family: "torch",
        summary: "stands around operations, which are computed in float32 all the same: `fit` has precision=",
        parameters: [
            Parameter("device_type", .any, .value(.none), "has no effect"),
            Parameter("dtype", .any, .value(.none), "has no effect"), enabled,
            Parameter("cache_enabled", .any, .value(.none), "has no effect", isKeywordOnly: true),
        ], returns: "scope",
        examples: ["import torch\nwith torch.autocast(\"cpu\"):\n    torch.ones(2) * 2"],
        seeAlso: ["torch.no_grad"],
        meaning: .call { args, context in
            if try args.bool("enabled") { say("autocast", context) }
            return .asObject(context.instance(of: scope))
        })

    private static let scope = NativeClass(
        "autocast", module: "torch.amp.autocast_mode",
        methods: [
            .init(open: "__enter__") { _, _, _, _ in .none }, .init(open: "__exit__") { _, _, _, _ in .bool(false) },
            // `@torch.autocast("cpu")` before a def.
            .init(open: "__call__") { _, arguments, _, _ in arguments.first ?? .none },
        ])

    private static let scalers = [
        Word(
            "torch.amp.GradScaler", aliases: ["torch.cuda.amp.GradScaler"], family: "torch",
            summary: "PyTorch's loss scale, which float32 does not need: it hands on; `fit` has loss_scale=",
            parameters: [
                Parameter("device", .any, .value(.none), "has no effect"),
                Parameter("init_scale", .number(.positive), 65536, "has no effect", isKeywordOnly: true),
                Parameter("growth_factor", .number(.positive), 2, "has no effect", isKeywordOnly: true),
                Parameter("backoff_factor", .number(.positive), 0.5, "has no effect", isKeywordOnly: true),
                Parameter("growth_interval", .int(.atLeast(1)), 2000, "has no effect", isKeywordOnly: true), enabled,
            ], returns: "scaler", examples: ["import torch\ntorch.amp.GradScaler().is_enabled()"],
            seeAlso: ["torch.autocast", "LossScaleOptimizer"],
            meaning: .call { args, context in
                if try args.bool("enabled") { say("GradScaler", context) }
                return .asObject(context.instance(of: scaler))
            })
    ]

    /// It does what PyTorch's does that is switched off: on a machine without a graphics card all are.
    private static let scaler = NativeClass(
        "GradScaler", module: "torch.amp.grad_scaler",
        methods: [
            .init(open: "scale") { _, arguments, _, _ in arguments.first ?? .none },
            .init(open: "unscale_") { _, _, _, _ in .none }, .init(open: "update") { _, _, _, _ in .none },
            .init(open: "get_scale") { _, _, _, _ in .number(1) },
            .init(open: "state_dict") { _, _, _, _ in .dict(.init()) },
            .init(open: "load_state_dict") { _, _, _, _ in .none },
            .init(open: "is_enabled") { _, _, _, _ in .bool(false) },
            .init(open: "step") { _, arguments, _, context in
                guard let optimizer = arguments.first else { return .none }
                return try context.call(context.attribute("step", of: optimizer), [])
            },
        ])
}
