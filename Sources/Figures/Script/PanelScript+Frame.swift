// What stands around the layers of a panel: frame, axes, grid, colour bar.

import Answers
import Numbers

extension PanelScript {
    var setup: [String] {
        let page = layout.page
        let box = frame.box
        let low = page.screen(Point(box.left, box.bottom)).split(separator: ",")
        let high = page.screen(Point(box.right, box.top)).split(separator: ",")
        let hasNumbers =
            layout.numbered.indices.contains(index) ? layout.numbered[index] : PageLayout.Numbered(x: true, y: true)
        var lines = [
            "set lmargin at screen \(low[0]); set rmargin at screen \(high[0])",
            "set bmargin at screen \(low[1]); set tmargin at screen \(high[1])",
            panel.isImage
                ? "unset border"
                : "set border \(3 + (panel.second == nil ? 0 : 8) + (panel.top == nil ? 0 : 4)) lc rgb '\(Color.frame.hex)' lw 1",
            "unset logscale; unset grid; unset mxtics; unset mytics",
        ]
        lines.append(
            axis(
                "x", panel.x, about: max(3, Int(saturating: box.width / (5 * page.em))), isNumbered: hasNumbers.x,
                within: box.width))
        lines.append(
            axis("y", panel.y, about: Margins.tickCount(box.height, em: page.em), isNumbered: hasNumbers.y))
        if let second = panel.second {
            lines.append(axis("y2", second, about: Margins.tickCount(box.height, em: page.em), isNumbered: true))
        } else {
            lines.append("unset y2tics")
        }
        if let top = panel.top {
            lines.append(
                axis(
                    "x2", top, about: max(3, Int(saturating: box.width / (5 * page.em))), isNumbered: true,
                    within: box.width))
        }
        if panel.isImage { lines.append("unset xtics; unset ytics") }
        if isFilled {
            lines.append(
                "set object 9000 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb "
                    + "'\(Color.undefined.hex)' fillstyle solid noborder")
        } else if panel.hasGrid, !panel.layers.contains(where: { if case .regions = $0 { true } else { false } }) {
            lines.append("set grid x y lc rgb '#dedede' lw 0.7 dashtype solid back")
        }
        if let colors = panel.colors {
            lines += ColorScript.palette(colors)
            if let bar = layout.colorBars[index] { lines += ColorScript.bar(colors, bar, page: page) }
        }
        return lines
    }

    /// - Parameter width: of an axis whose numbers stand beside each other.
    private func axis(
        _ name: String, _ axis: Axis, about count: Int, isNumbered: Bool, within width: Double? = nil
    ) -> String {
        let ticks = (width.map { apart(axis, about: count, within: $0) } ?? axis.ticks(about: count)).map { tick in
            tick.text.isEmpty || !isNumbered ? "'' \(tick.place) 1" : "\(Inert.quotedTick(tick.text)) \(tick.place)"
        }
        let (page, low, high) = (layout.page, axis.range.lowerBound, axis.range.upperBound)
        let turn =
            axis.turn == 0 ? "" : "rotate by \(axis.turn.short(4)) \(axis.turn > 0 ? "right" : "left") "
        return "set \(name)range [\(axis.isReversed ? high : low):\(axis.isReversed ? low : high)]"
            + (axis.isLog ? "; set logscale \(name)" : "")
            + "; set \(name)tics out nomirror scale \((0.7 * page.tickScale).short(3)),\((0.4 * page.tickScale).short(3)) "
            + "\(turn)\(page.numberOffset(name))textcolor rgb '#444444' "
            + "(\(ticks.joined(separator: ", ")))"
    }

    /// As many numbers as stand beside each other without touching.
    private func apart(_ axis: Axis, about count: Int, within width: Double) -> [Tick] {
        let all = axis.ticks(about: count)
        guard axis.names.isEmpty, axis.turn == 0 else { return all }
        let em = layout.page.em
        func areApart(_ ticks: [Tick]) -> Bool {
            let spans = ticks.filter { !$0.text.isEmpty }.map { tick -> (low: Double, high: Double) in
                let (middle, half) = (axis.share(tick.place) * width, TextWidth.ems(tick.text) * em / 2)
                return (middle - half, middle + half)
            }.sorted { $0.low < $1.low }
            return zip(spans, spans.dropFirst()).allSatisfy { $1.low - $0.high > em / 4 }
        }
        return stride(from: count, through: 1, by: -1).lazy.map { axis.ticks(about: $0) }.first(where: areApart) ?? all
    }

    // MARK: Layers
    /// Whether a field's colours are drawn.
    private var isFilled: Bool {
        panel.layers.contains { if case .field(let field) = $0 { field.isFilled } else { false } }
    }

    /// gnuplot draws a colour bar only beside something that uses the palette: a point out of sight does.
    mutating func addBarGauge() {
        guard layout.colorBars[index] != nil, !isFilled else { return }
        let away = frame.x.range.upperBound + 1 + abs(frame.x.range.upperBound)
        elements.append("\(block(["\(away) \(frame.y.range.upperBound) 0.5"])) using 1:2:3 with points palette notitle")
    }
}
