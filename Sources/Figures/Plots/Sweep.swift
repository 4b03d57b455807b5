// The loss after a run against its learning rate: the U-curve.

import Numbers

extension Figure {
    /// Loss after a run against its learning rate, with the border beyond which runs diverge.
    ///
    /// - Parameters:
    ///   - rates: learning rates, above 0.
    ///   - losses: the final losses; not finite where a run diverged.
    ///   - border: the largest stable rate, 2/λmax for plain gradient descent, when it is known.
    public static func sweep(
        rates: [Double], losses: [Double], border: Double? = nil, parameter: String = "learning rate", title: String,
        caption: [String] = [], options: PlotOptions = PlotOptions()
    ) -> Figure {
        let pairs = zip(rates, losses).filter { $0.0.isFinite }.sorted { $0.0 < $1.0 }
        let good = pairs.filter { $0.1.isFinite && abs($0.1) < 1e12 }
        let bad = pairs.filter { !($0.1.isFinite && abs($0.1) < 1e12) }
        let isLog = pairs.allSatisfy { $0.0 > 0 } && (pairs.last?.0 ?? 1) / (pairs.first?.0 ?? 1) > 5
        let low = pairs.first?.0 ?? 0
        let high = pairs.last?.0 ?? 1
        let axis = verticalAxis("loss after the run", good.map(\.1), isLog: nil, range: options.y)
        var layers: [PanelLayer] = []
        if let border {
            layers.append(.guide(GuideLine(.vertical, at: border, name: "stable up to \(Tick.text(border))")))
        }
        layers.append(.curve(CurveLayer(good.map { Point($0.0, $0.1) }, color: 3, hasDots: true)))
        let best = good.min { $0.1 < $1.1 }
        if let best {
            let name = "best \(Tick.text(best.0, digits: 3)): loss \(Tick.text(best.1, digits: 3))"
            layers.append(.mark(Mark(.end, at: Point(best.0, best.1), name: name, color: 3)))
        }
        if !bad.isEmpty {
            let top = axis.range.upperBound
            layers.append(
                .points(Points(bad.map { Point($0.0, top) }, name: "diverged", color: 0, symbol: .cross)))
        }
        var text =
            best.map { "The loss is lowest, \(Sentence.number($0.1)), at \(parameter) \(Sentence.number($0.0))." } ?? ""
        if let first = bad.first {
            text += " \(bad.count) of \(pairs.count) runs diverged, the first at \(Sentence.number(first.0))."
        }
        if let border { text += " Steps are stable up to \(Sentence.number(border))." }
        let across = options.x ?? (isLog ? (low / 1.15)...(high * 1.15) : low...high)
        return Figure(
            title: options.title ?? title, caption: caption, sentence: text,
            panels: [Panel(x: Axis(parameter, across, isLog: isLog), y: axis, layers: layers)])
    }
}
