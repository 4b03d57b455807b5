public import Answers
public import Numbers
public import Optimizers

/// The limit of the learning rate along a run, beside the rate that was used.
public struct Stability: Presentable {
    /// The run along which the limit was measured.
    public let run: Run
    /// One entry per step.
    public let rates: [StableRate]

    /// Runs the optimizer and measures the largest stable rate at every step.
    /// - Throws: as `minimize`, and for a solver.
    public init(
        _ objective: any Objective, _ optimizer: Optimizer, start: Point, steps: Int, seed: UInt64 = 0,
        work: Work = Work()
    ) throws {
        try self.init(
            optimizer.minimize(objective, start: start, steps: steps, seed: seed, work: work), work: work)
    }

    /// The same for a run that is there.
    public init(_ run: Run, work: Work = Work()) throws {
        self.run = run
        rates = try stableRates(run, work: work)
    }

    /// The smallest of all limits met on the way: a rate below it was stable everywhere on this path.
    public var tightest: StableRate? {
        rates.filter { $0.largest != nil }.min { ($0.largest ?? .infinity) < ($1.largest ?? .infinity) }
    }

    /// Share of the steps that were taken at a rate above the limit there.
    public var shareOutside: Double {
        rates.isEmpty ? 0 : Double(rates.count { $0.ratio > 1 }) / Double(rates.count)
    }

    /// `stability`.
    public static var kind: String { "stability" }

    /// The method and the landscape.
    public var summary: String { "stability of \(run.method.summary) on \(run.objective.name)" }

    /// Rate, limit and their ratio at a few steps.
    public func table(width: Int) -> String {
        var rows = [["step", "point", "λmax", "rate", "largest stable", "rate/limit"]]
        for entry in rates.indices.spread(atMost: 12).map({ rates[$0] }) {
            rows.append([
                "\(entry.step)", entry.point.short(dimension: run.objective.dimension), entry.sharpness.short(4),
                entry.rate.short(4), entry.largest?.short(4) ?? "none", entry.ratio.short(),
            ])
        }
        return
            (["\(summary), \(rates.count) steps"] + TextTable.lines(rows, width: width)
            + TextTable.wrap(sentence, width, indent: 2, hanging: 2)).joined(separator: "\n")
    }

    /// Where the limit is tightest and how many steps were beyond it.
    public var sentence: String {
        guard let tightest, let limit = tightest.largest else {
            return "Nowhere on this path does the function curve upwards in a way that limits the rate."
        }
        let place = tightest.point.short(dimension: run.objective.dimension)
        return "The tightest limit on the path is \(limit.short(4)), at step \(tightest.step) near \(place); "
            + "\((100 * shareOutside).short())% of the steps were taken above the limit of their place."
    }

    /// Rate and limit of every step.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "optimizer": .string(run.method.summary),
            "landscape": .string(run.objective.name), "share_outside": .number(shareOutside),
            "tightest": tightest?.largest.map { .number($0) } ?? .null,
            "largest": .array(rates.map { $0.largest.map { .number($0) } ?? .null }),
            "rate": .array(rates.map { .number($0.rate) }),
            "sharpness": .array(rates.map { .number($0.sharpness) }),
        ])
    }
}
