public import Answers
public import Figures
public import Inference
import Numbers

extension ServeSimulation: Drawable {
    /// Median latency (and that of the slowest hundredth, dashed) by requests answered, a colour for each largest batch.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var series: [DataSeries] = []
        for batch in rows.reduce(into: [Int](), { if !$0.contains($1.batch) { $0.append($1.batch) } }) {
            let own = rows.filter { $0.batch == batch }.sorted { $0.rate < $1.rate }
            series.append(DataSeries("batch \(batch), p50", own.map { Point($0.rate, $0.p50) }))
            series.append(DataSeries("batch \(batch), p99", own.map { Point($0.rate, $0.p99) }, isDashed: true))
        }
        var figure = Figure.curves(
            series, title: "Latency by requests a second", x: "requests a second", y: "milliseconds",
            caption: [plan.cost.text, "\(plan.n.grouped) requests each", "seed \(plan.seed)"], isLog: true,
            sentence: sentence, options: options)
        // p50 and p99 of one batch share a colour.
        for panel in figure.panels.indices {
            for index in figure.panels[panel].layers.indices {
                if case .curve(var curve) = figure.panels[panel].layers[index] {
                    curve.color = index / 2
                    figure.panels[panel].layers[index] = .curve(curve)
                }
            }
        }
        return figure
    }
}

extension Latency: Drawable {
    /// The share of the calls that took at most so long, a line for each batch.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let shares = (1..<200).map { Double($0) / 200 }
        return Figure.curves(
            rows.map { row in
                DataSeries("batch \(row.batch)", shares.map { Point(row.quantile($0), 100 * $0) })
            }, title: "Share of the calls within a time", x: "milliseconds", y: "calls, %", caption: [subject],
            isLog: false, sentence: sentence, options: options)
    }
}

extension CacheCost: Drawable {
    /// Multiplications of each character, with the cache and without.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func points(_ counts: [Int]) -> [Point] { counts.enumerated().map { Point(Double($0 + 1), Double($1)) } }
        return Figure.curves(
            [DataSeries("with the cache", points(cached)), DataSeries("without", points(uncached))],
            title: "Multiplications of each character", x: "character", y: "multiplications", caption: [subject],
            isLog: true, sentence: sentence, options: options)
    }
}

extension DistillationStudy: Drawable {
    /// The gain of each seed, their mean, and 0.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let points = trials.enumerated().map { Point(Double($0 + 1), $1.gain) }
        let values = trials.map(\.gain) + [0, gain.low, gain.high].filter(\.isFinite)
        let (low, high) = (values.min() ?? -1, values.max() ?? 1)
        let room = Swift.max(1e-9, 0.1 * (high - low))
        var layers: [PanelLayer] = [
            .guide(GuideLine(.horizontal, at: 0, name: "no gain")),
            .guide(GuideLine(.horizontal, at: gain.mean, name: "mean")),
        ]
        if gain.low.isFinite {
            let ends = [0.5, Double(trials.count) + 0.5]
            layers.insert(
                .band(
                    Band(
                        x: ends, low: ends.map { _ in gain.low }, high: ends.map { _ in gain.high }, name: "95 %",
                        color: 2)),
                at: 0)
        }
        layers.append(.points(Points(points, name: "seeds", color: 0)))
        var across = Axis("seed", options.x ?? 0.5...(Double(trials.count) + 0.5))
        across.isWhole = true
        return Figure(
            title: options.title ?? "What the teacher brings", caption: [summary], sentence: sentence,
            panels: [
                Panel(
                    x: across, y: Axis("gain over labels alone", options.y ?? (low - room)...(high + room)),
                    layers: layers)
            ])
    }
}
