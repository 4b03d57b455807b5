public import Answers
public import Figures
import Numbers
public import Selection
import Tuning

extension BudgetRace: Drawable {
    /// The rungs of the first seed: a panel for each strategy, a line for each trial from look to look.
    ///
    /// - Throws: `Mistake` where no seed was whole.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard let first = searches.first else {
            throw Mistake("no seed was whole", expected: "a race that was not stopped before")
        }
        let all = first.flatMap { $0.traces.flatMap { $0.looks.map(\.value) } }.filter(\.isFinite)
        // One wild trial would press all others into a line.
        let sorted = all.sorted()
        let top = sorted.isEmpty ? 1 : sorted[Int(0.9 * Double(sorted.count - 1))]
        let bottom = sorted.first ?? 0
        let up = options.y ?? (bottom - 0.05 * (top - bottom))...(Swift.max(top, bottom.nextUp) + 0.05 * (top - bottom))
        var panels: [Panel] = []
        for (strategy, search) in zip(strategies, first) {
            var layers: [PanelLayer] = []
            for trace in search.traces {
                let points =
                    [trace.looks.first.map { Point(0.8 * Double($0.epochs), $0.value) }].compactMap { $0 }
                    + trace.looks.map { Point(Double($0.epochs), $0.value) }
                var line = CurveLayer(points.filter { $0.y.isFinite && up.contains($0.y) }, color: 3)
                line.opacity = 0.5
                if !line.points.isEmpty { layers.append(.curve(line)) }
            }
            let best = search.traces.filter { !$0.value.isNaN }.min { $0.value < $1.value }
            var way = CurveLayer(
                (best?.looks ?? []).map { Point(Double($0.epochs), $0.value) }, color: 0, hasDots: true)
            way.weight = 1.6
            if !way.points.isEmpty { layers.append(.curve(way)) }
            panels.append(
                Panel(
                    title: "\(strategy.rawValue): \(search.traces.count) trials",
                    x: Axis("epochs", options.x ?? 0.8...(Double(plan.longest) * 1.1), isLog: true),
                    y: Axis("validation", up), layers: layers))
        }
        var figure = Figure(
            title: options.title ?? "\(measure) at equal epochs",
            caption: ["\(plan.budget.grouped) epochs each", "the best trial is drawn strong"], sentence: sentence,
            panels: panels)
        figure.columns = panels.count > 1 ? 2 : 1
        return figure
    }
}
