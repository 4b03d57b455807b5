import Answers
import Figures
import Numbers
import RealModule
import Tuning

extension Figure {
    /// The values over one hyperparameter after the other, paler for earlier trials.
    static func slices(_ study: StudyView, _ names: [String], _ options: PlotOptions) throws -> Figure {
        try study.needsValues(for: "the slices")
        let axes = try study.axes(names)
        guard axes.count <= 12 else {
            throw Mistake(
                "\(axes.count) slices are too many to read", expected: "at most 12",
                try: "plot(study, \"slice\", \"\(axes[0].name)\", \"\(axes[1].name)\")")
        }
        let trials = study.complete
        let values = trials.map { $0.values[0] }
        let up = curves([DataSeries("", values: values)], title: "", x: "", y: study.label(), isLog: isLog(values))
            .panels[
                0
            ].y
        let last = Double(max(1, study.trials.count - 1))
        let panels = axes.map { axis -> Panel in
            let placed = trials.compactMap { trial in
                axis.place(trial).map { (Point($0, trial.values[0]), trial.number) }
            }
            var points = Points(placed.map(\.0), color: 3)
            points.tints = placed.map { Palette.ink.color(at: 0.25 + 0.75 * Double($0.1) / last) }
            return Panel(
                title: axis.name, x: axis.axis, y: options.y.map { Axis(up.label, $0, isLog: up.isLog) } ?? up,
                layers: [.points(points)])
        }
        return Figure(
            title: options.title ?? "Slices of \(study.name)", caption: study.facts + ["darker: later trials"],
            sentence: study.bestSentence, panels: panels)
    }

    /// Two hyperparameters: the trials in place, and between them their values smoothed.
    static func studyContour(_ study: StudyView, _ names: [String], _ options: PlotOptions, work: Work) throws -> Figure
    {
        try study.needsValues(for: "the contour")
        let axes = Array(try study.axes(names).prefix(2))
        guard axes.count == 2 else {
            throw Mistake("a contour needs two hyperparameters", expected: "a study that searches at least two")
        }
        let trials = study.complete.compactMap { trial in
            axes[0].place(trial).flatMap { x in axes[1].place(trial).map { (Point(x, $0), trial.values[0]) } }
        }
        guard trials.count >= 3 else {
            throw Mistake(
                "\(Phrase.count(trials.count, "complete trial")) with both \(axes[0].name) and \(axes[1].name)",
                expected: "at least 3")
        }
        let scale = study.colors(trials.map(\.1))
        // The mean of the trials weighted by a bell as wide as n trials in a plane are apart; nothing where none is near.
        let width = max(0.04, 0.35 * Double.pow(Double(trials.count), -1.0 / 3))
        let isLog = if case .log = scale.kind { true } else { false }
        // Choices without an order have no values between them: each has a stretch of its own.
        func stretch(_ axis: ParameterAxis, _ place: Double) -> Int? {
            guard case .choice(let settings) = axis.domain else { return nil }
            return min(max(Int(saturating: (place * Double(settings.count)).rounded(.down)), 0), settings.count - 1)
        }
        let grid = ValueGrid(columns: 80, rows: 80, x: -0.03...1.03, y: -0.03...1.03, work: work) { place in
            var (sum, weights) = (0.0, 0.0)
            let own = (stretch(axes[0], place.x), stretch(axes[1], place.y))
            for (point, value) in trials
            where own == (stretch(axes[0], point.x), stretch(axes[1], point.y)) {
                let (dx, dy) = (
                    own.0 == nil ? (point.x - place.x) / width : 0, own.1 == nil ? (point.y - place.y) / width : 0
                )
                let weight = Double.exp(-(dx * dx + dy * dy) / 2)
                sum += weight * (isLog ? Double.log(value) : value)
                weights += weight
            }
            guard weights > 0.1 else { return .nan }
            return isLog ? Double.exp(sum / weights) : sum / weights
        }
        var layers: [PanelLayer] = [.field(Field(grid)), .points(Points(trials.map(\.0), color: 2, symbol: .circle))]
        if let best = study.best, let x = axes[0].place(best), let y = axes[1].place(best) {
            layers.append(.mark(Mark(.minimum, at: Point(x, y), name: "best \(best.values[0].short())")))
        }
        let panel = Panel(x: axes[0].axis, y: axes[1].axis, colors: scale, layers: layers)
        return Figure(
            title: options.title ?? "\(study.name) over \(axes[0].name) and \(axes[1].name)",
            caption: study.facts + ["values between trials are smoothed, width \(width.short(2))"],
            sentence: study.bestSentence, panels: [panel])
    }
}
