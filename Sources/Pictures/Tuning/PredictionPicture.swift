import Answers
public import Figures
import Numbers

extension Figure {
    /// Predictions against the truth, with the diagonal, and around it the band in which the noise alone would put two thirds of
    /// the points.
    ///
    /// - Parameters:
    ///   - truth: as many as predictions.
    ///   - noise: the standard deviation of the truth around what can be known; nil where it is not known.
    ///   - label: what is predicted, with its unit.
    public static func predicted(
        _ predictions: [Double], truth: [Double], noise: Double? = nil, label: String = "value",
        options: PlotOptions = PlotOptions()
    ) -> Figure {
        let points = zip(truth, predictions).map { Point($0, $1) }.filter(\.isFinite)
        var figure = Figure.scatter(
            [Points(points, color: 3)], title: "Predicted against true \(label)", x: "true \(label)",
            y: "predicted \(label)",
            diagonal: "exact", caption: [Phrase.count(points.count, "row")], options: options)
        let errors = points.map { $0.y - $0.x }
        let rmse = (errors.reduce(0) { $0 + $1 * $1 } / Double(max(1, errors.count))).squareRoot()
        let mean = errors.reduce(0, +) / Double(max(1, errors.count))
        figure.caption.append("RMSE \(rmse.short(4))")
        figure.sentence =
            "The root mean square error is \(rmse.short(3)); predictions are on average \(abs(mean).short(2)) "
            + "\(mean < 0 ? "below" : "above") the truth."
        guard let noise, noise > 0 else { return figure }
        let (x, y) = (figure.panels[0].x.range, figure.panels[0].y.range)
        // Where an edge of the band leaves the frame it goes on along it, so that the band has its full width up to there.
        let corners = [y.lowerBound, y.upperBound].flatMap { [$0 - noise, $0 + noise] }
        let places = ([x.lowerBound, x.upperBound] + corners.filter(x.contains)).sorted()
        func within(_ value: Double) -> Double { min(max(value, y.lowerBound), y.upperBound) }
        figure.panels[0].layers.insert(
            .band(
                Band(
                    x: places, low: places.map { within($0 - noise) }, high: places.map { within($0 + noise) },
                    name: "noise alone", color: 1)),
            at: 0)
        figure.caption.append("noise \(noise.short(4))")
        let inside = Double(errors.count { abs($0) <= noise }) / Double(max(1, errors.count))
        figure.sentence +=
            " The noise alone has \(noise.short(3)); \((100 * inside).short(2)) % of the points lie within it, and a perfect model "
            + "would have 68 %."
        return figure
    }
}
