public import Answers
internal import Numbers

/// How long answers take: the times of single calls, one after the other, on this machine, now.
public struct Latency: Sendable {
    /// One size of a batch.
    public struct Row: Sendable {
        /// Rows of a call.
        public let batch: Int
        /// Calls that were timed.
        public let calls: Int
        /// Milliseconds of a call, the shortest first.
        public let times: [Double]
        /// Milliseconds below which a share of the calls lies.
        public func quantile(_ share: Double) -> Double { times.quantile(share) }
        /// Rows answered in a second, at the mean time of a call.
        public var throughput: Double {
            let sum = times.reduce(0, +)
            return sum > 0 ? 1000 * Double(batch * calls) / sum : .nan
        }
    }

    /// What answered, in words.
    public let subject: String
    /// A row for each size of batch, in the order in which they were asked for.
    public let rows: [Row]
    /// Calls that were asked for, of each batch.
    public let asked: Int

    /// Whether calls are missing, because it was stopped.
    public var isPartial: Bool { rows.contains { $0.calls < asked } }

    /// Times `n` calls of each batch with rows drawn at random, after a tenth as many that do not count.
    ///
    /// - Parameters:
    ///   - batches: rows of a call, each from 1 to 65,536.
    ///   - n: 1 to 10⁶.
    ///   - seed: of the rows' numbers, which lie between 0 and 1.
    /// - Throws: `Mistake` for what has several inputs, and numbers out of range; `Stopped` before the first call.
    public init(_ predictor: some Predictor, batches: [Int], n: Int = 1000, seed: UInt64 = 0, work: Work = Work())
        throws
    {
        try Interval(1, 1e6).whole.check(n, "n", standard: 1000)
        guard !batches.isEmpty else {
            throw Mistake("there is no batch", expected: "rows of a call", try: "batch=1", argument: "batch")
        }
        for batch in batches { try Interval(1, 65_536).whole.check(batch, "batch", standard: 1) }
        let (input, output) = try predictor.shapes()
        let (wide, long) = (input.reduce(1, *), output.reduce(1, *))
        subject = predictor.summary
        asked = n
        var rows: [Row] = []
        for batch in batches {
            if work.isCancelled { break }
            try MemoryRoom.check(
                4 * Double(batch) * Double(wide + long) + 8 * Double(n), for: "calls of \(batch) rows"
            ) { _ in "a smaller batch" }
            var stream = RandomStream(seed: seed, purpose: "latency")
            let x = (0..<batch * wide).map { _ in Float(stream.uniform()) }
            var answers = [Float](repeating: 0, count: batch * long)
            var times: [Double] = []
            times.reserveCapacity(n)
            try answers.withUnsafeMutableBufferPointer { answers in
                guard let base = answers.baseAddress else { return }
                for call in -(n / 10 + 1)..<n {
                    let start = ContinuousClock.now
                    let done = try predictor.answer(x, count: batch, into: base, work: work)
                    let time = ContinuousClock.now - start
                    guard done == batch else { break }
                    guard call >= 0 else { continue }
                    times.append(1e3 * Double(time.components.seconds) + 1e-15 * Double(time.components.attoseconds))
                    if call & 255 == 0 { work.report(Double(call) / Double(n), "batch \(batch), call \(call)") }
                }
            }
            guard !times.isEmpty else { break }
            rows.append(Row(batch: batch, calls: times.count, times: times.sorted()))
        }
        guard !rows.isEmpty else { throw Stopped() }
        self.rows = rows
    }

    /// Milliseconds of a call as fixed + each·rows, through the medians.
    public var cost: ServiceCost {
        ServiceCost(through: rows.map { (rows: Double($0.batch), milliseconds: $0.quantile(0.5)) })
    }
}

extension Latency: Presentable {
    /// `latency`
    public static var kind: String { "latency" }

    /// `sequential: p50 0.12 ms, p95 0.13 ms, p99 0.15 ms at batch 1`
    public var summary: String {
        guard let row = rows.first else { return "nothing was timed" }
        return "p50 \(Milliseconds.spell(row.quantile(0.5))), p95 \(Milliseconds.spell(row.quantile(0.95))), "
            + "p99 \(Milliseconds.spell(row.quantile(0.99))) of \(row.calls.grouped) calls at batch \(row.batch)"
    }

    /// A line for each batch.
    public func table(width: Int) -> String {
        let head = ["batch", "calls", "p50", "p95", "p99", "rows/s"]
        let cells = rows.map { row in
            ["\(row.batch)", row.calls.grouped]
                + [0.5, 0.95, 0.99].map { Milliseconds.spell(row.quantile($0)) } + [row.throughput.short(3)]
        }
        return
            (TextTable.wrap(subject, width) + TextTable.lines([head] + cells, width: width)
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// The half, and the slowest hundredth.
    public var sentence: String {
        guard let row = rows.first else { return "Nothing was timed." }
        return
            "Half of the calls with \(Phrase.count(row.batch, "row")) took at most \(Milliseconds.spell(row.quantile(0.5))), one in a "
            + "hundred more than \(Milliseconds.spell(row.quantile(0.99)))"
            + (isPartial ? "; stopped before all calls were made." : ". Times are this machine's, now.")
    }

    /// Quantiles in milliseconds.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "of": .string(subject),
            "rows": .array(
                rows.map { row in
                    .members([
                        "batch": .integer(row.batch), "calls": .integer(row.calls),
                        "p50_ms": .number(row.quantile(0.5)), "p95_ms": .number(row.quantile(0.95)),
                        "p99_ms": .number(row.quantile(0.99)), "rows_per_second": .number(row.throughput),
                    ])
                }),
        ])
    }
}
