public import Answers

/// The volume of what a set of points dominates up to a reference point: the size of a Pareto front as one number.
public enum Hypervolume {
    /// ∫ over the points that some given point dominates and that dominate the reference.
    ///
    /// Two losses by a sweep, more by exclusive volumes (While, Bradstreet & Barone 2012, "A fast way of calculating exact
    /// hypervolumes").
    ///
    /// - Parameters:
    ///   - points: losses, smaller is better; those not below the reference in every loss count nothing.
    ///   - reference: as many numbers.
    /// - Throws: `Stopped`.
    public static func volume(
        _ points: [[Double]], reference: [Double], work: Work = Work()
    ) throws -> Double {
        let inside = points.filter { point in zip(point, reference).allSatisfy { $0 < $1 } }
        guard !inside.isEmpty else { return 0 }
        if reference.count == 1 { return reference[0] - (inside.map { $0[0] }.min() ?? reference[0]) }
        if reference.count == 2 { return plane(inside, reference) }
        return try exclusive(ParetoSort(inside).fronts[0].map { inside[$0] }, reference, work)
    }

    private static func plane(_ points: [[Double]], _ reference: [Double]) -> Double {
        var volume = 0.0
        var height = reference[1]
        for point in points.sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) }) where point[1] < height {
            volume += (reference[0] - point[0]) * (height - point[1])
            height = point[1]
        }
        return volume
    }

    /// Σ over the points of what each dominates and none behind it does.
    private static func exclusive(_ points: [[Double]], _ reference: [Double], _ work: Work) throws -> Double {
        let sorted = points.sorted { ($0.last ?? 0) > ($1.last ?? 0) }
        var sum = 0.0
        for (index, point) in sorted.enumerated() {
            if work.isCancelled { throw Stopped() }
            let box = zip(point, reference).reduce(1) { $0 * ($1.1 - $1.0) }
            let limited = sorted[(index + 1)...].map { other in zip(other, point).map { max($0, $1) } }
            sum += try box - volume(limited, reference: reference, work: work)
        }
        return sum
    }

    /// A reference a little behind the worst of the points in each loss: a tenth of its size.
    public static func reference(for points: [[Double]]) -> [Double] {
        guard let first = points.first else { return [] }
        return first.indices.map { axis in
            let worst = points.map { $0[axis] }.filter(\.isFinite).max() ?? 0
            return worst == 0 ? 1e-12 : max(1.1 * worst, 0.9 * worst)
        }
    }
}
