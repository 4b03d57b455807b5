public import Answers
public import Numbers

/// Machines that pay 1 or nothing, each with a probability of its own that nobody knows, and a player who pulls the one that has paid best so
/// far, but for a share ε of the pulls, which go to any (Sutton & Barto 2018, section 2).
///
/// Regret is what the best machine would have paid on the average, less what the pulled one pays on the average: Σ (p* − p(pulled)). It counts what is
/// known to the judge, not what chance paid, so that few repetitions tell.
public struct BanditStudy: Sendable {
    /// One share ε.
    public struct Row: Sendable {
        /// Share of pulls that go to any machine.
        public let epsilon: Double
        /// Regret at the end of each repetition.
        public let regrets: [Double]
        /// Share of the pulls of each repetition that went to the best machine.
        public let shares: [Double]
        /// Regret after the pulls of `marks`, mean over the repetitions.
        public let curve: [Double]

        /// The mean regret with its 95 % interval.
        public var regret: MeanInterval { MeanInterval(of: regrets) }
        /// The mean share of pulls of the best machine.
        public var share: MeanInterval { MeanInterval(of: shares) }
    }

    /// The probabilities, or nil where each repetition draws its own.
    public let arms: [Double]?
    /// How many machines there are.
    public let count: Int
    /// Pulls of one repetition.
    public let steps: Int
    /// How many repetitions there are.
    public let seeds: Int
    /// Pulls after which the curves have a point.
    public let marks: [Int]
    /// In the order in which they were asked for.
    public private(set) var rows: [Row] = []

    /// Pulls that a study may have in all.
    static let most = 1e9

    /// Plays each ε with the same machines and the same luck.
    ///
    /// - Parameters:
    ///   - arms: probabilities; nil draws `count` of them anew for each repetition, uniform in [0, 1).
    ///   - seeds: repetitions, of seeds seed, seed + 1, …
    /// - Throws: `Mistake` for no machine, probabilities and shares that are none, too many pulls; `Stopped`.
    public init(
        arms: [Double]? = nil, count: Int, epsilons: [Double], steps: Int, seeds: Int, seed: UInt64 = 0,
        work: Work = Work()
    ) throws {
        try Interval(1, 1e5).whole.check(count, "arms", standard: 10)
        try Interval.atLeast(1).whole.check(steps, "steps", standard: 1000)
        try Interval.atLeast(1).whole.check(seeds, "seeds", standard: 100)
        for value in arms ?? [] { try Interval.share.check(value, "arms") }
        guard !epsilons.isEmpty else {
            throw Mistake("there is no epsilon", expected: "at least one", try: "epsilon=0.1", argument: "epsilon")
        }
        for value in epsilons { try Interval.share.check(value, "epsilon", standard: 0.1) }
        // A pull looks at every machine.
        let pulls = Double(steps) * Double(seeds) * Double(epsilons.count) * Double(Swift.max(1, count / 16))
        guard pulls <= BanditStudy.most else {
            throw Mistake(
                "\(steps.grouped) pulls, \(seeds.grouped) times, for \(Phrase.count(epsilons.count, "epsilon"))",
                expected: "at most \(Int(BanditStudy.most).grouped) pulls in all", try: "steps=1000, seeds=100",
                argument: "steps")
        }
        (self.arms, self.count, self.steps, self.seeds) = (arms, count, steps, seeds)
        marks = (1...Swift.min(100, steps)).map { $0 * steps / Swift.min(100, steps) }
        for (place, epsilon) in epsilons.enumerated() {
            var (regrets, shares): ([Double], [Double]) = ([], [])
            var curve = [Double](repeating: 0, count: marks.count)
            for repetition in 0..<seeds {
                work.report(
                    (Double(place) + Double(repetition) / Double(seeds)) / Double(epsilons.count),
                    "epsilon \(epsilon.short()), repetition \(repetition + 1)/\(seeds)")
                let game = try played(epsilon, seed: seed &+ UInt64(repetition), work)
                regrets.append(game.curve.last ?? 0)
                shares.append(game.share)
                for mark in curve.indices { curve[mark] += game.curve[mark] / Double(seeds) }
            }
            rows.append(Row(epsilon: epsilon, regrets: regrets, shares: shares, curve: curve))
        }
    }

