import Answers
import Language
import Optimizers

/// optax's own names, with its order of arguments: each is the rule of that name in optax's dialect.
enum OptaxWords {
    /// A function of optax: the rule's word, its arguments in order, and what it says of itself.
    private struct Function {
        let name: String
        let rule: String
        /// In optax's order; `optax>ours` where the rule's word has another name for it.
        let arguments: String
        var fixed: [(name: String, value: Value)] = []
    }

    private static let moments = "b1 b2 eps eps_root mu_dtype"
    private static let isNesterov: [(name: String, value: Value)] = [("nesterov", .bool(true))]

    private static let functions: [Function] = [
        .init(name: "adabelief", rule: "AdaBelief", arguments: "b1 b2 eps eps_root"),
        .init(name: "adadelta", rule: "Adadelta", arguments: "rho eps weight_decay weight_decay_mask>mask"),
        .init(
            name: "adafactor", rule: "Adafactor",
            arguments: "min_dim_size_to_factor decay_rate>beta_2_decay multiply_by_parameter_scale clipping_threshold "
                + "momentum dtype_momentum weight_decay_rate>weight_decay eps>epsilon_1 weight_decay_mask>mask"),
        .init(name: "adagrad", rule: "Adagrad", arguments: "initial_accumulator_value eps"),
        .init(name: "adam", rule: "Adam", arguments: moments + " nesterov"),
        .init(name: "adamw", rule: "AdamW", arguments: moments + " weight_decay mask nesterov"),
        .init(name: "adamax", rule: "Adamax", arguments: "b1 b2 eps"),
        .init(
            name: "adamaxw", rule: "Adamax", arguments: "b1 b2 eps weight_decay mask",
            fixed: [("weight_decay", .number(1e-4))]),
        .init(name: "adan", rule: "Adan", arguments: "b1 b2 b3 eps eps_root weight_decay mask"),
        .init(name: "amsgrad", rule: "AMSGrad", arguments: moments),
        .init(name: "fromage", rule: "Fromage", arguments: "min_norm"),
        .init(name: "lamb", rule: "LAMB", arguments: "b1 b2 eps eps_root weight_decay mask"),
        .init(
            name: "lars", rule: "LARS",
            arguments: "weight_decay weight_decay_mask>mask trust_coefficient eps trust_ratio_mask momentum nesterov"),
        .init(name: "lion", rule: "Lion", arguments: "b1 b2 mu_dtype weight_decay mask"),
        .init(name: "nadam", rule: "Adam", arguments: moments + " nesterov", fixed: isNesterov),
        .init(name: "nadamw", rule: "AdamW", arguments: moments + " weight_decay mask nesterov", fixed: isNesterov),
        .init(name: "noisy_sgd", rule: "NoisySGD", arguments: "eta gamma"),
        .init(name: "novograd", rule: "NovoGrad", arguments: "b1 b2 eps eps_root weight_decay"),
        .init(name: "optimistic_gradient_descent", rule: "OptimisticGD", arguments: "alpha beta"),
        .init(name: "radam", rule: "RAdam", arguments: "b1 b2 eps eps_root threshold nesterov"),
        .init(
            name: "rmsprop", rule: "RMSprop",
            arguments: "decay>rho eps initial_scale eps_in_sqrt centered momentum nesterov bias_correction"),
        .init(name: "rprop", rule: "Rprop", arguments: "eta_minus eta_plus min_step_size max_step_size"),
        .init(name: "sgd", rule: "SGD", arguments: "momentum nesterov accumulator_dtype"),
        .init(name: "sign_sgd", rule: "SignSGD", arguments: ""),
        .init(name: "signum", rule: "Signum", arguments: "beta accumulator_dtype"),
        .init(name: "sm3", rule: "SM3", arguments: "momentum"),
        .init(name: "yogi", rule: "Yogi", arguments: "b1 b2 eps"),
        .init(name: "contrib.acprop", rule: "ACProp", arguments: "b1 b2 eps eps_root weight_decay mask"),
        .init(
            name: "contrib.ademamix", rule: "AdEMAMix",
            arguments: "b1 b2 b3 alpha eps eps_root mu_dtype weight_decay mask"),
        .init(name: "contrib.adopt", rule: "ADOPT", arguments: "b1 b2 eps mu_dtype nesterov use_clipping"),
        .init(name: "contrib.cocob", rule: "COCOB", arguments: "alpha eps weight_decay mask"),
        .init(name: "contrib.dadapt_adamw", rule: "DAdaptAdamW", arguments: "betas eps estim_lr0 weight_decay"),
        .init(name: "contrib.dowg", rule: "DoWG", arguments: "init_estim_sq_dist eps weight_decay mask"),
        .init(name: "contrib.madgrad", rule: "MADGRAD", arguments: "momentum eps weight_decay"),
        .init(
            name: "contrib.momo", rule: "MoMo", arguments: "beta lower_bound weight_decay adapt_lower_bound"),
        .init(
            name: "contrib.momo_adam", rule: "MoMoAdam",
            arguments: "b1 b2 eps lower_bound weight_decay adapt_lower_bound"),
        .init(
            name: "contrib.muon", rule: "Muon",
            arguments: "ns_steps beta eps weight_decay weight_decay_mask>mask mu_dtype nesterov adam_b1 adam_b2 "
                + "adam_eps_root adam_weight_decay consistent_rms"),
        .init(
            name: "contrib.prodigy", rule: "Prodigy",
            arguments: "betas beta3 eps estim_lr0 estim_lr_coef weight_decay safeguard_warmup"),
        .init(name: "contrib.schedule_free_sgd", rule: "ScheduleFreeSGD", arguments: "b1>beta weight_decay"),
        .init(
            name: "contrib.schedule_free_adamw", rule: "ScheduleFreeAdamW",
            arguments: "b1>beta b2 eps weight_decay"),
        .init(
            name: "contrib.simplified_ademamix", rule: "SimplifiedAdEMAMix",
            arguments: "b1 b2 alpha eps eps_root weight_decay mask"),
        .init(
            name: "contrib.sophia", rule: "Sophia",
            arguments: "b1 b2 eps weight_decay weight_decay_mask>mask gamma clip_threshold update_interval mu_dtype"),
    ]

