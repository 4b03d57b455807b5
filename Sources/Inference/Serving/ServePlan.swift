public import Answers
internal import Numbers
internal import RealModule

/// One server and people who ask it: requests come at random, wait in one line, and are answered in batches.
///
/// Arrivals are a Poisson process. A server that is free takes all that wait, the earliest first, at most `batch` of them; where fewer
/// wait and `wait` is above 0, it waits for more until the earliest has waited so long. What it takes for a batch is `cost`, as it is or
/// as the mean of an exponential time.
public struct ServePlan: Sendable {
    /// How service times are drawn.
    public enum Service: String, Sendable, CaseIterable {
        /// Always the same.
        case fixed
        /// Exponential with that mean.
        case exponential
    }

    /// What a call takes.
    public let cost: ServiceCost
    /// Requests of each simulation, 1 to 10⁷.
    public let n: Int
    /// How service times are drawn.
    public let service: Service
    /// Milliseconds that the earliest request waits for others at most.
    public let wait: Double
    /// Of arrivals and service times.
    public let seed: UInt64

    /// - Throws: `Mistake` for numbers out of range.
    public init(cost: ServiceCost, n: Int = 100_000, service: Service = .fixed, wait: Double = 0, seed: UInt64 = 0)
        throws
    {
        try cost.check()
        try Interval(1, 1e7).whole.check(n, "n", standard: 100_000)
        try Interval.nonNegative.check(wait, "wait", standard: 0)
        (self.cost, self.n, self.service, self.wait, self.seed) = (cost, n, service, wait, seed)
    }

    /// Simulates one rate and one largest batch.
    ///
    /// - Parameters:
    ///   - rate: requests in a second, above 0.
    ///   - batch: 1 to 65,536.
    /// - Returns: of the requests that were answered; of fewer than `n` where the work was cancelled.
    /// - Throws: `Mistake` for numbers out of range; `Stopped` before a single answer.
    public func run(rate: Double, batch: Int, work: Work = Work()) throws -> ServeRow {
        try Interval.positive.check(rate, "rate", standard: 100)
        try Interval(1, 65_536).whole.check(batch, "batch", standard: 1)
        try MemoryRoom.check(24 * Double(n), for: "\(n.grouped) requests") { _ in "n=100000" }
        // The arrivals of one rate are the same for every batch, so that batches are compared on the same people.
        var arrivals = RandomStream(seed: seed, purpose: "arrivals")
        var services = RandomStream(seed: seed, purpose: "services", index: UInt64(batch))
        var times = [Double](repeating: 0, count: n)
        let gap = 1000 / rate
        var now = 0.0
        for i in 0..<n {
            if i & 0xffff == 0, work.isCancelled { throw Stopped() }
            now -= gap * Double.log(1 - arrivals.uniform())
            times[i] = now
        }
        guard now.isFinite else {
            throw Mistake(
                "\(rate.short()) requests a second: the last of \(n.grouped) comes later than a number can say",
                expected: "more of them, or fewer requests", try: "rate=100", argument: "rate")
        }
        var latencies = [Double](repeating: 0, count: n)
        var (next, free, busy, calls, waited) = (0, 0.0, 0.0, 0, 0.0)
        while next < n {
            if calls & 0xfff == 0, work.isCancelled { break }
            let first = times[next]
            var start = Swift.max(free, first)
            if wait > 0 {
                // It begins as soon as a batch is full, or the earliest has waited long enough.
                let full = next + batch <= n ? times[next + batch - 1] : .infinity
                start = Swift.max(free, Swift.min(full, first + wait))
            }
            var end = next + 1
            while end < n, end - next < batch, times[end] <= start { end += 1 }
            var service = cost.milliseconds(end - next)
            if self.service == .exponential { service *= -Double.log(1 - services.uniform()) }
            free = start + service
            busy += service
            calls += 1
            for i in next..<end {
                latencies[i] = free - times[i]
                waited += start - times[i]
            }
            next = end
        }
        guard next > 0 else { throw Stopped() }
        let answered = Array(latencies[..<next])
        let sorted = try answered.sorted(stoppedBy: work, by: <)
        return ServeRow(
            rate: rate, batch: batch, requests: next, meanWait: waited / Double(next),
            meanLatency: answered.reduce(0, +) / Double(next), p50: sorted.quantile(0.5), p95: sorted.quantile(0.95),
            p99: sorted.quantile(0.99), throughput: 1000 * Double(next) / Swift.max(free, .leastNormalMagnitude),
            utilisation: busy / free, meanBatch: Double(next) / Double(calls), capacity: cost.capacity(batch),
            expectedWait: batch == 1 && wait == 0 ? expectedWait(rate) : nil)
    }

    /// Mean milliseconds in the line of a server that takes one at a time, in closed form: ρ·s/(2(1 − ρ)) for fixed times s (M/D/1),
    /// ρ·s/(1 − ρ) for exponential ones (M/M/1), both Pollaczek–Khinchine's; infinite where ρ = rate·s reaches 1.
    public func expectedWait(_ rate: Double) -> Double {
        let s = cost.milliseconds(1)
        let load = rate * s / 1000
        guard load < 1 else { return .infinity }
        return load * s / (1 - load) / (service == .fixed ? 2 : 1)
    }
}

/// What became of the requests of one simulation. Times are in milliseconds.
public struct ServeRow: Sendable {
    /// Requests in a second that came.
    public let rate: Double
    /// The largest batch.
    public let batch: Int
    /// Requests that were answered.
    public let requests: Int
    /// Mean time in the line.
    public let meanWait: Double
    /// Mean time from arrival to answer.
    public let meanLatency: Double
    /// Times from arrival to answer below which half, 95 % and 99 % lie.
    public let p50, p95, p99: Double
    /// Requests answered in a second.
    public let throughput: Double
    /// Share of the time in which the server works.
    public let utilisation: Double
    /// Requests of a call.
    public let meanBatch: Double
    /// Requests in a second that it could answer with full batches.
    public let capacity: Double
    /// Mean time in the line in closed form, where there is one: batch 1, no waiting for others.
    public let expectedWait: Double?

    /// Whether more come than it can answer: the line grows for as long as the simulation runs.
    public var isOverloaded: Bool { rate >= capacity }
}
