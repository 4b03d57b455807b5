public import Answers
public import Figures
public import LanguageModels
import Numbers

extension TemperatureSweep: Drawable {
    /// On the left the shares by temperature with their intervals; on the right quality against creativity, a point for each temperature.
    ///
    /// - Throws: `Mistake` where nothing was measured.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !rows.isEmpty else {
            throw Mistake("no temperature was measured: the work was stopped", expected: "at least one")
        }
        let sorted = rows.sorted { $0.temperature < $1.temperature }
        func series(_ name: String, _ value: (Row) -> MeanInterval) -> DataSeries {
            var series = DataSeries(name, sorted.map { Point($0.temperature, value($0).mean) })
            let intervals = sorted.map(value)
            if intervals.allSatisfy({ $0.low.isFinite && $0.high.isFinite }) {
                (series.low, series.high) = (intervals.map(\.low), intervals.map(\.high))
            }
            return series
        }
        var left = Figure.curves(
            [
                series("words known", \.knownWords), series("new \(n)-grams", \.novelty),
                series("distinct \(n)-grams", \.distinct),
            ], title: "By temperature", x: "temperature", y: "share", isLog: false, options: PlotOptions(y: 0...1.04))
        left.panels[0].x.isWhole = false
        left.panels[0].title = "By temperature"
        let path = sorted.map { Point($0.novelty.mean, $0.knownWords.mean) }
        var layers: [PanelLayer] = [.curve(CurveLayer(path, color: 2, isBackground: true))]
        for (row, point) in zip(sorted, path) {
            layers.append(.mark(Mark(.note, at: point, name: "T \(row.temperature.short())", color: 2)))
        }
        func range(_ values: [Double]) -> ClosedRange<Double> {
            let (low, high) = (values.min() ?? 0, values.max() ?? 1)
            let air = Swift.max(0.02, (high - low) * 0.1)
            return (low - air)...(high + air)
        }
        let right = Panel(
            title: "Quality against creativity",
            x: Axis("creativity: share of new \(n)-grams", range(path.map(\.x))),
            y: Axis("quality: share of known words", range(path.map(\.y))), layers: layers)
        return Figure(
            title: options.title ?? "What temperature buys, and what it costs",
            caption: [
                String(model.prefix { $0 != ":" }), "\(Phrase.count(texts, "text")) of \(length) characters",
                "seed \(seed)",
            ], sentence: sentence, panels: left.panels + [right])
    }
}
