public import Answers
import Cards

extension Optimizer: Presentable {
    /// The language's name for it.
    public static var kind: String { "optimizer" }

    /// `Adam(lr=0.05)`: the rate, then what differs from the defaults, then the wrappers around it.
    public var summary: String {
        var text = "\(name)(\((["lr=\(rate.summary)"] + written).joined(separator: ", ")))"
        if let moved { text = "masked(\(text), \(moved.summary))" }
        if let frozen { text = "chain(\(text), masked(set_to_zero(), \(frozen.summary)))" }
        if let trust = wrappers.trust { text = "TrustRatio(\(text), c=\(trust.short(6)))" }
        if let m = wrappers.mechanic {
            text = "Mechanize(\(text), weight_decay=\(m.λ.short(6)), s_init=\(m.s0.short(6)), num_betas=\(m.count))"
        }
        // What the rule's own call says in Keras's keywords, no wrapper has to say again.
        if wrappers.accumulation > 1, !written.contains("gradient_accumulation_steps=\(wrappers.accumulation)") {
            text = "Accumulate(\(text), steps=\(wrappers.accumulation))"
        }
        if let ρ = wrappers.sam { text = "SAM(\(text), rho=\(ρ.short(6)))" }
        if let look = wrappers.lookahead { text = "Lookahead(\(text), k=\(look.k), alpha=\(look.α.short(6)))" }
        switch wrappers.average {
        case .exponential(let β, let overwriting):
            let every = overwriting.map { "ema_overwrite_frequency=\($0)" }
            let momentum = β == 0.99 ? nil : "ema_momentum=\(β.short(6))"
            let told = written.filter { $0.hasPrefix("use_ema=") || $0.hasPrefix("ema_") }
            if Set(told) != Set(["use_ema=True", momentum, every].compactMap(\.self)) {
                text = Phrase.call("EMA", [text, "momentum=\(β.short(6))", every])
            }
        case .uniform(let start, let every): text = "SWA(\(text), start=\(start), every=\(every))"
        case nil: break
        }
        switch lossScale {
        case .fixed(let scale): text = "LossScaleOptimizer(\(text), loss_scale=\(scale.short(9)))"
        case .dynamic(let rule):
            let growth = rule.interval == 2000 ? "" : ", dynamic_growth_steps=\(rule.interval)"
            text = "LossScaleOptimizer(\(text), initial_scale=\(rule.initial.short(9))\(growth))"
        case nil: break
        }
        return text
    }

    /// Whose form it has, what happens to the gradient, how weights decay.
    public var sentence: String {
        var parts = ["\(summary) in \(dialect.rawValue)'s form"]
        if !gradientStage.isEmpty { parts.append("the gradient is changed first (\(gradientStage.summary))") }
        if weightDecay != 0 { parts.append("weights decay by η·\(weightDecay.short(6))·θ beside the update") }
        return parts.joined(separator: "; ") + "."
    }

    /// Name, dialect, rate and decay.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "dialect": .string(dialect.rawValue),
            "summary": .string(summary), "rate": jsonRate, "weight_decay": .number(weightDecay),
        ])
    }

    private var jsonRate: JSON {
        switch rate {
        case .constant(let rate): .number(rate)
        case .schedule(let schedule): .string(schedule.summary)
        }
    }
}

extension GradientStage {
    /// The stage in the order it is applied, as typed: `clipnorm=1, L2 0.1`.
    public var summary: String {
        var parts: [String] = []
        if maximises { parts.append("turned round") }
        if centralises { parts.append("centralised") }
        switch clip {
        case .value(let bound): parts.append("clipvalue=\(bound.short(6))")
        case .norm(let bound): parts.append("clipnorm=\(bound.short(6))")
        case .globalNorm(let bound, _, let power):
            let kind = power == 2 ? "" : " (norm \(power.short()))"
            parts.append("global_clipnorm=\(bound.short(6))\(kind)")
        case .rms(let bound): parts.append("clip rms \(bound.short(6))")
        case .adaptive(let bound, _, _): parts.append("adaptive clip \(bound.short(6))")
        case nil: break
        }
        if let noise { parts.append("noise \(noise.η.short(6))/(1+t)^\(noise.γ.short(6))") }
        if l2 != 0 { parts.append("L2 \(l2.short(6))") }
        if maskedL2 != 0 { parts.append("L2 \(maskedL2.short(6)) where the mask has it") }
        return parts.joined(separator: ", ")
    }
}
