public import Answers

/// So many of the best: front by front, the last one thinned by hypervolume.
extension ParetoSort {
    /// The best `count` points: whole fronts, and of the first that is too large those that, one after the other, add the
    /// most hypervolume.
    ///
    /// - Throws: `Stopped`.
    public func best(_ count: Int, work: Work = Work()) throws -> [Int] {
        var chosen: [Int] = []
        for front in fronts {
            if chosen.count + front.count <= count {
                chosen += front
            } else {
                if chosen.count < count { chosen += try thinned(front, to: count - chosen.count, work) }
                break
            }
        }
        return chosen
    }

    private func thinned(_ front: [Int], to count: Int, _ work: Work) throws -> [Int] {
        let points = front.map { losses[$0] }
        let reference = Hypervolume.reference(for: points)
        // What a point adds shrinks as others are kept: what it added before is as much as it can add.
        var most = try points.map { try Hypervolume.contribution(of: $0, beside: [], reference: reference, work: work) }
        var ages = [Int](repeating: 0, count: points.count)
        var rest = Array(front.indices)
        var chosen: [Int] = []
        var kept: [[Double]] = []
        while chosen.count < count, !rest.isEmpty {
            if work.isCancelled { throw Stopped() }
            // The first of equals: points that add nothing any more are as good as each other.
            var best = 0
            for place in rest.indices where most[rest[place]] > most[rest[best]] { best = place }
            let point = rest[best]
            if ages[point] < kept.count, most[point] > 0 {
                most[point] = try Hypervolume.contribution(
                    of: points[point], beside: kept, reference: reference, work: work)
                ages[point] = kept.count
                continue
            }
            rest.remove(at: best)
            chosen.append(front[point])
            kept.append(points[point])
        }
        return chosen
    }
}
