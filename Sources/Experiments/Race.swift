public import Answers
public import Numbers
public import Optimizers

/// One method's showing on one landscape.
public struct RaceEntry: Sendable {
    /// The word of the landscape: `rosenbrock`.
    public let landscape: String
    /// The call that makes the method: `Adam(lr=0.05)`.
    public let method: String
    /// The run itself, path and losses kept.
    public let run: Run
    /// Evaluations until the loss was at or below the target; nil when it never was. A run records points, not
    /// evaluations, so for a method that spends more than one per step this is its mean per step times the steps.
    public let evaluationsToTarget: Int?
    /// How often a coordinate's step changed its sign, the mark of zigzag.
    public let signFlips: Int
    /// Length of the way gone.
    public let pathLength: Double
    /// Share of further seeded starts that reached the global minimum's value; nil when it is not known or no further
    /// starts were asked for.
    public let globalShare: Double?

    init(_ run: Run, target: Double, globalShare: Double?) {
        landscape = run.objective.name
        method = run.method.summary
        self.run = run
        self.globalShare = globalShare
        let arrival = run.losses.firstIndex { $0 <= target }
        let perStep = run.steps > 0 ? Double(run.evaluations - 1) / Double(run.steps) : 1
        evaluationsToTarget = arrival.map { 1 + Int(saturating: (Double(run.step(ofPoint: $0)) * perStep).rounded()) }
        var flips = 0
        var length = 0.0
        var last = Point.zero
        for (from, to) in zip(run.path, run.path.dropFirst()) where to.isFinite {
            let step = to - from
            length += step.norm
            if step.x * last.x < 0 { flips += 1 }
            if step.y * last.y < 0 { flips += 1 }
            last = step
        }
        signFlips = flips
        pathLength = length
    }
}

/// Methods against each other on one or more landscapes, each with the same evaluations from the same start.
public struct Race: Presentable {
    /// Landscape by landscape, in each the methods in the order given.
    public let entries: [RaceEntry]
    /// The problems' words, in order.
    public let landscapes: [String]
    /// The methods' calls, in order.
    public let methods: [String]
    /// A loss this much above the lowest known value counts as the target.
    public let target: Double
    /// Function and gradient evaluations that each run might take.
    public let evaluations: Int
    /// Of the runs and of the further starts.
    public let seed: UInt64

    /// One problem: the landscape and where to start on it.
    public struct Problem: Sendable {
        /// The function that every method descends.
        public var objective: any Objective
        /// Where every method begins.
        public var start: Point
        /// The global minimum's value, where it is known.
        public var minimum: Double?

        /// - Parameter minimum: the least value, where it is known; the target is measured from it, otherwise from 0.
        public init(_ objective: any Objective, start: Point, minimum: Double? = nil) {
            self.objective = objective
            self.start = start
            self.minimum = minimum
        }
    }

    /// - Parameters:
    ///   - target: how far above the global minimum's value (0 where it is not known) counts as arrived.
    ///   - starts: further starts per entry, drawn from the objective's box, for the share that finds the global minimum.
    /// - Throws: `Mistake` for empty lists, and as `minimize`.
    public init(
        _ problems: [Problem], _ methods: [any Minimizer], steps: Int, target: Double = 1e-3, starts: Int = 0,
        seed: UInt64 = 0, work: Work = Work()
    ) throws {
        guard !problems.isEmpty, !methods.isEmpty else {
            throw Mistake(
                "a race needs landscapes and methods", expected: "at least one of each",
                try: "race([rosenbrock, beale], [Adam(0.05), BFGS()])")
        }
        self.target = target
        self.seed = seed
        evaluations = steps < Int.max ? steps + 1 : steps
        landscapes = problems.map(\.objective.name)
        self.methods = methods.map(\.summary)
        var entries: [RaceEntry] = []
        for problem in problems {
            let bound = (problem.minimum ?? 0) + target
            let comparison = try compare(
                problem.objective, methods, start: problem.start, steps: steps, seed: seed, work: work)
            for run in comparison.runs {
                let share = try Race.share(problem, run.method, bound, steps, starts, seed, work)
                entries.append(RaceEntry(run, target: bound, globalShare: share))
                if work.isCancelled { break }
            }
            work.report(
                Double(entries.count) / Double(problems.count * methods.count), "\(problem.objective.name) is run")
            if work.isCancelled { break }
        }
        self.entries = entries
    }

