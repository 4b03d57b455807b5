import Answers
import Figures
import Numbers
import Tuning

extension Figure {
    /// How much of the spread of the values each hyperparameter explains, the most important on top.
    ///
    /// - Parameter method: how it was measured.
    static func importance(
        _ shares: [(name: String, share: Double)], of study: StudyView, method: String, _ options: PlotOptions
    ) -> Figure {
        let sorted = shares.sorted { ($0.share, $1.name) < ($1.share, $0.name) }
        var bars = Bars(
            sorted.enumerated().map { Bars.Bar(x: (Double($0) - 0.38)...(Double($0) + 0.38), height: $1.share) })
        bars.isHorizontal = true
        let texts = sorted.enumerated().map {
            PanelLayer.mark(Mark(.label, at: Point($1.share, Double($0)), name: "\((100 * $1.share).short(2)) %"))
        }
        let most = sorted.last?.share ?? 1
        let panel = Panel(
            x: Axis("importance", options.x ?? 0...max(most * 1.15, 1e-6)),
            y: Axis(
                "", -0.6...(Double(sorted.count) - 0.4),
                names: sorted.enumerated().map {
                    Axis.Name($1.name.columns > 22 ? $1.name.cut(columns: 22) : $1.name, at: Double($0))
                }),
            layers: [.bars(bars)] + texts)
        let sentence =
            sorted.last.map { "\($0.name) matters most: it explains \((100 * $0.share).short(2)) % of the spread." }
            ?? ""
        return Figure(
            title: options.title ?? "Importance of the hyperparameters of \(study.name)",
            caption: study.facts + [method],
            sentence: sentence, panels: [panel])
    }
}
