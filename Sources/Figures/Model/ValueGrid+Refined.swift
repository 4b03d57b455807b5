// A grid whose values are costly is sampled coarsely and refined by cubic interpolation for the eye.

import Glibc

extension ValueGrid {
    /// The same stretch with `factor` times as many steps, Catmull–Rom cubics between the given values, which stay as
    /// they are. Positive values are interpolated by their logarithm, so that a deep valley stays positive.
    func refined(_ factor: Int) -> ValueGrid {
        guard factor > 1, columns > 3, rows > 3 else { return self }
        let isPositive = values.allSatisfy { $0 > 0 && $0.isFinite }
        let source = isPositive ? values.map { log($0) } : values
        let wide = (columns - 1) * factor + 1
        let across = ValueGrid.refine(source, lines: rows, length: columns, step: 1, stride: columns, factor: factor)
        // Now rows of `wide` values; refine down the columns.
        let down = ValueGrid.refine(across, lines: wide, length: rows, step: wide, stride: 1, factor: factor)
        let high = (rows - 1) * factor + 1
        var refined = [Double](repeating: .nan, count: wide * high)
        for line in 0..<wide {
            for place in 0..<high {
                let value = down[line * high + place]
                refined[place * wide + line] = isPositive ? exp(value) : value
            }
        }
        return ValueGrid(columns: wide, rows: high, x: x, y: y, values: refined)
    }

    /// Each line of `length` values, `step` apart, as `(length − 1)·factor + 1` values, line after line.
    private static func refine(
        _ values: [Double], lines: Int, length: Int, step: Int, stride: Int, factor: Int
    ) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(lines * ((length - 1) * factor + 1))
        for line in 0..<lines {
            func value(_ place: Int) -> Double { values[line * stride + place * step] }
            for place in 0..<length - 1 {
                let (b, c) = (value(place), value(place + 1))
                // At the ends the line goes on straight.
                let a = place > 0 ? value(place - 1) : 2 * b - c
                let d = place + 2 < length ? value(place + 2) : 2 * c - b
                for part in 0..<factor {
                    let t = Double(part) / Double(factor)
                    let cubic = a.isFinite && d.isFinite
                    let bend = 2 * a - 5 * b + 4 * c - d + t * (3 * b - 3 * c + d - a)
                    result.append(cubic ? b + 0.5 * t * (c - a + t * bend) : b * (1 - t) + c * t)
                }
            }
            result.append(value(length - 1))
        }
        return result
    }
}