    /// One game: the regret after each mark, and the share of pulls of the best machine.
    private func played(_ epsilon: Double, seed: UInt64, _ work: Work) throws -> (curve: [Double], share: Double) {
        var machines = RandomStream(seed: seed, purpose: "machines")
        let chances = arms ?? (0..<count).map { _ in machines.uniform() }
        let best = chances.max() ?? 0
        var choices = RandomStream(seed: seed, purpose: "choices")
        var luck = RandomStream(seed: seed, purpose: "luck")
        var pulls = [Double](repeating: 0, count: count)
        var means = [Double](repeating: 0, count: count)
        var (regret, good, mark) = (0.0, 0, 0)
        var curve: [Double] = []
        var check = StopCheck(work)
        for step in 1...steps {
            try check.pass(count)
            // Both draws are always made, so that games with another ε have the same luck.
            let (whim, any) = (choices.uniform(), choices.index(below: count))
            let pulled = whim < epsilon ? any : favourite(means, pulls)
            let paid: Double = luck.uniform() < chances[pulled] ? 1 : 0
            pulls[pulled] += 1
            means[pulled] += (paid - means[pulled]) / pulls[pulled]
            regret += best - chances[pulled]
            if chances[pulled] == best { good += 1 }
            if step == marks[mark] {
                curve.append(regret)
                mark += 1
            }
        }
        return (curve, Double(good) / Double(steps))
    }

    /// The machine that has paid best, one that was never pulled before all others.
    private func favourite(_ means: [Double], _ pulls: [Double]) -> Int {
        var found = 0
        for arm in means.indices {
            if pulls[arm] == 0 { return arm }
            if means[arm] > means[found] { found = arm }
        }
        return found
    }

    /// The row of the smallest mean regret; the first of equals.
    public var best: Row? { rows.min { $0.regret.mean < $1.regret.mean } }
}

extension BanditStudy: Presentable {
    /// `bandit study`
    public static var kind: String { "bandit study" }

    /// `10 machines, 1,000 pulls, 100 times`
    public var summary: String {
        "\(Phrase.count(count, "machine")), \(Phrase.count(steps, "pull")), \(seeds == 1 ? "once" : "\(seeds.grouped) times")"
    }

    /// Regret and share of the best machine for each ε.
    public func table(width: Int) -> String {
        let head = ["epsilon", "regret", "best machine", "regret of a pull"]
        let body = rows.map { row in
            [
                row.epsilon.short(), row.regret.text, "\((100 * row.share.mean).short()) %",
                (row.regret.mean / Double(steps)).short(),
            ]
        }
        return summary + "\n" + TextTable.lines([head] + body, width: width).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// Which ε has least regret.
    public var sentence: String {
        guard count > 1 else {
            return "With one machine there is nothing to choose, and so no regret, whatever epsilon is."
        }
        guard let best else { return "Nothing was played." }
        guard rows.count > 1 else {
            return
                "With epsilon = \(best.epsilon.short()) the regret is \(best.regret.text), and \((100 * best.share.mean).short()) % of the "
                + "pulls go to the best machine."
        }
        let rivals = rows.filter { $0.epsilon != best.epsilon }
        let apart = rivals.allSatisfy { row in
            MeanInterval(of: zip(row.regrets, best.regrets).map { $0 - $1 }).isAbove(0)
        }
        return "epsilon = \(best.epsilon.short()) has the least regret, \(best.regret.text)"
            + (apart ? ", less than every other with the same machines." : "; not all others are shown to have more.")
    }

    /// Every ε with its regret.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "machines": .integer(count), "steps": .integer(steps), "seeds": .integer(seeds),
            "rows": .array(
                rows.map { row in
                    .members([
                        "epsilon": .number(row.epsilon), "regret": .number(row.regret.mean),
                        "low": .number(row.regret.low), "high": .number(row.regret.high),
                        "share": .number(row.share.mean),
                    ])
                }),
        ])
    }
}
