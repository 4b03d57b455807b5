public import Answers
internal import Numbers

extension AblationTable: Presentable {
    /// `ablation`
    public static var kind: String { "ablation" }

    /// `ablation of rig("decade"): 9 conditions, 3 seeds`
    public var summary: String {
        "ablation of \(plan.subject): \(Phrase.count(plan.conditions.count, "condition")), "
            + Phrase.count(plan.seeds.count, "seed") + (isPartial ? ", \(done) of \(planned) trainings done" : "")
    }

    /// A row for each condition: how much calmer it is and what it has cost, always both; as many of the other columns as there is
    /// room for.
    public func table(width: Int) -> String {
        let rows = rows
        guard let base = rows.first else { return summary + "\nnothing has been measured yet; _.resume() begins" }
        var columns = AblationTable.columns.map { [$0.title] + rows.map($0.cell) }
        var places = AblationTable.columns.map(\.place)
        // What is least needed goes first.
        while used(columns) > width, let last = places.indices.max(by: { places[$0] < places[$1] }), places[last] > 0 {
            columns.remove(at: last)
            places.remove(at: last)
        }
        let cells = (0...rows.count).map { row in columns.map { $0[row] } }
        var lines = TextTable.lines(cells, width: .max, leftColumns: [0, columns.count - 1], indent: 0)
        let error = base.runs[0].isSquared ? "RMSE" : "loss"
        lines += TextTable.wrap(
            "F is the noise of ln(validation loss) from epoch to epoch; ratio to the base of the same seed, geometric mean over "
                + "\(Phrase.count(base.count, "seed")) with 95 % interval. end: test \(error) over the last ten epochs; the base's best epoch has "
                + "\(base.best.short())"
                + (base.constantError.map { ", always answering the mean \($0.short())" } ?? "")
                + ".", width)
        for left in plan.leftOut { lines += TextTable.wrap("left out: \(left.name) (\(left.reason))", width) }
        if isPartial {
            lines += TextTable.wrap(
                "partial: \(done) of \(planned) trainings; _.resume() does the rest and keeps these", width)
        }
        if rows.count > 1, base.count > 1 { lines += TextTable.wrap(findings, width) }
        return lines.joined(separator: "\n")
    }

    private func used(_ columns: [[String]]) -> Int {
        columns.reduce(-2) { $0 + ($1.map(\.count).max() ?? 0) + 2 }
    }

    /// The columns; those with a higher place are left out sooner, those with 0 never.
    private static let columns: [(title: String, place: Int, cell: @Sendable (AblationRow) -> String)] = [
        ("condition", 0, { $0.condition.name }),
        ("F", 0, { $0.diverged > 0 ? "diverged" : $0.size.short() }),
        ("ratio", 0, { $0.hasRatio ? $0.ratio.text : "" }),
        ("lower", 1, { $0.hasRatio ? "\($0.lowerIn)/\($0.count)" : "" }),
        ("spikes", 4, { $0.spikes.short(2) }),
        ("max/min", 5, { $0.range.isNaN ? "" : $0.range.short(2) }),
        ("one number", 6, { $0.sharedPart.isNaN ? "" : ($0.sharedPart * 100).short(2) + " %" }),
        ("clipped", 7, { $0.clipped == 0 ? "" : ($0.clipped * 100).short(2) + " %" }),
        ("end", 0, { $0.end.isFinite ? $0.end.short() : "" }),
        ("better", 1, { $0.condition.changes.isEmpty ? "" : "\($0.betterIn)/\($0.count)" }),
        ("epochs", 9, { "\($0.epochs)" }),
        ("updates", 8, { $0.updates.rounded() == $0.updates ? "\(Int($0.updates))" : $0.updates.short(4) }),
        ("outcome", 0, { $0.outcome.rawValue }),
    ]

    /// What helped here, what only looked as if it did, and of what nothing was shown.
    public var sentence: String {
        rows.count < 2
            ? summary + "." : "On \(plan.subject) with \(Phrase.count(plan.seeds.count, "seed")). " + findings
    }

