public import Answers
public import Parallel

extension TransferPlan {
    /// Trains what a table does not hold yet: first the models of city A, then everything of the first seed, of the second …, so that an
    /// interrupted table has whole pairs.
    ///
    /// - Parameters:
    ///   - earlier: a table of the same plan; nil to begin.
    ///   - crew: which threads; the numbers do not depend on how many.
    ///   - work: once it is cancelled, what was measured is given back as a partial table.
    /// - Throws: `Mistake` where a method does not fit the network.
    public func run(from earlier: TransferTable? = nil, crew: Crew = .cores, work: Work = Work()) throws
        -> TransferTable
    {
        var table = earlier ?? TransferTable(self)
        let rows = sizes.last ?? 0
        let all = Double(seeds.count * (1 + sizes.count * methods.count))
        func tell(_ done: Int, _ note: String) { work.report(Double(done) / all, note) }
        let bare = seeds.indices.filter { table.sources[$0] == nil }
        let seeds = seeds
        try crew.map(
            bare.count, work: work,
            look: { tell($0, "city A, model \($0) of \(bare.count)") },
            ended: { table.sources[bare[$0]] = $1 },
            trying: { try SourceModel(Cities(seed: seeds[bare[$1]], rows: rows, work: $0), work: $0) })
        let places = seeds.indices.flatMap { seed in
            sizes.indices.flatMap { size in methods.indices.map { (seed: seed, size: size, method: $0) } }
        }
        let open = places.filter { table.runs[$0.seed][$0.size][$0.method] == nil && table.sources[$0.seed] != nil }
        let before = places.count - open.count + seeds.count
        let (sources, plan) = (table.sources, self)
        try crew.map(
            open.count, work: work,
            look: { tell(before + $0, "move \(places.count - open.count + $0)/\(places.count) to city B") },
            ended: { number, run in
                let place = open[number]
                table.runs[place.seed][place.size][place.method] = run
            },
            trying: { own, number in
                let place = open[number]
                guard let source = sources[place.seed] else { return nil }
                return try TransferRun(
                    source, size: plan.sizes[place.size], method: plan.methods[place.method], rule: plan.rule,
                    work: own)
            })
        return table
    }
}
