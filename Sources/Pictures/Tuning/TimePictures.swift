// When trials ran, and what they reported on the way.

import Answers
import Figures
import Numbers
import Tuning

extension Figure {
    /// A bar for each trial from its beginning to its end, in the colour of what became of it.
    static func timeline(_ study: StudyView, _ options: PlotOptions) throws -> Figure {
        let timed = study.trials.filter { $0.started != nil }
        guard let first = timed.compactMap(\.started).min() else {
            throw Mistake(
                "no trial of '\(study.name)' has a time", expected: "a study whose trials were run with a clock")
        }
        let last = timed.compactMap { $0.ended ?? $0.started }.max() ?? first
        let states: [(word: String, color: Int)] = [
            ("complete", 3), ("pruned", 6), ("failed", 0), ("running", 5),
        ]
        var layers: [PanelLayer] = []
        for state in states {
            let trials = timed.filter { $0.state.word == state.word }
            guard !trials.isEmpty else { continue }
            var bars = Bars(
                trials.map { trial in
                    let number = Double(trial.number)
                    return Bars.Bar(
                        x: (number - 0.4)...(number + 0.4), height: (trial.ended ?? last) - first,
                        base: (trial.started ?? first) - first)
                }, color: state.color)
            bars.isHorizontal = true
            layers.append(.bars(bars))
            let ends = trials.map { Point(($0.ended ?? last) - first, Double($0.number)) }
            var signs = Points(ends, name: "\(trials.count) \(state.word)", color: state.color)
            // Where a bar is too short to be seen, its end is.
            (signs.size, signs.symbol) = (0.6, .square)
            layers.append(.points(signs))
        }
        let busy = timed.reduce(0) { $0 + (($1.ended ?? last) - ($1.started ?? last)) }
        var panel = Panel(
            x: Axis("seconds since the first trial began", options.x ?? 0...max(last - first, 1e-3)),
            y: Axis("trial", options.y ?? -0.5...(Double(study.trials.count) - 0.5)), layers: layers)
        panel.y.isWhole = true
        let share = last > first ? busy / (last - first) : 1
        return Figure(
            title: options.title ?? "Timeline of \(study.name)", caption: study.facts,
            sentence:
                "\(Phrase.count(timed.count, "trial")) in \((last - first).short()) s, on average \(share.short(2)) at once; "
                + "one took \((busy / Double(timed.count)).short()) s.", panels: [panel])
    }

    /// What trials reported, step by step; where a pruned one ends is marked.
    static func learning(_ study: StudyView, _ options: PlotOptions) throws -> Figure {
        let reporting = study.trials.filter { !$0.reports.isEmpty }
        guard !reporting.isEmpty else {
            throw Mistake(
                "no trial of '\(study.name)' has reported a value on its way",
                expected: "an objective that calls trial.report(value, step)")
        }
        func points(_ trials: [Trial]) -> [Point] {
            trials.flatMap { $0.reports.map { Point(Double($0.step), $0.value) } + [Point(.nan, .nan)] }
        }
        let best = study.directions.count == 1 ? study.best : nil
        let pruned = reporting.filter { $0.state == .pruned }
        let others = reporting.filter { $0.state != .pruned && $0.number != best?.number }
        let values = reporting.flatMap { $0.reports.map(\.value) }.filter(\.isFinite)
        let steps = reporting.flatMap { $0.reports.map { Double($0.step) } }
        let frame = curves(
            [DataSeries("", values: values)], title: "", x: "", y: "reported value", isLog: isLog(values),
            options: options)
        var layers: [PanelLayer] = []
        if !pruned.isEmpty { layers.append(.curve(CurveLayer(points(pruned), color: Color.place(Color(0xd9b48a))))) }
        if !others.isEmpty { layers.append(.curve(CurveLayer(points(others), color: Color.place(Color(0x9cc0dc))))) }
        let ends = pruned.compactMap { $0.reports.last.map { Point(Double($0.step), $0.value) } }
        if !ends.isEmpty { layers.append(.points(Points(ends, name: "pruned", color: 6, symbol: .cross))) }
        if let best, !best.reports.isEmpty {
            var curve = CurveLayer(points([best]), name: "best: trial \(best.number)", color: 0)
            curve.weight = 1.5
            layers.append(.curve(curve))
        }
        var panel = Panel(
            x: Axis("step", options.x ?? (steps.min() ?? 0)...(steps.max() ?? 1)), y: frame.panels[0].y, layers: layers)
        panel.x.isWhole = true
        let all = reporting.reduce(0) { $0 + $1.reports.count }
        let full = (reporting.map(\.reports.count).max() ?? 0) * reporting.count
        let saved = full > 0 ? 100 * Double(full - all) / Double(full) : 0
        return Figure(
            title: options.title ?? "Learning curves of \(study.name)", caption: study.facts,
            sentence:
                "\(pruned.count) of \(Phrase.count(reporting.count, "trial")) were pruned; \(saved.short(2)) % of the steps were "
                + "never run.", panels: [panel])
    }
}
