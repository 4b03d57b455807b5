import Answers
import Arrays
import Autograd
import Cards
import Language
import Optimizers

/// optax's links, `masked` and `chain`. What happens to the gradient, then one optimizer, then what stays, is one optimizer, which `fit`
/// and `minimize` take too; other links are gone through one by one.
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
            Parameter("inner", .any, .required, "what is done to the parameters of the mask"),
            Parameter("mask", MaskArgument.type, "True where it is done"),
            Parameter("mask_compatible_extra_args", .bool, false, "has no effect", isKeywordOnly: true),
        ], returns: Optimizer.kind,
        examples: ["import optax\noptax.masked(optax.adam(0.001), lambda p: p.ndim > 1)"],
        seeAlso: [name("chain"), "AdamW"],
        meaning: .call { args, context in
            let inner = args["inner"]
            if inner.asThing(Optimizer.self) != nil || inner.asThing(ChainLink.self) != nil,
                let mask = try MaskArgument.read("mask", args, context)
            {
                if let optimizer = try? inner.asThing(Optimizer.self)?.masked(by: mask) { return .thing(optimizer) }
                if let link = inner.asThing(ChainLink.self)?.masked(by: mask) { return .thing(link) }
            }
            return try context.call(.word(OptaxTransformations.masked), [inner, args["mask"]])
        })

    private static let chain = Word(
        name("chain"), family: "optax", summary: "transformations of the gradient, one after the other",
        details: "In this order they are one optimizer, which `fit` and `minimize` take too: centralize, one kind of "
            + "clipping, add_decayed_weights, an optimizer, masked(set_to_zero(), …). Other chains are for loops with "
            + "`init` and `update`.",
        parameters: [
            Parameter(
                "args", .any, .otherwise("none"), "optimizers and links, one after the other", isVariadic: true)
        ], returns: Optimizer.kind,
        examples: [
            "import optax\noptax.chain(optax.clip_by_global_norm(1.0), optax.adamw(0.001))",
            "import optax\noptax.chain(optax.scale_by_adam(), optax.scale(-0.001))",
        ],
        seeAlso: [name("masked"), name("add_decayed_weights")],
        meaning: .call { args, context in
            let links = try args.values("args")
            if let optimizer = joined(links) { return .thing(optimizer) }
            return try context.call(.word(OptaxTransformations.chain), links)
        })

    /// The optimizer that does in one step what the links do; nil where none does.
    private static func joined(_ links: [Value]) -> Optimizer? {
        var stage = GradientStage()
        var mask: ParameterMask?
        var place = -1
        var optimizer: Optimizer?
        for link in links {
            if let next = link.asThing(Optimizer.self) {
                guard optimizer == nil, let made = try? next.preceded(by: stage, decaying: mask) else { return nil }
                optimizer = made
                continue
            }
            guard let link = link.asThing(ChainLink.self) else { return nil }
            if case .hold(let held) = link.effect, let made = optimizer {
                guard let holding = try? made.freezing(held) else { return nil }
                optimizer = holding
                continue
            }
            guard optimizer == nil, link.effect.place > place, link.change(&stage, &mask) else { return nil }
            place = link.effect.place
        }
        return optimizer
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

    /// The same for the parameters of a mask; nil for what is no link of this kind then.
    func masked(by mask: ParameterMask) -> ChainLink? {
        let masked = "masked(\(summary), \(mask.summary))"
        switch effect {
        case .decay(let λ, nil): return ChainLink(summary: masked, effect: .decay(λ, mask))
        case .hold(let held) where held.summary == "True": return ChainLink(summary: masked, effect: .hold(mask))
        case .decay, .hold, .stage: return nil
        }
    }

    /// Puts it among what happens to the gradient before a rule; false for what happens to the step.
    func change(_ stage: inout GradientStage, _ mask: inout ParameterMask?) -> Bool {
        switch effect {
        case .stage(_, let change): change(&stage)
        case .decay(let λ, nil): stage.l2 = λ
        case .decay(let λ, let own): (stage.maskedL2, mask) = (λ, own)
        case .hold: return false
        }
        return true
    }

    // MARK: By itself

    /// Plain descent with rate 1 behind the link: its step is what the link makes of the gradient, turned round.
    private func carrier() throws -> Optimizer {
        let plain = try Optimizer("SGD", rate: .constant(1), dialect: .optax)
        if case .hold(let held) = effect { return try plain.freezing(held) }
        var (stage, mask) = (GradientStage(), ParameterMask?.none)
        _ = change(&stage, &mask)
        return try plain.preceded(by: stage, decaying: mask)
    }

    static let members: [Member] = [
        .method(
            "init", of: ChainLink.self, returns: OptaxState.kind, "the state with which a loop of optax's begins",
            [OptaxSteps.tree]
        ) { link, args, context in .thing(try OptaxState(link.carrier(), args["params"], context)) },
        .method(
            "update", of: ChainLink.self, returns: "tuple", "what it makes of gradients, and the next state",
            OptaxSteps.arguments
        ) { link, args, context in
            let (carrier, state) = (try link.carrier(), try args.thing("state", as: OptaxState.self))
            // Where the parameters do not matter, what it gives is exact.
            let places = OptaxSteps.needsParameters(carrier) ? args["params"] : .none
            let (steps, next) = try state.updated(carrier, args["updates"], places, loss: .nan, context)
            let turned = try ParameterTree.map([steps], context) { leaf, _ in
                .thing(try 0 - context.jaxArray(leaf[0]))
            }
            return .tuple([turned, .thing(next)])
        },
    ]
}
