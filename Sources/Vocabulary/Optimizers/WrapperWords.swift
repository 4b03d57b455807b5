import Language
import Answers
import Optimizers

/// Words that stand around an optimizer: Lookahead, SAM, averages, accumulation, trust ratio, a learned scale.
enum WrapperWords {
    static let words: [Word] = [lookahead, sam, ema, swa, accumulate, trust, mechanize]

    private static func word(
        _ name: String, _ summary: String, _ details: String, _ parameters: [Parameter], example: String,
        _ change: @escaping @Sendable (inout Wrappers, Arguments) throws -> Void
    ) -> Word {
        Word(
            name, family: "optimizers", summary: summary, details: details,
            parameters: [Parameter("optimizer", .thing([Optimizer.kind]), "what it stands around")]
                + parameters,
            returns: Optimizer.kind, examples: [example], seeAlso: ["minimize", "explain"],
            meaning: .call { args, _ in
                var optimizer = try args.thing("optimizer", as: Optimizer.self)
                let before = optimizer.wrappers
                try change(&optimizer.wrappers, args)
                guard before.hasRoom(for: optimizer.wrappers) else {
                    throw args.mistake(
                        "optimizer", "\(optimizer.summary) has a wrapper of this kind already",
                        expected: "each kind of wrapper at most once")
                }
                return .thing(optimizer)
            })
    }

    private static let lookahead = word(
        "Lookahead", "slow weights that follow the fast ones every k steps",
        "every k steps: φ ← φ + α·(θ − φ), θ ← φ\n\nSource: Zhang et al. (2019), Lookahead Optimizer, algorithm 1.",
        [
            Parameter("k", .int(.atLeast(1)), 5, "steps between two looks"),
            Parameter("alpha", .number(.share), 0.5, "α: how far the slow weights follow"),
        ], example: "Lookahead(Adam(0.05), k=5, alpha=0.5)"
    ) { wrappers, args in
        wrappers.lookahead = .init(k: try args.int("k"), α: try args.number("alpha"))
    }

    private static let sam = word(
        "SAM", "the gradient at the worst place nearby, so that flat minima win",
        "g at θ + ρ·g/|g|; two evaluations per step\n\nSource: Foret et al. (2021), Sharpness-Aware Minimization, eq. 2–3.",
        [Parameter("rho", .number(.positive), 0.05, "ρ: how far to look")],
        example: "SAM(SGD(0.01), rho=0.05)"
    ) { wrappers, args in
        wrappers.sam = try args.number("rho")
    }

    private static let ema = word(
        "EMA", "an exponential moving average of the parameters, kept beside them",
        "θ̄ ← β·θ̄ + (1−β)·θ, begun with the first updated θ (Keras's use_ema). The run tells it as `run.average`; after "
            + "`fit` the weights are the average.",
        [
            Parameter("momentum", .number(.decayRate), 0.99, "β: how much of the average is kept"),
            Parameter(
                "ema_overwrite_frequency", .optional(.int(.atLeast(1))),
                "every so many updates the average takes the place of θ"),
        ],
        example: "EMA(SGD(0.01), momentum=0.9)"
    ) { wrappers, args in
        let isOverwritten = args["ema_overwrite_frequency"].asDouble != nil
        wrappers.average = .exponential(
            try args.number("momentum"), overwriting: isOverwritten ? try args.int("ema_overwrite_frequency") : nil)
    }

    private static let swa = word(
        "SWA", "the plain average of iterates (stochastic weight averaging; from the start on, Polyak's)",
        "after step `start` every `every`-th θ enters the mean; after `fit` the weights are the mean\n\nSource: Izmailov "
            + "et al. (2018), Averaging Weights Leads to Wider Optima; Polyak & Juditsky (1992).",
        [
            Parameter("start", .int(.atLeast(0)), 0, "steps before averaging begins"),
            Parameter("every", .int(.atLeast(1)), 1, "steps between two entries"),
        ], example: "SWA(SGD(0.01), start=50)"
    ) { wrappers, args in
        wrappers.average = .uniform(start: try args.int("start"), every: try args.int("every"))
    }

    private static let accumulate = word(
        "Accumulate", "one update per several gradients, with their mean",
        "A large batch by instalments; Keras's gradient_accumulation_steps.",
        [Parameter("steps", .int(.atLeast(1)), 4, "gradients per update")],
        example: "Accumulate(SGD(0.01), steps=4)"
    ) { wrappers, args in
        wrappers.accumulation = try args.int("steps")
    }

    private static let trust = word(
        "TrustRatio", "each tensor's step scaled to a share of the tensor's norm",
        "step ← c·η·|θ|/|step|·step\n\nSource: You, Gitman & Ginsburg (2017), Large Batch Training of Convolutional "
            + "Networks, equation 6, around any rule.",
        [Parameter("c", .number(.positive), 0.001, "the share, times the rate")],
        example: "TrustRatio(Adam(0.1), c=0.1)"
    ) { wrappers, args in
        wrappers.trust = try args.number("c")
    }
}

extension WrapperWords {
    private static let mechanize = word(
        "Mechanize", "a scale for the steps, learned on the way: no rate to choose",
        "Δ = (θ₀ − θ)/s, u the rule's step: θ ← θ₀ − s·(Δ − u), and s grows while the gradients agree with Δ. Give the "
            + "rule a rate of 1, or a schedule with a peak of 1.\n\nSource: Cutkosky, Defazio & Mehta (2023), Mechanic: A "
            + "Learning Rate Tuner, algorithm 1; optax 0.2.8.",
        [
            Parameter(
                "weight_decay", .number(.nonNegative), .value(.number(0.01)), "λ of a pull towards zero in the bets"),
            Parameter("s_init", .number(.positive), .value(.number(1e-6)), "s before anything is known"),
            Parameter("num_betas", .int(Interval(1, 15)), .value(.int(6)), "memories, each ten times as long"),
        ], example: "Mechanize(Adam(1.0))"
    ) { wrappers, args in
        wrappers.mechanic = Mechanic(
            λ: try args.number("weight_decay"), s0: try args.number("s_init"), count: try args.int("num_betas"))
    }
}

extension Wrappers {
    /// Whether nothing that was there has been replaced.
    fileprivate func hasRoom(for changed: Wrappers) -> Bool {
        (lookahead == nil || lookahead == changed.lookahead) && (sam == nil || sam == changed.sam)
            && (average == nil || average == changed.average) && (trust == nil || trust == changed.trust)
            && (mechanic == nil || mechanic == changed.mechanic)
            && (accumulation == 1 || accumulation == changed.accumulation)
    }
}
