// The labels of one panel: names of marks, paths, curves and rules beside them; who finds no place goes to the legend.

import Answers
import Numbers

struct PanelLabels {
    var texts: [PlacedText] = []
    var leaders: [Stroke] = []
    var homeless: [Legend.Entry] = []
    var sharedPaths: Set<Int> = []

    private let frame: PanelFrame
    private let em: Double
    private let pageWidth: Double
    /// Where the room to the right of the frame ends: at the page's edge, or at the next panel's numbers.
    private let rightEnd: Double
    private var placer: LabelPlacer

    init(_ panel: Panel, frame: PanelFrame, em: Double, pageWidth: Double, rightEnd: Double? = nil) {
        self.rightEnd = rightEnd ?? pageWidth
        self.frame = frame
        self.em = em
        self.pageWidth = pageWidth
        placer = LabelPlacer(frame: frame.box, em: em)
        guard !panel.isSpatial else { return }
        blockLines(of: panel)
        for case .regions(let regions) in panel.layers { writeCells(regions) }
        for case .note(let note) in panel.layers { write(note) }
        // What the frame's own legend names needs no name beside it.
        let isListed = panel.legend != nil
        for case .guide(let guide) in panel.layers where !isListed { place(guide) }
        placeMarks(of: panel)
        guard !isListed else { return }
        for (index, layer) in panel.layers.enumerated() {
            if case .path(let path) = layer, !path.name.isEmpty {
                place(path, isDashed: sharedPaths.contains(index))
            }
        }
        placeCurves(of: panel)
    }

    /// Everything that no label may cover; and which paths run in the track of an earlier one.
    private mutating func blockLines(of panel: Panel) {
        var earlier = LabelPlacer(frame: frame.box, em: em)
        var hasEarlier = false
        for (index, layer) in panel.layers.enumerated() {
            switch layer {
            case .path(let path):
                let pieces = frame.pieces(path.points).map { PanelFrame.thinned($0, within: 1) }
                if hasEarlier {
                    let all = pieces.flatMap { $0 }
                    let spot = 0.16 * em
                    let shared = all.count { p in
                        !earlier.isFree(Box(left: p.x, top: p.y, right: p.x, bottom: p.y).grown(spot))
                            && frame.box.grown(-spot).contains(p)
                    }
                    if Double(shared) > 0.12 * Double(max(1, all.count)) { sharedPaths.insert(index) }
                }
                for piece in pieces {
                    placer.block(piece)
                    earlier.block(piece)
                }
                if let end = path.points.last(where: \.isFinite) { blockSign(at: end) }
                hasEarlier = true
            case .curve(let curve):
                for piece in frame.pieces(curve.drawn(in: frame)) { placer.block(PanelFrame.thinned(piece)) }
            case .points(let points): for point in points.points { placer.block([frame.pixel(point)]) }
            case .band(let band):
                placer.block(zip(band.x, band.high).map { frame.pixel(Point($0, $1)) })
                placer.block(zip(band.x, band.low).map { frame.pixel(Point($0, $1)) })
            case .shapes(let shapes):
                for outline in shapes.outlines.prefix(2000) {
                    placer.block((outline + outline.prefix(1)).map { frame.pixel($0) })
                }
            case .mark(let mark): if mark.kind != .label { blockSign(at: mark.point) }
            case .bars(let bars):
                for bar in bars.bars {
                    let a = frame.pixel(Point(bar.x.lowerBound, max(bar.base, bar.height)))
                    let b = frame.pixel(Point(bar.x.upperBound, min(bar.base, bar.height)))
                    if a.isFinite, b.isFinite { placer.block(Box(left: a.x, top: a.y, right: b.x, bottom: b.y)) }
                }
            case .field, .regions, .surface, .guide, .space, .arrows, .note: break
            }
        }
    }

