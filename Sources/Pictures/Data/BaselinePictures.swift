public import Answers
public import Baselines
import Datasets
public import Figures
import Numbers

/// Methods without care beside each other: bars, with the standard error of each, and the error that no method can better.
extension BaselineComparison: Drawable {
    /// The lowest error on top.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let sorted = rows.sorted { ($0.score, $1.name) > ($1.score, $0.name) }
        guard !sorted.isEmpty else { throw Mistake("no method was measured", expected: "one method or more") }
        var bars = Bars(
            sorted.enumerated().map { Bars.Bar(x: (Double($0) - 0.38)...(Double($0) + 0.38), height: $1.score) })
        bars.isHorizontal = true
        var layers: [PanelLayer] = [.bars(bars)]
        let most = sorted.map { $0.score + ($0.error.isFinite ? $0.error : 0) }.max() ?? 1
        for (place, row) in sorted.enumerated() {
            if row.error.isFinite {
                var line = CurveLayer(
                    [Point(row.score - row.error, Double(place)), Point(row.score + row.error, Double(place))], color: 2
                )
                line.cap = 4
                layers.append(.curve(line))
            }
            var note = Note(
                row.score.short(3), at: Point(row.score + (row.error.isFinite ? row.error : 0), Double(place)))
            note.shift = Point(6, 0)
            layers.append(.note(note))
        }
        if let floor {
            var line = GuideLine(.vertical, at: floor, name: "no method can better \(floor.short(3))")
            line.color = 0
            layers.append(.guide(line))
        }
        let panel = Panel(
            x: Axis(measure, options.x ?? 0...(most > 0 ? most * 1.18 : 1)),
            y: Axis(
                "", -0.6...(Double(sorted.count) - 0.4),
                names: sorted.enumerated().map { Axis.Name($1.name, at: Double($0)) }), layers: layers)
        return Figure(
            title: options.title ?? "Baselines of \(data)",
            caption: [splitter, "bars: mean, lines: ± its standard error"],
            sentence: sentence, panels: [panel])
    }
}

/// How the error falls with the number of training rows.
extension LearningCurve: Drawable {
    /// The mean over the folds on held-out and on training rows, with the standard error as a band.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func series(_ name: String, _ values: (Point) -> [Double], isDashed: Bool) -> DataSeries {
            let found = points.map { point in (x: Double(point.rows), values: values(point)) }
            func deviation(_ values: [Double]) -> Double {
                guard values.count > 1 else { return 0 }
                return (values.meanAndVariance.variance / Double(values.count - 1)).squareRoot()
            }
            let means = found.map { $0.values.meanAndVariance.mean }
            let errors = found.map { deviation($0.values) }
            return DataSeries(
                name, zip(found, means).map { Numbers.Point($0.x, $1) }, low: zip(means, errors).map { $0 - $1 },
                high: zip(means, errors).map { $0 + $1 }, isDashed: isDashed)
        }
        return .curves(
            [series("held out", \.test, isDashed: false), series("training", \.training, isDashed: true)],
            title: "Learning curve of \(method)", x: "rows to learn from", y: measure,
            caption: ["bands: ± the standard error over the folds"], isLog: false, sentence: summary + ".",
            options: options)
    }
}
