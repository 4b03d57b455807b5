public import Answers
internal import Optimizers
internal import RealModule

extension AlignmentRun: Presentable {
    /// `alignment`
    public static var kind: String { "alignment" }

    /// `DPO at beta = 0.5 on 8 answers: reward 0.35, KL 0.61, total variation 0.019 to its optimum (2000 steps)`
    public var summary: String {
        "\(plan.title) on \(Phrase.count(plan.answers.count, "answer")): reward \(last.reward.short()), KL \(last.divergence.short())"
            + (distance.map { ", total variation \($0.short()) to its optimum" } ?? "")
            + " (\(isPartial ? "interrupted after " : "")\(Phrase.count(steps, "step")))"
    }

    /// The policy beside the reference and the closed form, then what it is worth.
    public func table(width: Int) -> String {
        let answers = plan.answers
        let (π, π₀) = (policy.probabilities, answers.reference.probabilities)
        let (own, ideal) = (optimum?.probabilities, closedForm?.probabilities)
        let isSame = optimum.flatMap { one in closedForm.map { one.totalVariation(to: $0) < 1e-9 } } ?? true
        let shown = AnswerSet.shown(
            answers.count, by: answers.names.indices.map { Swift.max(π[$0], π₀[$0], own?[$0] ?? 0) })
        var head = ["answer", "reward", "reference", "policy"]
        if own != nil { head.append("optimum") }
        if ideal != nil, !isSame { head.append("π₀·exp(r/β)") }
        let rows = shown.map { y in
            var row = [answers.names[y], answers.rewards[y].short(), π₀[y].short(), π[y].short()]
            if let own { row.append(own[y].short()) }
            if let ideal, !isSame { row.append(ideal[y].short()) }
            return row
        }
        var lines = TextTable.wrap(summary, width) + TextTable.lines([head] + rows, width: width)
        if shown.count < answers.count { lines.append("  the \(shown.count) most likely of \(answers.count)") }
        lines += TextTable.wrap(remarks(isSame), width)
        return lines.joined(separator: "\n")
    }

    private func remarks(_ isSame: Bool) -> String {
        let first = rows[0]
        var text =
            "\(plan.optimizer.summary), \(stopReason). True reward from \(first.reward.short()) to \(last.reward.short())"
        if plan.rewardModel != nil {
            text += ", by the reward model from \(first.proxy.short()) to \(last.proxy.short())"
        }
        text += "; entropy from \(first.entropy.short()) to \(last.entropy.short())."
        if !isSame, let far = distanceToClosedForm {
            text +=
                plan.rewardModel != nil && !plan.method.usesPreferences
                ? " Total variation \(far.short()) to the closed form of the true reward."
                : " Total variation \(far.short()) to π₀·exp(r/β), which is not what this method aims at."
        }
        if let collapse { text += " " + collapse }
        if let runaway { text += " " + runaway }
        return text
    }

    /// From what reward to what, how far from the reference and from the optimum.
    public var sentence: String {
        "\(plan.title) took the mean true reward from \(rows[0].reward.short()) to \(last.reward.short()) at a divergence of "
            + "\(last.divergence.short()) nats"
            + (distance.map { ", and ended at a total variation of \($0.short()) to its optimum." } ?? ".")
            + (collapse.map { " " + $0 } ?? "") + (runaway.map { " " + $0 } ?? "")
    }

    /// The policy and its history.
    public var json: JSON {
        func list(_ part: (Row) -> Double) -> JSON { .array(rows.map { .number(part($0)) }) }
        return .members([
            "kind": .string(Self.kind), "method": .string(plan.method.rawValue), "beta": .number(plan.beta),
            "optimizer": .string(plan.optimizer.summary), "steps": .integer(steps),
            "stop_reason": .string(stopReason), "policy": policy.json, "optimum": optimum?.json ?? .null,
            "closed_form": closedForm?.json ?? .null, "distance": distance.map(JSON.number) ?? .null,
            "distance_to_closed_form": distanceToClosedForm.map(JSON.number) ?? .null,
            "history": .members([
                "step": .array(rows.map { .integer($0.step) }), "loss": list(\.loss), "reward": list(\.reward),
                "proxy": list(\.proxy), "kl": list(\.divergence), "entropy": list(\.entropy),
                "distance": list(\.distance),
            ]),
        ])
    }
}