    /// A text stands where it was put.
    private mutating func write(_ note: Note) {
        let anchor = note.anchor(in: frame)
        guard anchor.isFinite, !note.text.isEmpty else { return }
        let text = PlacedText(
            text: note.text, x: anchor.x + note.shift.x * em / 12, y: anchor.y - note.shift.y * em / 12,
            color: note.color, size: note.size, isBold: note.isBold,
            isVeiled: note.isVeiled)
        let box = text.box(em: em)
        var placed = text
        placed.x -= note.across * box.width
        placed.y += (note.up - 0.5) * box.height
        texts.append(placed)
        let own = placed.box(em: em)
        placer.block(own)
        guard let target = note.target.map({ frame.pixel($0) }), target.isFinite else { return }
        // From the side of the text that is nearest.
        let from = Point(max(own.left, min(own.right, target.x)), max(own.top, min(own.bottom, target.y)))
        guard (from - target).norm > 0.6 * em else { return }
        let gap = (target - from) * (0.25 * em / (target - from).norm)
        leaders.append(Stroke(shape: .arrow, from: from + gap, to: target - gap, color: note.arrowColor ?? note.color))
        placer.block([from, target])
    }

    private mutating func blockSign(at point: Point) {
        let p = frame.pixel(point)
        if p.isFinite { placer.block(Box(left: p.x, top: p.y, right: p.x, bottom: p.y).grown(0.5 * em)) }
    }

    private mutating func placeMarks(of panel: Panel) {
        let marks = panel.layers.compactMap { if case .mark(let mark) = $0 { mark } else { nil } }
        for mark in marks where !mark.name.isEmpty {
            let anchor = frame.pixel(mark.point)
            guard anchor.isFinite, frame.box.contains(anchor) else { continue }
            // Several marks of one name (all minima of a function) share one label.
            let twins = marks.filter { $0.kind == mark.kind && $0.name == mark.name }
            if twins.count > 1, twins.first != mark { continue }
            let text = PlacedText(text: mark.name, x: 0, y: 0, size: 0.92, isVeiled: true)
            if let placed = placer.place(text, near: twins.map { frame.pixel($0.point) }, clear: 0.1 * em) {
                texts.append(placed)
            } else {
                homeless.append(.init(shape: .mark(mark.kind), color: mark.tint, text: mark.name))
            }
        }
    }

    private mutating func place(_ path: Path, isDashed: Bool) {
        let pieces = frame.pieces(path.points)
        let color = Color.cycled(path.color)
        let text = PlacedText(text: path.name, x: 0, y: 0, color: color, size: 0.95, isVeiled: true)
        let all = pieces.flatMap { PanelFrame.thinned($0, within: 1) }
        let anchors = [1.0, 0.85, 0.65, 0.45, 0.25].compactMap { share -> Point? in
            all.isEmpty ? nil : all[Int(saturating: share * Double(all.count - 1))]
        }
        if let placed = placer.place(text, near: anchors) {
            texts.append(placed)
        } else {
            homeless.append(.init(shape: .line(dashed: isDashed), color: color, text: path.name))
        }
    }

    /// Curves that reach the right end are named in the margin, pushed apart where they would touch; the others where
    /// they end.
    private mutating func placeCurves(of panel: Panel) {
        var ends: [(y: Double, curve: CurveLayer)] = []
        for case .curve(let curve) in panel.layers where !curve.name.isEmpty {
            let entry = Legend.Entry(
                shape: .line(dashed: curve.isDashed), color: Color.cycled(curve.color), text: curve.name)
            if panel.reachesEnd(curve), panel.colors == nil, let end = curve.points.last(where: { $0.isFinite }) {
                ends.append((frame.pixel(end).y, curve))
                continue
            }
            let visible = frame.pieces(curve.drawn(in: frame)).flatMap { $0 }
            let anchors = [1.0, 0.9, 0.7, 0.5, 0.3].compactMap { share -> Point? in
                visible.isEmpty ? nil : visible[Int(saturating: share * Double(visible.count - 1))]
            }
            let text = PlacedText(
                text: curve.name, x: 0, y: 0, color: Color.cycled(curve.color), size: 0.92, isVeiled: true)
            if let placed = placer.place(text, near: anchors) { texts.append(placed) } else { homeless.append(entry) }
        }
        placeInMargin(ends.sorted { $0.y < $1.y })
    }

