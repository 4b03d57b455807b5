public import Answers
public import Figures
public import Gallery
import Numbers

/// Validation curves, a panel for each problem.
extension GalleryTable: Drawable {
    /// The six that are drawn where there are more.
    private static let six = ["cnn", "rnn", "attention", "factorization", "svm", "boosting"]

    /// The measure on rows that were not learnt from, with its spread, and on those that were, dashed; the best value is marked.
    ///
    /// - Throws: `Mistake` while nothing was measured.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let measured = rows.filter { $0.bestPlace != nil && $0.score.mean.isFinite }
        let shown = measured.count > 6 ? measured.filter { GalleryTable.six.contains($0.problem.name) } : measured
        guard !shown.isEmpty else {
            throw Mistake("nothing was measured", expected: "a gallery that was not stopped", try: "gallery(\"svm\")")
        }
        var figure = Figure(
            title: options.title ?? (shown.count == 1 ? shown[0].problem.task : "Validation curves"),
            caption: ["mean of \(Phrase.count(seeds, "seed"))", "small is good"], sentence: sentence,
            panels: shown.enumerated().map { panel($1, isFirst: $0 == 0, options) })
        figure.columns = shown.count == 1 ? 1 : shown.count <= 4 ? 2 : 3
        return figure
    }

    private func panel(_ row: Row, isFirst: Bool, _ options: PlotOptions) -> Panel {
        // A value of 0 has no place on a log axis: it stands where a tenth of the next value would.
        let least = row.values.first { $0 > 0 } ?? 1
        func place(_ value: Double) -> Double { value > 0 ? value : least / 10 }
        func points(_ curve: [MeanInterval]) -> [Point] {
            zip(row.values, curve).filter { $1.mean.isFinite }.map { Point(place($0), $1.mean) }
        }
        var validation = CurveLayer(points(row.validation), name: isFirst ? "validation" : "", color: 0, hasDots: true)
        validation.weight = 1.4
        let training = CurveLayer(
            points(row.training), name: isFirst ? "training" : "", color: 1, isDashed: true, hasDots: true)
        let all = (validation.points + training.points).map(\.y)
        let up = Figure.curves(
            [DataSeries("", validation.points + training.points)], title: "", x: "", y: "", options: options
        )
        .panels[0].y
        let places = row.values.map(place)
        let ends = ((places.min() ?? 0.1) / 1.3)...((places.max() ?? 1) * 1.3)
        var layers: [PanelLayer] =
            row.hasAnswer ? [.guide(GuideLine(.vertical, at: place(row.best), name: "best"))] : []
        if !training.points.isEmpty { layers.append(.curve(training)) }
        layers.append(.curve(validation))
        var axis = up
        axis.label = all.isEmpty ? "" : "measure"
        return Panel(
            title: row.problem.name, x: Axis(row.problem.hyperparameter, options.x ?? ends, isLog: true), y: axis,
            layers: layers)
    }
}
