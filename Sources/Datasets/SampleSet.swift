public import Answers
internal import Numbers

/// Samples as points, for Euclidean distances between them: at most so many, drawn by a seed.
public struct SampleSet: Sendable, Equatable {
    /// How many numbers a sample consists of.
    public let width: Int
    /// Which rows of the samples were taken.
    public let chosen: [Int]
    private let values: [Float]

    /// - Parameter most: rows that are kept at most.
    public init(_ samples: Samples, atMost most: Int = 1000, seed: UInt64 = 0) {
        width = samples.width
        if samples.count <= most {
            (chosen, values) = (Array(0..<samples.count), samples.values)
        } else {
            var stream = RandomStream(seed: seed, purpose: "rows to compare with")
            chosen = Array(stream.permutation(samples.count).prefix(most)).sorted()
            values = samples.rows(at: chosen).values
        }
    }

    /// How many there are.
    public var count: Int { chosen.count }

    /// |a − b|²; given up once it is above the limit, which it then is.
    @inline(__always)
    private static func square(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ width: Int, limit: Float = .infinity
    ) -> Float {
        var sums = SIMD8<Float>.zero
        var k = 0
        while k + 8 <= width {
            let d =
                UnsafeRawPointer(a + k).loadUnaligned(as: SIMD8<Float>.self)
                - UnsafeRawPointer(b + k).loadUnaligned(as: SIMD8<Float>.self)
            sums += d * d
            k += 8
            // A look costs as much as a few steps of eight.
            if k & 127 == 0, sums.sum() > limit { return sums.sum() }
        }
        var rest: Float = 0
        while k < width {
            let d = a[k] - b[k]
            rest += d * d
            k += 1
        }
        return sums.sum() + rest
    }

    /// The nearest of another set for each sample; for the first ones only when the work is cancelled.
    ///
    /// - Parameter skippingSelf: whether the two sets are one, and no sample is its own neighbour.
    public func nearest(in other: SampleSet, skippingSelf: Bool = false, work: Work = Work()) -> [(
        index: Int, distance: Double
    )] {
        values.withUnsafeBufferPointer { mine in
            other.values.withUnsafeBufferPointer { theirs in
                guard let a = mine.baseAddress, let b = theirs.baseAddress else { return [] }
                var found: [(index: Int, distance: Double)] = []
                for i in 0..<count {
                    if work.isCancelled { break }
                    var (best, square) = (0, Float.infinity)
                    for j in 0..<other.count where !(skippingSelf && i == j) {
                        let d = SampleSet.square(a + i * width, b + j * width, width, limit: square)
                        if d < square { (best, square) = (j, d) }
                    }
                    found.append((best, Double(square).squareRoot()))
                }
                return found
            }
        }
    }

    /// The distance to the k-th nearest other sample of the set, for each; for the first ones only when the work is cancelled.
    public func radii(_ k: Int, work: Work = Work()) -> [Double] {
        values.withUnsafeBufferPointer { values in
            guard let a = values.baseAddress else { return [] }
            var radii: [Double] = []
            for i in 0..<count {
                if work.isCancelled { break }
                var nearest = [Float](repeating: .infinity, count: k)
                for j in 0..<count where j != i {
                    let d = SampleSet.square(a + i * width, a + j * width, width)
                    guard d < nearest[k - 1] else { continue }
                    var place = k - 1
                    while place > 0, nearest[place - 1] > d {
                        nearest[place] = nearest[place - 1]
                        place -= 1
                    }
                    nearest[place] = d
                }
                radii.append(Double(nearest[k - 1]).squareRoot())
            }
            return radii
        }
    }

    /// The share of another set's samples that lie within the radius of at least one sample of this set; and the share of this set's
    /// samples within whose radius at least one of the other lies.
    public func reach(_ radii: [Double], _ other: SampleSet, work: Work = Work()) -> (reached: Double, holding: Double)
    {
        values.withUnsafeBufferPointer { mine in
            other.values.withUnsafeBufferPointer { theirs in
                guard let a = mine.baseAddress, let b = theirs.baseAddress else { return (.nan, .nan) }
                var reached = [Bool](repeating: false, count: other.count)
                var holding = 0
                for i in radii.indices {
                    if work.isCancelled { break }
                    let square = Float(radii[i] * radii[i])
                    var holds = false
                    for j in 0..<other.count where SampleSet.square(a + i * width, b + j * width, width) <= square {
                        (holds, reached[j]) = (true, true)
                    }
                    if holds { holding += 1 }
                }
                return (
                    Double(reached.count { $0 }) / Double(Swift.max(1, other.count)),
                    Double(holding) / Double(Swift.max(1, radii.count))
                )
            }
        }
    }

    /// The mean distance between two different samples, over at most so many pairs (i, i + shift), all shifts alike.
    public func meanDistance(pairs most: Int = 10_000) -> Double {
        guard count >= 2 else { return .nan }
        return values.withUnsafeBufferPointer { values in
            guard let a = values.baseAddress else { return .nan }
            let shifts = Swift.max(1, Swift.min(count - 1, most / count))
            let rows = Swift.min(count, most)
            var sum = 0.0
            for s in 0..<shifts {
                // Shifts evenly over 1 ..< count.
                let shift = 1 + s * (count - 1) / shifts
                for i in 0..<rows {
                    let j = (i + shift) % count
                    sum += Double(SampleSet.square(a + i * width, a + j * width, width)).squareRoot()
                }
            }
            return sum / Double(rows * shifts)
        }
    }
}
