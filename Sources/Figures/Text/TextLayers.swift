// The layers of a panel in characters: fields as half blocks or densities, lines as fine dots or signs.

import Glibc
import Answers
import Numbers

struct TextLayers {
    let panel: Panel
    let style: TextStyle
    let ramp: TextRamp?
    let left: Int
    let top: Int
    let columns: Int
    let rows: Int

    private var hasColors: Bool { style.colors != .none }
    private var notes: [String: Character] { TextKey.noteSigns(panel, style: style) }

    /// Densities from low to high. Low is blank, so that a valley is an open way and a path in it is seen.
    static func shade(_ place: Double, unicode: Bool) -> Character {
        let ramp: [Character] = unicode ? [" ", "·", ":", "-", "=", "+", "*", "#", "%"] : Array(" .:-=+*#%")
        return ramp[max(0, min(ramp.count - 1, Int(saturating: place * Double(ramp.count))))]
    }

    /// Signs of a quantity with a sign: = and - below zero, + and # above, blank about it.
    static func signed(_ place: Double) -> Character {
        let ramp: [Character] = ["=", "-", " ", "+", "#"]
        return ramp[max(0, min(ramp.count - 1, Int(saturating: place * Double(ramp.count))))]
    }

    /// What stands for a place of the panel's palette where there are no colours.
    static func glyph(_ place: Double, _ palette: Palette?, unicode: Bool) -> Character {
        if place.isNaN { return "?" }
        return palette?.isDiverging == true ? signed(place) : shade(place, unicode: unicode)
    }

    func draw(on canvas: inout TextCanvas) {
        for layer in panel.layers {
            switch layer {
            case .field(let field): draw(field, on: &canvas)
            case .regions(let regions): draw(regions, on: &canvas)
            case .band(let band): draw(band, on: &canvas)
            case .bars(let bars): draw(bars, on: &canvas)
            default: break
            }
        }
        for case .guide(let guide) in panel.layers { draw(guide, on: &canvas) }
        drawCurves(on: &canvas)
        for case .arrows(let arrows) in panel.layers { draw(arrows, on: &canvas) }
        for case .path(let path) in panel.layers { draw(path, on: &canvas) }
        for case .path(let path) in panel.layers {
            if let end = path.end { draw(Mark(.end, at: end, color: path.color), on: &canvas) }
        }
        for case .points(let points) in panel.layers { draw(points, on: &canvas) }
        for case .mark(let mark) in panel.layers { draw(mark, on: &canvas) }
        for case .note(let note) in panel.layers { write(note, on: &canvas) }
    }

    // MARK: Areas

    private func draw(_ field: Field, on canvas: inout TextCanvas) {
        guard let colors = panel.colors, let ramp else { return }
        guard field.isFilled else { return drawLines(of: field, colors, on: &canvas) }
        let places = field.grid.values.map { colors.place(of: $0) ?? .nan }
        for row in 0..<rows {
            for column in 0..<columns {
                guard hasColors, style.unicode else {
                    let place = mean(places, field.grid, column, row, half: nil)
                    canvas[left + column, top + row] = TextCell(
                        glyph: TextLayers.glyph(place, colors.palette, unicode: style.unicode))
                    continue
                }
                let upper = mean(places, field.grid, column, row, half: 0)
                let lower = mean(places, field.grid, column, row, half: 1)
                canvas[left + column, top + row] = TextCell(
                    glyph: "▀", ink: ramp.ground(upper), ground: ramp.ground(lower))
            }
        }
    }

    /// The mean over the part of the grid that one cell, or one half of it, covers; NaN where all is undefined.
    private func mean(_ places: [Double], _ grid: ValueGrid, _ column: Int, _ row: Int, half: Int?) -> Double {
        func span(_ from: Double, _ to: Double, _ count: Int) -> ClosedRange<Int> {
            let first = max(0, min(count - 1, Int(saturating: (from * Double(count)).rounded(.down))))
            return first...max(first, min(count - 1, Int(saturating: (to * Double(count)).rounded(.up)) - 1))
        }
        let across = span(Double(column) / Double(columns), Double(column + 1) / Double(columns), grid.columns)
        let start = Double(row) + (half == 1 ? 0.5 : 0)
        let end = start + (half == nil ? 1 : 0.5)
        let (first, last) = (start / Double(rows), end / Double(rows))
        let up = panel.y.isReversed ? span(first, last, grid.rows) : span(1 - last, 1 - first, grid.rows)
        var sum = 0.0
        var count = 0.0
        for y in up {
            for x in across where !places[y * grid.columns + x].isNaN {
                sum += places[y * grid.columns + x]
                count += 1
            }
        }
        return count > 0 ? sum / count : .nan
    }

