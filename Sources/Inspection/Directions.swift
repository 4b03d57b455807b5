internal import Networks
internal import Answers
internal import Numbers

/// Directions in the space of all weights along which a loss is worth looking at.
enum Directions {
    /// A random direction whose every filter has the length of the model's own filter (Li et al. 2018, §3): the picture
    /// then does not depend on how weights are scaled from layer to layer.
    ///
    /// A filter is what feeds one unit: a column of a kernel, a row of an embedding. Biases and the factors of
    /// normalisations stay where they are, as in the authors' code.
    ///
    /// - Throws: `Stopped` when the work was stopped on the way.
    static func filterNormalised(
        _ weights: [Double], _ entries: [Network.Entry], seed: UInt64, index: UInt64, work: Work
    ) throws -> [Double] {
        var direction = [Double](repeating: 0, count: weights.count)
        var stream = RandomStream(seed: seed, purpose: "slice", index: index)
        var check = StopCheck(work)
        for entry in entries where entry.shape.count > 1 {
            let columns = entry.shape.last ?? 1
            let isByRow = entry.role == "embeddings"
            let groups = isByRow ? entry.range.count / columns : columns
            for place in entry.range {
                try check.pass()
                direction[place] = stream.normal()
            }
            for group in 0..<groups {
                let start = entry.range.lowerBound + (isByRow ? group * columns : group)
                let places = stride(
                    from: start, to: isByRow ? start + columns : entry.range.upperBound, by: isByRow ? 1 : columns)
                try check.pass(entry.range.count / groups)
                let own = places.reduce(0) { $0 + weights[$1] * weights[$1] }.squareRoot()
                let drawn = places.reduce(0) { $0 + direction[$1] * direction[$1] }.squareRoot()
                for place in places { direction[place] *= drawn > 0 ? own / drawn : 0 }
            }
        }
        return direction
    }

    /// The directions in which a path moved most: principal components of its points about the last of them.
    struct Components {
        /// Orthonormal.
        let directions: [[Double]]
        /// Share of the squared movement along each.
        let shares: [Double]
    }

    /// The first two principal components of a path, from the small matrix of its inner products.
    ///
    /// - Throws: `Mistake` when the path never moves, or only along one line.
    static func principal(_ points: [[Float]], work: Work) throws -> Components {
        guard let last = points.last, points.count > 2 else {
            throw Mistake(
                "a path of \(points.count) points has no plane", expected: "at least 3 points", argument: "along")
        }
        // At most 200 points, evenly: the components change little, the matrix stays small.
        let count = Swift.min(200, points.count - 1)
        let moved = try (0..<count).map {
            try Vectors.difference(points[$0 * (points.count - 1) / count], last, stoppedBy: work)
        }
        defer { if work.isCancelled { LargeValue.letGo(moved) } }
        var gram = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for i in 0..<count {
            for j in 0...i {
                gram[i][j] = try Vectors.dot(moved[i], moved[j], stoppedBy: work)
                gram[j][i] = gram[i][j]
            }
        }
        let eigen = SymmetricEigen(gram)
        let total = eigen.values.reduce(0) { $0 + Swift.max(0, $1) }
        guard total > 0, eigen.values.count > 1, eigen.values[1] > 1e-12 * total else {
            throw Mistake(
                "the path moves along fewer than two directions", expected: "a path of several different updates",
                argument: "along")
        }
        let directions = try (0..<2).map { k -> [Double] in
            var direction = try Vectors.made(last.count, work) { _ in 0 }
            for (weight, difference) in zip(eigen.vectors[k], moved) {
                try Vectors.add(weight, difference, to: &direction, stoppedBy: work)
            }
            try Vectors.scale(&direction, by: 1 / Vectors.norm(direction, stoppedBy: work), stoppedBy: work)
            return direction
        }
        return Components(directions: directions, shares: (0..<2).map { eigen.values[$0] / total })
    }
}
