public import Answers
public import Optimizers
internal import RealModule

/// Rewards that were learnt from preferences: what stands in for people when a policy is trained.
public struct RewardModel: Sendable {
    /// What the reward of an answer may depend on.
    public enum Form: String, Sendable, CaseIterable {
        /// A number for each answer.
        case tabular
        /// A weight for each feature.
        case linear
        /// A small network on the features.
        case network
    }

    /// The comparisons whose likelihood was maximised.
    public let preferences: Preferences
    /// Whether each answer has a reward of its own, or rewards are a function of features.
    public let form: Form
    /// r̂(y), shifted so that the reference policy has the mean 0: preferences determine differences only.
    public let values: [Double]
    /// One for each feature; empty unless it is linear.
    public let weights: [Double]
    /// λ of the penalty ½λ‖w‖².
    public let ridge: Double
    /// Mean of −log σ over the comparisons, without the penalty.
    public let loss: Double
    /// How it was found: `Newton, 6 steps`.
    public let method: String
    /// The mean loss after each step of an optimizer, from the start on; empty for Newton's method.
    public let losses: [Double]
    /// Whether it was stopped before its end.
    public let isPartial: Bool

    /// Fits rewards by maximum likelihood.
    ///
    /// - Parameters:
    ///   - ridge: λ; 0 for the likelihood alone, which has no maximum where a group of answers never lost.
    ///   - optimizer: what descends the mean loss in `steps` updates from 0; nil for Newton's method.
    /// - Throws: `Mistake` where the likelihood has no maximum, naming the answers it fails at, and for `linear` without features.
    public init(
        _ preferences: Preferences, form: Form = .tabular, ridge: Double = 0, optimizer: Optimizer? = nil,
        steps: Int = 1000, seed: UInt64 = 0, work: Work = Work()
    ) throws {
        try Interval.nonNegative.check(ridge, "ridge", standard: 0.1)
        try Interval(1, 1e6).whole.check(steps, "steps", standard: 1000)
        let answers = preferences.answers
        if form != .tabular, answers.features.isEmpty {
            throw Mistake(
                "the answers have no features", expected: "form=\"tabular\", or answers with features",
                argument: "form")
        }
        self.preferences = preferences
        (self.form, self.ridge) = (form, ridge)
        if form == .network {
            let fit = try RewardNetwork.fit(
                preferences, ridge: ridge, optimizer: optimizer, epochs: steps, seed: seed, work: work)
            (values, loss, method, losses) = (
                RewardModel.centred(fit.values, answers), RewardModel.loss(fit.values, preferences), fit.method,
                fit.losses
            )
            (weights, isPartial) = ([], fit.isPartial)
            return
        }
        if ridge == 0 { try RewardModel.checkMaximum(preferences, form) }
        let likelihood = BradleyTerry(
            tallies: preferences.tallies, features: form == .linear ? answers.features : nil, count: answers.count,
            ridge: ridge)
        let fit =
            try optimizer.map {
                try RewardModel.descended(likelihood, preferences, $0, steps: steps, seed: seed, work)
            } ?? RewardModel.solved(likelihood, form, work)
        let w = fit.weights
        (losses, isPartial, method) = (fit.losses, fit.isPartial, fit.method)
        if form == .linear, ridge == 0, likelihood.separates(w) { throw RewardModel.noMaximum(form) }
        let scores = likelihood.scores(w)
        (weights, loss) = (form == .linear ? w : [], RewardModel.loss(scores, preferences))
        values = RewardModel.centred(scores, answers)
    }

    /// What a fit of weights has come to.
    private typealias Fit = (weights: [Double], losses: [Double], method: String, isPartial: Bool)

