// How the best value came down: history, regret, and the distribution of all values.

import Answers
import Figures
import Numbers
import RealModule
import Tuning

extension Figure {
    /// Every trial's value and the best so far; of several studies the best so far of each.
    static func history(_ studies: [StudyView], _ options: PlotOptions) throws -> Figure {
        for study in studies { try study.needsValues(for: "the history") }
        guard let study = studies.first, studies.count == 1 else { return compared(studies, options) }
        let values = study.complete.map { Point(Double($0.number), $0.values[0]) }
        let pruned = study.trials.filter { $0.state == .pruned }.compactMap { trial in
            trial.values.first.map { Point(Double(trial.number), $0) }
        }
        var best: Double?
        var stairs: [Point] = []
        // Over the numbers, as the points are: a trial counts when it was asked for.
        for trial in study.feasible {
            let value = trial.values[0]
            guard best.map({ study.directions[0].isBetter(value, $0) }) ?? true else { continue }
            if let best { stairs.append(Point(Double(trial.number), best)) }
            stairs.append(Point(Double(trial.number), value))
            best = value
        }
        if let best, let last = study.trials.last { stairs.append(Point(Double(last.number), best)) }
        var figure = Figure.curves(
            [Series("best so far", stairs)], title: "Optimisation history of \(study.name)", x: "trial",
            y: study.label(),
            caption: study.facts, isLog: isLog(values.map(\.y)), sentence: study.bestSentence,
            options: PlotOptions(
                x: options.x ?? 0...Double(max(1, study.trials.count - 1)), y: options.y ?? span(values.map(\.y)),
                title: options.title))
        let broken = Set(study.complete.filter { $0.violation > 0 }.map(\.number))
        var layers: [PanelLayer] = [
            .points(Points(values.filter { !broken.contains(Int($0.x)) }, name: "complete", color: 3))
        ]
        let hollow = values.filter { broken.contains(Int($0.x)) }
        if !hollow.isEmpty {
            layers.append(.points(Points(hollow, name: "breaks a constraint", color: 6, symbol: .circle)))
        }
        if !pruned.isEmpty { layers.append(.points(Points(pruned, name: "pruned", color: 2, symbol: .cross))) }
        figure.panels[0].layers = layers + figure.panels[0].layers.map(\.withoutDots)
        return figure
    }

    private static func compared(_ studies: [StudyView], _ options: PlotOptions) -> Figure {
        let series = studies.map { Series($0.name, stairs($0.bestSoFar)) }
        var figure = Figure.curves(
            series, title: "Best value so far", x: "finished trials", y: studies[0].label(),
            caption: studies.map { "\($0.name): \(Phrase.count($0.trials.count, "trial"))" },
            isLog: isLog(series.flatMap { $0.points.map(\.y) }),
            sentence: studies.map(\.bestSentence).joined(separator: " "), options: options)
        figure.panels[0].layers = figure.panels[0].layers.map(\.withoutDots)
        return figure
    }

    /// Best value so far less the minimum, over finished trials, on a log scale. Several studies of one name are seeds of one
    /// search: their median with the middle half as a band.
    ///
    /// - Parameter minimum: nil for the best value that any of them has found.
    static func regret(_ studies: [StudyView], minimum: Double?, _ options: PlotOptions) throws -> Figure {
        for study in studies { try study.needsValues(for: "the regret") }
        let direction = studies[0].directions[0]
        let found = studies.compactMap { $0.bestSoFar.last?.y }
        let known = minimum ?? (direction == .minimize ? found.min() : found.max()) ?? 0
        var names: [String] = []
        for study in studies where !names.contains(study.name) { names.append(study.name) }
        let series = names.map { name -> Series in
            let runs = studies.filter { $0.name == name }.map { study in
                study.bestSoFar.map { Point($0.x, abs($0.y - known)) }
            }
            guard runs.count > 1 else { return Series(name, runs[0].filter { $0.y > 0 }) }
            let common = runs.map(\.count).min() ?? 0
            let columns = (0..<common).map { step in runs.map { $0[$0.count - common + step].y }.sorted() }
            return Series(
                "\(name), median of \(runs.count)",
                zip(runs[0].suffix(common), columns).map { Point($0.x, $1.quantile(0.5)) },
                low: columns.map { $0.quantile(0.25) }, high: columns.map { $0.quantile(0.75) })
        }
        var figure = Figure.curves(
            series, title: "Regret", x: "finished trials", y: "distance to \(known.short())",
            caption: [minimum == nil ? "against the best of all: \(known.short())" : "minimum \(known.short())"],
            isLog: true,
            options: options)
        figure.panels[0].layers = figure.panels[0].layers.map(\.withoutDots)
        return figure
    }

