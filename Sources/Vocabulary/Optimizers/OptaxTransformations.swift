import Answers
import Language

/// optax's transformations of gradients, one by one, and what is made of several: for loops with `init` and `update`. What an
/// optimizer of the laboratory can be, `optax.chain` makes one of.
enum OptaxTransformations {
    static let words: [Word] = classes + links + combinations

    private static let module = WrittenModule(
        "optax", OptaxLinksText.text + OptaxCombinationsText.text,
        given: { _ in
            ["_settings": .callable("settings", settings)]
        })

    /// The chain of any links, for those that no optimizer here does in one step.
    static let chain = module.word("chain", "links one after the other", returns: "any", examples: [])
    /// Any link for some parameters alone.
    static let masked = module.word("masked", "a link for some parameters", returns: "any", examples: [])
    /// One update per several gradients, around any link.
    static let multiSteps = module.word("MultiSteps", "an update per several gradients", returns: "any", examples: [])

    // MARK: Classes

    private static let classes: [Word] = [
        module.word(
            "GradientTransformation", aliases: ["optax.base.GradientTransformation"], family: "optax",
            "two functions: init(params) gives a state, update(updates, state, params) updates and the next",
            [
                Parameter("init", .any, .required, "a function of the parameters"),
                Parameter("update", .any, .required, "a function of updates, state and parameters"),
            ], returns: "any",
            examples: [
                """
                import jax, jax.numpy as jnp, optax
                def update(updates, state, params=None):
                    return jax.tree.map(lambda g: -0.1 * g, updates), state + 1
                tx = optax.GradientTransformation(lambda params: 0, update)
                tx.update(jnp.ones(2), tx.init(jnp.ones(2)))
                """
            ], seeAlso: ["optax.chain"]),
        module.word(
            "GradientTransformationExtraArgs", aliases: ["optax.base.GradientTransformationExtraArgs"], family: "optax",
            "the same, where update takes more by keyword, such as value=",
            [
                Parameter("init", .any, .required, "a function of the parameters"),
                Parameter("update", .any, .required, "a function of updates, state, parameters and keywords"),
            ], returns: "any",
            examples: [
                "import optax\nissubclass(optax.GradientTransformationExtraArgs, optax.GradientTransformation)"
            ], seeAlso: ["optax.GradientTransformation"]),
        module.word(
            "EmptyState", aliases: ["optax.base.EmptyState"], family: "optax",
            "the state of what remembers nothing", returns: "tuple", examples: ["import optax\noptax.EmptyState()"],
            seeAlso: ["optax.GradientTransformation"]),
    ]

    // MARK: Links

    private static func link(
        _ name: String, _ summary: String, _ parameters: [(name: String, value: Value?, meaning: String)],
        call: String
    ) -> Word {
        module.word(
            name, family: "optax", summary,
            parameters.map { name, value, meaning in
                Parameter(name, .any, value.map { .value($0) } ?? .required, meaning)
            }, returns: "any",
            examples: [
                """
                import jax.numpy as jnp, optax
                tx = optax.\(name)(\(call))
                updates, state = tx.update(jnp.ones(2), tx.init(jnp.ones(2)), jnp.ones(2))
                updates
                """
            ], seeAlso: ["optax.chain", "optax.GradientTransformation"])
    }

    private typealias Setting = (name: String, value: Value?, meaning: String)

    private static func betas(_ second: Double = 0.999, _ ε: Double = 1e-8) -> [Setting] {
        [
            ("b1", .number(0.9), "β₁ of the mean of gradients"), ("b2", .number(second), "β₂ of that of their squares"),
            ("eps", .number(ε), "ε beside the root"),
        ]
    }
    private static let inside: Setting = ("eps_root", .number(0), "ε inside of the root")
    private static let format: Setting = ("mu_dtype", Value.none, "has no effect: as precise as the gradients")
    private static let nesterov: Setting = ("nesterov", .bool(false), "whether it looks one step ahead")
    private static let spread: [Setting] = [
        ("decay", .number(0.9), "how much of the mean stays"), ("eps", .number(1e-8), "ε beside the size"),
        ("initial_scale", .number(0), "the mean of squares before the first"),
        ("eps_in_sqrt", .bool(true), "whether ε stands inside of the root"),
    ]

