public import Answers

/// Latency against throughput of one server, for some rates of arrival and largest batches.
public struct ServeSimulation: Sendable {
    /// How long a batch takes, how requests come, and how many.
    public let plan: ServePlan
    /// Batches first, rates within.
    public let rows: [ServeRow]
    /// Simulations that were asked for.
    public let asked: Int

    /// Whether simulations are missing, because it was stopped.
    public var isPartial: Bool { rows.count < asked || rows.contains { $0.requests < plan.n } }

    /// Simulates every rate with every batch.
    ///
    /// - Throws: `Mistake` for none of either and numbers out of range; `Stopped` before the first answer.
    public init(_ plan: ServePlan, rates: [Double], batches: [Int], work: Work = Work()) throws {
        guard !rates.isEmpty, !batches.isEmpty else {
            throw Mistake(
                "there is nothing to simulate", expected: "at least one rate and one batch", try: "rate=100, batch=1",
                argument: rates.isEmpty ? "rate" : "batch")
        }
        self.plan = plan
        asked = rates.count * batches.count
        var rows: [ServeRow] = []
        for batch in batches {
            for rate in rates where !work.isCancelled {
                rows.append(try plan.run(rate: rate, batch: batch, work: work))
                work.report(Double(rows.count) / Double(asked), "rate \(rate.short()), batch \(batch)")
            }
        }
        guard !rows.isEmpty else { throw Stopped() }
        self.rows = rows
    }
}

extension ServeSimulation: Presentable {
    /// `serve simulation`
    public static var kind: String { "serve simulation" }

    /// `100,000 requests at each of 4 settings, 1 ms a call and 100 µs a row, seed 0`
    public var summary: String {
        "\(plan.n.grouped) requests" + (asked > 1 ? " at each of \(asked) settings" : "") + ", \(plan.cost.text)"
            + (plan.service == .exponential ? ", exponential times" : "")
            + (plan.wait > 0 ? ", waiting \(Milliseconds.spell(plan.wait)) for others" : "") + ", seed \(plan.seed)"
    }

    /// The unit in which a table of these times has its numbers, and how many of it a millisecond has.
    private var unit: (name: String, perMillisecond: Double) {
        let least = rows.map(\.p50).min() ?? 1
        return least < 1 ? ("µs", 1000) : least < 1000 ? ("ms", 1) : ("s", 0.001)
    }

    /// A line for each setting; all times in one unit, so that a line fits into 80 columns.
    public func table(width: Int) -> String {
        let head = ["batch", "rate/s", "served/s", "busy", "a call", "p50", "p95", "p99", "wait", "theory"]
        let hasForm = rows.contains { $0.expectedWait?.isFinite == true }
        let unit = unit
        func time(_ milliseconds: Double) -> String {
            let value = milliseconds * unit.perMillisecond
            return value > 0 && value < 0.001 ? "<0.001" : value.short(3)
        }
        let cells = rows.map { row in
            [
                "\(row.batch)", row.rate.short(4), row.throughput.short(4),
                "\((100 * row.utilisation).short(row.utilisation < 0.01 ? 2 : 3)) %",
                row.meanBatch.short(3), time(row.p50), time(row.p95), time(row.p99), time(row.meanWait),
            ] + (hasForm ? [row.expectedWait.map { $0.isFinite ? time($0) : "none" } ?? ""] : [])
        }
        let lines = TextTable.lines([hasForm ? head : head.dropLast()] + cells, width: width)
        let meaning =
            "Times in \(unit.name): from asking to the answer for a half, 95 % and 99 % of the requests; the mean wait in the line"
            + (hasForm ? ", and what theory says of it" : "") + "."
        return (TextTable.wrap(summary, width) + lines + TextTable.wrap("\(meaning) \(sentence)", width))
            .joined(separator: "\n")
    }

    /// What batches bring, and what they cost.
    public var sentence: String {
        var parts: [String] = []
        if let over = rows.first(where: \.isOverloaded) {
            parts.append(
                "At \(over.rate.short(4)) requests a second a server with batches of \(over.batch) cannot keep up (it answers at most "
                    + "\(over.capacity.short(4))): its line grows for as long as one looks.")
        }
        if let small = rows.min(by: { $0.batch < $1.batch }), let large = rows.max(by: { $0.batch < $1.batch }),
            small.batch < large.batch
        {
            parts.append(
                "Batches of up to \(large.batch) raise what can be answered from \(small.capacity.short(4)) to "
                    + "\(large.capacity.short(4)) a second; who is alone in a batch waits no longer for it unless wait= says so."
            )
        }
        if parts.isEmpty, let row = rows.first {
            parts.append(
                "Half of the requests are answered within \(Milliseconds.spell(row.p50)), one in a hundred takes more than "
                    + "\(Milliseconds.spell(row.p99)).")
        }
        if isPartial { parts.append("Stopped before its end.") }
        return parts.joined(separator: " ")
    }

    /// All settings.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "requests": .integer(plan.n), "fixed_ms": .number(plan.cost.fixed),
            "each_ms": .number(plan.cost.each), "seed": .integer(Int(clamping: plan.seed)),
            "rows": .array(
                rows.map { row in
                    .members([
                        "rate": .number(row.rate), "batch": .integer(row.batch), "throughput": .number(row.throughput),
                        "utilisation": .number(row.utilisation), "p50_ms": .number(row.p50),
                        "p95_ms": .number(row.p95), "p99_ms": .number(row.p99), "mean_wait_ms": .number(row.meanWait),
                        "mean_batch": .number(row.meanBatch),
                    ])
                }),
        ])
    }
}