    private static func share(
        _ problem: Problem, _ method: any Minimizer, _ bound: Double, _ steps: Int, _ starts: Int, _ seed: UInt64,
        _ work: Work
    ) throws -> Double? {
        guard starts > 0, problem.minimum != nil, let box = problem.objective as? any Bounded else { return nil }
        var reached = 0
        for index in 0..<starts {
            var stream = RandomStream(seed: seed, purpose: "race starts", index: UInt64(index))
            let x = stream.uniform(box.lowerCorner.x, box.upperCorner.x)
            let y = stream.uniform(box.lowerCorner.y, box.upperCorner.y)
            let run = try? method.minimize(
                problem.objective, start: Point(x, y), steps: steps, seed: seed, record: false, stops: [],
                observers: [], work: work)
            if let run, run.bestLoss <= bound { reached += 1 }
            if work.isCancelled { return Double(reached) / Double(index + 1) }
        }
        return Double(reached) / Double(starts)
    }

    /// The entry of a method (by place) on a landscape (by place).
    public func entry(_ landscape: Int, _ method: Int) -> RaceEntry? {
        let index = landscape * methods.count + method
        return entries.indices.contains(index) ? entries[index] : nil
    }

    /// Performance profiles by evaluations to target.
    public var profile: PerformanceProfile? {
        guard entries.count == landscapes.count * methods.count else { return nil }
        let costs = landscapes.indices.map { l in
            methods.indices.map { entry(l, $0)?.evaluationsToTarget.map(Double.init) }
        }
        return try? PerformanceProfile(methods: methods, costs: costs)
    }

    /// `race`.
    public static var kind: String { "race" }
    /// How many methods on which landscapes.
    public var summary: String { "race of \(methods.count) methods on \(landscapes.joined(separator: ", "))" }

    /// One row for each landscape and method: evaluations to the target, final loss, length of the way, turns.
    public func table(width: Int) -> String {
        landscapes.indices.map { l in
            var rows = [["method", "to target", "loss", "flips", "path", "global"]]
            for m in methods.indices {
                guard let entry = entry(l, m) else { continue }
                rows.append([
                    entry.method, entry.evaluationsToTarget.map(String.init) ?? "never", entry.run.loss.short(),
                    "\(entry.signFlips)", entry.pathLength.short(),
                    entry.globalShare.map { (100 * $0).short() + "%" } ?? "",
                ])
            }
            let head = "\(landscapes[l]): evaluations until the loss is within \(target.short()), of \(evaluations)"
            return head + "\n" + TextTable.lines(rows, width: width).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Which method reached the target first on how many landscapes.
    public var sentence: String {
        landscapes.indices.compactMap { l in
            let arrived = methods.indices.compactMap { entry(l, $0) }.filter { $0.evaluationsToTarget != nil }
            guard let first = arrived.min(by: { ($0.evaluationsToTarget ?? 0) < ($1.evaluationsToTarget ?? 0) }),
                let cost = first.evaluationsToTarget
            else { return "On \(landscapes[l]) nobody arrives." }
            return "On \(landscapes[l]) \(first.method) arrives first, after \(cost) evaluations."
        }.joined(separator: " ")
    }

    /// Every entry with its numbers.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "target": .number(target), "evaluations": .integer(evaluations),
            "entries": .array(
                entries.map { entry in
                    .members([
                        "landscape": .string(entry.landscape), "method": .string(entry.method),
                        "evaluations_to_target": entry.evaluationsToTarget.map { .integer($0) } ?? .null,
                        "loss": .number(entry.run.loss), "sign_flips": .integer(entry.signFlips),
                        "path_length": .number(entry.pathLength),
                        "global_share": entry.globalShare.map { .number($0) } ?? .null,
                    ])
                }),
        ])
    }
}