    private func draw(_ regions: Regions, on canvas: inout TextCanvas) {
        func index(_ column: Int, _ share: Double) -> Int {
            let x = min(
                regions.columns - 1, Int(saturating: (Double(column) + 0.5) / Double(columns) * Double(regions.columns))
            )
            let up = panel.y.isReversed ? share : 1 - share
            let y = max(0, min(regions.rows - 1, Int(saturating: up * Double(regions.rows))))
            return y * regions.columns + (panel.x.isReversed ? regions.columns - 1 - x : x)
        }
        for row in 0..<rows {
            for column in 0..<columns {
                if hasColors, style.unicode {
                    let upper = index(column, (Double(row) + 0.25) / Double(rows))
                    let lower = index(column, (Double(row) + 0.75) / Double(rows))
                    canvas[left + column, top + row] = TextCell(
                        glyph: "▀", ink: color(regions, at: upper), ground: color(regions, at: lower))
                } else {
                    canvas[left + column, top + row] = TextCell(
                        glyph: sign(regions, at: index(column, (Double(row) + 0.5) / Double(rows))))
                }
            }
        }
        write(regions, on: &canvas)
    }

    /// The colour of a cell; of an amount the one that the terminal has for it.
    private func color(_ regions: Regions, at index: Int) -> Color {
        if regions.places.indices.contains(index), let ramp { return ramp.ground(regions.places[index]) }
        return regions.color(at: index) ?? .undefined
    }

    /// What stands for a cell where there are no colours; nothing behind numbers.
    private func sign(_ regions: Regions, at index: Int) -> Character {
        guard regions.kinds[index] >= 0, regions.texts.isEmpty else { return " " }
        guard regions.places.indices.contains(index) else { return TextKey.region(regions.kinds[index]) }
        return TextLayers.glyph(regions.places[index], panel.colors?.palette, unicode: style.unicode)
    }

    /// Numbers of a table, in the middle of their cells.
    private func write(_ regions: Regions, on canvas: inout TextCanvas) {
        for (index, text) in regions.texts.enumerated() where !text.isEmpty && index < regions.kinds.count {
            let x = ValueGrid.place(index % regions.columns, of: regions.columns, in: regions.x)
            let y = ValueGrid.place(index / regions.columns, of: regions.rows, in: regions.y)
            guard let column = column(of: x), let row = row(of: y) else { continue }
            let ground = hasColors ? color(regions, at: index) : nil
            let start = max(0, column - text.columns / 2)
            for (offset, character) in text.enumerated() where start + offset < columns {
                canvas[left + start + offset, top + row] = TextCell(
                    glyph: character, ink: ground.map { $0.lightness < 55 ? .white : .ink }, ground: ground)
            }
        }
    }

    private func draw(_ band: Band, on canvas: inout TextCanvas) {
        // Column by column, between the two given places about it.
        for column in 0..<columns {
            let x = panel.x.value(at: Double(column) / Double(max(1, columns - 1)))
            guard let right = band.x.firstIndex(where: { $0 >= x - 1e-9 * abs(x) }) else { continue }
            let left = max(0, right - 1)
            guard right > 0 || column == self.column(of: band.x[0]) else { continue }
            let gap = band.x[right] - band.x[left]
            let share = gap > 0 ? max(0, min(1, (x - band.x[left]) / gap)) : 0
            func between(_ ends: [Double]) -> Double { ends[left] + share * (ends[right] - ends[left]) }
            let (a, b) = (row(of: panel.y.held(between(band.high))), row(of: panel.y.held(between(band.low))))
            guard let a, let b, a <= b else { continue }
            for row in a...b {
                canvas[self.left + column, top + row] = TextCell(
                    glyph: style.unicode ? "░" : ".", ink: style.ink(band.color))
            }
        }
    }

