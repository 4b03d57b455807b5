import Answers
import Figures
import Numbers
import Tuning

extension Figure {
    /// The trials that no other is better than in every objective, among all: two objectives in one panel, more by pairs.
    static func pareto(_ study: StudyView, _ options: PlotOptions, work: Work) throws -> Figure {
        try study.needsValues(objectives: 2...4, for: "the Pareto front")
        let front = study.front
        let count = study.directions.count
        var panels: [Panel] = []
        for x in 0..<count { for y in (x + 1)..<count { panels.append(pareto(study, front, x, y, options)) } }
        var facts = study.facts
        facts.append(Phrase.count(front.count, "trial") + " on the front")
        // The worst of each objective among all trials, a tenth of the range further: the same for the whole study.
        let losses = study.feasible.map(study.losses)
        let reference = study.directions.indices.map { objective in
            let values = losses.map { $0[objective] }
            let (low, high) = (values.min() ?? 0, values.max() ?? 0)
            return high + 0.1 * (high - low)
        }
        let corner = zip(study.directions, reference).map { ($0 == .minimize ? $1 : -$1).short() }
        let volume = try Hypervolume.volume(front.map(study.losses), reference: reference, work: work)
        facts.append("hypervolume \(volume.short(4)) up to (\(corner.joined(separator: ", ")))")
        return Figure(
            title: options.title ?? "Pareto front of \(study.name)", caption: facts,
            sentence:
                "\(front.count) of \(Phrase.count(study.feasible.count, "complete trial")) are on the front: none is better "
                + "in one objective without being worse in another.", panels: panels)
    }

    private static func pareto(
        _ study: StudyView, _ front: [Trial], _ x: Int, _ y: Int, _ options: PlotOptions
    ) -> Panel {
        func point(_ trial: Trial) -> Point { Point(trial.values[x], trial.values[y]) }
        let onFront = Set(front.map(\.number))
        let others = study.feasible.filter { !onFront.contains($0.number) }
        let broken = study.complete.filter { $0.violation > 0 }
        let all = study.complete.map(point)
        func range(_ values: [Double]) -> ClosedRange<Double> {
            let (low, high) = (values.min() ?? 0, values.max() ?? 1)
            return (low - (high - low) * 0.06)...(high + (high - low) * 0.06)
        }
        var layers: [PanelLayer] = []
        if study.directions.count == 2 {
            layers.append(.curve(CurveLayer(study.stairs(front.map(point)), color: 0)))
        }
        if !broken.isEmpty {
            layers.append(.points(Points(broken.map(point), name: "breaks a constraint", color: 6, symbol: .cross)))
        }
        if !others.isEmpty {
            layers.append(.points(Points(others.map(point), name: "dominated", color: 3, symbol: .circle)))
        }
        layers.append(.points(Points(front.map(point), name: "front", color: 0)))
        return Panel(
            x: Axis(study.label(x) + mark(study.directions[x]), options.x ?? range(all.map(\.x))),
            y: Axis(study.label(y) + mark(study.directions[y]), options.y ?? range(all.map(\.y))), layers: layers)
    }

    private static func mark(_ direction: Direction) -> String {
        direction == .minimize ? " (less is better)" : " (more is better)"
    }
}

extension StudyView {
    /// A trial's values as losses: smaller is better.
    func losses(_ trial: Trial) -> [Double] {
        zip(directions, trial.values).map { $0 == .minimize ? $1 : -$1 }
    }

    /// The trials that no other dominates, by the first objective.
    var front: [Trial] { history.front.sorted { $0.values[0] < $1.values[0] } }

    /// The edge of what two objectives dominate, by the first.
    func stairs(_ front: [Point]) -> [Point] {
        var out: [Point] = []
        for point in front {
            // To the worse side of the second objective before the first becomes better or worse.
            if let last = out.last {
                out.append(directions[0] == .minimize ? Point(point.x, last.y) : Point(last.x, point.y))
            }
            out.append(point)
        }
        return out
    }
}
