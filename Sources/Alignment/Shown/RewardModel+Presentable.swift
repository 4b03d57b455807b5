public import Answers

extension RewardModel: Presentable {
    /// `reward model`
    public static var kind: String { "reward model" }

    /// `tabular reward model of 20,000 comparisons: loss 0.61, error 0.02`
    public var summary: String {
        "\(form.rawValue) reward model of \(preferences.count.grouped) \(preferences.count == 1 ? "comparison" : "comparisons"): "
            + "loss \(loss.short()), error \(error.short())" + (isPartial ? " (interrupted)" : "")
    }

    /// The learnt reward of each answer beside the true one.
    public func table(width: Int) -> String {
        let answers = preferences.answers
        let shown = AnswerSet.shown(answers.count, by: answers.reference.probabilities)
        let (won, lost) = preferences.scores
        let truth = truth
        let rows = shown.map { y in
            [
                answers.names[y], values[y].short(), truth[y].short(), (values[y] - truth[y]).short(2),
                Int(won[y] + lost[y]).grouped,
            ]
        }
        var lines = TextTable.wrap(summary, width)
        lines += TextTable.lines([["answer", "learnt", "true", "error", "compared"]] + rows, width: width)
        if shown.count < answers.count { lines.append("  the \(shown.count) most likely of \(answers.count)") }
        if form == .linear {
            let terms = zip(answers.featureNames, weights).map { "\($1.short())·\($0)" }
            lines += TextTable.wrap("reward = " + terms.joined(separator: " + ") + " + constant", width)
        }
        lines += TextTable.wrap(
            "\(method)\(ridge > 0 ? ", ridge \(ridge.short())" : ""); it agrees with \((100 * accuracy).short(3)) % of its comparisons. Both columns "
                + "have the mean 0 under the reference: preferences determine differences only.", width)
        return lines.joined(separator: "\n")
    }

    /// Its rewards beside the true ones.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "form": .string(form.rawValue), "values": .array(values.map(JSON.number)),
            "true": .array(truth.map(JSON.number)), "weights": .array(weights.map(JSON.number)),
            "loss": .number(loss), "accuracy": .number(accuracy), "error": .number(error), "ridge": .number(ridge),
            "method": .string(method), "is_partial": .bool(isPartial),
        ])
    }
}

extension GradientNoise: Presentable {
    /// `gradient noise`
    public static var kind: String { "gradient noise" }

    /// `4000 estimates from 16 samples: variance 0.041 without a baseline, 0.012 with the mean of the others`
    public var summary: String {
        let told = rows.map { "\($0.baseline.rawValue) \($0.variance.short())" }
        return "\(draws.grouped) estimates from \(samples) samples each: variance " + told.joined(separator: ", ")
    }

    /// For each baseline the bias in standard errors and the variance, measured and by its formula.
    public func table(width: Int) -> String {
        let first = rows.first?.variance ?? .nan
        let cells = rows.map { row in
            [
                row.baseline.rawValue, row.largestError.short(2), row.variance.short(), row.expected?.short() ?? "",
                (row.variance / first).short(2),
            ]
        }
        var lines = ["policy gradient at \(policy.name), beta = \(beta.short())"]
        lines += TextTable.lines(
            [["baseline", "bias in SE", "variance", "by formula", "of none"]] + cells, width: width)
        lines += TextTable.wrap(
            "\(draws.grouped) estimates from \(samples) samples each. bias in SE: the largest difference of the mean from the exact gradient over "
                + "the \(Phrase.count(exact.count, "logit")), in standard errors; variance: of one estimate, summed over the logits.",
            width)
        return lines.joined(separator: "\n")
    }

    /// Every number.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "beta": .number(beta), "samples": .integer(samples), "draws": .integer(draws),
            "exact": .array(exact.map(JSON.number)),
            "rows": .array(
                rows.map {
                    .members([
                        "baseline": .string($0.baseline.rawValue), "mean": .array($0.mean.map(JSON.number)),
                        "bias_in_errors": .number($0.largestError), "variance": .number($0.variance),
                        "expected": $0.expected.map(JSON.number) ?? .null,
                    ])
                }),
        ])
    }
}
