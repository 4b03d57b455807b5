internal import Answers
internal import RealModule

/// How often each character follows each in a text, and the chances that follow from it: the language model that can be written down
/// on a sheet of paper (Markov 1913; Shannon 1948, A Mathematical Theory of Communication, §3).
///
///     p(b | a) = (n(a, b) + α) / (n(a) + α·V)
///
/// n(a, b) counts b after a, n(a) is their sum over b, V the number of characters, α > 0 the smoothing (Laplace's rule of succession
/// for α = 1): no pair is impossible, so that every text has a finite cross-entropy. With α = 0 the chances maximise the likelihood of
/// the text.
public struct BigramCounts: Sendable, Equatable {
    /// V, the number of different characters.
    public let characters: Int
    /// α ≥ 0, what is added to every count.
    public let smoothing: Double
    /// n(a, b), V rows of V.
    public let counts: [Int]
    /// ln p(b | a), V rows of V.
    let logarithms: [Double]

    /// Counts the pairs of a text.
    ///
    /// - Parameters:
    ///   - codes: numbers of characters, from 0 to below `characters`.
    ///   - smoothing: α, at least 0, finite; with 0 a pair that does not occur has ln p = −∞.
    /// - Throws: `Mistake` for a smoothing out of range.
    public init(_ codes: [Int], characters: Int, smoothing: Double = 1) throws {
        try Interval.nonNegative.check(smoothing, "smoothing", standard: 1)
        self.characters = characters
        self.smoothing = smoothing
        var counts = [Int](repeating: 0, count: characters * characters)
        for (before, after) in zip(codes, codes.dropFirst()) { counts[before * characters + after] += 1 }
        var logarithms: [Double] = []
        logarithms.reserveCapacity(counts.count)
        for before in 0..<characters {
            let row = counts[before * characters..<(before + 1) * characters]
            let total = Double(row.reduce(0, +)) + smoothing * Double(characters)
            // A character that is followed by nothing, without smoothing: any may come.
            logarithms += row.map {
                total > 0 ? .log((Double($0) + smoothing) / total) : -.log(Double(characters))
            }
        }
        self.counts = counts
        self.logarithms = logarithms
    }

    /// p(after | before) = (n(before, after) + α)/(n(before) + α·V), by the numbers of both characters.
    public func probability(of after: Int, after before: Int) -> Double {
        .exp(logarithms[before * characters + after])
    }
}
