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

    init(_ panel: Panel, index: Int, layout: PageLayout) {
        self.panel = panel
        self.index = index
        self.layout = layout
        frame = layout.frames[index]
    }

    func write(to script: inout GnuplotScript) {
        var copy = self
        if panel.isSpatial {
            SurfaceScript(panel: panel, frame: frame, page: layout.page).write(to: &script)
            return
        }
        copy.collect()
        for line in copy.setup { script.add(line) }
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
            panel.isImage ? "unset border" : "set border 3 lc rgb '\(Color.frame.hex)' lw 1",
            "unset logscale; unset grid; unset mxtics; unset mytics",
        ]
        lines.append(
            axis("x", panel.x, about: max(3, Int(saturating: box.width / (5 * page.em))), isNumbered: hasNumbers.x))
        lines.append(
            axis("y", panel.y, about: Margins.tickCount(box.height, em: page.em), isNumbered: hasNumbers.y))
        if panel.isImage { lines.append("unset xtics; unset ytics") }
        let hasField = panel.layers.contains { if case .field(let field) = $0 { field.isFilled } else { false } }
        if hasField {
            lines.append(
                "set object 9000 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb "
                    + "'\(Color.undefined.hex)' fillstyle solid noborder")
        } else if !panel.layers.contains(where: { if case .regions = $0 { true } else { false } }) {
            lines.append("set grid x y lc rgb '#dedede' lw 0.7 dashtype solid back")
        }
        if let colors = panel.colors {
            lines += palette(colors)
            // Drawn once: eight bars on top of each other would print their numbers bold.
            if panel.hasColorBar, let bar = layout.colorBar, index == layout.barPanel { lines += colorBar(colors, bar) }
        }
        return lines
    }

    private func axis(_ name: String, _ axis: Axis, about count: Int, isNumbered: Bool) -> String {
        let ticks = axis.ticks(about: count).map { tick in
            tick.text.isEmpty || !isNumbered ? "'' \(tick.place) 1" : "\(Inert.quotedTick(tick.text)) \(tick.place)"
        }
        return "set \(name)range [\(axis.range.lowerBound):\(axis.range.upperBound)]"
            + (axis.isLog ? "; set logscale \(name)" : "")
            + "; set \(name)tics out nomirror scale 0.7,0.4 textcolor rgb '#444444' "
            + "(\(ticks.joined(separator: ", ")))"
    }

    private func palette(_ colors: ColorScale) -> [String] {
        let stops = colors.palette.stops.map { "\($0.place.short(5)) '\($0.color.hex)'" }
        return ["set palette defined (\(stops.joined(separator: ", ")))", "set cbrange [0:1]"]
    }

    private func colorBar(_ colors: ColorScale, _ bar: Box) -> [String] {
        let page = layout.page
        let ticks = colors.ticks.map { tick in
            tick.text.isEmpty ? "'' \(tick.place.short(6)) 1" : "\(Inert.quotedTick(tick.text)) \(tick.place.short(6))"
        }
        let size = Point(bar.width / Double(page.width), bar.height / Double(page.height))
        return [
            "set colorbox user origin screen \(page.screen(Point(bar.left, bar.bottom))) "
                + "size screen \(size.x.short(6)),\(size.y.short(6)) noborder",
            "set cbtics out scale 0.6,0.35 textcolor rgb '#444444' (\(ticks.joined(separator: ", ")))",
            "set label 999 \(Inert.quoted(colors.label)) at screen "
                + "\(page.screen(Point(Double(page.width) - 1.1 * page.em, (bar.top + bar.bottom) / 2))) "
                + "center rotate by 90 noenhanced textcolor rgb '\(Color.ink.hex)'",
        ]
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
        for case .guide(let guide) in panel.layers { add(guide) }
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
        let image = FieldImage(grid: grid, places: places, refinement: isCoarse ? 2 : 1)
        if field.isFilled {
            images.append(image.floats)
            elements.append(image.element + " using 1 with image notitle")
        }
        guard field.hasContours else { return }
        // Where a valley is narrower than the grid, its lines fall to crumbs; these say nothing.
        let contours = grid.contours(of: places, levels: levels(of: field, colors)).filter { line in
            length(line.points) > 1.6 * layout.page.em
        }
        guard !contours.isEmpty else { return }
        let data = contours.map { line in
            let color = colors.palette.color(at: line.level)
            // A shade darker than the field on light ground, lighter on dark, so that a line shows on either.
            let isLight = color.lightness > (field.isFilled ? 45 : 60)
            let shade =
                isLight
                ? color.mixed(with: .black, share: field.isFilled ? 0.28 : 0.35)
                : color.mixed(with: .white, share: field.isFilled ? 0.3 : 0)
            let number =
                UInt32(0x60) << 24 | UInt32(shade.red) << 16 | UInt32(shade.green) << 8 | UInt32(shade.blue)
            return line.points.map { "\(Float($0.x)) \(Float($0.y)) \(number)" }.joined(separator: "\n") + "\n"
        }
        elements.append("\(block(data)) using 1:2:3 with lines lw \(width(0.9)) lc rgb variable notitle")
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
        var floats: [Float] = []
        floats.reserveCapacity(3 * regions.kinds.count)
        for index in regions.kinds.indices {
            let color = regions.color(at: index) ?? .undefined
            floats += [Float(color.red), Float(color.green), Float(color.blue)]
        }
        images.append(floats)
        let step = ValueGrid.step(regions.x, regions.columns)
        let up = ValueGrid.step(regions.y, regions.rows)
        elements.append(
            "'-' binary array=(\(regions.columns),\(regions.rows)) "
                + "origin=(\(regions.x.lowerBound),\(regions.y.lowerBound)) dx=\(step) dy=\(up) "
                + "format='%float32%float32%float32' using 1:2:3 with rgbimage notitle")
        // gnuplot draws a colour bar only beside something that uses the palette: a point out of sight does.
        guard panel.colors != nil else { return }
        let away = frame.x.range.upperBound + 1 + abs(frame.x.range.upperBound)
        elements.append("\(block(["\(away) 0 0.5"])) using 1:2:3 with points palette notitle")
    }

    private mutating func add(_ band: Band) {
        let data = band.x.indices.compactMap { i -> String? in
            let (low, high) = (frame.y.held(band.low[i]), frame.y.held(band.high[i]))
            guard low.isFinite, high.isFinite, band.x[i].isFinite else { return nil }
            return "\(band.x[i]) \(low) \(high)"
        }
        guard !data.isEmpty else { return }
        let color = Color.cycled(band.color).hex(transparency: 0.75)
        elements.append(
            "\(block(data)) using 1:2:3 with filledcurves fillcolor rgb '\(color)' fillstyle solid noborder notitle")
    }

    private mutating func add(_ bars: Bars) {
        let data = bars.bars.filter { $0.height.isFinite }.map { bar in
            let middle = (bar.x.lowerBound + bar.x.upperBound) / 2
            if bars.isHorizontal {
                let base = frame.x.held(bars.base)
                return "\(bar.height) \(middle) \(base) \(frame.x.held(bar.height)) "
                    + "\(bar.x.lowerBound) \(bar.x.upperBound)"
            }
            let base = frame.y.held(bars.base)
            return "\(middle) \(bar.height) \(bar.x.lowerBound) \(bar.x.upperBound) \(base) \(frame.y.held(bar.height))"
        }
        guard !data.isEmpty else { return }
        let color = Color.cycled(bars.color)
        elements.append(
            "\(block(data)) using 1:2:3:4:5:6 with boxxyerror fillcolor rgb "
                + "'\(color.mixed(with: .white, share: 0.25).hex)' fillstyle solid border lc rgb "
                + "'\(color.hex)' lw 0.6 notitle")
    }

    private mutating func add(_ guide: GuideLine) {
        let (x, y) = (frame.x.range, frame.y.range)
        let ends =
            guide.direction == .vertical
            ? [Point(guide.value, y.lowerBound), Point(guide.value, y.upperBound)]
            : [Point(x.lowerBound, guide.value), Point(x.upperBound, guide.value)]
        lines(frame.pieces(ends), style: "lw \(width(1.4)) dashtype (6,5) lc rgb '\(Color.grey.hex)'")
    }

    private mutating func add(_ curve: CurveLayer) {
        let pieces = frame.pieces(curve.points)
        let color = curve.isBackground ? Color.grey : Color.cycled(curve.color)
        let dash = curve.isDashed ? " dashtype (10,6)" : ""
        lines(pieces, style: "lw \(width(curve.isBackground ? 1.6 : 2.2 * curve.weight))\(dash) lc rgb '\(color.hex)'")
        if curve.hasDots { dots(curve.points, color: color, size: 0.55) }
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
        let visible = points.points.filter { $0.isFinite && frame.box.contains(frame.pixel($0)) }
        guard !visible.isEmpty else { return }
        let isTinted = points.tints.count == points.points.count && !points.tints.isEmpty
        let shades = zip(points.points, points.tints).filter { $0.0.isFinite && frame.box.contains(frame.pixel($0.0)) }
        let name = block(
            isTinted
                ? shades.map { point, tint in
                    "\(point.x) \(point.y) \(UInt32(tint.red) << 16 | UInt32(tint.green) << 8 | UInt32(tint.blue))"
                }
                : visible.map { "\($0.x) \($0.y)" })
        let size = (visible.count > 400 ? 0.45 : visible.count > 100 ? 0.65 : 0.9) * scale * points.size
        let color = Color.cycled(points.color)
        // A white halo, or a white disc in a ring: seen on any ground.
        if points.symbol != .cross {
            let (sign, wider) = points.symbol == .circle ? (Points.Symbol.dot, 0.0) : (points.symbol, 0.25)
            elements.append(
                "\(name) using 1:2 with points pt \(sign.gnuplot) ps \((size + wider).short()) "
                    + "lc rgb '#ffffff' notitle")
        }
        elements.append(
            "\(name) using 1:2\(isTinted ? ":3" : "") with points pt \(points.symbol.gnuplot) ps \(size.short()) lw 1.4 "
                + (isTinted ? "lc rgb variable notitle" : "lc rgb '\(color.hex)' notitle"))
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