    private var findings: String {
        let (rows, ranking) = (rows.dropFirst(), ranking)
        func names(_ outcomes: Set<ConditionOutcome>) -> [String] {
            ranking.filter { name in rows.contains { $0.condition.name == name && outcomes.contains($0.outcome) } }
        }
        let groups: [(Set<ConditionOutcome>, String)] = [
            ([.rescues], "What kept every number finite, where the base did not"), ([.works], "What helped"),
            ([.helps], "What helped a little"),
            ([.calmButWorse, .dead], "What only looks as if it did, for the model is calm because it has learnt less"),
            ([.nothing], "What was not shown to calm"), ([.harms, .shakier, .diverged], "What made it worse"),
        ]
        let calm =
            isCalm
            ? [
                "There was nothing to calm: F \(self.rows[0].size.short(2)) of the base is that of a steady training (below "
                    + "\(AblationTable.steady.short())), so what counts is the error at the end."
            ] : []
        return
            (calm + unlearnt
            + groups.compactMap { outcomes, words in
                let found = names(outcomes)
                guard !found.isEmpty else { return nil }
                // Finite is not learnt.
                let dead =
                    outcomes == [.rescues]
                    ? found.filter { name in rows.contains { $0.condition.name == name && $0.isDead } } : []
                return "\(words): \(Phrase.list(found))."
                    + (dead.isEmpty ? "" : " No better than always answering the mean: \(Phrase.list(dead)).")
            }).joined(separator: " ")
    }

    /// That the base itself is worth no more than a constant, where it is: then calm is not what it lacks.
    private var unlearnt: [String] {
        guard let base, base.end.isFinite, base.isDead, let constant = base.constantError else { return [] }
        return [
            "The base itself ends no better than always answering the mean (\(base.end.short()) against \(constant.short())): "
                + "it has not learnt, and calm is not what it lacks."
        ]
    }

    /// Every row with its numbers, and what is missing.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "subject": .string(plan.subject), "seeds": .integer(plan.seeds.count),
            "done": .integer(done), "planned": .integer(planned), "nothing_to_calm": .bool(isCalm),
            "left_out": .object(plan.leftOut.map { JSON.Pair($0.name, .string($0.reason)) }),
            "rows": .array(rows.map(\.json)),
        ])
    }
}

extension AblationRow: Presentable {
    /// `ablation row`
    public static var kind: String { "ablation row" }

    /// `plateau: F 0.019 [0.013, 0.03] of the base's, end 0.379, works`
    public var summary: String {
        guard !condition.changes.isEmpty else { return "base: F \(size.short()), end \(end.short())" }
        let calm = hasRatio ? "F \(ratio.text) of the base's" : diverged > 0 ? "diverged" : "F \(size.short())"
        return "\(condition.name): \(calm), end \(end.short()), \(outcome.rawValue)"
    }

    /// All numbers of the row.
    public func table(width: Int) -> String {
        let isBase = condition.changes.isEmpty
        let size = diverged > 0 ? "diverged in \(diverged) of \(count)" : size.short()
        let better =
            isBase
            ? "" : (baseDiverged > 0 ? "" : ", of the base's \(endRatio.text)") + ", better in \(betterIn) of \(count)"
        let rows: [(term: String, meaning: String)] = [
            ("what", condition.text),
            ("F", size + (hasRatio ? ", of the base's \(ratio.text), lower in \(lowerIn) of \(count)" : "")),
            ("end", "\(end.isFinite ? end.short() : "not finite")\(better); best epoch \(best.short())"),
            (
                "one number",
                "\((sharedPart * 100).short(2)) % of the validation loss"
                    + (centredSize.isNaN ? "" : "; F without it \(centredSize.short())")
            ),
            ("spikes", "\(spikes.short(2)) a training" + (range.isNaN ? "" : ", max/min \(range.short(2))")),
            ("clipped", "\((clipped * 100).short(2)) %"), ("work", "\(epochs) epochs, \(updates.short(5)) updates"),
            ("outcome", outcome.rawValue),
        ]
        return TextTable.definitions(rows, width: width)
    }

    /// Every number of the row.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "condition": .string(condition.name), "changes": .string(condition.text),
            "F": .number(size), "ratio": .number(ratio.mean), "low": .number(ratio.low), "high": .number(ratio.high),
            "lower_in": .integer(lowerIn), "seeds": .integer(count), "end": .number(end), "best": .number(best),
            "end_ratio": .number(endRatio.mean), "better_in": .integer(betterIn), "spikes": .number(spikes),
            "range": .number(range), "common_mode": .number(sharedPart), "clipped": .number(clipped),
            "epochs": .integer(epochs), "updates": .number(updates), "outcome": .string(outcome.rawValue),
        ])
    }
}
