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
    public func fitted(_ x: Design, _ y: [Double], classes: Int, work: Work) throws -> any FittedBaseline {
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
        return Fitted(x, y, count, weighting)
    }

    private struct Fitted: FittedBaseline {
        private let x: Design
        private let y: [Double]
        /// The rows less their mean, so that differences of large numbers are left to the exact distances.
        private let centred: [Double]
        private let means: [Double]
        private let squares: [Double]
        private let count: Int
        private let weighting: Weighting

        init(_ x: Design, _ y: [Double], _ count: Int, _ weighting: Weighting) {
            (self.x, self.y, self.count, self.weighting) = (x, y, count, weighting)
            let means = (0..<x.width).map { x.column($0).meanAndVariance.mean }
            let centred = Fitted.centred(x, means)
            (self.means, self.centred, squares) = (means, centred, Fitted.squares(centred, x.count, x.width))
        }

        private static func centred(_ x: Design, _ means: [Double]) -> [Double] {
            var values = x.values
            for row in 0..<x.count { for place in 0..<x.width { values[row * x.width + place] -= means[place] } }
            return values
        }

        private static func squares(_ values: [Double], _ count: Int, _ width: Int) -> [Double] {
            (0..<count).map { row in values[row * width..<(row + 1) * width].reduce(0) { $0 + $1 * $1 } }
        }

        func predict(_ rows: Design, work: Work) throws -> [Double] {
            try rows.check(width: x.width)
            var found: [Double] = []
            // In stretches: all distances at once may be more than there is room for, and each is to take a moment only.
            let stretch = Swift.max(1, Swift.min(256, 4_000_000 / Swift.max(1, x.count)))
            for start in stride(from: 0, to: rows.count, by: stretch) {
                let part = rows.rows(at: Array(start..<Swift.min(rows.count, start + stretch)))
                let own = Fitted.centred(part, means)
                let lengths = Fitted.squares(own, part.count, part.width)
                let products = try Products.product(
                    own, turned: false, centred, turned: true, part.count, x.count, x.width, work: work)
                for row in 0..<part.count {
                    if work.isCancelled { throw Stopped() }
                    let values = part.values[row * part.width..<(row + 1) * part.width]
                    found.append(mean(products[row * x.count..<(row + 1) * x.count], values, lengths[row]))
                }
            }
            return found
        }

        /// - Parameters:
        ///   - products: of the row with every row of training.
        ///   - length: |a|² of the row, without its mean.
        private func mean(_ products: ArraySlice<Double>, _ values: ArraySlice<Double>, _ length: Double) -> Double {
            // |a − b|² up to |a|², which is the same for all, and up to what rounding leaves of it.
            var nearest: [Double] = []
            for (place, product) in products.enumerated() {
                let distance = squares[place] - 2 * product
                guard nearest.count < count || distance < nearest[count - 1] else { continue }
                nearest.insert(distance, at: nearest.firstIndex { $0 > distance } ?? nearest.count)
                if nearest.count > count { nearest.removeLast() }
            }
            let rounding = Double(x.width + 8) * 4 * Double.ulpOfOne
            let border = nearest[count - 1]
            // All that may be among the nearest, by their exact distances; of equal ones the first row.
            var candidates: [(distance: Double, place: Int)] = []
            for (place, product) in products.enumerated()
            where squares[place] - 2 * product <= border + rounding * (length + squares[place]) * 2 {
                let other = x.values[place * x.width..<(place + 1) * x.width]
                candidates.append((zip(values, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }, place))
            }
            candidates.sort { ($0.distance, $0.place) < ($1.distance, $1.place) }
            let chosen = candidates.prefix(count)
            guard weighting == .distance else { return chosen.reduce(0) { $0 + y[$1.place] } / Double(count) }
            if chosen[0].distance == 0 {
                let same = chosen.filter { $0.distance == 0 }
                return same.reduce(0) { $0 + y[$1.place] } / Double(same.count)
            }
            let weights = chosen.map { 1 / $0.distance.squareRoot() }
            return zip(chosen, weights).reduce(0) { $0 + y[$1.0.place] * $1.1 } / weights.reduce(0, +)
        }
    }
}
