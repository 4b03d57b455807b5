// Areas as gnuplot elements.

import Answers
import Numbers

extension PanelScript {
    mutating func add(_ field: Field) {
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
        let levels = field.linePlaces(on: colors)
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

    /// On the page, in pixels.
    private func length(_ points: [Point]) -> Double {
        zip(points, points.dropFirst()).reduce(0) { $0 + (frame.pixel($1.0) - frame.pixel($1.1)).norm }
    }

    mutating func add(_ regions: Regions) {
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

    mutating func add(_ band: Band) {
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

    mutating func add(_ bars: Bars) {
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
}