    static let words: [Word] = functions.map(word) + [polyak, dog, mechanize, multiSteps]

    /// Formats of memory that optax can be asked for; here the rule has its own.
    private static func isFormat(_ name: String) -> Bool { name.hasSuffix("dtype") || name.hasPrefix("dtype") }

    /// Those that optax lets be called without a rate.
    private static let ratedByThemselves: Set<String> = [
        "adadelta", "adafactor", "contrib.cocob", "contrib.dadapt_adamw", "contrib.dowg", "contrib.momo",
        "contrib.momo_adam",
        "contrib.prodigy", "contrib.schedule_free_sgd", "contrib.schedule_free_adamw",
    ]

    private static func word(_ function: Function) -> Word {
        let needsRate = !ratedByThemselves.contains(function.name)
        let arguments = ("learning_rate " + function.arguments).split(separator: " ").map { argument in
            let names = argument.split(separator: ">").map { String($0) }
            return (optax: names[0], ours: names[names.count - 1])
        }
        return made(
            function.name, function.rule,
            parameters: arguments.map { argument in
                guard needsRate, argument.optax == "learning_rate" else {
                    return Parameter(argument.optax, .any, .otherwise("as in optax"), "as in optax 0.2.8")
                }
                return Parameter("learning_rate", .any, .required, "η, a number or a function of the step")
            },
            example: "0.1"
        ) { args, context in
            var given = function.fixed
            for (optax, ours) in arguments where args.isGiven(optax) && !args[optax].isNone {
                guard !isFormat(optax) else {
                    throw args.mistake(optax, "\(optax) is not spoken here", expected: "None: as precise as θ")
                }
                given.removeAll { $0.name == ours }
                given.append((ours, try value(args, optax, ours, context)))
            }
            return given
        }
    }

    /// optax's exponent is written without its sign, and its rate may be any function of the step.
    private static func value(_ args: Arguments, _ optax: String, _ ours: String, _ context: Context) throws -> Value {
        if ours == "beta_2_decay" { return .number(-(try args.number(optax))) }
        guard ours == "learning_rate", case .function = args[optax], let word = context.registry.word("schedule") else {
            return args[optax]
        }
        return try context.call(.word(word), [args[optax]])
    }