    private func draw(_ bars: Bars, on canvas: inout TextCanvas) {
        let eighths = Array(" ▁▂▃▄▅▆▇█")
        for column in 0..<columns {
            let x = panel.x.value(at: (Double(column) + 0.5) / Double(columns))
            guard let bar = bars.bars.first(where: { $0.x.contains(x) }), bar.height.isFinite else { continue }
            let ends = [bar.base, bar.height].map { panel.y.share(panel.y.held($0)) }
            let (base, share) = (ends.min() ?? 0, ends.max() ?? 0)
            let height = share * Double(rows)
            for row in 0..<rows {
                let fill = height - Double(rows - 1 - row)
                guard fill > 0, Double(rows - row) > base * Double(rows) else { continue }
                let glyph: Character = style.unicode ? eighths[Int(saturating: (min(1, fill) * 8).rounded())] : "#"
                canvas[left + column, top + row] = TextCell(glyph: glyph, ink: style.ink(bars.color))
            }
        }
    }

    // MARK: Lines

    private func draw(_ guide: GuideLine, on canvas: inout TextCanvas) {
        if let end = guide.end { return shade(guide, to: end, on: &canvas) }
        let ink = guide.color.map(style.ink) ?? .dim
        switch guide.direction {
        case .vertical:
            guard let column = column(of: guide.value) else { return }
            for row in 0..<rows { canvas[left + column, top + row] = TextCell(glyph: "┆", ink: ink) }
        case .horizontal:
            guard let row = row(of: guide.value) else { return }
            for column in 0..<columns { canvas[left + column, top + row] = TextCell(glyph: "┄", ink: ink) }
        }
    }

    /// A stretch of one axis, where nothing else is drawn.
    private func shade(_ guide: GuideLine, to end: Double, on canvas: inout TextCanvas) {
        let ink = guide.color.map(style.ink) ?? .dim
        let isUp = guide.direction == .vertical
        let axis = isUp ? panel.x : panel.y
        let shares = [guide.value, end].map { axis.share(axis.held($0)) }
        let range = (shares.min() ?? 0)...(shares.max() ?? 0)
        for row in 0..<rows {
            for column in 0..<columns {
                let share =
                    isUp ? Double(column) / Double(max(1, columns - 1)) : 1 - Double(row) / Double(max(1, rows - 1))
                guard range.contains(share), canvas[left + column, top + row].glyph == " " else { continue }
                canvas[left + column, top + row] = TextCell(glyph: style.unicode ? "░" : ".", ink: ink)
            }
        }
    }

    /// Lines of equal value in the colour of their value; without colours, each level has a digit of its own.
    private func drawLines(of field: Field, _ colors: ColorScale, on canvas: inout TextCanvas) {
        let places = field.grid.values.map { colors.place(of: $0) ?? .nan }
        let levels =
            field.levels.map { $0.compactMap { colors.place(of: $0) }.map { max(1e-6, min(1 - 1e-6, $0)) } }
            ?? colors.contourPlaces
        for line in field.grid.contours(of: places, levels: levels) {
            let number = levels.firstIndex(of: line.level) ?? 0
            let own = field.lineColors.isEmpty ? nil : field.lineColors[number % field.lineColors.count]
            let ink = own.map { style.ink(Color.place($0)) } ?? ramp?.ground(line.level)
            for (x, y) in trail(line.points, frame(dotsAcross: 1, dotsDown: 1)) {
                canvas[left + x, top + y] = TextCell(
                    glyph: hasColors && style.unicode ? "•" : Character("\(number % 10)"), ink: ink)
            }
        }
    }

    /// Each arrow as a sign that points its way.
    private func draw(_ arrows: Arrows, on canvas: inout TextCanvas) {
        let signs: [Character] =
            style.unicode ? ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"] : [">", "/", "^", "\\", "<", "/", "v", "\\"]
        for (number, (from, by)) in zip(arrows.from, arrows.by).enumerated() where by.isFinite && by.norm > 0 {
            guard let column = column(of: from.x), let row = row(of: from.y) else { continue }
            let turn = Int(saturating: (atan2(by.y, by.x) / (.pi / 4)).rounded())
            let color = arrows.tints.indices.contains(number) ? Color.place(arrows.tints[number]) : arrows.color
            var cell = canvas[left + column, top + row]
            let ground = hasColors ? cell.ground : nil
            cell = TextCell(
                glyph: signs[((turn % 8) + 8) % 8],
                ink: ground == nil ? style.ink(color) : ground.map { $0.lightness < 52 ? .white : .ink }, ground: ground
            )
            canvas[left + column, top + row] = cell
        }
    }

