public import Answers

extension Claim.Support {
    /// `above 0`, as the printed verdict says it.
    public var phrase: String {
        switch self {
        case .above(let line): "above \(line.short())"
        case .below(let line): "below \(line.short())"
        case .between(let low, let high): "between \(low.short()) and \(high.short())"
        }
    }
}

extension Verdict {
    /// `D4.36: refuted`, in one line.
    public var summary: String {
        "\(claim.id): \(word.rawValue)" + (isPartial ? " (stopped after \(seeds.count) of \(planned) seeds)" : "")
    }

    /// What it comes to, with the conditions it depends on.
    var finding: String {
        switch word {
        case .dependsOn, .supportedInPart, .refutedInPart:
            let parts = [("supported", Claim.Outcome.supports), ("refuted", .refutes), ("undecided", .undecided)]
            return (word == .dependsOn ? "depends on: " : "")
                + parts.filter { !names($0.1).isEmpty }.map { "\($0.0) for \(Phrase.list(names($0.1)))" }
                .joined(separator: "; ")
        case .undecided where conditions.isEmpty: return "undecided: nothing was measured"
        case .undecided: return "undecided: the interval crosses the line"
        case .failed: return "the experiment failed: \(fault?.problem ?? "")"
        default: return word.rawValue
        }
    }

    /// How much was run.
    var sample: String {
        if isPartial { return "stopped after \(seeds.count) of \(planned) seeds; only these count" }
        return isExact
            ? "n = 1: exact, nothing in it is random" : "n = \(Phrase.count(seeds.count, "seed")), 95 % intervals"
    }

    /// The document's words, the verdict, what was measured, and how to see more.
    public func table(width: Int) -> String {
        let width = Swift.max(width, 40)
        var lines = TextTable.wrap("\(claim.id) “\(claim.quote)”", width, hanging: 2)
        lines += TextTable.wrap("in \(title)", width, indent: 2, hanging: 2)
        guard let experiment = claim.experiment else {
            return (lines + TextTable.wrap(claim.remark, width, hanging: 2)).joined(separator: "\n")
        }
        lines += TextTable.wrap(finding, width, hanging: 2)
        lines += TextTable.wrap("measured: \(claim.remark)", width, indent: 2, hanging: 4)
        lines += TextTable.wrap(
            "\(sample); supported if \(experiment.support.phrase)", width, indent: 2, hanging: 4)
        let rows = conditions.map { condition in
            [
                condition.name.isEmpty ? "effect" : condition.name, condition.effect.short(),
                isExact ? "" : "\(condition.low.short()) to \(condition.high.short())", condition.outcome.rawValue,
            ]
        }
        lines += TextTable.lines(rows, width: width, leftColumns: [0, 3], indent: 4)
        if let forecast {
            let score = brier.map { "; Brier score \($0.short(2))" } ?? "; not scored, as not all of it was run"
            lines += TextTable.wrap("predicted: \(forecast.shares)\(score)", width, indent: 2, hanging: 4)
        }
        lines.append("  more: claim(\"\(claim.id)\").source; this took \(seconds.short(2)) s")
        return lines.joined(separator: "\n")
    }

    /// Verdict, effect and number of seeds in a sentence.
    public var sentence: String {
        guard claim.experiment != nil else { return "\(claim.id): \(claim.remark)" }
        let effects = conditions.map { condition in
            (condition.name.isEmpty ? "the effect" : condition.name) + " is \(condition.effect.short())"
                + (isExact ? "" : " [\(condition.low.short()), \(condition.high.short())]")
        }
        return "“\(claim.quote)” (\(claim.document)): \(finding). With \(Phrase.count(seeds.count, "seed")) "
            + Phrase.list(effects) + "."
    }

    /// All of it, each seed's effects included.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "claim": .string(claim.id), "document": .string(title),
            "quote": .string(claim.quote), "verdict": .string(word.rawValue), "remark": .string(claim.remark),
            "n": .integer(seeds.count), "planned": .integer(planned), "partial": .bool(isPartial),
            "support": claim.experiment.map { .string($0.support.phrase) } ?? .null,
            "fault": fault.map { .string($0.problem) } ?? .null, "seconds": .number(seconds),
            "forecast": forecast?.json ?? .null, "brier": brier.map { .number($0) } ?? .null,
            "conditions": .array(
                conditions.map {
                    .members([
                        "name": .string($0.name), "effect": .number($0.effect), "low": .number($0.low),
                        "high": .number($0.high), "outcome": .string($0.outcome.rawValue),
                        "values": .array($0.values.map { .number($0) }),
                    ])
                }),
        ])
    }
}