extension PolicyStep: Presentable {
    /// `policy step`
    public static var kind: String { "policy step" }

    /// `step 17 of DPO at beta = 0.5 with Adam(0.05)`
    public var summary: String { "step \(step) of \(plan.title) with \(plan.optimizer.summary)" }

    /// For each answer what drives it, its gradient, and every quantity of the rule, for as many answers as the width holds.
    public func table(width: Int) -> String {
        let names = plan.answers.names
        let likeliest = AnswerSet.shown(names.count, by: before.probabilities).prefix(8)
        let (shown, rows) = fitting(likeliest.map { $0 }, width)
        var lines = TextTable.fitted("\(summary), rate \(rate.short(6)), loss \(loss.short(5))", width)
        for scalar in quantities where !scalar.isPerCoordinate && !scalar.values.isEmpty {
            lines += TextTable.fitted("  \(scalar.name) = \(scalar.values[0].short(8))   \(scalar.formula)", width)
        }
        lines += TextTable.lines(rows, width: width, overflow: .below)
        if shown < names.count { lines.append("  \(shown) of \(names.count) answers") }
        let answers = plan.answers
        lines += TextTable.wrap(
            "mean true reward \(answers.reward(of: before).short(4)) → \(answers.reward(of: after).short(4)), KL to the reference "
                + "\(before.divergence(from: answers.reference).short(4)) → \(after.divergence(from: answers.reference).short(4))",
            width - 2
        ).map { "  " + $0 }
        return lines.joined(separator: "\n")
    }

    /// The rows of as many of the answers as stand beside each other, and how many those are.
    private func fitting(_ answers: [Int], _ width: Int) -> (count: Int, rows: [[String]]) {
        var count = answers.count
        while true {
            let rows = rows(of: answers.prefix(count))
            // The last column may go below.
            let numbers = TextTable.lines(rows.map { Array($0.dropLast()) }, width: Int.max)
            guard count > 1, !TextTable.marksCells, numbers.contains(where: { $0.columns > width }) else {
                return (count, rows)
            }
            count -= 1
        }
    }

    /// A row for each quantity: its name, its number for each of these answers, and where it comes from.
    private func rows(of shown: some Collection<Int>) -> [[String]] {
        func row(_ name: String, _ values: [Double], _ formula: String) -> [String] {
            [name] + shown.map { $0 < values.count ? values[$0].short(4) : "" } + [formula]
        }
        let isGradient = plan.method == .policyGradient
        var rows: [[String]] = [[""] + shown.map { plan.answers.names[$0] } + ["from"]]
        rows.append(row("π", before.probabilities, "where the step begins"))
        rows.append(
            isGradient
                ? row("R", drive, "r − β·log π/π₀: what a sample is worth")
                : row("β·Δ", drive, "β·log π/π₀: the reward that the policy implies"))
        rows.append(
            row("∂L/∂θ", gradient, isGradient ? "minus the mean of (R − b)·∇log π" : plan.method.formula))
        for quantity in quantities where quantity.isPerCoordinate {
            rows.append(row(quantity.name, quantity.values, quantity.formula))
        }
        rows.append(row("Δθ", zip(logits.after, logits.before).map { $0 - $1 }, "the whole step"))
        rows.append(row("π new", after.probabilities, "softmax of θ + Δθ"))
        return rows
    }

    /// Every quantity of the step.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "step": .integer(step), "method": .string(plan.method.rawValue),
            "rate": .number(rate), "loss": .number(loss), "before": before.json, "after": after.json,
            "gradient": .array(gradient.map(JSON.number)), "drive": .array(drive.map(JSON.number)),
            "quantities": .array(quantities.map(\.json)),
        ])
    }
}
