public import Answers
public import Numbers

/// Values on a regular grid, row by row from the bottom left.
public struct ValueGrid: Sendable, Equatable {
    /// How many places there are across, each with a column of values.
    public var columns: Int
    /// How many places there are up, each with a row of values.
    public var rows: Int
    /// The places of the first and last column and row.
    public var x: ClosedRange<Double>
    /// The places of the first and last row.
    public var y: ClosedRange<Double>
    /// `columns` × `rows` values; NaN where the function is undefined.
    public var values: [Double]

    /// Values that are known already, row by row from the bottom left.
    public init(columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, values: [Double]) {
        self.columns = columns
        self.rows = rows
        self.x = x
        self.y = y
        self.values = values
    }

    /// Samples a function at `columns` × `rows` points, borders included. Stops early, with the rest undefined, when
    /// the work is cancelled.
    public init(
        columns: Int = 200, rows: Int = 200, x: ClosedRange<Double>, y: ClosedRange<Double>, work: Work = Work(),
        of function: (Point) -> Double
    ) {
        let across = max(2, columns)
        let up = max(2, rows)
        var values = [Double](repeating: .nan, count: across * up)
        for row in 0..<up where !work.isCancelled {
            let py = ValueGrid.place(row, of: up, in: y)
            work.report(Double(row) / Double(up), "row \(row + 1)/\(up) of the picture")
            // Asked at every place: one value of a network's loss may take milliseconds.
            for column in 0..<across where !work.isCancelled {
                values[row * across + column] = function(Point(ValueGrid.place(column, of: across, in: x), py))
            }
        }
        self.init(columns: across, rows: up, x: x, y: y, values: values)
    }

    static func place(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
        let share = Double(index) / Double(max(1, count - 1))
        return range.lowerBound * (1 - share) + range.upperBound * share
    }

    /// From one of `count` places in a range to the next; 1 for a single place.
    static func step(_ range: ClosedRange<Double>, _ count: Int) -> Double {
        count > 1 ? (range.upperBound - range.lowerBound) / Double(count - 1) : 1
    }

    /// The value at the grid point nearest to a place; NaN outside.
    func nearest(_ point: Point) -> Double {
        let across = (point.x - x.lowerBound) / (x.upperBound - x.lowerBound) * Double(columns - 1)
        let up = (point.y - y.lowerBound) / (y.upperBound - y.lowerBound) * Double(rows - 1)
        guard across > -0.5, up > -0.5, across < Double(columns) - 0.5, up < Double(rows) - 0.5 else { return .nan }
        return values[Int(saturating: up.rounded()) * columns + Int(saturating: across.rounded())]
    }
}
