public import Answers
public import Datasets

/// The mean target of the k nearest rows (Fix & Hodges 1951), by Euclidean distance; for classes, the share among them.
public struct NearestNeighbours: Baseline {
    /// How neighbours are weighted.
    public enum Weighting: String, Sendable, CaseIterable {
        /// All alike.
        case uniform
        /// By 1/distance; a row at distance 0 decides alone.
        case distance
    }

    /// How many neighbours are asked.
    public var count: Int
    /// How they are weighted.
    public var weighting: Weighting

    /// `k nearest`
    public var name: String { "\(count) nearest" }

    /// Asks so many neighbours.
    public init(_ count: Int = 5, weighting: Weighting = .uniform) { (self.count, self.weighting) = (count, weighting) }

    /// Keeps the rows.
    public func fitted(_ x: Design, _ y: [Double], classes: Int, work: Work) throws -> any Predictor {
        try x.check(width: x.width)
        try y.check(rows: x.count)
        guard (1...x.count).contains(count) else {
            throw Mistake(
                "\(count) neighbours of \(x.count) rows", expected: "from 1 to the number of rows",
                argument: "n_neighbors"
            ).raised(
                as: "ValueError",
                "Expected n_neighbors <= n_samples_fit, but n_neighbors = \(count), n_samples_fit = \(x.count)")
        }
        let squares = (0..<x.count).map { row in
            x.values[row * x.width..<(row + 1) * x.width].reduce(0) { $0 + $1 * $1 }
        }
        return Fitted(x: x, y: y, squares: squares, count: count, weighting: weighting)
    }

    private struct Fitted: Predictor {
        let x: Design
        let y: [Double]
        let squares: [Double]
        let count: Int
        let weighting: Weighting

        func predict(_ rows: Design, work: Work) throws -> [Double] {
            try rows.check(width: x.width)
            var found: [Double] = []
            // In stretches: all distances at once may be more than there is room for, and each is to take a moment only.
            let stretch = Swift.max(1, Swift.min(256, 4_000_000 / Swift.max(1, x.count)))
            for start in stride(from: 0, to: rows.count, by: stretch) {
                let part = rows.rows(at: Array(start..<Swift.min(rows.count, start + stretch)))
                let products = try Products.product(
                    part.values, turned: false, x.values, turned: true, part.count, x.count, x.width, work: work)
                for row in 0..<part.count {
                    if work.isCancelled { throw Stopped() }
                    found.append(mean(products[row * x.count..<(row + 1) * x.count], part, row))
                }
            }
            return found
        }

        private func mean(_ products: ArraySlice<Double>, _ part: Design, _ row: Int) -> Double {
            // |a − b|² up to |a|², which is the same for all.
            var nearest: [(distance: Double, place: Int)] = []
            for (place, product) in products.enumerated() {
                let distance = squares[place] - 2 * product
                guard nearest.count < count || distance < nearest[count - 1].distance else { continue }
                var at = nearest.count
                while at > 0, nearest[at - 1].distance > distance { at -= 1 }
                nearest.insert((distance, place), at: at)
                if nearest.count > count { nearest.removeLast() }
            }
            guard weighting == .distance else { return nearest.reduce(0) { $0 + y[$1.place] } / Double(count) }
            let values = part.values[row * part.width..<(row + 1) * part.width]
            let weights = nearest.map { neighbour -> Double in
                let other = x.values[neighbour.place * x.width..<(neighbour.place + 1) * x.width]
                return 1 / zip(values, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
            }
            if weights.contains(.infinity) {
                let same = zip(nearest, weights).filter { $0.1 == .infinity }.map { y[$0.0.place] }
                return same.reduce(0, +) / Double(same.count)
            }
            let sum = zip(nearest, weights).reduce(0) { $0 + y[$1.0.place] * $1.1 }
            return sum / weights.reduce(0, +)
        }
    }
}
