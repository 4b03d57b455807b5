import Answers
import RealModule

/// Asynchronous successive halving (Li et al. 2018, ASHA) as Optuna has it: at the steps r, r·η, r·η², … only the best 1/η of
/// the trials that came so far go on. A trial that stops does not come back.
///
/// Which trials have come to a rung is read from their reports, so nothing has to be kept beside them.
public struct SuccessiveHalvingPruner: Pruner {
    /// r, the first rung; nil takes a hundredth of the longest complete trial.
    public let minResource: Int?
    /// η, at least 2: of the trials at a rung the best 1/η go on.
    public let reductionFactor: Int
    /// Rungs that are left out at the beginning.
    public let minEarlyStoppingRate: Int
    /// Trials that have to come to a rung before any passes it.
    public let bootstrapCount: Int

    /// - Throws: `Mistake` for a number out of its range.
    public init(
        minResource: Int? = nil, reductionFactor: Int = 4, minEarlyStoppingRate: Int = 0, bootstrapCount: Int = 0
    ) throws {
        if let minResource { try Interval.atLeast(1).whole.check(minResource, "min_resource", standard: 1) }
        try Interval.atLeast(2).whole.check(reductionFactor, "reduction_factor", standard: 4)
        try Interval(0, 60).whole.check(minEarlyStoppingRate, "min_early_stopping_rate", standard: 0)
        try Interval.atLeast(0).whole.check(bootstrapCount, "bootstrap_count", standard: 0)
        if bootstrapCount > 0, minResource == nil {
            throw Mistake(
                "bootstrap_count needs to know the first rung", expected: "min_resource as a number",
                try: "min_resource=1", argument: "bootstrap_count")
        }
        self.minResource = minResource
        self.reductionFactor = reductionFactor
        self.minEarlyStoppingRate = minEarlyStoppingRate
        self.bootstrapCount = bootstrapCount
    }

    /// `SuccessiveHalvingPruner(min_resource=1)`
    public var name: String {
        Phrase.call(
            "SuccessiveHalvingPruner",
            [
                minResource.map { "min_resource=\($0)" },
                reductionFactor == 4 ? nil : "reduction_factor=\(reductionFactor)",
                minEarlyStoppingRate == 0 ? nil : "min_early_stopping_rate=\(minEarlyStoppingRate)",
                bootstrapCount == 0 ? nil : "bootstrap_count=\(bootstrapCount)",
            ])
    }

    /// Whether the trial is behind the best 1/η at a rung that it has just reached.
    public func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool {
        shouldPrune(trial, among: history.finished + history.running, history.directions[0])
    }

    func shouldPrune(_ trial: Trial, among others: [Trial], _ direction: Direction) -> Bool {
        guard let last = trial.reports.last else { return false }
        let longest = others.lazy.filter { $0.state == .complete }.compactMap { $0.reports.last?.step }.max()
        guard let first = minResource ?? longest.map({ max($0 / 100, 1) }) else { return false }
        let before = trial.reports.dropLast().last?.step ?? -1
        var rung = 0
        while let step = self.step(of: rung, from: first), last.step >= step {
            defer { rung += 1 }
            // Rungs that were reached with an earlier report were judged then.
            if before >= step { continue }
            let value = direction.loss(last.value)
            if value.isNaN { return true }
            var competing = others.compactMap { other in
                other.number == trial.number ? nil : SuccessiveHalvingPruner.loss(of: other, at: step, direction)
            }
            competing.append(value)
            if competing.count <= bootstrapCount { return true }
            competing.sort()
            if value > competing[max(competing.count / reductionFactor - 1, 0)] { return true }
        }
        return false
    }

    /// r·η^(s + rung); nil beyond every Int.
    private func step(of rung: Int, from first: Int) -> Int? {
        var step = first
        for _ in 0..<minEarlyStoppingRate + rung {
            let (product, overflow) = step.multipliedReportingOverflow(by: reductionFactor)
            if overflow { return nil }
            step = product
        }
        return step
    }

    /// What a trial had reported when it came to a rung; nil where it did not.
    private static func loss(of trial: Trial, at step: Int, _ direction: Direction) -> Double? {
        guard let report = trial.reports.first(where: { $0.step >= step }) else { return nil }
        let loss = direction.loss(report.value)
        return loss.isNaN ? nil : loss
    }
}