    private static func made(
        _ name: String, _ rule: String, parameters: [Parameter], example: String,
        _ given: @escaping @Sendable (Arguments, Context) throws -> [(name: String, value: Value)]
    ) -> Word {
        Word(
            "optax.\(name)", family: "optax", summary: "\(rule) in optax's dialect, with optax's order of arguments",
            parameters: parameters, returns: Optimizer.kind, examples: ["import optax\noptax.\(name)(\(example))"],
            seeAlso: [rule, "optax.chain"],
            meaning: .call { args, context in
                guard let word = context.registry.word(rule) else { return .none }
                return try context.call(.word(word), [], try given(args, context) + [("dialect", .text("optax"))])
            })
    }

    private static let polyak = made(
        "polyak_sgd", "PolyakSGD",
        parameters: ["max_learning_rate", "scaling", "f_min", "eps", "variant"].map {
            Parameter($0, .any, .otherwise("as in optax"), "as in optax 0.2.8")
        }, example: ""
    ) { args, _ in
        ["max_learning_rate", "scaling", "f_min", "eps", "variant"].filter(args.isGiven).map {
            ($0 == "scaling" ? "learning_rate" : $0, args[$0])
        }
    }

    private static let dog = made(
        "contrib.dog", "DoG",
        parameters: ["learning_rate", "init_step", "eps", "weight_decay", "mask"].map {
            Parameter($0, .any, .otherwise("as in optax"), "as in optax 0.2.8")
        }, example: "1.0"
    ) { args, _ in
        try ["learning_rate", "init_step", "eps", "weight_decay", "mask"].filter {
            args.isGiven($0) && !args[$0].isNone
        }.map { name in
            guard name == "init_step" else { return (name, args[name]) }
            guard let pair = args[name].elements, pair.count == 2, pair[0].asText == "heuristic" else {
                throw args.mistake(
                    name, "init_step = \(args[name].brief)", expected: "(\"heuristic\", a share of 1 + |θ₀|)",
                    try: "init_step=(\"heuristic\", 1e-6)")
            }
            return ("reps_rel", pair[1])
        }
    }

    private static let mechanize = Word(
        "optax.contrib.mechanize", family: "optax", summary: "Mechanize, with optax's order of arguments",
        parameters: [
            Parameter("base_optimizer", .thing([Optimizer.kind]), "what it stands around"),
            Parameter("weight_decay", .number(.nonNegative), 0.01, "λ of a pull towards zero in the bets"),
            Parameter("eps", .number(.positive), 1e-8, "has no effect here"),
            Parameter("s_init", .number(.positive), 1e-6, "s before anything is known"),
            Parameter("num_betas", .int(Interval(1, 15)), 6, "memories, each ten times as long"),
        ], returns: Optimizer.kind,
        examples: ["import optax\noptax.contrib.mechanize(optax.adam(1.0))"], seeAlso: ["Mechanize"],
        meaning: .call { args, context in
            guard let word = context.registry.word("Mechanize") else { return .none }
            return try context.call(
                .word(word), [args["base_optimizer"]],
                ["weight_decay", "s_init", "num_betas"].map { ($0, args[$0]) })
        })

    private static let multiSteps = Word(
        "optax.MultiSteps", family: "optax", summary: "one update per several gradients, with their mean",
        parameters: [
            Parameter("opt", .any, .required, "what it stands around"),
            Parameter("every_k_schedule", .any, .required, "gradients per update, or a function of the updates so far"),
            Parameter("use_grad_mean", .bool, true, "whether it is their mean, not their sum"),
            Parameter("should_skip_update_fn", .any, .value(.none), "says which gradients are left out"),
        ], returns: Optimizer.kind,
        examples: ["import optax\noptax.MultiSteps(optax.sgd(0.1), every_k_schedule=4)"], seeAlso: ["Accumulate"],
        meaning: .call { args, context in
            guard let word = context.registry.word("Accumulate"), args.optionalThing("opt", as: Optimizer.self) != nil,
                args["every_k_schedule"].asInt != nil, args["should_skip_update_fn"].isNone,
                try args.bool("use_grad_mean")
            else {
                return try context.call(
                    .word(OptaxTransformations.multiSteps),
                    ["opt", "every_k_schedule", "use_grad_mean", "should_skip_update_fn"].map { args[$0] })
            }
            return try context.call(.word(word), [args["opt"], args["every_k_schedule"]], [])
        })
}
