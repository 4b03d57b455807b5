// Areas in characters: half blocks of colour, or densities.

import Answers
import Numbers

extension TextLayers {
    func draw(_ field: Field, on canvas: inout TextCanvas) {
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

    func draw(_ regions: Regions, on canvas: inout TextCanvas) {
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

    func draw(_ band: Band, on canvas: inout TextCanvas) {
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

    func draw(_ bars: Bars, on canvas: inout TextCanvas) {
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
}