/// Hyperband (Li et al. 2018): several successive halvings side by side, from bold to cautious, and each trial in one of them.
///
/// As in Optuna the bracket of a trial is a hash (CRC-32) of the study's name and the trial's number, in proportion to the
/// brackets' budgets; a trial competes only within its bracket.
public struct HyperbandPruner: Pruner {
    /// The first rung of the boldest bracket.
    public let minResource: Int
    /// The steps of a whole trial; nil takes the longest complete one.
    public let maxResource: Int?
    /// η, at least 2: of the trials at a rung the best 1/η go on.
    public let reductionFactor: Int
    /// Trials that have to come to a rung before any passes it.
    public let bootstrapCount: Int

    /// - Throws: `Mistake` for a number out of its range.
    public init(minResource: Int = 1, maxResource: Int? = nil, reductionFactor: Int = 3, bootstrapCount: Int = 0) throws
    {
        try Interval.atLeast(1).whole.check(minResource, "min_resource", standard: 1)
        if let maxResource { try Interval.atLeast(Double(minResource)).whole.check(maxResource, "max_resource") }
        // The halving has the same limits.
        _ = try SuccessiveHalvingPruner(
            minResource: minResource, reductionFactor: reductionFactor, bootstrapCount: bootstrapCount)
        self.minResource = minResource
        self.maxResource = maxResource
        self.reductionFactor = reductionFactor
        self.bootstrapCount = bootstrapCount
    }

    /// `HyperbandPruner(max_resource=81)`
    public var name: String {
        Phrase.call(
            "HyperbandPruner",
            [
                minResource == 1 ? nil : "min_resource=\(minResource)", maxResource.map { "max_resource=\($0)" },
                reductionFactor == 3 ? nil : "reduction_factor=\(reductionFactor)",
                bootstrapCount == 0 ? nil : "bootstrap_count=\(bootstrapCount)",
            ])
    }

    /// How many brackets there are: ⌊log_η(R/r)⌋ + 1 (Li et al. 2018), at least 1.
    ///
    /// - Parameter resource: R, the steps of a trial that is not pruned.
    public func bracketCount(resource: Int) -> Int {
        var count = 1
        var reach = Double(minResource) * Double(reductionFactor)
        while reach <= Double(resource) {
            count += 1
            reach *= Double(reductionFactor)
        }
        return count
    }

    /// How many trials of a round go to each bracket, the boldest first: ⌈B·η^s/(s + 1)⌉ for s = B − 1 … 0.
    public func budgets(resource: Int) -> [Int] {
        let brackets = bracketCount(resource: resource)
        return (0..<brackets).map { bracket in
            let s = brackets - 1 - bracket
            let trials = Double(brackets) * Double.pow(Double(reductionFactor), s) / Double(s + 1)
            return Int(saturating: trials.rounded(.up))
        }
    }

    /// The bracket of a trial, from 0 for the boldest: drawn with odds like `budgets` by CRC-32 of study and number, as Optuna draws it.
    public func bracket(of number: Int, study: String, resource: Int) -> Int {
        let budgets = budgets(resource: resource)
        let total = budgets.reduce(0) { Int.saturatingSum($0, $1) }
        var rest = Int(HyperbandPruner.crc32("\(study)_\(number)".utf8)) % total
        for (bracket, budget) in budgets.enumerated() {
            rest -= budget
            if rest < 0 { return bracket }
        }
        return budgets.count - 1
    }

    /// Whether the halving of its bracket stops it.
    public func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool {
        let longest = history.finished.lazy.filter { $0.state == .complete }.compactMap { $0.reports.last?.step }.max()
        guard let resource = maxResource ?? longest.map({ $0 + 1 }) else { return false }
        let own = bracket(of: trial.number, study: study, resource: resource)
        let others = (history.finished + history.running).filter {
            bracket(of: $0.number, study: study, resource: resource) == own
        }
        guard
            let halving = try? SuccessiveHalvingPruner(
                minResource: minResource, reductionFactor: reductionFactor, minEarlyStoppingRate: own,
                bootstrapCount: bootstrapCount)
        else { return false }
        return halving.shouldPrune(trial, among: others, history.directions[0])
    }

    /// The checksum of ISO 3309, as zlib's.
    static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xedb8_8320 }
            }
        }
        return ~sum
    }
}

extension Int {
    fileprivate static func saturatingSum(_ a: Int, _ b: Int) -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }
}
