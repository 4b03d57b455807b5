internal import Answers
internal import Numbers

/// What trainings under several conditions have shown, each beside its twin of the same seed under none.
public struct AblationTable: Sendable {
    /// Rig, conditions and seeds that were asked for.
    public let plan: AblationPlan
    /// By seed, then by condition; nil where the training was not done.
    public internal(set) var runs: [[MeasuredRun?]]

    /// Empty, but for what an earlier table has of the same conditions.
    init(_ plan: AblationPlan, keeping earlier: AblationTable?) throws {
        self.plan = plan
        guard let earlier else {
            runs = plan.seeds.map { _ in plan.conditions.map { _ in nil } }
            return
        }
        guard earlier.plan.subject == plan.subject, earlier.plan.seeds == plan.seeds else {
            throw Mistake(
                "the table is of \(earlier.plan.subject) with \(Phrase.count(earlier.plan.seeds.count, "seed"))",
                expected: "one of \(plan.subject) with the same seeds", argument: "resume")
        }
        let places = plan.conditions.map { earlier.plan.conditions.firstIndex(of: $0) }
        runs = earlier.runs.map { runs in places.map { $0.flatMap { runs[$0] } } }
    }

    /// The same with seeds 1, 2 … in its trainings: who knows those of a grade can tune on them.
    func withSeedsHidden() -> AblationTable {
        var copy = self
        for place in runs.indices {
            for condition in runs[place].indices { copy.runs[place][condition]?.seed = UInt64(place + 1) }
        }
        return copy
    }

    /// How many trainings were measured.
    public var done: Int { runs.reduce(0) { $0 + $1.count { $0 != nil } } }
    /// How many trainings were asked for: seeds × conditions.
    public var planned: Int { plan.seeds.count * plan.conditions.count }
    /// Whether trainings are missing.
    public var isPartial: Bool { done < planned }

    /// F of a training that does not shake: healthy ones have .015 to .045, shaking ones .15 and more.
    static let steady = 0.05

    /// Whether the base did not shake, so that there was nothing to calm.
    public var isCalm: Bool {
        base.map { $0.diverged == 0 && $0.size < AblationTable.steady } ?? false
    }

    /// The base, from all its trainings; nil when there is none yet.
    public var base: AblationRow? { row(at: 0) }

    /// One for each condition that was trained beside its twin, in the order of the plan.
    public var rows: [AblationRow] { plan.conditions.indices.compactMap(row) }

    /// The row of a condition; nil where nothing of it has been measured.
    public func row(named name: String) -> AblationRow? {
        plan.conditions.firstIndex { $0.isCalled(name) }.flatMap(row)
    }

    private func row(at place: Int) -> AblationRow? {
        let pairs = runs.compactMap { runs in
            runs[place].flatMap { run in runs[0].map { (run: run, base: $0) } }
        }
        return pairs.isEmpty ? nil : AblationRow(plan.conditions[place], pairs)
    }

    /// The conditions beside the base from the most useful to the least: first those whose end is not worse than the base's, the calmest in
    /// front; then the others, the smallest error in front.
    public var ranking: [String] {
        rows.dropFirst().sorted { one, other in
            if one.keepsAccuracy != other.keepsAccuracy { return one.keepsAccuracy }
            guard one.keepsAccuracy else { return one.end < other.end }
            // Where a training diverged there is no F: such conditions come behind those that have one, and the error ranks them.
            let (a, b) = (one.ratio.mean, other.ratio.mean)
            guard a.isNaN == b.isNaN else { return b.isNaN }
            return a.isNaN ? one.end < other.end : a < b
        }.map(\.condition.name)
    }

    /// Kendall's τ of somebody's order of some conditions with the measured one.
    ///
    /// - Returns: nil for a name that was not measured, or that stands twice; nan for fewer than two.
    public func tau(_ order: [String]) -> Double? {
        let ranking = ranking
        let places = order.compactMap { name in
            plan.conditions.first { $0.isCalled(name) }.flatMap { ranking.firstIndex(of: $0.name) }
        }
        guard places.count == order.count, Set(places).count == order.count else { return nil }
        return KendallTau.b(order.indices.map(Double.init), places.map(Double.init))
    }
}