    /// By an optimizer, in so many updates from 0.
    private static func descended(
        _ likelihood: BradleyTerry, _ preferences: Preferences, _ optimizer: Optimizer, steps: Int, seed: UInt64,
        _ work: Work
    ) throws -> Fit {
        let descent = try LogitDescent(
            MeanLikelihood(likelihood, preferences), optimizer,
            start: .init(repeating: 0, count: likelihood.dimension),
            seed: seed)
        var losses: [Double] = []
        var done = 0
        while done < steps, !work.isCancelled {
            do {
                losses.append(try descent.step())
            } catch let failure as NonFiniteStep {
                throw Mistake(
                    "\(failure.what) was not finite in step \(failure.step) of \(optimizer.summary)",
                    expected: "a smaller learning rate", argument: "optimizer")
            }
            done += 1
            if done % 64 == 0 { work.report(Double(done) / Double(steps), "step \(done)/\(steps)") }
        }
        return (descent.place, losses, "\(optimizer.summary), \(Phrase.count(done, "step"))", done < steps)
    }

    /// By Newton's method.
    private static func solved(_ likelihood: BradleyTerry, _ form: Form, _ work: Work) throws -> Fit {
        switch try likelihood.newton(work: work) {
        case .found(let found, let count):
            return (found, [], "Newton, \(Phrase.count(count, "step"))", false)
        case .dependent:
            throw Mistake(
                "the features of the compared answers depend on each other, or do not differ: many weights are as good",
                expected: "other features, or ridge above 0", try: "ridge=0.1", argument: "ridge")
        case .unbounded: throw RewardModel.noMaximum(form)
        }
    }

    private static func checkMaximum(_ preferences: Preferences, _ form: Form) throws {
        guard form == .tabular, let gap = Connection.gap(preferences) else { return }
        throw Mistake(
            "\(gap): the likelihood of \(Phrase.count(preferences.count, "comparison")) has no maximum, the difference would grow without "
                + "end",
            expected: "more comparisons, or ridge above 0, which draws rewards to 0", try: "ridge=0.1",
            argument: "ridge")
    }

    private static func noMaximum(_ form: Form) -> Mistake {
        Mistake(
            "\(form == .linear ? "some weights of the features explain" : "some rewards explain") every comparison, and twice as large ones "
                + "explain them better still: the likelihood has no maximum",
            expected: "more comparisons, or ridge above 0, which draws the rewards to 0", try: "ridge=0.1",
            argument: "ridge")
    }

    private static func centred(_ values: [Double], _ answers: AnswerSet) -> [Double] {
        let middle = answers.reference.mean(values)
        return values.map { $0 - middle }
    }

    private static func loss(_ s: [Double], _ preferences: Preferences) -> Double {
        preferences.tallies.reduce(0) { sum, pair in
            let u = s[pair.first] - s[pair.second]
            return sum + pair.wins * Logistic.minusLogSigma(u) + pair.losses * Logistic.minusLogSigma(-u)
        } / Double(preferences.count)
    }

    /// The share of its own comparisons that it would decide the same way; one of equal rewards counts half.
    public var accuracy: Double {
        preferences.tallies.reduce(0) { sum, pair in
            let u = values[pair.first] - values[pair.second]
            return sum + (u == 0 ? (pair.wins + pair.losses) / 2 : u > 0 ? pair.wins : pair.losses)
        } / Double(preferences.count)
    }

    /// Root mean square of r̂ − r over the reference policy, both with mean 0 there.
    public var error: Double {
        let truth = RewardModel.centred(preferences.answers.rewards, preferences.answers)
        return preferences.answers.reference.mean(zip(values, truth).map { ($0 - $1) * ($0 - $1) }).squareRoot()
    }

    /// The true rewards with mean 0 under the reference, to compare `values` with.
    public var truth: [Double] { RewardModel.centred(preferences.answers.rewards, preferences.answers) }
}

/// The mean of the loss over the comparisons, as an optimizer descends it.
private struct MeanLikelihood: LogitObjective {
    let likelihood: BradleyTerry
    let share: Double

    init(_ likelihood: BradleyTerry, _ preferences: Preferences) {
        self.likelihood = likelihood
        share = 1 / Double(preferences.count)
    }

    var names: [String] { (0..<likelihood.dimension).map { "s\($0)" } }

    func slope(at w: [Double], step: Int, gradient: inout [Double]) -> Double {
        let found = likelihood.slope(w)
        gradient = found.gradient.map { $0 * share }
        return found.value * share
    }
}
