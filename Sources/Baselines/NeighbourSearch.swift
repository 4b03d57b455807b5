public import Answers
public import Datasets

/// Rows that are kept, and which of them are nearest to others.
public struct NeighbourSearch: Sendable {
    /// A row that is near.
    public struct Neighbour: Sendable, Equatable {
        /// How far it is.
        public let distance: Double
        /// Its place among the rows that are kept, from 0.
        public let place: Int
    }

    /// The rows that are kept.
    public let rows: Design
    private let distance: Distance
    /// The rows less their mean, so that differences of large numbers are left to the exact distances.
    private let centred: [Double]
    private let means: [Double]
    private let squares: [Double]

    /// Keeps the rows.
    public init(_ rows: Design, distance: Distance = .euclidean) {
        (self.rows, self.distance) = (rows, distance)
        guard distance == .euclidean else {
            (means, centred, squares) = ([], [], [])
            return
        }
        let means = (0..<rows.width).map { rows.column($0).meanAndVariance.mean }
        let centred = NeighbourSearch.centred(rows, means)
        (self.means, self.centred) = (means, centred)
        squares = NeighbourSearch.squares(centred, rows.count, rows.width)
    }

    private static func centred(_ x: Design, _ means: [Double]) -> [Double] {
        var values = x.values
        for row in 0..<x.count { for place in 0..<x.width { values[row * x.width + place] -= means[place] } }
        return values
    }

    private static func squares(_ values: [Double], _ count: Int, _ width: Int) -> [Double] {
        (0..<count).map { row in values[row * width..<(row + 1) * width].reduce(0) { $0 + $1 * $1 } }
    }

    /// - Throws: `Mistake` for a number of neighbours that is not from 1 to the number of rows.
    static func check(_ count: Int, of rows: Int) throws {
        guard count >= 1, count <= rows else {
            throw Mistake(
                "\(count) neighbours of \(rows) rows", expected: "from 1 to the number of rows",
                argument: "n_neighbors"
            ).raised(
                as: "ValueError",
                "Expected n_neighbors <= n_samples_fit, but n_neighbors = \(count), n_samples_fit = \(rows)")
        }
    }

    /// So many neighbours of each row, the nearest first; of equal distances the first row.
    ///
    /// - Parameter count: from 1 to the number of rows that are kept.
    /// - Throws: `Mistake` for another count, for rows of another width and for more neighbours than there is memory for; `Stopped`.
    /// - Complexity: O(rows · rows kept · width).
    public func nearest(_ others: Design, _ count: Int, work: Work) throws -> [[Neighbour]] {
        try others.check(width: rows.width)
        try NeighbourSearch.check(count, of: rows.count)
        try MemoryRoom.check(
            Double(others.count) * Double(count) * Double(MemoryLayout<Neighbour>.stride),
            for: "\(count.grouped) neighbours of \(others.count.grouped) rows"
        ) { _ in "fewer neighbours, or fewer rows at once" }
        guard distance == .euclidean else {
            return try (0..<others.count).map { row in
                if work.isCancelled { throw Stopped() }
                return chosen(0..<rows.count, others.values[row * others.width..<(row + 1) * others.width], count)
            }
        }
        var found: [[Neighbour]] = []
        // In stretches: all distances at once may be more than there is room for, and each is to take a moment only.
        let stretch = Swift.max(1, Swift.min(256, 4_000_000 / Swift.max(1, rows.count)))
        for start in stride(from: 0, to: others.count, by: stretch) {
            let part = others.rows(at: Array(start..<Swift.min(others.count, start + stretch)))
            let own = NeighbourSearch.centred(part, means)
            let lengths = NeighbourSearch.squares(own, part.count, part.width)
            let products = try Products.product(
                own, turned: false, centred, turned: true, part.count, rows.count, rows.width, work: work)
            for row in 0..<part.count {
                if work.isCancelled { throw Stopped() }
                let values = part.values[row * part.width..<(row + 1) * part.width]
                let candidates = near(products[row * rows.count..<(row + 1) * rows.count], lengths[row], count)
                found.append(chosen(candidates, values, count))
            }
        }
        return found
    }

    /// All rows that may be among the nearest.
    ///
    /// - Parameters:
    ///   - products: of the row with every row that is kept.
    ///   - length: |a|² of the row, without its mean.
    private func near(_ products: ArraySlice<Double>, _ length: Double, _ count: Int) -> [Int] {
        // |a − b|² up to |a|², which is the same for all, and up to what rounding leaves of it.
        let distances = zip(squares, products).map { $0 - 2 * $1 }
        let border = count > 64 ? distances.sorted()[count - 1] : NeighbourSearch.border(distances, count)
        // Where squares are beyond every number, any row may be near.
        guard border.isFinite, length.isFinite else { return Array(0..<rows.count) }
        let rounding = Double(rows.width + 8) * 4 * Double.ulpOfOne
        return distances.indices.filter { place in
            distances[place] <= border + rounding * (length + squares[place]) * 2
        }
    }

    /// The largest of the so many smallest; of few it is found without putting the others in order.
    private static func border(_ distances: [Double], _ count: Int) -> Double {
        var nearest: [Double] = []
        for distance in distances {
            guard nearest.count < count || distance < nearest[count - 1] else { continue }
            nearest.insert(distance, at: nearest.firstIndex { $0 > distance } ?? nearest.count)
            if nearest.count > count { nearest.removeLast() }
        }
        return nearest[count - 1]
    }

    /// The nearest of some rows, by their exact distances.
    private func chosen(_ places: some Sequence<Int>, _ values: ArraySlice<Double>, _ count: Int) -> [Neighbour] {
        let all = places.map { place in
            Neighbour(
                distance: distance.between(values, rows.values[place * rows.width..<(place + 1) * rows.width]),
                place: place)
        }
        return Array(all.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.prefix(count))
    }
}
