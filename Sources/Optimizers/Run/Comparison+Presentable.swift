public import Answers
import Numbers

extension Comparison: Presentable {
    /// `comparison`
    public static var kind: String { "comparison" }

    /// `2 runs on rosenbrock: SGD(lr=0.001), Adam(lr=0.05)`
    public var summary: String {
        "\(runs.count) runs\(place): \(runs.map(\.label).joined(separator: ", "))"
    }

    /// A row for each run: loss, best, |∇f|, evaluations (unless all are the budget and there is no room), and how it ended in a
    /// word or two.
    public func table(width: Int) -> String {
        var rows = [["optimizer", "loss", "best", "|∇f|", "evaluations", "end"]]
        for run in runs {
            rows.append([
                run.label, run.loss.short(), run.bestLoss.short(), run.gradientNorm.short(), "\(run.evaluations)",
                run.endInBrief,
            ])
        }
        var lines = TextTable.lines(rows, width: width, overflow: .below)
        if lines.contains(where: { $0.contains("\n") }), runs.allSatisfy({ $0.evaluations == budget }) {
            // The headline has said how many; without the column the ends have room beside the rest.
            let evaluations = rows[0].count - 2
            lines = TextTable.lines(
                rows.map { row in row.enumerated().filter { $0.offset != evaluations }.map(\.element) }, width: width,
                overflow: .below)
        }
        return ([headline] + lines).joined(separator: "\n")
    }

    /// Which run came lowest, and how low.
    public var sentence: String {
        guard let best else { return "\(summary): every run ran away." }
        return "\(headline): \(best.label) came lowest, to \(best.loss.short())."
    }

    /// The budget, the best run and the runs themselves.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "evaluations": .integer(budget),
            "best": best.map { .string($0.label) } ?? .null,
            "runs": .array(runs.map(\.json)),
        ])
    }

    private var place: String { runs.first.map { " on \($0.objective.name)" } ?? "" }

    private var headline: String {
        guard let first = runs.first else { return "no run" }
        let seeded = first.seed == 0 ? "" : ", seed \(first.seed)"
        return "\(first.objective.name) from \(first.start.short(dimension: first.dimension))\(seeded), "
            + "\(budget) evaluations each"
    }
}