    private static let links: [Word] = [
        link("identity", "updates as they came", [], call: ""),
        link("scale", "updates times a number", [("step_size", nil, "the number")], call: "-0.1"),
        link(
            "scale_by_learning_rate", "updates times −η, or a schedule of η",
            [
                ("learning_rate", nil, "η, or a function of the step"),
                ("flip_sign", .bool(true), "whether it is −η and not η"),
            ], call: "0.1"),
        link(
            "scale_by_schedule", "updates times a function of the step, from 0",
            [("step_size_fn", nil, "the function")], call: "lambda step: -0.1 / (1 + step)"),
        link("scale_by_adam", "Adam's m̂/(√v̂ + ε)", betas() + [inside, format, nesterov], call: ""),
        link("scale_by_amsgrad", "AMSGrad's m̂/(√max v̂ + ε)", betas() + [inside, format], call: ""),
        link("scale_by_adamax", "Adamax's m̂/u, u the decaying largest |g|", betas(), call: ""),
        link(
            "scale_by_belief", "AdaBelief's m̂/(√ŝ + ε), s of (g − m)²",
            betas(0.999, 1e-16) + [("eps_root", .number(1e-16), "ε added to s"), nesterov], call: ""),
        link(
            "scale_by_lion", "Lion's sign of β₁m + (1 − β₁)g",
            [("b1", .number(0.9), "β₁ of the sign"), ("b2", .number(0.99), "β₂ of the memory"), format], call: ""),
        link(
            "scale_by_rms", "RMSprop's g/√(v + ε)",
            spread + [("bias_correction", .bool(false), "whether v is divided by 1 − decayᵗ")], call: ""),
        link("scale_by_stddev", "centred RMSprop's g/√(v − m² + ε)", spread, call: ""),
        link(
            "scale_by_rss", "Adagrad's g/√(Σg² + ε)",
            [
                ("initial_accumulator_value", .number(0.1), "the sum before the first"),
                ("eps", .number(1e-7), "ε inside of the root"),
            ], call: ""),
        link("scale_by_sign", "the sign of each update", [], call: ""),
        link(
            "scale_by_trust_ratio", "each array's updates times |θ|/|u|",
            [
                ("min_norm", .number(0), "the least norm"), ("trust_coefficient", .number(1), "a factor"),
                ("eps", .number(0), "ε beside |u|"),
            ], call: ""),
        link(
            "trace", "heavy-ball momentum: t ← g + decay·t",
            [("decay", nil, "how much stays"), nesterov, ("accumulator_dtype", Value.none, "has no effect")],
            call: "0.9"),
        link(
            "ema", "the exponential mean of updates",
            [
                ("decay", nil, "how much stays"), ("debias", .bool(true), "whether it is divided by 1 − decayᵗ"),
                ("accumulator_dtype", Value.none, "has no effect"),
            ], call: "0.9"),
        link(
            "normalize_by_update_norm", "all updates divided by their common norm",
            [("scale_factor", .number(1), "a factor"), ("eps", .number(1e-6), "ε beside the norm")], call: ""),
        link("zero_nans", "0 in place of what is no number", [], call: ""),
        link("keep_params_nonnegative", "no update that would lead below 0", [], call: ""),
        link("apply_every", "the sum of k updates at every k-th, else 0", [("k", .int(1), "how many")], call: "2"),
        link(
            "stateless", "a function of updates and parameters as a link", [("f", nil, "the function")],
            call: "lambda updates, params: 2 * updates"),
        link(
            "stateless_with_tree_map", "a function of each array's update and parameter as a link",
            [("f", nil, "the function")], call: "lambda g, p: g * p"),
    ]

    // MARK: Of several

