public import Answers
public import Parallel

extension AblationPlan {
    /// Trains and measures what a table does not hold yet. All conditions of the first seed come first, so that an interrupted table has
    /// whole pairs.
    ///
    /// - Parameters:
    ///   - earlier: a table of the same training and seeds, whose trainings are kept; nil to begin.
    ///   - crew: which threads; the numbers do not depend on how many.
    ///   - work: once it is cancelled, what was measured is given back as a partial table.
    /// - Throws: `Mistake` for rows that the model cannot read, and a table of something else.
    public func run(from earlier: AblationTable? = nil, crew: Crew = .cores, work: Work = Work()) throws
        -> AblationTable
    {
        var table = try AblationTable(self, keeping: earlier)
        let open = seeds.indices.flatMap { seed in conditions.indices.map { (seed: seed, condition: $0) } }
            .filter { table.runs[$0.seed][$0.condition] == nil }
        let names = conditions.map(\.name)
        let (setups, parts, seeds) = (setups, parts, seeds)
        try crew.map(
            open.count, work: work,
            look: { done in
                work.report(
                    Double(done) / Double(Swift.max(1, open.count)), "training \(done)/\(open.count) of \(subject)")
            },
            ended: { table.runs[open[$0].seed][open[$0].condition] = $1 },
            trying: { own, number in
                let (seed, condition) = open[number]
                return try setups[condition].measured(
                    on: parts[seed], seed: seeds[seed], as: names[condition], work: own)
            })
        return table
    }
}