    /// The share of trials at most so good, for each study.
    static func distribution(_ studies: [StudyView], _ options: PlotOptions) throws -> Figure {
        for study in studies { try study.needsValues(for: "the distribution") }
        let all = studies.flatMap { $0.feasible.map { $0.values[0] } }
        let (low, high) = (all.min() ?? 0, all.max() ?? 1)
        let series = studies.map { study -> Series in
            let values = study.feasible.map { $0.values[0] }.sorted()
            let steps = values.enumerated().map { Point($1, Double($0 + 1) / Double(values.count)) }
            return Series(study.name, stairs([Point(low, 0)] + steps + [Point(high, 1)]))
        }
        var figure = Figure.curves(
            series, title: "Distribution of the values", x: studies[0].label(), y: "share of trials at most there",
            caption: studies.map { "\($0.name): \(Phrase.count($0.feasible.count, "complete trial"))" }, isLog: false,
            sentence: studies.map(\.medianSentence).joined(separator: " "),
            options: PlotOptions(x: options.x, y: options.y ?? -0.02...1.04, title: options.title))
        if isLog(all) == true {
            let axis = figure.panels[0].x
            figure.panels[0].x = Axis(axis.label, axis.range, isLog: true)
        }
        figure.panels[0].layers = figure.panels[0].layers.map(\.withoutDots)
        return figure
    }

    /// Level until the next place, then up or down.
    static func stairs(_ points: [Point]) -> [Point] {
        var out: [Point] = []
        for point in points {
            if let last = out.last, last.y != point.y { out.append(Point(point.x, last.y)) }
            out.append(point)
        }
        return out
    }

    /// Whether values are read better by their factors.
    static func isLog(_ values: [Double]) -> Bool? {
        let sorted = values.filter(\.isFinite).sorted()
        guard let low = sorted.first, let high = sorted.last, low > 0, high / low > 50 else { return false }
        return true
    }

    /// A stretch that holds most of the values with some air: one trial that went astray does not press the others flat.
    private static func span(_ values: [Double]) -> ClosedRange<Double>? {
        let sorted = values.filter(\.isFinite).sorted()
        guard sorted.count > 10, isLog(sorted) == false else { return nil }
        let (low, high) = (sorted[0], sorted[sorted.count - 1])
        let (quarter, most) = (sorted.quantile(0.25), sorted.quantile(0.9))
        let limit = most + 3 * (most - quarter)
        guard high > limit, limit > low else { return nil }
        let air = (limit - low) * 0.05
        return (low - air)...(limit + air)
    }
}

extension PanelLayer {
    /// Stairs have no signs at their corners.
    var withoutDots: PanelLayer {
        guard case .curve(var curve) = self else { return self }
        curve.hasDots = false
        return .curve(curve)
    }
}

extension StudyView {
    /// `The best of 40 trials is number 31 with 0.012: lr=0.01, width=32.`
    var bestSentence: String {
        guard let best else { return "\(name) has no trial that breaks no constraint." }
        return "The best of \(Phrase.count(trials.count, "trial")) of \(name) is number \(best.number) with "
            + "\(best.values[0].short(4)): \(best.configuration.text)."
    }

    var medianSentence: String {
        let values = feasible.map { $0.values[0] }.sorted()
        return "Half of the values of \(name) are at most \(values.quantile(0.5).short())."
    }
}
