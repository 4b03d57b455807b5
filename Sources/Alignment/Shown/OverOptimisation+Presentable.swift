public import Answers
internal import Numbers
internal import RealModule

extension OverOptimisation: Presentable {
    /// `over-optimisation`
    public static var kind: String { "over-optimisation" }

    /// `over-optimisation of a linear reward model: the true reward fell in 5 of 5 seeds`
    public var summary: String {
        "over-optimisation of a \(plan.form.rawValue) reward model of \(plan.comparisons.grouped) comparisons: the true reward fell in "
            + "\(shownIn) of \(Phrase.count(climbs.count, "seed"))"
            + (isPartial ? ", \(climbs.count) of \(plan.seeds.count) done" : "")
    }

    /// Each seed's peak and end, then what the weight of the divergence would have done.
    public func table(width: Int) -> String {
        var lines = TextTable.wrap(summary, width)
        let rows = climbs.prefix(12).map { climb in
            [
                "\(climb.seed)", (climb.proxies.last ?? 0).short(), climb.top.short(), "\(climb.peak)",
                climb.distances[climb.peak].short(), (climb.truths.last ?? 0).short(),
                (climb.distances.last ?? 0).short(), climb.entropy.short(2),
            ]
        }
        lines += TextTable.lines(
            [["seed", "learnt, end", "true, peak", "step", "√KL", "true, end", "√KL", "entropy"]] + rows, width: width)
        if rows.count < climbs.count { lines.append("  12 of \(climbs.count) seeds") }
        lines += TextTable.wrap(sentence, width)
        lines.append("held by beta, the true reward of π₀·exp(learnt/beta):")
        let held = held
        lines += TextTable.lines(
            [["beta"] + plan.betas.map { $0.short() }, ["reward"] + held.map { $0.mean.short(2) }], width: width)
        return lines.joined(separator: "\n")
    }

    /// What rose, what fell, where to stop, and the β that would have held.
    public var sentence: String {
        let proxy = MeanInterval(of: climbs.map { $0.proxies.last ?? .nan })
        return
            "The learnt reward rose by \(proxy.text). The true one rose by \(top.text) until √KL \(stop.text) and stood at \(end.text) in the end, "
            + "over that of the reference. With beta = \(plan.betas[bestBeta].short()) it would have ended at \(held[bestBeta].text)."
    }

    /// Every seed's curves.
    public var json: JSON {
        func list(_ values: [Double]) -> JSON { .array(values.map(JSON.number)) }
        return .members([
            "kind": .string(Self.kind), "form": .string(plan.form.rawValue), "shown_in": .integer(shownIn),
            "seeds": .integer(climbs.count), "betas": list(plan.betas), "held": list(held.map(\.mean)),
            "climbs": .array(
                climbs.map {
                    .members([
                        "seed": .integer(Int(truncatingIfNeeded: $0.seed)), "distance": list($0.distances),
                        "proxy": list($0.proxies), "true": list($0.truths), "peak": .integer($0.peak),
                    ])
                }),
        ])
    }
}