    private mutating func placeInMargin(_ ends: [(y: Double, curve: CurveLayer)]) {
        let names = ends.map { Margins.endLabelLines($0.curve.name, pageWidth: pageWidth, em: em) }
        let tallest = names.map(\.count).max() ?? 1
        let gap = (0.2 + 1.08 * Double(tallest)) * em
        let room = rightEnd - frame.box.right - 1.2 * em
        let isFitting = names.joined().allSatisfy { TextWidth.ems($0) * 0.92 * em <= room }
        guard !ends.isEmpty else { return }
        guard Double(ends.count - 1) * gap <= frame.box.height, isFitting else {
            homeless += ends.map {
                .init(
                    shape: .line(dashed: $0.curve.isDashed), color: Color.cycled($0.curve.color), text: $0.curve.name)
            }
            return
        }
        var places = ends.map { max(frame.box.top, min(frame.box.bottom, $0.y)) }
        for i in places.indices.dropFirst() { places[i] = max(places[i], places[i - 1] + gap) }
        places[places.count - 1] = min(places[places.count - 1], frame.box.bottom)
        for i in places.indices.dropLast().reversed() { places[i] = min(places[i], places[i + 1] - gap) }
        for (index, end) in ends.enumerated() {
            let place = places[index]
            let color = Color.cycled(end.curve.color)
            let isMoved = abs(place - end.y) > 0.4 * em
            leaders.append(
                Stroke(
                    shape: .leader, from: Point(frame.box.right + 0.1 * em, end.y),
                    to: Point(frame.box.right + (isMoved ? 0.9 : 0.5) * em, place), color: color))
            for (line, text) in names[index].enumerated() {
                let down = (Double(line) - Double(names[index].count - 1) / 2) * 1.08 * em
                texts.append(
                    PlacedText(
                        text: text, x: frame.box.right + (isMoved ? 1.1 : 0.75) * em, y: place + down, color: color,
                        size: 0.92))
            }
        }
    }

    private mutating func place(_ guide: GuideLine) {
        let end: Point
        switch guide.direction {
        case .vertical:
            let x = frame.box.left + frame.x.share(guide.value) * frame.box.width
            guard x.isFinite, x >= frame.box.left, x <= frame.box.right else { return }
            placer.block([Point(x, frame.box.top), Point(x, frame.box.bottom)])
            end = Point(x, frame.box.top + 0.9 * em)
        case .horizontal:
            let y = frame.box.bottom - frame.y.share(guide.value) * frame.box.height
            guard y.isFinite, y >= frame.box.top, y <= frame.box.bottom else { return }
            placer.block([Point(frame.box.left, y), Point(frame.box.right, y)])
            end = Point(frame.box.left + 0.9 * em, y)
        }
        guard !guide.name.isEmpty else { return }
        let text = PlacedText(text: guide.name, x: 0, y: 0, color: guide.tint, size: 0.88, isVeiled: true)
        let more = guide.direction == .vertical ? Point(0, 3 * em) : Point(6 * em, 0)
        if let placed = placer.place(text, near: [end, end + more, end + more * 2]) {
            texts.append(placed)
        } else {
            homeless.append(.init(shape: .line(dashed: true), color: guide.tint, text: guide.name))
        }
    }

    /// The numbers of a table, each in the middle of its cell.
    private mutating func writeCells(_ regions: Regions) {
        for (index, text) in regions.texts.enumerated() where !text.isEmpty && index < regions.kinds.count {
            let place = Point(
                ValueGrid.place(index % regions.columns, of: regions.columns, in: regions.x),
                ValueGrid.place(index / regions.columns, of: regions.rows, in: regions.y))
            let pixel = frame.pixel(place)
            let ground = regions.color(at: index) ?? .undefined
            // A text wider than its cell is set smaller, and left out where it could no longer be read.
            let room = 0.94 * frame.box.width / Double(regions.columns)
            let size = min(0.9, room / (max(0.1, TextWidth.ems(text)) * em))
            guard size >= 0.5 else { continue }
            texts.append(
                PlacedText(
                    text: text, x: pixel.x, y: pixel.y, align: .centre, color: ground.lightness < 55 ? .white : .ink,
                    size: size))
        }
    }
}
