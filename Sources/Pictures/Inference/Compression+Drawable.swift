public import Answers
public import Figures
public import Inference
import Numbers

extension Compression: Drawable {
    /// Size against error: each way is a named point, and what lies below the line costs at most 2 % more error.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let isShare = rows.first?.score.measure == .wrong
        func error(_ row: Row) -> Double { isShare ? 100 * row.score.error : row.score.error }
        let sizes = rows.map { 100 * $0.size.share }
        let errors = rows.map(error)
        let (low, high) = (errors.min() ?? 0, errors.max() ?? 1)
        let room = high > low ? 0.08 * (high - low) : 0.1
        var layers: [PanelLayer] = []
        if let own = rows.first {
            layers.append(.guide(GuideLine(.horizontal, at: 1.02 * error(own), name: "2 % above float32")))
        }
        layers.append(.guide(GuideLine(.vertical, at: 25, name: "a quarter")))
        for (number, row) in rows.enumerated() {
            layers.append(
                .mark(Mark(.note, at: Point(sizes[number], errors[number]), name: row.name, color: family(row))))
        }
        return Figure(
            title: options.title ?? "Size against error",
            caption: [subject, "judged on \(Phrase.count(rows.first?.score.rows ?? 0, "row"))"],
            sentence: sentence,
            panels: [
                Panel(
                    x: Axis(
                        "bytes, % of float32", options.x ?? ((sizes.min() ?? 1) * 0.7)...150, isLog: true),
                    y: Axis(isShare ? "wrong, %" : "RMSE", options.y ?? (low - room)...(high + room)), layers: layers)
            ])
    }

    /// A colour for each kind of way.
    private func family(_ row: Row) -> Int {
        row.name.hasPrefix("pruned") ? (row.name.hasSuffix("int8") ? 3 : 2) : row.name.hasPrefix("int") ? 1 : 0
    }
}

extension PruningStudy: Drawable {
    /// The error by the share of zeros, cut and retrained, where rows have judged; the time of a row otherwise.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func points(_ score: (Pruned) -> Score?) -> [Point] {
            rows.compactMap { row in
                score(row.pruned).map {
                    Point(100 * row.pruned.amount, $0.measure == .wrong ? 100 * $0.error : $0.error)
                }
            }
        }
        let cut = points { $0.scores.cut }
        guard let first = rows.first, !cut.isEmpty else {
            return Figure.curves(
                [DataSeries("milliseconds", rows.map { Point(100 * $0.pruned.amount, $0.latency) })],
                title: "Time of one row by share of zeros", x: "zeros, %", y: "milliseconds", isLog: false,
                sentence: sentence, options: options)
        }
        let retrain = first.pruned.plan.retrain
        var series = [DataSeries("cut", cut)]
        if retrain > 0 { series.append(DataSeries("retrained", points { $0.scores.after })) }
        return Figure.curves(
            series, title: "Error by share of zeros", x: "zeros, %",
            y: first.pruned.scores.cut?.measure == .rmse ? "RMSE" : "wrong, %",
            caption: retrain > 0 ? ["retrained for \(Phrase.count(retrain, "epoch"))"] : [], isLog: false,
            sentence: sentence, options: options)
    }
}