    /// A text where it was put, as much of it as there is room for.
    private func write(_ note: Note, on canvas: inout TextCanvas) {
        let place =
            note.isOfFrame
            ? (
                Int(saturating: note.place.x * Double(columns - 1)),
                Int(saturating: (1 - note.place.y) * Double(rows - 1))
            )
            : column(of: note.place.x).flatMap { column in row(of: note.place.y).map { (column, $0) } }
        guard let (column, row) = place, (0..<rows).contains(row) else { return }
        let text = note.text
        let start = max(0, min(columns - text.columns, column - Int(saturating: note.across * Double(text.columns))))
        for (offset, character) in text.enumerated() where start + offset < columns {
            let under = canvas[left + start + offset, top + row]
            let ground = under.ground
            canvas[left + start + offset, top + row] = TextCell(
                glyph: character, ink: ground.map { $0.lightness < 55 ? .white : .ink }, ground: ground)
        }
    }

    /// With colours, or for a single curve, lines are drawn in braille dots (2 × 4 to a cell), each broken in its own way;
    /// several curves without colours each take a sign of their own.
    private func drawCurves(on canvas: inout TextCanvas) {
        let curves = panel.curves
        let isFine = style.unicode && (hasColors || curves.count == 1)
        for (curve, pattern) in zip(curves, panel.linePatterns) {
            let ink = curve.isBackground ? Color.dim : style.ink(curve.color)
            var dots: [Int: UInt32] = [:]
            let frame = frame(dotsAcross: isFine ? 2 : 1, dotsDown: isFine ? 4 : 1)
            for (dot, (x, y)) in trail(Array(curve.visiblePoints), frame).enumerated() {
                if isFine {
                    guard pattern.draws(dot) else { continue }
                    dots[(y / 4) * columns + x / 2, default: 0] |= TextLayers.braille(x % 2, y % 4)
                } else {
                    let glyph = curve.isBackground ? "." : TextKey.sign(curve, style: style)
                    canvas[left + x, top + y] = TextCell(glyph: glyph, ink: ink)
                }
            }
            for (cell, bits) in dots {
                // Another curve's dots in the same cell stay; the cell takes the later curve's colour.
                let under = canvas[left + cell % columns, top + cell / columns].glyph.unicodeScalars.first?.value ?? 0
                let before = (0x2800...0x28ff).contains(under) ? under - 0x2800 : 0
                guard let scalar = Unicode.Scalar(0x2800 + (bits | before)) else { continue }
                canvas[left + cell % columns, top + cell / columns] = TextCell(glyph: Character(scalar), ink: ink)
            }
            guard curve.hasDots else { continue }
            for point in curve.visiblePoints {
                guard let column = column(of: point.x), let row = row(of: point.y) else { continue }
                canvas[left + column, top + row] = TextCell(
                    glyph: hasColors && style.unicode
                        ? (pattern == .solid ? "•" : "◦") : TextKey.sign(curve, style: style), ink: ink)
            }
        }
    }

    private static func braille(_ x: Int, _ y: Int) -> UInt32 {
        let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
        return bits[x][y]
    }

