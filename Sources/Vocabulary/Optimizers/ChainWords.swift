import Answers
import Language
import Optimizers

/// optax's links, `masked` and `chain`: what happens to the gradient, then one optimizer, then what stays.
enum ChainWords {
    static let words: [Word] =
        [chain, masked, decay]
        + [
            link(
                "clip", "each component of the gradient into ±max_delta", ["max_delta"], example: "1.0"
            ) { .stage(1) { [bound = $0[0]] in $0.clip = .value(bound) } },
            link(
                "clip_by_global_norm", "the norm of all gradients together to at most max_norm", ["max_norm"],
                example: "1.0"
            ) { .stage(1) { [bound = $0[0]] in $0.clip = .globalNorm(bound) } },
            link(
                "clip_by_block_rms", "each tensor's root mean square to at most the threshold", ["threshold"],
                example: "1.0"
            ) { .stage(1) { [bound = $0[0]] in $0.clip = .rms(bound) } },
            link(
                "adaptive_grad_clip", "each unit's gradient norm to at most this share of its weights' norm",
                ["clipping"], example: "0.01"
            ) { .stage(1) { [bound = $0[0]] in $0.clip = .adaptive(bound, units: .optax) } },
            link("centralize", "the mean over its inputs taken off each output's gradient", [], example: "") { _ in
                .stage(0) { $0.centralises = true }
            },
            link("set_to_zero", "no step at all: with masked, parameters that stay", [], example: "") { _ in
                .hold(ParameterMask(.all(true), summary: "True"))
            },
        ]

    private static func name(_ name: String) -> String { "optax.\(name)" }

    /// A link whose numbers are all above 0.
    private static func link(
        _ word: String, _ summary: String, _ numbers: [String], example: String,
        _ make: @escaping @Sendable ([Double]) -> ChainLink.Effect
    ) -> Word {
        Word(
            name(word), family: "optax", summary: summary,
            parameters: numbers.map { Parameter($0, .number(.positive), "the bound") }, returns: ChainLink.kind,
            examples: ["import optax\noptax.\(word)(\(example))"], seeAlso: [name("chain")],
            meaning: .call { args, _ in
                let given = try numbers.map { try args.number($0) }
                let written = given.map { $0.short(6) }.joined(separator: ", ")
                return .thing(ChainLink(summary: "\(word)(\(written))", effect: make(given)))
            })
    }

    private static let decay = Word(
        name("add_decayed_weights"), family: "optax", summary: "λθ added to the gradient",
        parameters: [
            Parameter("weight_decay", .number(.nonNegative), 0.0, "λ"),
            Parameter("mask", .optional(MaskArgument.type), "which parameters decay; else all"),
        ], returns: ChainLink.kind,
        examples: ["import optax\noptax.add_decayed_weights(1e-4, mask=lambda p: p.ndim > 1)"],
        seeAlso: [name("chain"), "AdamW"],
        meaning: .call { args, context in
            let λ = try args.number("weight_decay")
            let mask = try MaskArgument.read("mask", args, context)
            let written = [λ.short(6)] + (mask.map { ["mask=\($0.summary)"] } ?? [])
            return .thing(
                ChainLink(
                    summary: "add_decayed_weights(\(written.joined(separator: ", ")))", effect: .decay(λ, mask)))
        })

    private static let masked = Word(
        name("masked"), family: "optax", summary: "an optimizer, or a link, for some parameters alone",
        details: "To the parameters that the mask leaves out an optimizer adds their gradient as it came, θ ← θ + g: "
            + "in optax the update passes through. Chain `masked(set_to_zero(), …)` behind it and they stay.",
        parameters: [
            Parameter("inner", .thing([Optimizer.kind, ChainLink.kind]), "what is done to the parameters of the mask"),
            Parameter("mask", MaskArgument.type, "True where it is done"),
        ], returns: Optimizer.kind,
        examples: ["import optax\noptax.masked(optax.adam(0.001), lambda p: p.ndim > 1)"],
        seeAlso: [name("chain"), "AdamW"],
        meaning: .call { args, context in
            guard let mask = try MaskArgument.read("mask", args, context) else { return .none }
            if let optimizer = args.optionalThing("inner", as: Optimizer.self) {
                return .thing(try optimizer.masked(by: mask))
            }
            return .thing(try args.about("inner") { try args.thing("inner", as: ChainLink.self).masked(by: mask) })
        })

