public import Answers
public import Datasets
internal import RealModule

/// The kinds of which data consist, as places by which made samples are counted.
///
/// In at most three dimensions a mode is the cloud of a class: its mean and its spread (root mean square distance to the mean along one
/// axis). A sample belongs to the nearest mean and is good within `within` spreads of it. Of pictures and other long
/// rows a mode is a class: a sample belongs to that of its nearest real neighbour, and is good where it is no farther from it than 95 % of
/// the real rows are from theirs.
public struct Modes: Sendable, Equatable {
    enum Places: Sendable, Equatable {
        case clouds(centres: [[Double]], spreads: [Double])
        case neighbours(real: SampleSet, labels: [Int], border: Double)
    }

    let places: Places
    /// How many modes there are: the classes of the data.
    public let count: Int
    /// Which share of the data each mode has.
    public let shares: [Double]

    /// Spreads within which a sample is good: 6 by default, 0.3 on the usual ring, as a generator's clouds are wider than the data's;
    /// Srivastava et al. 2017 have 3.
    public let within: Double

    /// 6 standard deviations: the default of `within`.
    public static let usualWithin = 6.0
    /// The share of the samples that a covered mode has at least (E28 of the course: 1 %).
    public static let least = 0.01

    /// - Parameter seed: of the rows that are compared with, at most 1000.
    /// - Throws: `Mistake` for data without classes, rows that are of none of them, or a class of fewer than two rows.
    public init(
        _ data: Dataset, within: Double = Modes.usualWithin, seed: UInt64 = 0, work: Work = Work()
    ) throws {
        guard within > 0, within.isFinite else {
            throw Mistake(
                "within = \(within.short())", expected: "a number of deviations above 0", try: "within=3",
                argument: "within")
        }
        self.within = within
        guard case .classification(let classes) = data.task, data.y.width == 1, classes >= 1, data.count > 0 else {
            throw Mistake(
                "\(data.name) has no classes: its modes are not known", expected: "a dataset of classes",
                try: "ring(n=2000)", argument: "data")
        }
        let labels = data.y.values.compactMap { Int(exactly: $0) }.filter { (0..<classes).contains($0) }
        guard labels.count == data.count else {
            throw Mistake(
                "\(data.count - labels.count) rows of \(data.name) have no class",
                expected: "0 to \(classes - 1) for each",
                argument: "data")
        }
        count = classes
        shares = (0..<classes).map { mode in Double(labels.count { $0 == mode }) / Double(labels.count) }
        guard data.x.width <= 3 else {
            let set = SampleSet(data.x, atMost: 1000, seed: seed)
            let own = set.chosen.map { labels[$0] }
            let distances = set.nearest(in: set, skippingSelf: true, work: work).map(\.distance).sorted()
            guard !distances.isEmpty else {
                throw Mistake("too few rows to compare with", expected: "at least 2", argument: "data")
            }
            places = .neighbours(
                real: set, labels: own, border: distances[Swift.min(distances.count - 1, distances.count * 95 / 100)])
            return
        }
        let width = data.x.width
        var centres = [[Double]](repeating: [Double](repeating: 0, count: width), count: classes)
        var counts = [Int](repeating: 0, count: classes)
        for (row, label) in labels.enumerated() {
            counts[label] += 1
            for k in 0..<width { centres[label][k] += Double(data.x.values[row * width + k]) }
        }
        guard let fewest = counts.min(), fewest >= 2 else {
            throw Mistake(
                "a class of \(data.name) has \(counts.min() ?? 0) rows: its spread is not known",
                expected: "at least 2 rows of each class", try: "ring(n=2000)", argument: "data")
        }
        for label in 0..<classes { for k in 0..<width { centres[label][k] /= Double(counts[label]) } }
        var squares = [Double](repeating: 0, count: classes)
        for (row, label) in labels.enumerated() {
            for k in 0..<width {
                let d = Double(data.x.values[row * width + k]) - centres[label][k]
                squares[label] += d * d
            }
        }
        places = .clouds(
            centres: centres,
            spreads: (0..<classes).map { (squares[$0] / Double(width * (counts[$0] - 1))).squareRoot() })
    }

