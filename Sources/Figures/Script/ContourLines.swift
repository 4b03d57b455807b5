// Lines of equal value on a grid: marching squares, with the pieces joined into long lines.

import Numbers

struct ContourLine: Sendable, Equatable {
    var level: Double
    var points: [Point]
}

extension ValueGrid {
    /// Contour lines of a quantity defined at the grid points, in row-major order. Cells with an undefined corner hold
    /// no line. A saddle cell (two opposite corners above) is resolved by its mean.
    func contours(of quantity: [Double], levels: [Double]) -> [ContourLine] {
        levels.flatMap { level in
            Tracer(grid: self, quantity: quantity, level: level).lines().map { ContourLine(level: level, points: $0) }
        }
    }
}

/// Finds and joins the pieces of one level. An edge of the grid is crossed at most once and belongs to at most two
/// cells, so a crossing has at most two neighbours: lines are followed from neighbour to neighbour.
private struct Tracer {
    let grid: ValueGrid
    let quantity: [Double]
    let level: Double
    /// Two neighbours per edge; −1 for none. Edge 2k leaves grid point k to the right, 2k + 1 upwards.
    private var neighbours: [Int32]
    private var crossed: [Int] = []

    init(grid: ValueGrid, quantity: [Double], level: Double) {
        self.grid = grid
        self.quantity = quantity
        self.level = level
        neighbours = [Int32](repeating: -1, count: 4 * grid.columns * grid.rows)
        for row in 0..<(grid.rows - 1) {
            for column in 0..<(grid.columns - 1) { addCell(row * grid.columns + column) }
        }
    }

    private mutating func addCell(_ k: Int) {
        let n = grid.columns
        let (a, b, c, d) = (quantity[k], quantity[k + 1], quantity[k + n + 1], quantity[k + n])
        var code = 0
        if a > level { code |= 1 }
        if b > level { code |= 2 }
        if c > level { code |= 4 }
        if d > level { code |= 8 }
        guard code != 0, code != 15, (a + b + c + d).isFinite else { return }
        let (bottom, right, top, left) = (2 * k, 2 * (k + 1) + 1, 2 * (k + n), 2 * k + 1)
        switch code {
        case 1, 14: join(left, bottom)
        case 2, 13: join(bottom, right)
        case 3, 12: join(left, right)
        case 4, 11: join(right, top)
        case 6, 9: join(bottom, top)
        case 7, 8: join(left, top)
        default:
            let isHighInside = (a + b + c + d) / 4 > level
            if isHighInside == (code == 5) {
                join(left, top)
                join(bottom, right)
            } else {
                join(left, bottom)
                join(right, top)
            }
        }
    }

    private mutating func join(_ first: Int, _ second: Int) {
        link(first, second)
        link(second, first)
    }

    private mutating func link(_ edge: Int, _ other: Int) {
        if neighbours[2 * edge] < 0 {
            neighbours[2 * edge] = Int32(other)
            crossed.append(edge)
        } else {
            neighbours[2 * edge + 1] = Int32(other)
        }
    }

    func lines() -> [[Point]] {
        var isUsed = [Bool](repeating: false, count: neighbours.count / 2)
        var lines: [[Point]] = []
        // Open lines first, from their ends; what remains is closed.
        for onlyEnds in [true, false] {
            for edge in crossed where !isUsed[edge] && (!onlyEnds || neighbours[2 * edge + 1] < 0) {
                var line = [crossing(edge)]
                var here = edge
                isUsed[edge] = true
                while let next = [neighbours[2 * here], neighbours[2 * here + 1]].first(where: {
                    $0 >= 0 && !isUsed[Int($0)]
                }) {
                    here = Int(next)
                    isUsed[here] = true
                    line.append(crossing(here))
                }
                if !onlyEnds, line.count > 2 { line.append(line[0]) }
                lines.append(line)
            }
        }
        return lines
    }

    private func crossing(_ edge: Int) -> Point {
        let k = edge / 2
        let isUpwards = edge % 2 == 1
        let other = isUpwards ? k + grid.columns : k + 1
        let (a, b) = (quantity[k], quantity[other])
        let share = max(0, min(1, (level - a) / (b - a)))
        let column = Double(k % grid.columns) + (isUpwards ? 0 : share)
        let row = Double(k / grid.columns) + (isUpwards ? share : 0)
        func place(_ index: Double, _ count: Int, _ range: ClosedRange<Double>) -> Double {
            let part = index / Double(count - 1)
            return range.lowerBound * (1 - part) + range.upperBound * part
        }
        return Point(place(column, grid.columns, grid.x), place(row, grid.rows, grid.y))
    }
}
