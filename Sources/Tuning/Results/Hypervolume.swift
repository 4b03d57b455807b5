public import Answers

/// The volume of what a set of points dominates up to a reference point: the size of a Pareto front as one number.
public enum Hypervolume {
    /// ∫ over the points that some given point dominates and that dominate the reference.
    ///
    /// Two and three losses by a sweep, more by exclusive volumes (While, Bradstreet & Barone 2012, "A fast way of calculating exact
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
        if reference.count == 3 { return solid(inside, reference) }
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

    /// Level by level of the third loss: the area that the points up to there dominate, times the height to the next.
    private static func solid(_ points: [[Double]], _ reference: [Double]) -> Double {
        let sorted = points.sorted { $0[2] < $1[2] }
        // Points of which none dominates another, by increasing first and decreasing second loss.
        var stairs: [(x: Double, y: Double)] = []
        var (volume, area, level) = (0.0, 0.0, sorted[0][2])
        for point in sorted {
            volume += area * (point[2] - level)
            level = point[2]
            var first = 0
            while first < stairs.count, stairs[first].x < point[0] { first += 1 }
            let isDominated =
                (first > 0 && stairs[first - 1].y <= point[1])
                || (first < stairs.count && stairs[first].x == point[0] && stairs[first].y <= point[1])
            if isDominated { continue }
            var last = first
            while last < stairs.count, stairs[last].y >= point[1] { last += 1 }
            stairs.replaceSubrange(first..<last, with: [(point[0], point[1])])
            area = 0
            var height = reference[1]
            for stair in stairs {
                area += (reference[0] - stair.x) * (height - stair.y)
                height = stair.y
            }
        }
        return volume + area * (reference[2] - level)
    }

    /// What a point dominates up to the reference and none of some others does.
    static func contribution(
        of point: [Double], beside others: [[Double]], reference: [Double], work: Work
    ) throws -> Double {
        guard zip(point, reference).allSatisfy({ $0 < $1 }) else { return 0 }
        let box = zip(point, reference).reduce(1) { $0 * ($1.1 - $1.0) }
        let limited = others.map { other in zip(other, point).map { max($0, $1) } }
        let rest = try box - volume(limited, reference: reference, work: work)
        // What rounding leaves of nothing is nothing.
        return rest > 1e-12 * box ? rest : 0
    }

    /// Σ over the points of what each dominates and none behind it does.
    private static func exclusive(_ points: [[Double]], _ reference: [Double], _ work: Work) throws -> Double {
        let sorted = points.sorted { ($0.last ?? 0) > ($1.last ?? 0) }
        var sum = 0.0
        for (index, point) in sorted.enumerated() {
            if work.isCancelled { throw Stopped() }
            sum += try contribution(
                of: point, beside: Array(sorted[(index + 1)...]), reference: reference, work: work)
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
