public import Answers
public import Datasets
internal import Numbers

/// How far made examples are from real ones: of each the Euclidean distance to the nearest real example, against the distance of a
/// real example to the nearest other one.
///
/// A ratio near 1 is what more real examples would have; one far above are examples unlike all real ones. Near 0 they are
/// copies. As a generator that makes one example again and again has a good ratio, the root mean square distance between two made
/// examples stands beside it, over that between two real ones.
public struct NearestReal: Sendable, Presentable {
    /// The made examples that were looked at.
    public let made: Samples
    /// The nearest real example of each.
    public let nearest: Samples
    /// Distance of each made example to its nearest real one.
    public let distances: [Double]
    /// Distance of each real example to the nearest other real one.
    public let real: [Double]
    /// Root mean square distance between two made examples, over that between two real ones.
    public let diversity: Double
    /// Real examples that were compared with, and how many there are.
    public let compared, total: Int

    /// Mean distance of the made examples over that of the real ones.
    public var ratio: Double { mean(distances) / mean(real) }
    /// Share of the made examples that are nearer to a real one than 99 % of the real ones are to another: copies.
    public var copied: Double {
        let border = real.sorted().quantile(0.01)
        return Double(distances.count { $0 < border }) / Double(max(1, distances.count))
    }

    /// Rows of either kind at most, the first ones: the work grows with their product.
    public static let most = 2000

    /// Measures the distances.
    ///
    /// - Throws: `Mistake` for examples of different width, numbers that are not finite, and fewer than two of a kind.
    public init(_ made: Samples, among real: Samples, work: Work = Work()) throws {
        guard made.width == real.width else {
            throw Mistake(
                "the made examples have \(made.width) numbers and the real ones \(real.width)",
                expected: "examples of one shape", argument: "samples")
        }
        for (name, samples, word) in [("samples", made, "made"), ("data", real, "real")] {
            guard samples.count >= 2 else {
                throw Mistake("\(samples.count) \(word) examples", expected: "at least two", argument: name)
            }
            if let bad = samples.firstNonFinite {
                throw Mistake(
                    "\(word) example \(bad.row) holds \(bad.value)", expected: "finite numbers", argument: name)
            }
        }
        let ours = made.rows(0..<min(made.count, NearestReal.most))
        let theirs = real.rows(0..<min(real.count, NearestReal.most))
        let width = made.width
        let (points, others) = (SampleSet(ours, atMost: ours.count), SampleSet(theirs, atMost: theirs.count))
        let found = points.nearest(in: others, work: work)
        let apart = others.nearest(in: others, skippingSelf: true, work: work).map(\.distance)
        if work.isCancelled { throw Stopped() }
        guard apart.contains(where: { $0 > 0 }) else {
            throw Mistake("all real examples are one", expected: "real examples that differ", argument: "data")
        }
        self.made = ours
        nearest = theirs.rows(at: found.map(\.index))
        distances = found.map(\.distance)
        self.real = apart
        diversity = NearestReal.spread(ours, width) / NearestReal.spread(theirs, width)
        (compared, total) = (theirs.count, real.count)
    }

    /// Root mean square distance between two rows: √2 times the rows' root mean square distance to their mean.
    private static func spread(_ samples: Samples, _ width: Int) -> Double {
        var sum = 0.0
        let n = Double(samples.count)
        for j in 0..<width {
            var (first, second) = (0.0, 0.0)
            for row in 0..<samples.count {
                let value = Double(samples.values[row * width + j])
                first += value
                second += value * value
            }
            sum += max(0, second / n - (first / n) * (first / n))
        }
        return (2 * sum * n / (n - 1)).squareRoot()
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

extension NearestReal {
    /// `nearest real`
    public static var kind: String { "nearest real" }

    /// The ratio and the diversity.
    public var summary: String {
        "nearest real: \(ratio.short(3)) times the distance between real neighbours, diversity \(diversity.short(3))"
    }

    /// Both distances, their ratio, diversity and copies.
    public func table(width: Int) -> String {
        [
            "\(distances.count) made examples against \(compared) real ones"
                + (compared < total ? " (the first of \(total))" : ""),
            "  made to nearest real        \(mean(distances).short(4))  mean Euclidean distance",
            "  real to nearest other real  \(mean(real).short(4))",
            "  ratio                       \(ratio.short(3))",
            "  diversity                   \(diversity.short(3))  between made over between real",
            "  copied                      \((100 * copied).short(3)) %  nearer than 99 % of real ones to another",
        ].joined(separator: "\n")
    }

    /// The same in words.
    public var sentence: String {
        "A made example lies \(ratio.short(3)) times as far from the nearest real one as real examples lie from each other; two made "
            + "ones differ \(diversity.short(3)) times as much as two real ones."
    }

    /// `ratio`, `made`, `real`, `diversity`, `copied`.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "ratio": .number(ratio), "made": .number(mean(distances)),
            "real": .number(mean(real)), "diversity": .number(diversity), "copied": .number(copied),
        ])
    }
}
