import Numbers

/// The mean squared error of a line y = wx + b on 32 rows, whose gradient is that of a batch: few rows, drawn anew at every step.
struct BatchLoss: Objective {
    /// Rows in a batch, 1 … 32.
    let batch: Int

    /// Rows of the data.
    static let rows = 32
    /// y = 0.8x + 0.5 with normal noise of standard deviation 0.7 at places spread over −1.5 … 1.5.
    private static let data: [(x: Double, y: Double)] = {
        var stream = RandomStream(seed: 1, purpose: "demo rows", index: 0)
        return (0..<rows).map { row in
            let x = -1.5 + 3 * Double(row) / Double(rows - 1)
            return (x, 0.8 * x + 0.5 + 0.7 * stream.normal())
        }
    }()

    var name: String { "error of wx + b" }
    var dimension: Int { 2 }

    func value(at point: Point) -> Double { mean(BatchLoss.data[...], at: point).value }

    /// The value of all rows, the gradient of those of the batch; the same draw has the same rows.
    func slope(at point: Point, draw: Draw) -> Slope {
        let all = mean(BatchLoss.data[...], at: point)
        guard batch < BatchLoss.rows else { return all }
        var stream = RandomStream(seed: draw.seed, purpose: "demo batch", index: draw.index)
        let chosen = stream.permutation(BatchLoss.rows).prefix(batch).map { BatchLoss.data[$0] }
        return Slope(value: all.value, gradient: mean(chosen[...], at: point).gradient)
    }

    func curvature(at point: Point) -> Curvature {
        let slope = mean(BatchLoss.data[...], at: point)
        let (count, x) = (Double(BatchLoss.rows), BatchLoss.data.map(\.x))
        return Curvature(
            value: slope.value, gradient: slope.gradient,
            hessian: Hessian(
                xx: 2 * x.map { $0 * $0 }.reduce(0, +) / count, xy: 2 * x.reduce(0, +) / count, yy: 2))
    }

    private func mean(_ rows: ArraySlice<(x: Double, y: Double)>, at point: Point) -> Slope {
        var (value, gradient) = (0.0, Point.zero)
        for (x, y) in rows {
            let error = point.x * x + point.y - y
            value += error * error
            gradient += 2 * error * Point(x, 1)
        }
        return Slope(value: value / Double(rows.count), gradient: gradient / Double(rows.count))
    }
}
