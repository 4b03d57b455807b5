// One panel as gnuplot commands: frame, axes, colour bar, then one plot command with an element per layer.

import Answers
import Numbers

struct PanelScript {
    let panel: Panel
    let index: Int
    let layout: PageLayout
    let frame: PanelFrame
    private var blocks: [String] = []
    private var elements: [String] = []
    private var images: [[Float]] = []
    private var numbers: [String] = []

    init(_ panel: Panel, index: Int, layout: PageLayout) {
        self.panel = panel
        self.index = index
        self.layout = layout
        frame = layout.frames[index]
    }

    func write(to script: inout GnuplotScript) {
        var copy = self
        if panel.isSpatial {
            if panel.eye != nil {
                SpaceScript(panel: panel, index: index, layout: layout).write(to: &script)
            } else {
                SurfaceScript(panel: panel, frame: frame, page: layout.page).write(to: &script)
            }
            return
        }
        copy.collect()
        for line in copy.setup + copy.numbers { script.add(line) }
        for block in copy.blocks { script.add(block) }
        if copy.elements.isEmpty { copy.elements = ["NaN notitle"] }
        script.add("plot " + copy.elements.joined(separator: ", \\\n     "))
        for image in copy.images { script.add(image) }
    }

    private var setup: [String] {
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
                ? "unset border" : "set border \(panel.second == nil ? 3 : 11) lc rgb '\(Color.frame.hex)' lw 1",
            "unset logscale; unset grid; unset mxtics; unset mytics",
        ]
        lines.append(
            axis("x", panel.x, about: max(3, Int(saturating: box.width / (5 * page.em))), isNumbered: hasNumbers.x))
        lines.append(
            axis("y", panel.y, about: Margins.tickCount(box.height, em: page.em), isNumbered: hasNumbers.y))
        if let second = panel.second {
            lines.append(axis("y2", second, about: Margins.tickCount(box.height, em: page.em), isNumbered: true))
        } else {
            lines.append("unset y2tics")
        }
        if panel.isImage { lines.append("unset xtics; unset ytics") }
        let hasField = panel.layers.contains { if case .field(let field) = $0 { field.isFilled } else { false } }
        if hasField {
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

    private func axis(_ name: String, _ axis: Axis, about count: Int, isNumbered: Bool) -> String {
        let ticks = axis.ticks(about: count).map { tick in
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

    // MARK: Layers

    private mutating func collect() {
        for layer in panel.layers {
            switch layer {
            case .field(let field): add(field)
            case .regions(let regions): add(regions)
            case .band(let band): add(band)
            case .bars(let bars): add(bars)
            default: break
            }
        }
        addBarGauge()
        for case .guide(let guide) in panel.layers { add(guide) }
        for case .arrows(let arrows) in panel.layers { add(arrows) }
        for case .curve(let curve) in panel.layers { add(curve) }
        addPaths()
        for case .points(let points) in panel.layers { add(points) }
        for case .mark(let mark) in panel.layers { add(mark) }
    }

    /// A block of lines of numbers; an empty line lifts the pen.
    private mutating func block(_ rows: [String]) -> String {
        let name = "$p\(index)d\(blocks.count)"
        blocks.append("\(name) << EOD\n\(rows.joined(separator: "\n"))\nEOD")
        return name
    }

    private func rows(_ pieces: [[Point]]) -> [String] {
        pieces.map { piece in
            PanelFrame.thinned(piece).map { pixel in
                let p = frame.data(pixel)
                return "\(p.x) \(p.y)"
            }.joined(separator: "\n") + "\n"
        }
    }

    private mutating func lines(_ pieces: [[Point]], style: String) {
        guard !pieces.isEmpty else { return }
        elements.append("\(block(rows(pieces))) using 1:2 with lines \(style) notitle")
    }

    private mutating func add(_ field: Field) {
        guard let colors = panel.colors else { return }
        let grid = field.grid
        let places = grid.values.map { colors.place(of: $0) ?? .nan }
        let isCoarse = frame.box.width > 3.2 * Double(grid.columns)
        // Sharp borders want fine pixels.
        let fine = max(1, min(24, Int(saturating: frame.box.width / Double(max(1, grid.columns - 1)))))
        let image = FieldImage(
            grid: grid, places: places, refinement: colors.palette.isStepped ? fine : isCoarse ? 2 : 1)
        if field.isFilled {
            images.append(image.floats)
            elements.append(image.element + " using 1 with image notitle")
        }
        guard field.hasContours else { return }
        // Where a valley is narrower than the grid, its lines fall to crumbs; these say nothing.
        let levels = levels(of: field, colors)
        let contours = grid.contours(of: places, levels: levels).filter { line in
            length(line.points) > 1.6 * layout.page.em
        }
        guard !contours.isEmpty else { return }
        let data = contours.map { line in
            let shade = shade(line.level, levels, field, colors)
            let number = shade.number | (field.lineColors.isEmpty ? 0x6000_0000 : 0)
            return line.points.map { "\(Float($0.x)) \(Float($0.y)) \(number)" }.joined(separator: "\n") + "\n"
        }
        let weight = width(field.isFilled ? 0.9 * field.lineWeight : 1.3 * field.lineWeight)
        elements.append("\(block(data)) using 1:2:3 with lines lw \(weight) lc rgb variable notitle")
        if field.hasNumbers { addNumbers(contours, field, colors) }
    }

    /// The colour of a line: the field's own, or a shade darker than the field on light ground, lighter on dark, so that
    /// it shows on either.
    private func shade(_ level: Double, _ levels: [Double], _ field: Field, _ colors: ColorScale) -> Color {
        if !field.lineColors.isEmpty {
            return field.lineColors[(levels.firstIndex(of: level) ?? 0) % field.lineColors.count]
        }
        let color = colors.palette.color(at: level)
        let isLight = color.lightness > (field.isFilled ? 45 : 60)
        return isLight
            ? color.mixed(with: .black, share: field.isFilled ? 0.28 : 0.35)
            : color.mixed(with: .white, share: field.isFilled ? 0.3 : 0)
    }

    /// The value of each line that is long enough, in its middle.
    private mutating func addNumbers(_ contours: [ContourLine], _ field: Field, _ colors: ColorScale) {
        let font = layout.page.font(0.72)
        var taken: [Point] = []
        for line in contours where length(line.points) > 8 * layout.page.em {
            let middle = line.points[line.points.count / 2]
            let pixel = frame.pixel(middle)
            let isFree = taken.allSatisfy {
                abs($0.x - pixel.x) > 3 * layout.page.em || abs($0.y - pixel.y) > layout.page.em
            }
            guard isFree, frame.box.grown(-0.6 * layout.page.em).contains(pixel) else { continue }
            taken.append(pixel)
            let value = field.levels?.min {
                abs((colors.place(of: $0) ?? 9) - line.level) < abs((colors.place(of: $1) ?? 9) - line.level)
            }
            let text = Tick.text(value ?? colors.value(at: line.level), digits: 3)
            numbers.append(
                "set label \(200_000 + numbers.count) \(Inert.quoted(text)) at \(middle.x),\(middle.y) center front "
                    + "boxed noenhanced textcolor rgb '\(Color.ink.hex)' font 'DejaVu Sans,\(font)'")
        }
    }

    /// Places of the lines in 0…1.
    private func levels(of field: Field, _ colors: ColorScale) -> [Double] {
        // A line at the end of the scale would lie where everything beyond it is held.
        field.levels.map { $0.compactMap { colors.place(of: $0) }.map { max(1e-6, min(1 - 1e-6, $0)) } }
            ?? colors.contourPlaces
    }

    /// On the page, in pixels.
    private func length(_ points: [Point]) -> Double {
        zip(points, points.dropFirst()).reduce(0) { $0 + (frame.pixel($1.0) - frame.pixel($1.1)).norm }
    }

    private func width(_ width: Double) -> String { (width * layout.page.stroke).short() }

    /// Signs in a small panel are smaller, so that they leave something of the picture to be seen.
    private var scale: Double { max(0.45, min(1, frame.box.width * layout.page.scale / (20 * layout.page.em))) }

    private mutating func add(_ regions: Regions) {
        let (wide, high) = (pixels(forEachOf: regions.columns), pixels(forEachOf: regions.rows))
        var floats: [Float] = []
        floats.reserveCapacity(3 * regions.kinds.count * wide * high)
        for row in 0..<regions.rows {
            let line = (0..<regions.columns).flatMap { column in
                let color = regions.color(at: row * regions.columns + column) ?? .undefined
                let pixel = [Float(color.red), Float(color.green), Float(color.blue)]
                return (0..<wide).flatMap { _ in pixel }
            }
            for _ in 0..<high { floats += line }
        }
        images.append(floats)
        let across = ValueGrid.step(regions.x, regions.columns)
        let up = ValueGrid.step(regions.y, regions.rows)
        let (dx, dy) = (across / Double(wide), up / Double(high))
        let origin = Point(
            regions.x.lowerBound - across / 2 + dx / 2, regions.y.lowerBound - up / 2 + dy / 2)
        elements.append(
            "'-' binary array=(\(regions.columns * wide),\(regions.rows * high)) "
                + "origin=(\(origin.x),\(origin.y)) dx=\(dx) dy=\(dy) "
                + "format='%float32%float32%float32' using 1:2:3 with rgbimage notitle")
    }

    /// How many pixels each of so many cells takes: viewers of vector pictures blur the few pixels of a small table.
    private func pixels(forEachOf cells: Int) -> Int { layout.page.isScaledByViewers ? max(1, 480 / max(1, cells)) : 1 }

    /// gnuplot draws a colour bar only beside something that uses the palette: a point out of sight does.
    private mutating func addBarGauge() {
        let isFilled = panel.layers.contains { if case .field(let field) = $0 { field.isFilled } else { false } }
        guard layout.colorBars[index] != nil, !isFilled else { return }
        let away = frame.x.range.upperBound + 1 + abs(frame.x.range.upperBound)
        elements.append("\(block(["\(away) \(frame.y.range.upperBound) 0.5"])) using 1:2:3 with points palette notitle")
    }

    private mutating func add(_ band: Band) {
        let data = band.x.indices.compactMap { i -> String? in
            let (low, high) = (frame.y.held(band.low[i]), frame.y.held(band.high[i]))
            guard low.isFinite, high.isFinite, band.x[i].isFinite else { return nil }
            return "\(band.x[i]) \(low) \(high)"
        }
        guard !data.isEmpty else { return }
        let color = Color.cycled(band.color).hex(transparency: 1 - band.opacity)
        elements.append(
            "\(block(data)) using 1:2:3 with filledcurves fillcolor rgb '\(color)' fillstyle solid noborder notitle")
    }

    private mutating func add(_ bars: Bars) {
        let axis = bars.isHorizontal ? frame.x : frame.y
        let data = bars.bars.filter { $0.height.isFinite && $0.base.isFinite }.map { bar in
            let middle = (bar.x.lowerBound + bar.x.upperBound) / 2
            let (base, end) = (axis.held(bar.base), axis.held(bar.height))
            return bars.isHorizontal
                ? "\(bar.height) \(middle) \(base) \(end) \(bar.x.lowerBound) \(bar.x.upperBound)"
                : "\(middle) \(bar.height) \(bar.x.lowerBound) \(bar.x.upperBound) \(base) \(end)"
        }
        guard !data.isEmpty else { return }
        let border = bars.edge ?? Color.cycled(bars.color)
        elements.append(
            "\(block(data)) using 1:2:3:4:5:6 with boxxyerror fillcolor rgb "
                + "'\(bars.fill.hex(opacity: bars.opacity))' fillstyle solid border lc rgb "
                + "'\(border.hex)' lw \(bars.edge == nil ? "0.6" : width(1)) notitle")
    }

    private mutating func add(_ guide: GuideLine) {
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

    private mutating func add(_ arrows: Arrows) {
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

    private mutating func add(_ curve: CurveLayer) {
        let pieces = frame.pieces(Array(curve.visiblePoints))
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
    private mutating func addPaths() {
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

    private mutating func add(_ points: Points) {
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

    private mutating func add(_ mark: Mark) {
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
