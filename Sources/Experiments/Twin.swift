public import Answers
public import Numbers
public import Optimizers

/// Two runs that should be one: the same run with its start moved by one unit in the last place, or two rules that are equal on paper.
public struct Twin: Presentable {
    /// The run that was given.
    public let run: Run
    /// The run from the moved start, or by the other rule.
    public let other: Run
    /// How they drift apart; apart is a hundredth of the path's extent.
    public let drift: Drift

    /// Runs the same method again from `x` moved up by one ulp.
    /// - Throws: as `minimize`.
    public init(of run: Run, work: Work = Work()) throws {
        let moved = Point(run.start.x.nextUp, run.start.y)
        self.init(
            run,
            try run.method.minimize(
                run.objective, start: moved, steps: run.requestedSteps, seed: run.seed, record: true, stops: [],
                observers: [], work: work))
    }

    /// Runs both rules from the same start.
    /// - Throws: as `minimize`.
    public init(
        _ objective: any Objective, _ rule: any Minimizer, _ other: any Minimizer, start: Point, steps: Int,
        seed: UInt64 = 0, work: Work = Work()
    ) throws {
        let runs = try [rule, other].map {
            try $0.minimize(
                objective, start: start, steps: steps, seed: seed, record: true, stops: [], observers: [], work: work)
        }
        self.init(runs[0], runs[1])
    }

    private init(_ run: Run, _ other: Run) {
        let extent = run.path.reduce(0) { $1.isFinite ? Swift.max($0, ($1 - run.start).norm) : $0 }
        let gaps = zip(run.path, other.path).map { ($0 - $1).norm }
        (self.run, self.other) = (run, other)
        drift = Drift(
            steps: gaps.indices.map { run.step(ofPoint: $0) }, distances: gaps,
            threshold: 0.01 * Swift.max(extent, .leastNormalMagnitude))
    }

    /// Distance of the two at each kept point.
    public var distances: [Double] { drift.distances }
    /// Distance that counts as apart.
    public var threshold: Double { drift.threshold }
    /// The first step at which they are apart; nil when they stay together.
    public var partingStep: Int? { drift.partingStep }
    /// Mean growth of the distance per step as a factor, over the steps before they part; nil when it never moved.
    public var growthPerStep: Double? { drift.growthPerStep }
    /// Whether the starts differ, and not the rules.
    public var movesStart: Bool { run.start != other.start }

    /// `twin`.
    public static var kind: String { "twin" }
    /// Whose twin it is.
    public var summary: String {
        movesStart ? "twin of \(run.summary)" : "twin of \(run.summary) by \(other.method.summary)"
    }

    /// Distances at a few steps, where they part and how fast they grow.
    public func table(width: Int) -> String {
        var rows = [["step", "distance"]]
        for index in distances.indices.spread(atMost: 10) {
            rows.append(["\(run.step(ofPoint: index))", distances[index].short()])
        }
        return
            (TextTable.fitted(summary, width) + TextTable.lines(rows, width: width)
            + TextTable.wrap(sentence, width, indent: 2, hanging: 2)).joined(separator: "\n")
    }

    /// Whether rounding alone decides where the run goes.
    public var sentence: String {
        let growth = growthPerStep.map { ", growing by a factor of \($0.short(4)) per step" } ?? ""
        guard movesStart || drift.firstDifference != nil else {
            return "\(run.method.summary) and \(other.method.summary) give the same bits in all "
                + "\(Phrase.count(run.steps, "step"))."
        }
        let start =
            movesStart
            ? "Moved by one ulp at the start (\((distances.first ?? 0).short()))\(growth), "
            : "By \(other.method.summary) the run differs from step \(drift.firstDifference ?? 0) on\(growth); "
        guard let partingStep else {
            return start + "the paths stay together: they end \(drift.last.short()) apart"
                + (movesStart ? "." : ", and were never more than \(drift.largest.short(3)) apart.")
        }
        return start + "the paths part at step \(partingStep): from there on rounding decides."
    }

    /// The distances, the threshold and the step at which they part.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "parting_step": partingStep.map { .integer($0) } ?? .null,
            "first_difference": drift.firstDifference.map { .integer($0) } ?? .null,
            "largest": .number(drift.largest), "threshold": .number(threshold),
            "growth_per_step": growthPerStep.map { .number($0) } ?? .null,
            "lyapunov": drift.lyapunovExponent.map { .number($0) } ?? .null,
            "distances": .array(distances.map { .number($0) }),
        ])
    }
}
