// Points, marks and arrows as gnuplot elements.

import Answers
import Numbers

extension PanelScript {
    mutating func add(_ arrows: Arrows) {
        let em = layout.page.em
        let lengths = arrows.by.map(\.norm).filter { $0.isFinite && $0 > 0 }
        guard !lengths.isEmpty else { return }
        let mean = lengths.reduce(0, +) / Double(lengths.count)
        // Matplotlib's: an arrow of mean length leaves room for as many as there are.
        let unit = frame.box.width / (1.8 * max(10, Double(arrows.from.count).squareRoot())) / mean
        let isTinted = arrows.tints.count == arrows.from.count
        let rows = arrows.from.indices.compactMap { i -> String? in
            let start = frame.pixel(arrows.from[i])
            let by = arrows.by[i]
            let end =
                arrows.scale.map { frame.pixel(arrows.from[i] + by / $0) } ?? start + Point(by.x, -by.y) * unit
            guard start.isFinite, end.isFinite, (end - start).norm > 0.5, frame.box.contains(start) else { return nil }
            let (from, to) = (arrows.from[i], frame.data(end))
            return "\(from.x) \(from.y) \(to.x - from.x) \(to.y - from.y)"
                + (isTinted ? " \(arrows.tints[i].number)" : "")
        }
        guard !rows.isEmpty else { return }
        let color = isTinted ? "lc rgb variable" : "lc rgb '\(Color.cycled(arrows.color).hex)'"
        let head = "head size screen \((0.55 * em / Double(layout.page.width)).short(4)),20 filled"
        elements.append(
            "\(block(rows)) using 1:2:3:4\(isTinted ? ":5" : "") with vectors \(head) lw \(width(1.2)) \(color) notitle"
        )
    }

    mutating func add(_ points: Points) {
        let visible = points.points.indices.filter {
            points.points[$0].isFinite && frame.box.grown(0.5).contains(frame.pixel(points.points[$0]))
        }
        guard !visible.isEmpty else { return }
        let isTinted = points.tints.count == points.points.count
        let isSized = points.sizes.count == points.points.count
        let size = (visible.count > 400 ? 0.45 : visible.count > 100 ? 0.65 : 0.9) * scale * points.size
        let alpha = UInt32((255 * (1 - points.opacity)).rounded()) << 24
        func rows(wider: Double) -> String {
            block(
                visible.map { i in
                    "\(points.points[i].x) \(points.points[i].y)"
                        + (isSized ? " \((size * points.sizes[i] + wider).short(4))" : "")
                        + (isTinted ? " \(points.tints[i].number | alpha)" : "")
                })
        }
        let columns = "1:2" + (isSized ? ":3" : "") + (isTinted ? isSized ? ":4" : ":3" : "")
        let color = isTinted ? "variable" : "'\(Color.cycled(points.color).hex(opacity: points.opacity))'"
        func ground(_ sign: Points.Symbol, wider: Double, color: String) {
            elements.append(
                "\(rows(wider: wider)) using 1:2\(isSized ? ":3" : "") with points pt \(sign.gnuplot) "
                    + "ps \(isSized ? "variable" : (size + wider).short()) lc rgb '\(color)' notitle")
        }
        // A border of its own, a white halo, or a white disc in a ring: seen on any ground.
        if points.symbol != .cross, points.opacity == 1 || points.edge != nil {
            let isRing = points.symbol == .circle
            let edge = points.edge ?? .white
            ground(isRing ? .dot : points.symbol, wider: isRing ? 0 : 0.25, color: edge.hex(opacity: points.opacity))
        }
        elements.append(
            "\(rows(wider: 0)) using \(columns) with points pt \(points.symbol.gnuplot) "
                + "ps \(isSized ? "variable" : size.short()) lw 1.4 lc rgb \(color) notitle")
    }

    mutating func add(_ mark: Mark) {
        guard mark.kind != .label, mark.point.isFinite, frame.box.contains(frame.pixel(mark.point)) else { return }
        let name = block(["\(mark.point.x) \(mark.point.y)"])
        let color = mark.tint
        let sign = mark.kind.gnuplot
        let (size, width) = mark.kind == .end ? (1.15 * scale, 1.5) : (1.5 * scale, 2.6 * scale)
        let halo = mark.kind == .end ? (size + 0.45 * scale, 1.0) : (size + 0.1, width + 3.2 * scale)
        elements.append(
            "\(name) using 1:2 with points pt \(sign) ps \(halo.0.short()) lw \(halo.1.short()) "
                + "lc rgb '#ffffff' notitle")
        elements.append(
            "\(name) using 1:2 with points pt \(sign) ps \(size.short()) lw \(width.short()) lc rgb '\(color.hex)' notitle"
        )
    }
}
