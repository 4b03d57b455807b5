public import Answers
public import Datasets

/// Made samples beside real ones, by distances alone: quality, diversity, and whether real rows were learnt by heart.
public struct SampleQuality: Sendable, Equatable {
    /// The share of the made samples that lie within the ball of a real one, whose radius is the distance to its k-th neighbour: quality
    /// (Kynkäänniemi et al. 2019, equation 2).
    public let precision: Double
    /// The share of the real samples that lie within the ball of a made one: diversity (the same, equation 3).
    public let recall: Double
    /// The share of the real balls with a made sample in them, which stray samples do not raise (Naeem et al. 2020, equation 5).
    public let coverage: Double
    /// The mean distance between two made samples over that between two real ones: 1 where they are as different as the data.
    public let diversity: Double
    /// The mean distance of a made sample to its nearest real neighbour, over that of a real one to its own: far below 1 where single
    /// rows are repeated.
    public let nearest: Double
    /// k, 1 to 20: a sample's radius is the distance to its k-th nearest neighbour of its own kind.
    public let k: Int
    /// Made samples that were compared.
    public let made: Int
    /// Real samples that they were compared with; made and real ones are drawn by the seed.
    public let real: Int

    /// - Parameters:
    ///   - k: neighbours that make the radius, 1 to 20.
    ///   - most: samples of each side at most, drawn by the seed.
    /// - Throws: `Mistake` for samples of different widths, numbers that are not finite, or fewer than k + 1 samples; `Stopped`.
    public init(
        _ made: Samples, _ real: Samples, k: Int = 3, atMost most: Int = 500, seed: UInt64 = 0, work: Work = Work()
    ) throws {
        guard made.width == real.width else {
            throw Mistake(
                "the samples have \(made.width) numbers each, and the data \(real.width)",
                expected: "samples like the data", argument: "samples")
        }
        for (name, samples, word) in [("samples", made, "made"), ("data", real, "real")] {
            guard let bad = samples.firstNonFinite else { continue }
            throw Mistake("\(word) sample \(bad.row) holds \(bad.value)", expected: "finite numbers", argument: name)
        }
        guard (1...20).contains(k), Swift.min(made.count, real.count) > k else {
            throw Mistake(
                "\(Phrase.count(made.count, "sample")) and \(Phrase.count(real.count, "row")) for k = \(k)",
                expected: "more of both than neighbours", argument: "k")
        }
        let size = Swift.min(most, Swift.min(made.count, real.count))
        let (ours, theirs) = (
            SampleSet(made, atMost: size, seed: seed), SampleSet(real, atMost: size, seed: seed &+ 1)
        )
        let realBalls = theirs.radii(k, work: work)
        let madeBalls = ours.radii(k, work: work)
        (precision, coverage) = theirs.reach(realBalls, ours, work: work)
        (recall, _) = ours.reach(madeBalls, theirs, work: work)
        diversity = ours.meanDistance() / theirs.meanDistance()
        func mean(_ found: [(index: Int, distance: Double)]) -> Double {
            found.reduce(0) { $0 + $1.distance } / Double(Swift.max(1, found.count))
        }
        nearest =
            mean(ours.nearest(in: theirs, work: work))
            / mean(theirs.nearest(in: theirs, skippingSelf: true, work: work))
        if work.isCancelled { throw Stopped() }
        (self.k, self.made, self.real) = (k, ours.count, theirs.count)
    }
}

extension SampleQuality: Presentable {
    /// `sample quality`
    public static var kind: String { "sample quality" }

    /// `precision 0.93, recall 0.88, diversity 0.99`
    public var summary: String {
        "precision \(precision.short(3)), recall \(recall.short(3)), diversity \(diversity.short(3))"
    }

    /// Each measure with its meaning.
    public func table(width: Int) -> String {
        "\(made) made samples beside \(real) real ones\n"
            + TextTable.definitions(
                [
                    ("precision", "\(precision.short(3))  made samples near a real one: quality"),
                    ("recall", "\(recall.short(3))  real samples near a made one: diversity"),
                    ("coverage", "\(coverage.short(3))  real samples with a made one among their \(k) nearest"),
                    ("diversity", "\(diversity.short(3))  distance between two made samples, to that of two real ones"),
                    ("nearest", "\(nearest.short(3))  distance to the nearest real sample, to that of a real one"),
                ], width: width)
    }

    /// Quality against diversity.
    public var sentence: String {
        "\((100 * precision).short(3)) % of the made samples lie near a real one, and \((100 * recall).short(3)) % of the real "
            + "ones near a made one."
    }

    /// All numbers by name.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "precision": .number(precision), "recall": .number(recall),
            "coverage": .number(coverage), "diversity": .number(diversity), "nearest": .number(nearest),
            "k": .integer(k), "made": .integer(made), "real": .integer(real),
        ])
    }
}
