import Language
import Optimizers

/// `torch.optim.lr_scheduler`, by the closed forms; the first argument is the rate instead of the optimizer.
enum PyTorchScheduleWords {
    private static let base = ScheduleWords.rate("learning_rate", aliases: ["lr"], "η, the optimizer's own rate")
    private static let etaMin = ScheduleWords.rate("eta_min", 0, "the lowest rate")

    static let words: [Word] = [
        ScheduleWords.word(
            "StepLR", "a drop every so many steps", "η(k) = η·gamma^⌊k / step_size⌋. PyTorch.",
            [
                base, ScheduleWords.steps("step_size", "steps between drops"),
                ScheduleWords.factor("gamma", 0.1, "factor of a drop"),
            ], example: "StepLR(0.1, step_size=30)"
        ) { args, _ in
            try StepDecay(
                args.number("learning_rate"), stepSize: args.int("step_size"), gamma: args.number("gamma"))
        },
        ScheduleWords.word(
            "MultiStepLR", "a drop at each milestone", "η(k) = η·gamma^(milestones ≤ k). PyTorch.",
            [
                base, ScheduleWords.boundaries("milestones", "the steps of the drops"),
                ScheduleWords.factor("gamma", 0.1, "factor of a drop"),
            ], example: "MultiStepLR(0.1, milestones=[30, 80])"
        ) { args, _ in
            try MultiStepDecay(
                args.number("learning_rate"), milestones: args.integers("milestones"), gamma: args.number("gamma"))
        },
        ScheduleWords.word(
            "ConstantLR", "a share of the rate first, then all of it", "PyTorch.",
            [
                base, ScheduleWords.share("factor", 1.0 / 3.0, "the share"),
                ScheduleWords.steps("total_iters", 5, "how long"),
            ], example: "ConstantLR(0.1, factor=0.5, total_iters=10)"
        ) { args, _ in
            try ConstantFactor(
                args.number("learning_rate"), factor: args.number("factor"), totalIters: args.int("total_iters"))
        },
        ScheduleWords.word(
            "LinearLR", "a straight line between two shares of the rate",
            "η(k) = η·(start + (end − start)·min(k, N)/N). PyTorch starts at a third.",
            [
                base, ScheduleWords.share("start_factor", 1.0 / 3.0, "the first share, above 0"),
                ScheduleWords.share("end_factor", 1, "the last share"),
                ScheduleWords.steps("total_iters", 5, "N"),
            ], example: "LinearLR(0.1, start_factor=0.1, total_iters=20)"
        ) { args, _ in
            try LinearRamp(
                args.number("learning_rate"), startFactor: args.number("start_factor"),
                endFactor: args.number("end_factor"), totalIters: args.int("total_iters"))
        },
        ScheduleWords.word(
            "ExponentialLR", "a rate that shrinks by the same factor at every step", "η(k) = η·gammaᵏ. PyTorch.",
            [base, ScheduleWords.factor("gamma", nil, "the factor")], example: "ExponentialLR(0.1, gamma=0.95)"
        ) { args, _ in
            try ExponentialDecay(args.number("learning_rate"), decaySteps: 1, decayRate: args.number("gamma"))
        },
        ScheduleWords.word(
            "PolynomialLR", "a power of the steps that are left, down to 0",
            "η(k) = η·(1 − min(k, N)/N)^power. PyTorch.",
            [
                base, ScheduleWords.steps("total_iters", 5, "N"),
                ScheduleWords.factor("power", 1, "1 is a straight line"),
            ], example: "PolynomialLR(0.1, total_iters=100)"
        ) { args, _ in
            try PolynomialDecay(
                args.number("learning_rate"), decaySteps: args.int("total_iters"), end: 0, power: args.number("power"))
        },
        ScheduleWords.word(
            "CosineAnnealingLR", "a cosine wave that goes down and up again",
            "η(k) = eta_min + (η − eta_min)(1 + cos πk/T_max)/2, for ever; Keras's `CosineDecay` stays down. PyTorch.",
            [base, ScheduleWords.steps("T_max", "half a wave"), etaMin], example: "CosineAnnealingLR(0.1, T_max=50)"
        ) { args, _ in
            try CosineAnnealing(
                args.number("learning_rate"), tMax: args.int("T_max"), etaMin: args.number("eta_min"))
        },
        ScheduleWords.word(
            "CosineAnnealingWarmRestarts", "cosine waves, each from the top again",
            "SGDR (Loshchilov & Hutter 2017). PyTorch.",
            [
                base, ScheduleWords.steps("T_0", "length of the first wave"),
                ScheduleWords.steps("T_mult", 1, "growth of the lengths"), etaMin,
            ], example: "CosineAnnealingWarmRestarts(0.1, T_0=10, T_mult=2)"
        ) { args, _ in
            try WarmRestarts(
                args.number("learning_rate"), t0: args.int("T_0"), tMult: args.int("T_mult"),
                etaMin: args.number("eta_min"))
        },
        ScheduleWords.word(
            "OneCycleLR", "one climb and one long descent, the momentum doing the opposite",
            "Smith & Topin 2018. From max_lr/div_factor to max_lr, then to max_lr/(div_factor·final_div_factor). After "
                + "total_steps, where PyTorch raises an error, the last rate is kept.",
            [
                ScheduleWords.rate("max_lr", "the highest rate"), ScheduleWords.steps("total_steps", "length"),
                ScheduleWords.share("pct_start", 0.3, "share of the climb"),
                Parameter(
                    "anneal_strategy", .choice(OneCycle.Anneal.allCases.map(\.rawValue)), .value(.text("cos")),
                    "how the rate moves"),
                ScheduleWords.share("base_momentum", 0.85, "momentum at the top"),
                ScheduleWords.share("max_momentum", 0.95, "momentum at the ends"),
                ScheduleWords.factor("div_factor", 25, "max_lr over the first rate"),
                ScheduleWords.factor("final_div_factor", 1e4, "first rate over the last"),
                ScheduleWords.flag("three_phase", "down to the first rate, then to the last"),
            ], example: "OneCycleLR(0.1, total_steps=100)"
        ) { args, _ in
            try OneCycle(
                args.number("max_lr"), totalSteps: args.int("total_steps"), pctStart: args.number("pct_start"),
                anneal: OneCycle.Anneal(rawValue: args.text("anneal_strategy")) ?? .cos,
                baseMomentum: args.number("base_momentum"), maxMomentum: args.number("max_momentum"),
                divFactor: args.number("div_factor"), finalDivFactor: args.number("final_div_factor"),
                threePhase: args.bool("three_phase"))
        },
        ScheduleWords.word(
            "CyclicLR", "a saw between two rates, the momentum going the other way",
            "Smith 2017: triangular keeps the height, triangular2 halves it each cycle, exp_range multiplies it by "
                + "gammaᵏ. PyTorch.",
            [
                ScheduleWords.rate("base_lr", "the lowest rate"), ScheduleWords.rate("max_lr", "the highest rate"),
                ScheduleWords.steps("step_size_up", 2000, "steps of a climb"),
                Parameter(
                    "step_size_down", .optional(.int(.atLeast(1))), .value(.none), "steps of a descent; as the climb"),
                Parameter(
                    "mode", .choice(CyclicRate.Mode.allCases.map(\.rawValue)), .value(.text("triangular")),
                    "how the height changes"),
                ScheduleWords.factor("gamma", 1, "for exp_range"),
                ScheduleWords.share("base_momentum", 0.8, "momentum at the top"),
                ScheduleWords.share("max_momentum", 0.9, "momentum at the bottom"),
            ], example: "CyclicLR(0.01, 0.1, step_size_up=20)"
        ) { args, _ in
            let down = args.optionalNumber("step_size_down") == nil ? nil : try args.int("step_size_down")
            return try CyclicRate(
                args.number("base_lr"), maxRate: args.number("max_lr"), stepSizeUp: args.int("step_size_up"),
                stepSizeDown: down, mode: CyclicRate.Mode(rawValue: args.text("mode")) ?? .triangular,
                gamma: args.number("gamma"), baseMomentum: args.number("base_momentum"),
                maxMomentum: args.number("max_momentum"))
        },
    ]
}