    /// With colours a path colours half cells; without, it is a trail of signs with a blank beside each.
    private func draw(_ path: Path, on canvas: inout TextCanvas) {
        guard hasColors, style.unicode else {
            let cells = trail(Array(path.visiblePoints), frame(dotsAcross: 1, dotsDown: 1))
            let sign = TextKey.sign(path.color, style: style)
            let signs = Set((0..<8).map { TextKey.sign($0, style: style) })
            for (x, y) in cells {
                for beside in [x - 1, x + 1] where beside >= 0 && beside < columns {
                    if !signs.contains(canvas[left + beside, top + y].glyph) {
                        canvas[left + beside, top + y] = TextCell()
                    }
                }
            }
            for (x, y) in cells {
                let under = canvas[left + x, top + y].glyph
                // Where an earlier path lies, every second cell shows it.
                if under != sign, signs.contains(under), (x + y) % 2 == 0 { continue }
                canvas[left + x, top + y] = TextCell(glyph: sign, ink: hasColors ? style.ink(path.color) : nil)
            }
            return
        }
        for (x, y) in trail(Array(path.visiblePoints), frame(dotsAcross: 1, dotsDown: 2)) {
            var cell = canvas[left + x, top + y / 2]
            if cell.ground == nil { cell = TextCell(glyph: "▀", ink: .undefined, ground: .undefined) }
            let under = y % 2 == 0 ? cell.ink : cell.ground
            let color = style.line(path.color, on: under ?? .white)
            let isTaken = style.isLine(under ?? .white)
            if isTaken, (x + y) % 2 == 0 { continue }
            if y % 2 == 0 { cell.ink = color } else { cell.ground = color }
            canvas[left + x, top + y / 2] = cell
        }
    }

    private func frame(dotsAcross: Int, dotsDown: Int) -> PanelFrame {
        PanelFrame(
            box: Box(left: 0, top: 0, right: Double(columns * dotsAcross) - 1, bottom: Double(rows * dotsDown) - 1),
            x: panel.x, y: panel.y)
    }

    /// The dots a line passes, in order, each once.
    private func trail(_ points: [Point], _ frame: PanelFrame) -> [(Int, Int)] {
        var seen: Set<Int> = []
        var cells: [(Int, Int)] = []
        let wide = Int(saturating: frame.box.right) + 1
        func add(_ p: Point) {
            let (x, y) = (Int(saturating: p.x.rounded()), Int(saturating: p.y.rounded()))
            if seen.insert(y * wide + x).inserted { cells.append((x, y)) }
        }
        for piece in frame.pieces(points) {
            add(piece[0])
            for (a, b) in zip(piece, piece.dropFirst()) {
                let steps = max(1, min(4000, Int(saturating: max(abs(b.x - a.x), abs(b.y - a.y)).rounded(.up))))
                for step in 1...steps { add(a + (b - a) * (Double(step) / Double(steps))) }
            }
        }
        return cells
    }

    // MARK: Signs

    private func draw(_ points: Points, on canvas: inout TextCanvas) {
        for (number, point) in points.points.enumerated() {
            guard let column = column(of: point.x), let row = row(of: point.y) else { continue }
            var cell = canvas[left + column, top + row]
            let ground = cell.ground ?? (hasColors && cell.glyph == "▀" ? cell.ink : nil)
            let color = points.tints.indices.contains(number) ? Color.place(points.tints[number]) : points.color
            cell = TextCell(
                glyph: TextKey.sign(points, style: style),
                ink: ground == nil ? style.ink(color) : Color.cycled(color), ground: ground)
            canvas[left + column, top + row] = cell
        }
    }

    private func draw(_ mark: Mark, on canvas: inout TextCanvas) {
        guard let column = column(of: mark.point.x), let row = row(of: mark.point.y) else { return }
        let under = canvas[left + column, top + row]
        let ground = hasColors ? under.ground : nil
        let ink: Color? = ground.map { $0.lightness < 52 ? .white : .ink }
        let note = mark.kind == .note ? notes[mark.name] : nil
        let glyph =
            mark.kind == .end && hasColors && style.unicode ? "●" : note ?? TextKey.sign(mark.kind, style: style)
        canvas[left + column, top + row] = TextCell(
            glyph: glyph, ink: mark.kind == .end ? mark.color.map(style.ink) ?? ink : ink, ground: ground,
            isBold: true)
    }

    private func column(of x: Double) -> Int? {
        let share = panel.x.share(x)
        guard share >= -0.001, share <= 1.001 else { return nil }
        return max(0, min(columns - 1, Int(saturating: (share * Double(columns - 1)).rounded())))
    }

    private func row(of y: Double) -> Int? {
        let share = panel.y.share(y)
        guard share >= -0.001, share <= 1.001 else { return nil }
        return max(0, min(rows - 1, Int(saturating: ((1 - share) * Double(rows - 1)).rounded())))
    }
}
