public import Answers
public import Figures
public import LanguageModels
import Numbers

extension NextCharacters: Drawable {
    /// Characters that are shown at most.
    private static let most = 24

    /// The chances as bars, the likeliest first: blue for what the rule keeps, grey for what it leaves out, and as dots the chances that
    /// are drawn with.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let shown = Array(candidates.prefix { $0.probability >= 0.0005 || $0.drawn > 0 }.prefix(NextCharacters.most))
        func bars(_ isKept: Bool) -> Bars {
            var bars = Bars(
                shown.enumerated().filter { ($1.drawn > 0) == isKept }.map { place, candidate in
                    Bars.Bar(x: (Double(place) - 0.38)...(Double(place) + 0.38), height: candidate.probability)
                }, name: isKept ? "kept: \(kept.count) of \(candidates.count)" : "left out", color: isKept ? 3 : 7)
            if !isKept { bars.opacity = 0.5 }
            return bars
        }
        var layers: [PanelLayer] = [.bars(bars(true))]
        if kept.count < candidates.count { layers.append(.bars(bars(false))) }
        if rule != .plain {
            layers.append(
                .points(
                    Points(
                        shown.enumerated().filter { $1.drawn > 0 }.map { Point(Double($0), $1.drawn) },
                        name: "drawn with", color: 0)))
        }
        let top = shown.map { Swift.max($0.probability, $0.drawn) }.max() ?? 1
        var panel = Panel(
            x: Axis(
                "next character", -0.6...(Double(Swift.max(1, shown.count)) - 0.4),
                names: shown.enumerated().map { Axis.Name($1.character.shown, at: Double($0)) }),
            y: options.y.map { Axis("probability", $0) } ?? Axis("probability", 0...(top * 1.08)), layers: layers)
        panel.legend = rule == .plain ? nil : LegendPlace.best
        let read = String(prompt.suffix(30)).replacing("\n", with: "⏎")
        return Figure(
            title: options.title ?? "After '\(read)'", caption: [rule.summary, String(model.prefix { $0 != ":" })],
            sentence: sentence, panels: [panel])
    }
}
