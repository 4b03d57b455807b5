import Numbers

/// The names of what is drawn, listed in the frame on white ground.
struct FrameLegend {
    private(set) var texts: [PlacedText] = []
    private(set) var strokes: [Stroke] = []

    init(_ panel: Panel, frame: PanelFrame, at place: LegendPlace, em: Double) {
        let (size, line, sample) = (0.88, 1.3 * em, 2.2 * em)
        // A long list is cut where the frame ends; a long name where half of it does.
        let room = max(1, Int((frame.box.height / line - 1.2).rounded(.down)) - (panel.legendTitle.isEmpty ? 0 : 1))
        let entries = Legend(panel.namedEntries).entries.prefix(room).map { entry in
            (entry, TextWidth.cut(entry.text, toEms: max(4, 0.7 * frame.box.width / em - 3.4) / size))
        }
        guard !entries.isEmpty else { return }
        let heading = panel.legendTitle.isEmpty ? 0.0 : 1.0
        let widest = max(
            entries.map { TextWidth.ems($0.1) }.max() ?? 0, TextWidth.ems(panel.legendTitle) - 2.7 / size)
        let width = sample + 1.6 * em + widest * size * em
        let height = (Double(entries.count) + heading) * line + 0.5 * em
        let corner = FrameLegend.corner(panel, frame: frame, width: width, height: height, at: place, em: em)
        strokes.append(Stroke(shape: .ground, from: corner, to: corner + Point(width, height), color: .white))
        if heading > 0 {
            texts.append(
                PlacedText(
                    text: panel.legendTitle, x: corner.x + width / 2, y: corner.y + 0.25 * em + line / 2,
                    align: .centre, size: size))
        }
        for (index, (entry, text)) in entries.enumerated() {
            let y = corner.y + 0.25 * em + (Double(index) + heading + 0.5) * line
            let start = corner.x + 0.5 * em
            let isSign = entry.sampleWidth < 2
            let from = isSign ? start + (sample - 0.9 * em) / 2 : start
            strokes.append(
                Stroke(
                    shape: entry.shape, from: Point(from, y), to: Point(isSign ? from + 0.9 * em : start + sample, y),
                    color: entry.color))
            texts.append(PlacedText(text: text, x: start + sample + 0.6 * em, y: y, size: size))
        }
    }

    /// The top left corner.
    private static func corner(
        _ panel: Panel, frame: PanelFrame, width: Double, height: Double, at place: LegendPlace, em: Double
    ) -> Point {
        let inner = frame.box.grown(-0.5 * em)
        func corner(_ across: Double, _ up: Double) -> Point {
            Point(
                inner.left + across * max(0, inner.width - width), inner.top + (1 - up) * max(0, inner.height - height))
        }
        guard case .best = place else {
            if case .at(let across, let up) = place { return corner(across, up) }
            return corner(1, 1)
        }
        guard !panel.isSpatial else { return corner(1, 1) }
        let drawn = panel.layers.flatMap { $0.outline(in: frame) }
        let candidates = [
            (1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (0.0, 0.5), (0.5, 0.0), (0.5, 1.0), (0.5, 0.5),
        ].map { corner($0.0, $0.1) }
        func covered(_ corner: Point) -> Int {
            let box = Box(left: corner.x, top: corner.y, right: corner.x + width, bottom: corner.y + height)
            return drawn.count { box.contains($0) }
        }
        let counts = candidates.map(covered)
        let least = counts.min() ?? 0
        return counts.firstIndex(of: least).map { candidates[$0] } ?? candidates[0]
    }
}

extension PanelLayer {
    /// Places on the page that a legend had better leave free: of lines every few pixels one, of many signs some.
    fileprivate func outline(in frame: PanelFrame) -> [Point] {
        func along(_ points: [Point]) -> [Point] {
            let pieces = frame.pieces(points).map { PanelFrame.thinned($0, within: 4) }
            return pieces.flatMap { piece -> [Point] in
                piece
                    + zip(piece, piece.dropFirst()).flatMap { a, b -> [Point] in
                        let steps = min(200, Int((b - a).norm / 6))
                        return steps > 1 ? (1..<steps).map { a + (b - a) * (Double($0) / Double(steps)) } : []
                    }
            }
        }
        switch self {
        case .curve(let curve): return along(curve.drawn(in: frame))
        case .shapes(let shapes): return shapes.outlines.prefix(500).flatMap { along($0 + $0.prefix(1)) }
        case .path(let path): return along(path.points)
        case .points(let points):
            let every = max(1, points.points.count / 2000)
            return stride(from: 0, to: points.points.count, by: every).map { frame.pixel(points.points[$0]) }
        case .band(let band):
            return along(zip(band.x, band.low).map { Point($0, $1) })
                + along(zip(band.x, band.high).map { Point($0, $1) })
        case .bars(let bars):
            return bars.bars.prefix(2000).flatMap { bar -> [Point] in
                (0...8).flatMap { step -> [Point] in
                    let reach = bar.base + bar.length * Double(step) / 8
                    return [bar.x.lowerBound, (bar.x.lowerBound + bar.x.upperBound) / 2, bar.x.upperBound].map {
                        frame.pixel(bars.isHorizontal ? Point(reach, $0) : Point($0, reach))
                    }
                }
            }
        case .guide(let guide): return along(guide.ends(in: frame))
        case .note(let note): return [note.anchor(in: frame)] + (note.target.map { [frame.pixel($0)] } ?? [])
        default: return []
        }
    }
}

extension GuideLine {
    /// Both ends of the line.
    func ends(in frame: PanelFrame) -> [Point] {
        let (first, last) = (reach.lowerBound, reach.upperBound)
        return direction == .vertical
            ? [Point(value, frame.y.value(at: first)), Point(value, frame.y.value(at: last))]
            : [Point(frame.x.value(at: first), value), Point(frame.x.value(at: last), value)]
    }
}

extension Note {
    /// Its place on the page.
    func anchor(in frame: PanelFrame) -> Point {
        isOfFrame
            ? Point(frame.box.left + place.x * frame.box.width, frame.box.bottom - place.y * frame.box.height)
            : frame.pixel(place)
    }
}
