internal import Answers
internal import Numbers

/// The largest eigenvalues of a symmetric operator that is only known by its products with vectors (Lanczos 1950), with
/// full reorthogonalisation.
struct Lanczos {
    struct Pair: Sendable {
        let value: Double
        let vector: [Double]
        /// |Av − λv| as the recurrence bounds it.
        let residual: Double
    }

    /// Largest first; fewer than asked for when the space is smaller.
    let pairs: [Pair]
    /// Smallest Ritz value: how negative the curvature is at least.
    let smallest: Double
    let products: Int

    /// - Parameters:
    ///   - count: how many of the largest eigenvalues (by value, not by magnitude).
    ///   - limit: most products. For so many dimensions that the basis would take more than a gigabyte there are fewer.
    ///   - tolerance: a pair is found when its residual is below this share of the largest magnitude.
    ///   - product: Av, or nil to stop.
    /// - Throws: `Stopped` when the work was stopped or a product was not made.
    init(
        dimension: Int, count: Int, limit: Int, tolerance: Double = 1e-4, seed: UInt64, work: Work = Work(),
        product: ([Double]) throws -> [Double]?
    ) throws {
        let limit = Swift.min(limit, Swift.max(4, Lanczos.mostNumbers / Swift.max(1, dimension)))
        var basis: [[Double]] = []
        defer { if work.isCancelled { LargeValue.letGo(basis) } }
        var diagonal: [Double] = []
        var side: [Double] = []
        var draws: UInt64 = 0
        var next = try Lanczos.fresh(dimension, seed, &draws, orthogonalTo: basis, work)
        var ritz = SymmetricEigen([])
        while let q = next, basis.count < Swift.min(limit, dimension) {
            if work.isCancelled { throw Stopped() }
            guard var w = try product(q), !work.isCancelled else { throw Stopped() }
            basis.append(q)
            diagonal.append(try Vectors.dot(q, w, stoppedBy: work))
            try Lanczos.orthogonalise(&w, to: basis, work)
            if work.isCancelled { throw Stopped() }
            let β = try Vectors.norm(w, stoppedBy: work)
            side.append(β)
            let scale = diagonal.map(\.magnitude).max() ?? 0
            let isExhausted = β <= 1e-9 * Swift.max(scale, 1e-300)
            let isCheck = basis.count % 4 == 0 || isExhausted || basis.count == Swift.min(limit, dimension)
            if isCheck {
                ritz = Lanczos.tridiagonal(diagonal, side)
                let found = ritz.vectors.prefix(count).allSatisfy {
                    (β * ($0.last ?? 0)).magnitude <= tolerance * scale
                }
                if found, ritz.values.count >= count, !isExhausted || basis.count == dimension { break }
            }
            if isExhausted {
                // An invariant space: the rest of the spectrum lies outside it.
                side[side.count - 1] = 0
                next = try Lanczos.fresh(dimension, seed, &draws, orthogonalTo: basis, work)
            } else {
                try Vectors.scale(&w, by: 1 / β, stoppedBy: work)
                next = w
            }
        }
        if ritz.values.count != diagonal.count { ritz = Lanczos.tridiagonal(diagonal, side) }
        let last = side.last ?? 0
        pairs = try zip(ritz.values, ritz.vectors).prefix(count).map { value, weights in
            var vector = try Vectors.made(dimension, work) { _ in 0 }
            for (weight, q) in zip(weights, basis) { try Vectors.add(weight, q, to: &vector, stoppedBy: work) }
            let length = try Vectors.norm(vector, stoppedBy: work)
            if length > 0 { try Vectors.scale(&vector, by: 1 / length, stoppedBy: work) }
            return Pair(value: value, vector: vector, residual: (last * (weights.last ?? 0)).magnitude)
        }
        smallest = ritz.values.last ?? .nan
        products = basis.count
    }

    private static func tridiagonal(_ diagonal: [Double], _ side: [Double]) -> SymmetricEigen {
        let n = diagonal.count
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
        for i in 0..<n {
            matrix[i][i] = diagonal[i]
            if i + 1 < n {
                matrix[i][i + 1] = side[i]
                matrix[i + 1][i] = side[i]
            }
        }
        return SymmetricEigen(matrix)
    }

    /// Numbers in all vectors of a basis: a gigabyte.
    private static let mostNumbers = 1 << 27

    /// Twice, since once leaves what rounding brings back.
    private static func orthogonalise(_ w: inout [Double], to basis: [[Double]], _ work: Work) throws {
        for _ in 0..<2 {
            for q in basis {
                try Vectors.add(-Vectors.dot(q, w, stoppedBy: work), q, to: &w, stoppedBy: work)
            }
        }
    }

    /// A random unit vector outside the space spanned so far; nil when that is everything.
    private static func fresh(
        _ dimension: Int, _ seed: UInt64, _ draws: inout UInt64, orthogonalTo basis: [[Double]], _ work: Work
    ) throws -> [Double]? {
        guard basis.count < dimension else { return nil }
        var stream = RandomStream(seed: seed, purpose: "lanczos", index: draws)
        draws += 1
        var vector = try (0..<dimension).map(stoppedBy: work) { _ in stream.normal() }
        try orthogonalise(&vector, to: basis, work)
        let length = try Vectors.norm(vector, stoppedBy: work)
        guard length > 1e-9 else { return nil }
        try Vectors.scale(&vector, by: 1 / length, stoppedBy: work)
        return vector
    }
}
