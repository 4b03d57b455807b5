// Lines in characters: braille dots, half cells, or signs in a row.

import Answers
import Numbers

extension TextLayers {
    func draw(_ guide: GuideLine, on canvas: inout TextCanvas) {
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
    func drawLines(of field: Field, _ colors: ColorScale, on canvas: inout TextCanvas) {
        let places = field.grid.values.map { colors.place(of: $0) ?? .nan }
        let levels = field.linePlaces(on: colors)
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

    /// With colours, or for a single curve, lines are drawn in braille dots (2 × 4 to a cell), each broken in its own way;
    /// several curves without colours each take a sign of their own.
    func drawCurves(on canvas: inout TextCanvas) {
        let curves = panel.curves
        let isFine = style.unicode && (hasColors || curves.count == 1)
        for (curve, pattern) in zip(curves, panel.linePatterns) {
            let ink = curve.isBackground ? Color.dim : style.ink(curve.color)
            var dots: [Int: UInt32] = [:]
            let frame = frame(dotsAcross: isFine ? 2 : 1, dotsDown: isFine ? 4 : 1)
            for (dot, (x, y)) in trail(curve.drawn(in: frame), frame).enumerated() {
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
    func draw(_ path: Path, on canvas: inout TextCanvas) {
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
}
