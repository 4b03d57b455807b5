public import Answers
public import Datasets
internal import Numbers
internal import RealModule

/// Requests in which few rows are asked often and most seldom, put to a model with and without a cache of its answers.
///
/// The row of rank k is asked with a probability in proportion to k^−s (Zipf 1949).
public struct ZipfRequests: Sendable {
    /// Requests that were made; fewer than `asked` where the work was stopped.
    public let requests: Int
    /// Requests that were asked for.
    public let asked: Int
    /// How many different rows can be asked.
    public let rows: Int
    /// s ≥ 0: 0 asks every row alike, a larger one the first rows more often.
    public let exponent: Double
    /// Answers that the cache keeps.
    public let size: Int
    /// The share of the requests that were answered from the cache.
    public let hitShare: Double
    /// What Che's approximation says of a cache that forgets the least recently asked (Che, Tung & Wang 2002).
    public let expectedShare: Double
    /// The share of the `size` most asked rows: what a cache that knows the future chances could reach.
    public let bestShare: Double
    /// Milliseconds of all requests, with the cache and without.
    public let milliseconds: (cached: Double, uncached: Double)
    /// The largest difference of an answer with and without the cache.
    public let difference: Double
    /// What the order of the requests is drawn by.
    public let seed: UInt64

    /// Asks `n` times, from an empty cache.
    ///
    /// - Parameters:
    ///   - data: the rows; the first is the most asked.
    ///   - n: 1 to 10⁶.
    ///   - exponent: s, 0 for all alike, at most 10.
    /// - Throws: `Mistake` for no rows, rows of another shape, and numbers out of range; `Stopped` before the first answer.
    public init(
        _ remembered: Remembered, _ data: Samples, n: Int = 10_000, exponent: Double = 1, seed: UInt64 = 0,
        work: Work = Work()
    ) throws {
        try Interval(1, 1e6).whole.check(n, "n", standard: 10_000)
        try Interval(0, 10).check(exponent, "exponent", standard: 1)
        let (input, output) = try remembered.shapes()
        let (wide, long) = (input.reduce(1, *), output.reduce(1, *))
        guard data.count > 0, data.width == wide else {
            throw Mistake(
                data.count == 0 ? "there are no rows to ask" : "the rows have \(data.width) numbers",
                expected: "rows of \(wide) numbers, as the model reads them", argument: "data")
        }
        let weights = (1...data.count).map { Double.pow(Double($0), -exponent) }
        let total = weights.reduce(0, +)
        let chances = weights.map { $0 / total }
        var ends: [Double] = []
        ends.reserveCapacity(chances.count)
        for chance in chances { ends.append((ends.last ?? 0) + chance) }
        var stream = RandomStream(seed: seed, purpose: "zipf")
        let asked = (0..<n).map { _ in ends.place(of: stream.uniform()) }
        remembered.forget()
        var answers = [Float](repeating: 0, count: 2 * long)
        var (times, done, difference) = ((cached: 0.0, uncached: 0.0), 0, 0.0)
        try answers.withUnsafeMutableBufferPointer { answers in
            guard let base = answers.baseAddress else { return }
            for row in asked {
                if work.isCancelled { break }
                let x = Array(data.row(row))
                let start = ContinuousClock.now
                guard try remembered.answer(x, count: 1, into: base, work: work) == 1 else { break }
                let middle = ContinuousClock.now
                guard try remembered.source.answer(x, count: 1, into: base + long, work: work) == 1 else { break }
                let end = ContinuousClock.now
                times.cached += (middle - start).milliseconds
                times.uncached += (end - middle).milliseconds
                for i in 0..<long { difference = Swift.max(difference, Double(abs(base[i] - base[long + i]))) }
                done += 1
            }
        }
        guard done > 0 else { throw Stopped() }
        (requests, self.asked, rows, self.exponent, size) = (done, n, data.count, exponent, remembered.size)
        (hitShare, self.difference, milliseconds, self.seed) = (remembered.hitShare, difference, times, seed)
        bestShare = chances.prefix(remembered.size).reduce(0, +)
        expectedShare = ZipfRequests.che(chances, size: remembered.size, requests: done)
    }

