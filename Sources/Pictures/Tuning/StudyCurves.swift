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
            (trial.values.first ?? trial.reports.last?.value).map { Point(Double(trial.number), $0) }
        }.filter(\.isFinite)
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
        let all = (values + pruned).map(\.y)
        let isLog = isLog(all) == true
        let up = options.y ?? span(all, isLog: isLog)
        let outside = all.count { !up.contains($0) }
        var figure = Figure.curves(
            [DataSeries("best so far", stairs)], title: "Optimisation history of \(study.name)", x: "trial",
            y: study.label(),
            caption: study.facts + (outside > 0 ? ["\(outside) outside the frame"] : []), isLog: isLog,
            sentence: study.bestSentence,
            options: PlotOptions(
                x: options.x ?? 0...Double(max(1, study.trials.count - 1)), y: up, title: options.title))
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
        let series = studies.map { DataSeries($0.name, stairs($0.bestSoFar)) }
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
        // Studies of one name and one sampler are seeds of one search.
        let isNamed = Set(studies.map(\.name)).count > 1
        func title(_ study: StudyView) -> String {
            let same = studies.filter { $0.name == study.name }
            let hasSamplers = Set(same.map(\.sampler)).count > 1
            return hasSamplers ? (isNamed ? "\(study.name), \(study.sampler)" : study.sampler) : study.name
        }
        var names: [String] = []
        for name in studies.map(title) where !names.contains(name) { names.append(name) }
        let distances = studies.map { study in study.bestSoFar.map { Point($0.x, abs($0.y - known)) } }
        // A log scale has no 0: who has arrived lies a little below all others.
        let least = distances.joined().map(\.y).filter { $0 > 0 }.min() ?? 1
        let floor = least / 3
        let hasArrived = distances.joined().contains { $0.y == 0 }
        let series = names.map { name -> DataSeries in
            let runs = zip(studies, distances).filter { title($0.0) == name }.map { _, points in
                points.map { Point($0.x, max($0.y, floor)) }
            }
            guard runs.count > 1 else { return DataSeries(name, stairs(runs[0])) }
            // At each count of trials what every seed has reached by then.
            let first = runs.map { $0.first?.x ?? 1 }.max() ?? 1
            let last = runs.map { $0.last?.x ?? 1 }.min() ?? 1
            let steps = stride(from: first, through: last, by: 1).map { step in
                (x: step, values: runs.compactMap { $0.last { $0.x <= step }?.y }.sorted())
            }
            func steppedAt(_ share: Double) -> [Point] {
                stairs(steps.map { Point($0.x, $0.values.quantile(share)) }, always: true)
            }
            return DataSeries(
                "\(name), median of \(runs.count)", steppedAt(0.5), low: steppedAt(0.25).map(\.y),
                high: steppedAt(0.75).map(\.y))
        }
        var figure = Figure.curves(
            series, title: "Regret", x: "finished trials", y: "distance to \(known.short())",
            caption: [minimum == nil ? "against the best of all: \(known.short())" : "minimum \(known.short())"]
                + (hasArrived ? ["at the lower edge: 0"] : []),
            isLog: true,
            options: PlotOptions(x: options.x, y: options.y ?? yRange(series, floor, hasArrived), title: options.title))
        figure.panels[0].layers = figure.panels[0].layers.map(\.withoutDots)
        return figure
    }

    /// The share of trials at most so good, for each study.
    static func distribution(_ studies: [StudyView], _ options: PlotOptions) throws -> Figure {
        for study in studies { try study.needsValues(for: "the distribution") }
        let all = studies.flatMap { $0.feasible.map { $0.values[0] } }
        let (low, high) = (all.min() ?? 0, all.max() ?? 1)
        let series = studies.map { study -> DataSeries in
            let values = study.feasible.map { $0.values[0] }.sorted()
            let steps = values.enumerated().map { Point($1, Double($0 + 1) / Double(values.count)) }
            return DataSeries(study.name, stairs([Point(low, 0)] + steps + [Point(high, 1)]))
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

    /// The frame of a regret: down to where those lie that have arrived.
    private static func yRange(_ series: [DataSeries], _ floor: Double, _ hasArrived: Bool) -> ClosedRange<Double>? {
        guard hasArrived, let high = series.flatMap({ $0.points.map(\.y) + $0.high }).max() else { return nil }
        return floor...(max(high, floor * 3) * 1.3)
    }

    /// Level until the next place, then up or down.
    ///
    /// - Parameter always: whether there is a corner at every place, so that several such lines have as many.
    static func stairs(_ points: [Point], always: Bool = false) -> [Point] {
        var out: [Point] = []
        for point in points {
            if let last = out.last, always || last.y != point.y { out.append(Point(point.x, last.y)) }
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

    /// A stretch that holds the values with some air; of more than ten only most of them where a few went far astray, which would
    /// press the others flat.
    private static func span(_ values: [Double], isLog: Bool) -> ClosedRange<Double> {
        let sorted = values.filter(\.isFinite).sorted()
        guard let low = sorted.first, var high = sorted.last else { return 0...1 }
        if isLog {
            let air = Double.pow(high / low, 0.04)
            return (low / air)...(high * air)
        }
        if sorted.count > 10 {
            let (quarter, most) = (sorted.quantile(0.25), sorted.quantile(0.9))
            let limit = most + 3 * (most - quarter)
            if high > limit, limit > low { high = limit }
        }
        let air = high > low ? (high - low) * 0.05 : max(abs(low) * 0.1, 1e-9)
        return (low - air)...(high + air)
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