    private static func combination(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter], _ example: String
    ) -> Word {
        module.word(
            name, aliases: aliases, family: "optax", summary, parameters, returns: "any", examples: [example],
            seeAlso: ["optax.chain", "optax.masked"])
    }

    private static let inner = Parameter("inner", .any, .required, "an optimizer or a link")

    private static let combinations: [Word] = [
        combination(
            "partition", aliases: ["optax.multi_transform", "optax.transforms.partition"],
            "a transformation for each label of parameters",
            [
                Parameter("transforms", .any, .required, "a dict of labels and transformations"),
                Parameter("param_labels", .any, .required, "a tree of labels, or a function that makes it of a tree"),
                Parameter("mask_compatible_extra_args", .bool, false, "has no effect", isKeywordOnly: true),
            ],
            """
            import jax.numpy as jnp, optax
            params = {"body": jnp.ones(2), "head": jnp.ones(2)}
            tx = optax.partition(
                {"slow": optax.sgd(0.01), "fast": optax.adam(0.1)},
                {"body": "slow", "head": "fast"})
            tx.update(params, tx.init(params), params)[0]
            """),
        combination(
            "apply_if_finite", "no update where a gradient is nan or inf, until there were too many in a row",
            [inner, Parameter("max_consecutive_errors", .any, .required, "how many in a row are left out")],
            """
            import jax.numpy as jnp, optax
            tx = optax.apply_if_finite(optax.sgd(0.1), 2)
            tx.update(jnp.array([jnp.nan, 1.0]), tx.init(jnp.ones(2)))[0]
            """),
        combination(
            "inject_hyperparams", aliases: ["optax.schedules.inject_hyperparams", "optax.inject_stateful_hyperparams"],
            "hyperparameters that stand in the state and may be changed there",
            [
                Parameter("inner_factory", .any, .required, "what makes a transformation: optax.adam"),
                Parameter("static_args", .any, .value(.tuple([])), "names that stay out of the state"),
                Parameter("hyperparam_dtype", .any, .value(.none), "of the numbers in the state"),
            ],
            """
            import jax.numpy as jnp, optax
            tx = optax.inject_hyperparams(optax.sgd)(learning_rate=0.1)
            state = tx.init(jnp.ones(2))
            state.hyperparams["learning_rate"] = 0.5
            tx.update(jnp.ones(2), state)[0]
            """),
        combination(
            "named_chain", "a chain whose states have names",
            [Parameter("transforms", .any, .otherwise("none"), "pairs of a name and a link", isVariadic: true)],
            """
            import jax.numpy as jnp, optax
            tx = optax.named_chain(("clip", optax.clip(1.0)), ("step", optax.scale(-0.1)))
            sorted(tx.init(jnp.ones(2)))
            """),
        combination(
            "with_extra_args_support", "the same, whose update may be given more by keyword",
            [Parameter("tx", .any, .required, "a transformation")],
            "import optax\noptax.with_extra_args_support(optax.identity()).init(None)"),
    ]

    // MARK: Settings

    /// What a call of a factory gives, by name, in the order of its parameters, with its defaults.
    private static func settings(
        _ values: [Value], _ keywords: [(name: String, value: Value)], _ context: Context
    ) throws -> Value {
        guard let factory = values.first else { return .none }
        let places = values.dropFirst().first?.elements ?? []
        let (names, standards) = parameters(of: factory)
        guard places.count <= names.count else {
            throw Mistake(
                "\(places.count) arguments by place", expected: "at most \(names.count)", try: "learning_rate=0.1"
            ).raised(as: "TypeError")
        }
        let out = Value.Dictionary()
        for name in names where standards[name] != nil || names.firstIndex(of: name).map({ $0 < places.count }) == true
        {
            let place = names.firstIndex(of: name) ?? places.count
            try out.set(.text(name), place < places.count ? places[place] : standards[name] ?? .none)
        }
        var named: [(name: String, value: Value)] = []
        if case .dict(let given)? = values.dropFirst(2).first {
            named = given.entries.map { ($0.key.asText ?? "", $0.value) }
        }
        // A rate that is given by name stands where the signature has it.
        let first = named.filter { $0.name == names.first }
        let whole = Value.Dictionary(first.map { (.text($0.name), $0.value) })
        for entry in out.entries { try whole.set(entry.key, entry.value) }
        for (name, value) in named { try whole.set(.text(name), value) }
        return .dict(whole)
    }

    private static func parameters(of factory: Value) -> (names: [String], defaults: [String: Value]) {
        switch factory {
        case .function(let function): return (function.parameters, function.defaults)
        case .word(let word):
            let numbers = standards[String(word.name.split(separator: ".").last ?? "")] ?? []
            return (
                word.parameters.map(\.name),
                Dictionary(uniqueKeysWithValues: numbers.map { ($0.name, Value.number($0.value)) })
            )
        default: return ([], [:])
        }
    }

    private typealias Standard = (name: String, value: Double)

    private static let moments: [Standard] = [("b1", 0.9), ("b2", 0.999), ("eps", 1e-8)]
    private static let rooted: [Standard] = moments + [("eps_root", 0)]

    /// The defaults that are numbers, of the optimizers that are tuned most; optax 0.2.8.
    private static let standards: [String: [Standard]] = [
        "adam": rooted, "nadam": rooted, "amsgrad": rooted, "adamax": moments,
        "adamw": rooted + [("weight_decay", 1e-4)], "nadamw": rooted + [("weight_decay", 1e-4)],
        "adamaxw": moments + [("weight_decay", 1e-4)],
        "rmsprop": [("decay", 0.9), ("eps", 1e-8), ("initial_scale", 0)],
        "adagrad": [("initial_accumulator_value", 0.1), ("eps", 1e-7)],
        "adadelta": [("rho", 0.9), ("eps", 1e-6), ("weight_decay", 0)],
        "lion": [("b1", 0.9), ("b2", 0.99), ("weight_decay", 1e-3)],
        "radam": rooted + [("threshold", 5)],
        "lamb": [("b1", 0.9), ("b2", 0.999), ("eps", 1e-6), ("eps_root", 0), ("weight_decay", 0)],
        "adabelief": [("b1", 0.9), ("b2", 0.999), ("eps", 1e-16), ("eps_root", 1e-16)],
        "yogi": [("b1", 0.9), ("b2", 0.999), ("eps", 1e-3)],
    ]
}