    /// The hit share of `requests` requests to an empty cache: hᵢ = 1 − e^(−pᵢ·t) with t such that Σhᵢ = size, of requests after the first
    /// t; before, everything that came is kept.
    static func che(_ chances: [Double], size: Int, requests: Int) -> Double {
        func kept(_ t: Double) -> Double { chances.reduce(0) { $0 + (1 - Double.exp(-$1 * t)) } }
        var span = Double(requests)
        if size < chances.count, kept(span) > Double(size) {
            var (low, high) = (0.0, span)
            for _ in 0..<60 {
                span = (low + high) / 2
                if kept(span) < Double(size) { low = span } else { high = span }
            }
        }
        // While it fills, request k finds its row with 1 − (1 − pᵢ)ᵏ: the sum over k < t, then the rest as it stays.
        let begin = Swift.min(span, Double(requests))
        var share = 0.0
        for p in chances where p > 0 {
            let filling = begin - (1 - Double.exp(-p * begin)) / p
            share += p * (filling + (Double(requests) - begin) * (1 - Double.exp(-p * span)))
        }
        return share / Double(requests)
    }
}

extension [Double] {
    /// The first place whose end lies above a number, of rising ends.
    fileprivate func place(of number: Double) -> Int {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > number { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Duration {
    /// As a number of milliseconds.
    var milliseconds: Double { 1e3 * Double(components.seconds) + 1e-15 * Double(components.attoseconds) }
}

extension ZipfRequests: Presentable {
    /// `zipf requests`
    public static var kind: String { "zipf requests" }

    /// `10,000 requests for 500 rows (Zipf, s = 1), a cache of 100: 71.2 % hits`
    public var summary: String {
        "\(requests.grouped) requests for \(rows.grouped) rows (Zipf, s = \(exponent.short())), a cache of \(size.grouped): "
            + "\((100 * hitShare).short(3)) % hits"
    }

    /// Hits beside what is expected, and times.
    public func table(width: Int) -> String {
        let facts: [(term: String, meaning: String)] = [
            ("hits", "\((100 * hitShare).short(3)) %; Che's approximation says \((100 * expectedShare).short(3)) %"),
            (
                "at best",
                "\((100 * bestShare).short(3)) %, the share of the \(Swift.min(size, rows).grouped) most asked rows"
            ),
            (
                "time",
                "\(Milliseconds.spell(milliseconds.cached)) with the cache, \(Milliseconds.spell(milliseconds.uncached)) without, on this machine now"
            ),
            ("difference", "\(difference.short(3)) between answers with and without"),
        ]
        return
            (TextTable.wrap(summary, width) + [TextTable.definitions(facts, width: width)]
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// What the cache saved.
    public var sentence: String {
        let saved = 1 - milliseconds.cached / milliseconds.uncached
        return (requests < asked ? "Stopped after \(requests.grouped) of \(asked.grouped) requests. " : "")
            + "\((100 * hitShare).short(3)) % of the requests cost a look into a table in place of the model; "
            + (saved > 0
                ? "all together took \((100 * saved).short(2)) % less time"
                : "all together took no less time: looking up a row costs as much as this model")
            + (difference == 0 ? ", with the same answers." : "; answers differ by up to \(difference.short(3)).")
    }

    /// Shares, times and the difference.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "requests": .integer(requests), "rows": .integer(rows),
            "exponent": .number(exponent), "size": .integer(size), "hit_share": .number(hitShare),
            "expected_share": .number(expectedShare), "best_share": .number(bestShare),
            "cached_ms": .number(milliseconds.cached), "uncached_ms": .number(milliseconds.uncached),
            "difference": .number(difference), "seed": .integer(Int(clamping: seed)),
        ])
    }
}
