public import Answers
public import Figures
import Numbers
public import Stabilisation

/// One of the pictures of an ablation.
public struct AblationPicture: Sendable {
    /// What is shown.
    public enum View: String, Sendable, CaseIterable {
        /// The F ratio of each condition with its interval, the calmest on top.
        case forest
        /// The F ratio against the error at the end, with the region that passes the grade.
        case calm
        /// The validation losses of each condition in a frame of its own, all on the same axes.
        case curves
    }

    private let view: View
    private let table: AblationTable

    /// A picture of a table.
    public init(_ view: View, of table: AblationTable) { (self.view, self.table) = (view, table) }

    /// - Throws: `Mistake` while fewer than one condition beside the base has been measured.
    public func figure(_ options: PlotOptions) throws -> Figure {
        let rows = table.rows.dropFirst().filter { $0.ratio.mean.isFinite }
        guard let base = table.base, view == .curves || !rows.isEmpty else {
            let diverged = table.base?.diverged ?? 0
            throw diverged > 0
                ? Mistake(
                    "\(diverged) of the base's trainings diverged, so there is no F to compare with",
                    expected: "a base that comes to its end", try: "plot_curves(t)")
                : Mistake(
                    "nothing has been measured that could be drawn", expected: "at least one condition beside the base",
                    try: "_.resume()")
        }
        var figure =
            switch view {
            case .forest: forest(Array(rows), options)
            case .calm: calm(Array(rows), base, options)
            case .curves: curves(options)
            }
        figure.title = options.title ?? figure.title
        figure.caption = [table.plan.subject, Phrase.count(base.count, "seed"), "\(base.epochs) epochs"]
        if table.isPartial { figure.caption.append("partial: \(table.done) of \(table.planned) trainings") }
        return figure
    }

    // MARK: The forest

    private func forest(_ rows: [AblationRow], _ options: PlotOptions) -> Figure {
        let sorted = rows.sorted { $0.ratio.mean < $1.ratio.mean }
        let ends = sorted.flatMap { [$0.ratio.mean, $0.ratio.low, $0.ratio.high] }.filter { $0.isFinite && $0 > 0 }
        let range = options.x ?? ((ends.min() ?? 0.1) / 1.5)...(Swift.max(1, ends.max() ?? 1) * 1.5)
        var layers: [PanelLayer] = [.guide(GuideLine(.vertical, at: 1, name: "as the base"))]
        for (place, row) in sorted.enumerated() {
            // A ratio of 0 has no place on a log axis: it stands at its end.
            let (low, high) = (Swift.max(row.ratio.low, range.lowerBound), row.ratio.high)
            if low.isFinite, high.isFinite, high > 0 {
                layers.append(
                    .curve(CurveLayer([Point(low, Double(place)), Point(high, Double(place))], color: color(row))))
            }
            let mean = Swift.max(row.ratio.mean, range.lowerBound)
            var sign = Points(
                [Point(mean, Double(place))], color: color(row), symbol: row.keepsAccuracy ? .dot : .cross)
            sign.size = 1.5
            layers.append(.points(sign))
        }
        var panel = Panel(
            x: Axis("F, ratio to the base", range, isLog: true),
            y: Axis(
                "", -0.6...(Double(sorted.count) - 0.4),
                names: sorted.enumerated().map { Axis.Name($1.condition.name, at: Double($0)) }), layers: layers)
        panel.y.isReversed = true
        var figure = Figure(
            title: "How much calmer, and at what price", sentence: table.sentence + " " + AblationPicture.key,
            panels: [panel])
        figure.message = AblationPicture.key
        return figure
    }

    private static let key = "Dots stand where the error at the end is not larger than the base's, crosses where it is."

    private func color(_ row: AblationRow) -> Int {
        switch row.outcome {
        case .works, .rescues: 2
        case .calmButWorse, .dead, .harms, .diverged, .shakier: 1
        default: 0
        }
    }

    // MARK: Calm against learnt

