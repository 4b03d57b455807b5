// Lines as gnuplot elements.

import Answers
import Numbers

extension PanelScript {
    mutating func add(_ guide: GuideLine) {
        let color = guide.tint.hex(opacity: guide.opacity)
        if let end = guide.end {
            let (first, last) = (guide.reach.lowerBound, guide.reach.upperBound)
            let (axis, other) = guide.direction == .vertical ? (frame.x, frame.y) : (frame.y, frame.x)
            let (low, high) = (axis.held(min(guide.value, end)), axis.held(max(guide.value, end)))
            let (from, to) = (other.value(at: first), other.value(at: last))
            let corners =
                guide.direction == .vertical ? [low, from, low, high, from, to] : [from, low, from, to, low, high]
            let row = corners.map { "\($0)" }.joined(separator: " ")
            elements.append(
                "\(block([row])) using 1:2:3:4:5:6 with boxxyerror fillcolor rgb '\(color)' "
                    + "fillstyle solid noborder notitle")
            return
        }
        let dash = guide.color == nil && guide.pattern == .dashed ? " dashtype (6,5)" : guide.pattern.gnuplot
        lines(
            frame.pieces(guide.ends(in: frame)), style: "lw \(width(1.4 * guide.weight))\(dash) lc rgb '\(color)'")
    }

    mutating func add(_ curve: CurveLayer) {
        let pieces = frame.pieces(curve.drawn(in: frame))
        let color = (curve.isBackground ? Color.grey : Color.cycled(curve.color)).hex(opacity: curve.opacity)
        let look = "\(width(curve.isBackground ? 1.6 : 2.2 * curve.weight))\(curve.pattern.gnuplot) lc rgb '\(color)'"
        lines(pieces, style: "lw " + look)
        if curve.cap > 0 { lines(caps(of: pieces, half: curve.cap * layout.page.em / 12), style: "lw " + look) }
        if curve.hasDots { dots(Array(curve.visiblePoints), color: Color.cycled(curve.color), size: 0.55) }
    }

    /// A short bar across both ends of each piece.
    private func caps(of pieces: [[Point]], half: Double) -> [[Point]] {
        pieces.flatMap { piece -> [[Point]] in
            guard let first = piece.first, let last = piece.last, first != last else { return [] }
            let along = (last - first) * (1 / (last - first).norm)
            let across = Point(-along.y, along.x) * half
            return [first, last].map { [$0 - across, $0 + across] }
        }
    }

    private mutating func dots(_ points: [Point], color: Color, size: Double) {
        let visible = points.filter { $0.isFinite && frame.box.contains(frame.pixel($0)) }
        guard !visible.isEmpty else { return }
        let name = block(visible.map { "\($0.x) \($0.y)" })
        elements.append(
            "\(name) using 1:2 with points pt 7 ps \(((size + 0.3) * scale).short()) lc rgb '#ffffff' notitle")
        elements.append("\(name) using 1:2 with points pt 7 ps \((size * scale).short()) lc rgb '\(color.hex)' notitle")
    }

    /// All halos first, so that no path's halo hides another path; then the lines; then the dots.
    mutating func addPaths() {
        let paths = panel.layers.enumerated().compactMap { i, layer in
            if case .path(let path) = layer { (i, path) } else { nil }
        }
        let pieces = paths.map { frame.pieces(Array($0.1.visiblePoints)) }
        for piece in pieces { lines(piece, style: "lw \(width(6)) lc rgb '#30ffffff'") }
        let shared = layout.sharedPaths.indices.contains(index) ? layout.sharedPaths[index] : []
        for ((layer, path), piece) in zip(paths, pieces) {
            // Through the gaps of the later path the earlier one is seen.
            let dash = shared.contains(layer) ? " dashtype (5,5)" : ""
            lines(piece, style: "lw \(width(2.6))\(dash) lc rgb '\(Color.cycled(path.color).hex)'")
        }
        for (_, path) in paths where path.dotEvery > 0 {
            let some = stride(from: path.dotEvery, to: path.visiblePoints.count, by: path.dotEvery).map {
                path.points[$0]
            }
            dots(some, color: Color.cycled(path.color), size: 0.75)
        }
        for (_, path) in paths {
            if let end = path.end { add(Mark(.end, at: end, color: path.color)) }
        }
    }
}
