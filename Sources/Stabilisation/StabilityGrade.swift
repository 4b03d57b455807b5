public import Answers
public import Numbers
public import Parallel

/// What a configuration for rig Decade is worth, measured on seeds that nobody has tuned on: it has to calm the validation loss and
/// must not pay for that with accuracy.
public struct StabilityGrade: Sendable {
    /// How good, in rising order.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case fail, bronze, silver, gold

        /// By how good they are.
        public static func < (one: Level, other: Level) -> Bool {
            (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
        }
    }

    /// What may be changed.
    public enum Track: String, Sendable, CaseIterable {
        /// Optimizer, callbacks, batches and layers' regularisation; the rows stay as they are.
        case base
        /// The inputs may be standardised, too.
        case preprocessing
    }

    /// The condition whose effect is graded.
    public let condition: Condition
    /// Its trainings beside their twins.
    public let row: AblationRow
    /// The base's end and best epoch, geometric means.
    public let base: (end: Double, best: Double)
    /// The highest level whose bounds all hold.
    public let level: Level
    /// What was measured, against which bound, and what would come next.
    public let message: String

    /// F over the base's F.
    public var ratio: MeanInterval { row.ratio }
    /// The test error at the end, geometric mean over the seeds.
    public var end: Double { row.end }

    /// The bounds: of the F ratio and its upper end for bronze, of the end over the base's best epoch for silver and gold, and of the
    /// F ratio for gold.
    private static let (calm, surelyCalm, silver, gold, veryCalm) = (0.25, 0.5, 1.25, 1.10, 0.10)
    /// Epochs that a training may take.
    public static let mostEpochs = 100

    /// The held-back seeds; of a secret those that only who knows it can work out.
    static func seeds(_ count: Int, secret: UInt64? = nil) -> [UInt64] {
        (0..<count).map { number in
            var stream = RandomStream(
                seed: secret ?? 0x5ab1e, purpose: "held-back seeds of the grade", index: UInt64(number))
            return stream.next()
        }
    }

    /// Trains and judges a configuration of rig Decade.
    ///
    /// Fails unless r = F/F_base ≤ 0.25 with its 95 % upper end below 0.5, and e ≤ the base's e. Bronze: that. Silver: e ≤ 1.25 times the
    /// base's best epoch. Gold: e ≤ 1.10 times that, and r ≤ 0.10.
    ///
    /// - Parameters:
    ///   - changes: what is done to the base.
    ///   - seeds: how many held-back seeds, at least 2.
    ///   - secret: what they are drawn from; nil takes those that everybody has. The same secret gives the same grade.
    /// - Throws: `Mistake` for changes outside the track or the budget; `Stopped`.
    public init(
        _ changes: [Change], seeds: Int = 5, secret: UInt64? = nil, track: Track = .base, crew: Crew = .cores,
        work: Work = Work()
    ) throws {
        try Interval.init(2, 100).whole.check(seeds, "seeds", standard: 5)
        let rig = Rig(.decade)
        condition = Condition("configuration", changes)
        let setup = try condition.applied(to: rig.setup())
        guard setup.epochs <= StabilityGrade.mostEpochs else {
            throw Mistake(
                "\(setup.epochs) epochs",
                expected: "at most \(StabilityGrade.mostEpochs): the budget is the same for all",
                argument: "configuration")
        }
        guard track == .preprocessing || !setup.standardises else {
            throw Mistake(
                "the inputs are standardised", expected: "the rows as they are in this track",
                try: "track=\"preprocessing\"", argument: "configuration")
        }
        let held = StabilityGrade.seeds(seeds, secret: secret)
        let plan = try AblationPlan(rig, conditions: [condition], seeds: held, work: work)
        let table = try plan.run(crew: crew, work: work).withSeedsHidden()
        guard let base = table.base, let row = table.row(named: condition.name), !table.isPartial else {
            if table.isPartial { throw Stopped() }
            throw Mistake(
                plan.leftOut.first?.reason ?? "nothing was measured", expected: "changes that rig decade can take",
                argument: "configuration")
        }
        self.row = row
        self.base = (base.end, base.best)
        (level, message) = StabilityGrade.judged(row, base: (base.end, base.best))
    }

    /// Level and message of what was measured.
    static func judged(_ row: AblationRow, base: (end: Double, best: Double)) -> (Level, String) {
        let (r, end) = (row.ratio, row.end)
        let calm = "F is \(r.text) of the base's"
        let error = "the error at the end is \(end.short())"
        func fail(_ why: String) -> (Level, String) { (.fail, why) }
        if row.condition.changes.isEmpty { return fail("nothing is changed: this is the base itself") }
        if row.diverged > 0 {
            return fail("\(row.diverged) of \(row.count) trainings diverged: a number was not finite")
        }
        if let few = row.runs.compactMap(\.distinct).min(), few <= 3 {
            return fail(
                "the model makes \(few) different prediction\(few == 1 ? "" : "s") for five hundred houses: it is calm because it answers "
                    + "the same to all")
        }
        guard end <= base.end else {
            let isCalm = r.mean <= StabilityGrade.calm
            let price =
                row.isDead
                ? (isCalm ? "calm but dead, " : "") + "no better than always answering the mean"
                : isCalm ? "calm that is paid for with accuracy" : "neither calm nor accurate"
            return fail("\(error), the base's \(base.end.short()): \(price). \(calm)")
        }
        guard r.mean <= StabilityGrade.calm else {
            return fail("\(calm), and at most \(StabilityGrade.calm) is asked for; \(error)")
        }
        guard r.high < StabilityGrade.surelyCalm else {
            return fail(
                "\(calm): the upper end is not below \(StabilityGrade.surelyCalm), so it calms some seeds and not others"
            )
        }
        let (silver, gold) = (StabilityGrade.silver * base.best, StabilityGrade.gold * base.best)
        guard end <= silver else {
            return (
                .bronze, "\(calm); \(error), and silver asks for \(silver.short()): 1.25 times the base's best epoch"
            )
        }
        guard end <= gold, r.mean <= StabilityGrade.veryCalm else {
            return (
                .silver,
                "\(calm); \(error). Gold asks for F at most \(StabilityGrade.veryCalm) and an error of at most \(gold.short()): 1.1 times "
                    + "the base's best epoch"
            )
        }
        return (.gold, "\(calm); \(error), within 1.1 times the base's best epoch of \(base.best.short())")
    }
}

extension StabilityGrade: Presentable {
    /// `grade`
    public static var kind: String { "grade" }

    /// `gold: F is 0.019 of the base's …`
    public var summary: String { "\(level.rawValue): \(message)" }

    /// The level with everything that was measured.
    public func table(width: Int) -> String {
        (TextTable.wrap(summary, width) + [
            TextTable.definitions(
                [
                    ("changed", condition.text),
                    ("base", "end \(base.end.short()), best epoch \(base.best.short())"),
                    ("seeds", "\(row.count) that are held back; lower in \(row.lowerIn), better in \(row.betterIn)"),
                ], width: width)
        ]).joined(separator: "\n")
    }

    /// Level, r, its upper end, and the errors.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "level": .string(level.rawValue), "message": .string(message),
            "r": .number(ratio.mean), "upper": .number(ratio.high), "e": .number(end), "base_end": .number(base.end),
            "base_best": .number(base.best), "seeds": .integer(row.count),
        ])
    }
}