    private static let chain = Word(
        name("chain"), family: "optax", summary: "links that change the gradient, then an optimizer",
        details: "In this order: centralize, one kind of clipping, add_decayed_weights, the optimizer, "
            + "masked(set_to_zero(), …).",
        parameters: [
            Parameter(
                "args", .thing([Optimizer.kind, ChainLink.kind]), .required, "the links, one after the other",
                isVariadic: true)
        ], returns: Optimizer.kind,
        examples: ["import optax\noptax.chain(optax.clip_by_global_norm(1.0), optax.adamw(0.001))"],
        seeAlso: [name("masked"), name("add_decayed_weights")],
        meaning: .call { args, _ in
            .thing(try args.about("args") { try joined(try args.values("args")) })
        })

    private static func joined(_ links: [Value]) throws -> Optimizer {
        var stage = GradientStage()
        var mask: ParameterMask?
        var place = -1
        var optimizer: Optimizer?
        for link in links {
            if let next = link.asThing(Optimizer.self) {
                guard optimizer == nil else { throw disorder("a second optimizer, \(next.summary),") }
                optimizer = try next.preceded(by: stage, decaying: mask)
                continue
            }
            guard let link = link.asThing(ChainLink.self) else { continue }
            if case .hold(let held) = link.effect, let made = optimizer {
                optimizer = try made.freezing(held)
                continue
            }
            guard optimizer == nil, link.effect.place > place else { throw disorder(link.summary) }
            place = link.effect.place
            switch link.effect {
            case .stage(_, let change): change(&stage)
            case .decay(let λ, nil): stage.l2 = λ
            case .decay(let λ, let own): (stage.maskedL2, mask) = (λ, own)
            case .hold: throw disorder(link.summary)
            }
        }
        guard let optimizer else {
            throw Mistake(
                "the chain has no optimizer", expected: "one behind the links",
                try: "optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(0.001))")
        }
        return optimizer
    }

    private static func disorder(_ link: String) -> Mistake {
        Mistake(
            "\(link) stands where it would mean something else",
            expected: "centralize, one kind of clipping, add_decayed_weights, one optimizer, masked(set_to_zero(), …)",
            try: "optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(0.001))")
    }
}

/// One link of a chain: something that is done to gradients.
struct ChainLink: Presentable {
    /// What it does.
    enum Effect: Sendable {
        /// A change of the gradient stage, which has an order of its own.
        case stage(Int, @Sendable (inout GradientStage) -> Void)
        /// λθ added, for all parameters or those of a mask.
        case decay(Double, ParameterMask?)
        /// No step for the parameters of the mask.
        case hold(ParameterMask)

        /// Where it stands among the others.
        var place: Int {
            switch self {
            case .stage(let place, _): place
            case .decay: 2
            case .hold: 3
            }
        }
    }

    /// The language's name for it.
    static let kind = "link"

    /// As it was typed: `clip_by_global_norm(1)`.
    let summary: String
    let effect: Effect

    /// The same for the parameters of a mask.
    ///
    /// - Throws: `Mistake` for what cannot be done to some parameters alone.
    func masked(by mask: ParameterMask) throws -> ChainLink {
        let masked = "masked(\(summary), \(mask.summary))"
        switch effect {
        case .decay(let λ, nil): return ChainLink(summary: masked, effect: .decay(λ, mask))
        case .hold: return ChainLink(summary: masked, effect: .hold(mask))
        case .decay, .stage:
            throw Mistake(
                "\(summary) cannot be masked here", expected: "an optimizer, add_decayed_weights or set_to_zero",
                try: "optax.masked(optax.add_decayed_weights(1e-4), lambda p: p.ndim > 1)")
        }
    }
}
