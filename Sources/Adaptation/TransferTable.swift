internal import Answers
public import Numbers

/// What moving a model of city A to city B has cost and brought, by method and number of sales.
public struct TransferTable: Sendable {
    /// Methods, sizes and seeds that were asked for, and the rule of all of them.
    public let plan: TransferPlan
    /// The models of city A, by seed; nil where it was not trained.
    var sources: [SourceModel?]
    /// By seed, size and method; nil where it was not done.
    public internal(set) var runs: [[[TransferRun?]]]

    /// Nothing measured yet.
    init(_ plan: TransferPlan) {
        self.plan = plan
        sources = plan.seeds.map { _ in nil }
        runs = plan.seeds.map { _ in plan.sizes.map { _ in plan.methods.map { _ in nil } } }
    }

    /// How many moves were measured.
    public var done: Int { runs.joined().joined().count { $0 != nil } }
    /// How many were asked for.
    public var planned: Int { plan.seeds.count * plan.sizes.count * plan.methods.count }
    /// Whether moves are missing.
    public var isPartial: Bool { done < planned }

    /// The rows of the methods that were measured, in the order of the plan.
    public var rows: [TransferRow] { plan.methods.indices.compactMap(row) }

    /// The row of a method; nil where nothing of it has been measured.
    public func row(of method: TransferMethod) -> TransferRow? { plan.methods.firstIndex(of: method).flatMap(row) }

    private func row(at place: Int) -> TransferRow? {
        let full = plan.methods.firstIndex(of: .full)
        let cells = plan.sizes.indices.map { size in
            runs.compactMap { runs -> TransferRow.Pair? in
                runs[size][place].map { run in (run, full.flatMap { runs[size][$0] }) }
            }
        }
        return cells.allSatisfy(\.isEmpty) ? nil : TransferRow(plan.methods[place], plan.sizes, cells)
    }

    /// The model of city A as it is, in city B and in city A: RMSE of ln price, mean over the seeds.
    public var unmoved: (target: MeanInterval, source: MeanInterval) {
        let errors = sources.compactMap { $0?.errors }
        return (MeanInterval(of: errors.map(\.target)), MeanInterval(of: errors.map(\.source)))
    }

    /// The error that no model can better in city B and in city A, mean over the seeds.
    public var floors: (target: Double, source: Double) {
        let floors = sources.compactMap { $0?.cities.floors }
        let count = Double(floors.count)
        return (floors.reduce(0) { $0 + $1.target } / count, floors.reduce(0) { $0 + $1.source } / count)
    }
}

/// One method over all numbers of sales, each move beside full tuning of the same seed and sales.
public struct TransferRow: Sendable {
    typealias Pair = (run: TransferRun, full: TransferRun?)

    /// Which of the model's numbers were learnt anew.
    public let method: TransferMethod
    /// Sales of city B.
    public let sizes: [Int]
    private let cells: [[Pair]]
    /// RMSE of ln price in city B for each size, mean over the seeds with 95 % ends.
    public let errors: [MeanInterval]
    /// The same over full tuning's of the same seed: geometric mean.
    public let ratios: [MeanInterval]
    /// RMSE of ln price in city A after the move.
    public let sourceErrors: [MeanInterval]

    init(_ method: TransferMethod, _ sizes: [Int], _ cells: [[Pair]]) {
        (self.method, self.sizes, self.cells) = (method, sizes, cells)
        errors = cells.map { MeanInterval(of: $0.map(\.run.error)) }
        sourceErrors = cells.map { MeanInterval(of: $0.map(\.run.sourceError)) }
        ratios = cells.map { cell in
            MeanInterval(
                of: cell.compactMap { pair in pair.full.map { pair.run.error / $0.error } }, scale: .ratio)
        }
    }

    /// Its moves that were measured, size by size and seed by seed.
    public var runs: [TransferRun] { cells.joined().map(\.run) }
    /// How many numbers are learnt; 0 while nothing was measured.
    public var learnt: Int { runs.first?.learnt ?? 0 }
    /// `learnt` over the numbers of the network.
    public var share: Double { runs.first.map { Double($0.learnt) / Double($0.total) } ?? .nan }
    /// Bytes that the optimizer remembers for what is learnt.
    public var optimizerBytes: Int { runs.first?.optimizerBytes ?? 0 }

    /// In how many of the seeds the error is at most so much larger than full tuning's, and how many seeds there are.
    ///
    /// - Parameter margin: .1 for 10 %.
    public func within(_ margin: Double, at size: Int) -> (seeds: Int, of: Int) {
        guard let place = sizes.firstIndex(of: size) else { return (0, 0) }
        let ratios = cells[place].compactMap { pair in pair.full.map { pair.run.error / $0.error } }
        return (ratios.count { $0 <= 1 + margin }, ratios.count)
    }

    /// The rates that were chosen at each size, by seed.
    public var rates: [[Double]] { cells.map { $0.map(\.run.rate) } }
}