    /// Counts samples by modes.
    ///
    /// - Throws: `Mistake` for samples of another width than the data, or none; `Stopped`.
    public func count(_ samples: Samples, work: Work = Work()) throws -> ModeCount {
        guard samples.count > 0 else { throw Mistake("no samples", expected: "at least one", argument: "samples") }
        guard samples.width == width else {
            throw Mistake(
                "the samples have \(samples.width) numbers each, and the data \(width)",
                expected: "samples like the data", argument: "samples")
        }
        var all = [Int](repeating: 0, count: count)
        var good = [Int](repeating: 0, count: count)
        switch places {
        case .clouds(let centres, let spreads):
            for row in 0..<samples.count {
                let at = row * samples.width
                // A number that is not finite belongs to no mode.
                guard (0..<width).allSatisfy({ samples.values[at + $0].isFinite }) else { continue }
                var (best, distance) = (0, Double.infinity)
                for (mode, centre) in centres.enumerated() {
                    var square = 0.0
                    for k in 0..<width {
                        let d = Double(samples.values[at + k]) - centre[k]
                        square += d * d
                    }
                    if square < distance { (best, distance) = (mode, square) }
                }
                all[best] += 1
                if distance.squareRoot() <= within * spreads[best] { good[best] += 1 }
            }
        case .neighbours(let real, let labels, let border):
            for found in SampleSet(samples, atMost: samples.count, seed: 0).nearest(in: real, work: work) {
                guard found.distance.isFinite else { continue }
                all[labels[found.index]] += 1
                if found.distance <= border { good[labels[found.index]] += 1 }
            }
        }
        if work.isCancelled { throw Stopped() }
        return ModeCount(all: all, good: good, samples: samples.count, shares: shares)
    }

    private var width: Int {
        switch places {
        case .clouds(let centres, _): centres.first?.count ?? 0
        case .neighbours(let real, _, _): real.width
        }
    }

    /// The middles of the modes, where they are clouds.
    public var centres: [[Double]] {
        if case .clouds(let centres, _) = places { return centres }
        return []
    }

    /// How wide each mode is along one axis, where they are clouds.
    public var spreads: [Double] {
        if case .clouds(_, let spreads) = places { return spreads }
        return []
    }
}

/// How made samples are spread over the modes of data.
public struct ModeCount: Sendable, Equatable {
    /// Samples that are nearest to each mode.
    public let all: [Int]
    /// For each mode, how many of its samples are good.
    public let good: [Int]
    /// How many samples were counted, good ones and others.
    public let samples: Int
    /// Which share of the data each mode has.
    public let shares: [Double]

    /// Whether a mode has at least 1 % of all samples as good ones.
    public func covers(_ mode: Int) -> Bool { Double(good[mode]) >= Modes.least * Double(samples) }
    /// How many modes hold at least the share `least` of the samples, 0 to the number of modes.
    public var covered: Int { good.indices.count { covers($0) } }
    /// The modes that are not, by number.
    public var missing: [Int] { good.indices.filter { !covers($0) } }
    /// The share of the samples that lie within `within` deviations of a mode, 0 to 1.
    public var goodShare: Double { Double(good.reduce(0, +)) / Double(samples) }
    /// The total variation distance between the good samples and the data, by modes: ½(Σ |share made − share of the data| + share that is
    /// not good). 0 where each mode has its share, near 1 where few good samples fall on one mode. It counts missing modes and stray samples
    /// alike, so that neither quality nor diversity can be had for nothing.
    public var distance: Double {
        let off = zip(good, shares).reduce(0.0) { $0 + abs(Double($1.0) / Double(samples) - $1.1) }
        return (off + 1 - goodShare) / 2
    }
    /// exp(entropy) of the shares of the good samples, over the number of modes: 1 where all have the same share.
    public var evenness: Double {
        let total = Double(good.reduce(0, +))
        guard total > 0 else { return 0 }
        let entropy = good.reduce(0.0) { sum, n in
            n == 0 ? sum : sum - Double(n) / total * Double.log(Double(n) / total)
        }
        return Double.exp(entropy) / Double(good.count)
    }
}

extension ModeCount: Presentable {
    /// `mode count`
    public static var kind: String { "mode count" }

    /// `8 of 8 modes, 74 % good`
    public var summary: String { "\(covered) of \(good.count) modes, \((100 * goodShare).short(3)) % good" }

    /// A line for each mode.
    public func table(width: Int) -> String {
        var rows = [["mode", "samples", "good", "covered"]]
        for mode in good.indices {
            rows.append(["\(mode)", "\(all[mode])", "\(good[mode])", covers(mode) ? "yes" : "no"])
        }
        let end =
            "\(summary) of \(samples) samples; covered is a mode that has at least 1 % of the samples as good ones; "
            + "evenness \(evenness.short(3)), distance to the data \(distance.short(3))"
        return (TextTable.lines(rows, width: width, indent: 0) + TextTable.wrap(end, width)).joined(separator: "\n")
    }

    /// Which are missing.
    public var sentence: String {
        "\(summary) of \(samples) samples"
            + (missing.isEmpty
                ? "; none is missing."
                : "; missing: " + missing.map(String.init).joined(separator: ", ") + ".")
    }

    /// Counts by mode.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "covered": .integer(covered), "modes": .integer(good.count),
            "good": .number(goodShare), "evenness": .number(evenness), "distance": .number(distance),
            "counts": .array(good.map { .integer($0) }),
            "nearest": .array(all.map { .integer($0) }), "samples": .integer(samples),
        ])
    }
}