    private func calm(_ rows: [AblationRow], _ base: AblationRow, _ options: PlotOptions) -> Figure {
        let shown = rows.filter { $0.ratio.mean > 0 && $0.end.isFinite }
        let ratios = shown.map(\.ratio.mean) + [1, 0.25]
        let ends = shown.map(\.end) + [base.end, base.best]
        let across = options.x ?? ((ratios.min() ?? 0.1) / 1.5)...((ratios.max() ?? 1) * 1.5)
        let up = options.y ?? ((ends.min() ?? 0.1) / 1.1)...((ends.max() ?? 1) * 1.1)
        var passing = Band(
            x: [across.lowerBound, 0.25], low: [up.lowerBound, up.lowerBound], high: [base.end, base.end],
            name: "passes",
            color: 2)
        passing.opacity = 0.12
        var layers: [PanelLayer] = [
            .band(passing),
            .guide(GuideLine(.horizontal, at: base.end, name: "the base's end")),
            .guide(GuideLine(.horizontal, at: base.best, name: "its best epoch")),
        ]
        if let dead = base.constantError, up.contains(dead) {
            layers.append(.guide(GuideLine(.horizontal, at: dead, name: "always the mean")))
        }
        layers.append(.mark(Mark(.start, at: Point(1, base.end), name: "base")))
        // So many names have no room beside their places: numbers stand there, and a line above says whose.
        let isNumbered = shown.count > AblationPicture.mostNames
        for (place, row) in shown.enumerated() {
            let name = isNumbered ? "\(place + 1)" : row.condition.name
            layers.append(.mark(Mark(.note, at: Point(row.ratio.mean, row.end), name: name, color: color(row))))
        }
        let error = base.runs[0].isSquared ? "RMSE" : "loss"
        let panel = Panel(
            x: Axis("F, ratio to the base", across, isLog: true),
            y: Axis("test \(error) at the end", up, isLog: true), layers: layers)
        let inside = shown.filter { $0.ratio.mean <= 0.25 && $0.end <= base.end }.map(\.condition.name)
        var figure = Figure(
            title: "Calm, and learnt?",
            sentence: "Left is calmer, lower has learnt more. In the region that passes: "
                + (inside.isEmpty ? "none" : Phrase.list(inside)) + ". The corner top left is calm but dead.",
            panels: [panel])
        if isNumbered { figure.message = AblationPicture.numbered(shown.map(\.condition.name)) }
        return figure
    }

    /// The most conditions whose names still have room beside their places.
    static let mostNames = 12

    /// `1 AdamW, 2 gradient clipping.`
    private static func numbered(_ names: [String]) -> String {
        names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ") + "."
    }

    // MARK: Small multiples

    private func curves(_ options: PlotOptions) -> Figure {
        let rows = table.rows
        let values = rows.flatMap { $0.runs.flatMap(\.losses) }.filter { $0 > 0 && $0.isFinite }
        // What the first epochs have is far above what is to be seen.
        let sorted = values.sorted()
        let top = sorted.isEmpty ? 1 : sorted[Int(Double(sorted.count - 1) * 0.98)]
        let up = options.y ?? ((sorted.first ?? 0.1) / 1.1)...(top * 1.2)
        let epochs = rows.map(\.epochs).min() ?? 1
        let across = options.x ?? 1...Double(Swift.max(2, epochs))
        func points(_ losses: [Double]) -> [Point] {
            losses.prefix(epochs).enumerated().map { Point(Double($0 + 1), Swift.min($1, up.upperBound)) }
        }
        let panels = rows.map { row in
            var layers: [PanelLayer] = []
            if let first = rows.first?.runs.first, !row.condition.changes.isEmpty {
                layers.append(.curve(CurveLayer(points(first.losses), isBackground: true)))
            }
            for (number, run) in row.runs.prefix(3).enumerated() {
                layers.append(.curve(CurveLayer(points(run.losses), color: number)))
            }
            var panel = Panel(
                title: row.condition.name, x: Axis("epoch", across), y: Axis("loss", up, isLog: true),
                layers: layers)
            panel.x.isWhole = true
            return panel
        }
        let seeds = Swift.min(3, rows.first?.count ?? 0)
        return Figure(
            title: "Validation loss by condition",
            sentence:
                "\(Phrase.count(seeds, "seed")) in each frame, in grey the base's first; all frames have the same axes. "
                + table.sentence,
            panels: panels)
    }
}

extension AblationTable: Drawable {
    /// The forest.
    ///
    /// - Throws: `Mistake` while nothing beside the base has been measured.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try AblationPicture(.forest, of: self).figure(options)
    }
}
