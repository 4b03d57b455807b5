public import Answers
public import Datasets

/// The mean target of the k nearest rows (Fix & Hodges 1951), by Euclidean distance unless another is
/// asked for; for classes, the share among them.
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
    /// How far apart rows are.
    public var distance: Distance

    /// `k nearest`
    public var name: String { "\(count) nearest" }

    /// Asks so many neighbours.
    public init(_ count: Int = 5, weighting: Weighting = .uniform, distance: Distance = .euclidean) {
        (self.count, self.weighting, self.distance) = (count, weighting, distance)
    }

    /// Keeps the rows.
    public func fitted(_ x: Design, _ y: [Double], classes: Int, work: Work) throws -> any FittedBaseline {
        try x.check(width: x.width)
        try y.check(rows: x.count)
        try NeighbourSearch.check(count, of: x.count)
        return Fitted(y: y, search: NeighbourSearch(x, distance: distance), asked: self)
    }

    /// How much each neighbour counts; only their ratios matter.
    public func weights(_ neighbours: [NeighbourSearch.Neighbour]) -> [Double] {
        guard weighting == .distance else { return neighbours.map { _ in 1 } }
        if neighbours.contains(where: { $0.distance == 0 }) { return neighbours.map { $0.distance == 0 ? 1 : 0 } }
        return neighbours.map { 1 / $0.distance }
    }

    private struct Fitted: FittedBaseline {
        let y: [Double]
        let search: NeighbourSearch
        let asked: NearestNeighbours

        func predict(_ rows: Design, work: Work) throws -> [Double] {
            try search.nearest(rows, asked.count, work: work).map { near in
                let weights = asked.weights(near)
                return zip(near, weights).reduce(0) { $0 + y[$1.0.place] * $1.1 } / weights.reduce(0, +)
            }
        }
    }
}
